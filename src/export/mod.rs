//! What leaves the program: the printed report and its data, each format in a file of its own.

pub mod pdf;
