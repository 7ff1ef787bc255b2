//! The figures of the hazards R1 to R26, which the README names: each test says what it reached.

/// Says the figure that a test of a hazard has reached, for whoever runs it with `--nocapture`.
#[allow(clippy::print_stdout, reason = "the figure is read by whoever runs the test")]
pub fn reached(hazard: &str, figure: &str) {
    println!("{hazard}: {figure}");
}
