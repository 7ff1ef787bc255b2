//! The five documents of the user, spoilt in the fourteen ways in which copying and converting spoils reports.
#![allow(clippy::print_stdout, reason = "the table of figures is what this test is read for")]

use std::collections::HashMap;

use nianbao::import::{self, Hint};

use crate::common::{
    published::{self, tally},
    reached::reached,
};

/// A way to spoil a text, and whether every figure can still be told.
type Mangling = (&'static str, fn(&str) -> Vec<u8>, Loss);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Loss {
    Nothing,
    Something,
}

const MANGLINGS: [Mangling; 16] = [
    (
        "no bars",
        |t| lines(t, |f| f.iter().filter(|f| !f.is_empty()).cloned().collect::<Vec<_>>().join(" ")),
        Loss::Something,
    ),
    ("tabs", |t| lines(t, |f| f.join("\t")), Loss::Nothing),
    (
        "one cell a line",
        |t| lines(t, |f| f.iter().filter(|f| !f.is_empty()).cloned().collect::<Vec<_>>().join("\n")),
        Loss::Something,
    ),
    ("a web page", web_page, Loss::Nothing),
    (
        "spaces in labels",
        |t| lines(t, |f| f.iter().map(|f| spaced(f)).collect::<Vec<_>>().join(" | ")),
        Loss::Nothing,
    ),
    ("traditional characters", traditional, Loss::Nothing),
    ("a column more", |t| rows(t, |f| f.insert(1, String::new())), Loss::Something),
    (
        "a column shifted out",
        |t| {
            rows(t, |f| {
                f.insert(1, String::new());
                f.truncate(8);
            })
        },
        Loss::Something,
    ),
    ("lost rows", lost_rows, Loss::Something),
    ("CRLF", |t| t.replace('\n', "\r\n").into_bytes(), Loss::Nothing),
    ("GB 18030", |t| encoding_rs::GB18030.encode(t).0.into_owned(), Loss::Nothing),
    (
        "glosses",
        |t| {
            t.replace('复', "复(fù)")
                .replace('据', "据(jù)")
                .replace('务', "务(wù)")
                .replace('办', "办(bàn)")
                .into_bytes()
        },
        Loss::Nothing,
    ),
    ("full-width digits", |t| t.chars().map(wide).collect::<String>().into_bytes(), Loss::Nothing),
    (
        "cells run together",
        |t| {
            rows(t, |f| {
                let second = f.remove(2);
                f[1] += &second;
            })
        },
        Loss::Something,
    ),
    (
        "cells with one space between",
        |t| {
            rows(t, |f| {
                let second = f.remove(2);
                f[1] = format!("{} {second}", f[1]);
            })
        },
        Loss::Something,
    ),
    ("page breaks in tables", page_breaks, Loss::Nothing),
];

fn is_table(line: &str) -> bool {
    line.contains('|')
}

fn fields(line: &str) -> Vec<String> {
    line.split('|').map(|f| f.trim().to_owned()).collect()
}

/// Writes every table line anew.
fn lines(text: &str, write: impl Fn(&[String]) -> String) -> Vec<u8> {
    let line = |l: &str| if is_table(l) { write(&fields(l)) } else { l.to_owned() };
    text.lines().map(line).collect::<Vec<_>>().join("\n").into_bytes()
}

/// Changes the fields of every row of figures with a label, from the label on.
fn rows(text: &str, change: impl Fn(&mut Vec<String>)) -> Vec<u8> {
    lines(text, |fields| {
        let figure = |f: &String| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit());
        let first = fields.iter().position(figure).filter(|&at| at > 0);
        let (Some(first), true) = (first, fields.iter().filter(|f| figure(f)).count() > 5) else {
            return fields.join(" | ");
        };
        let mut row = fields[first - 1..].to_vec();
        change(&mut row);
        fields[..first - 1].iter().chain(&row).cloned().collect::<Vec<_>>().join(" | ")
    })
}

fn web_page(text: &str) -> Vec<u8> {
    let cells =
        |l: &str| fields(l).iter().map(|f| format!("<td><p><span>{f}</span></p></td>")).collect::<String>();
    let mut page = String::from("<html><body>");
    let mut inside = false;
    for line in text.lines() {
        if is_table(line) != inside {
            inside = !inside;
            page += if inside { "<table>" } else { "</table>" };
        }
        let line = if inside { format!("<tr>{}</tr>\n", cells(line)) } else { format!("<p>{line}</p>\n") };
        page.push_str(&line);
    }
    page.into_bytes()
}

fn spaced(label: &str) -> String {
    let han = !label.is_ascii();
    let chars = label.chars().enumerate();
    chars.map(|(i, c)| if han && i % 3 == 2 { format!("{c} ") } else { c.to_string() }).collect()
}

fn traditional(text: &str) -> Vec<u8> {
    let mut map: HashMap<char, char> = HashMap::new();
    for line in include_str!("../../src/words/simplified.txt").lines().filter(|l| !l.starts_with('#')) {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(2).for_each(|pair| {
            map.entry(pair[1]).or_insert(pair[0]);
        });
    }
    text.chars().map(|c| map.get(&c).copied().unwrap_or(c)).collect::<String>().into_bytes()
}

fn wide(c: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(c)
}

fn lost_rows(text: &str) -> Vec<u8> {
    let mut seen = 0;
    let mut keep = |line: &&str| {
        seen += usize::from(is_table(line));
        !is_table(line) || seen % 9 != 0
    };
    text.lines().filter(|l| keep(l)).collect::<Vec<_>>().join("\n").into_bytes()
}

fn page_breaks(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for (n, line) in text.lines().enumerate() {
        out += line;
        out += if is_table(line) && n % 5 == 0 { "\n- 3 -\n\u{c}" } else { "\n" };
    }
    out.into_bytes()
}

#[test]
fn r17_no_figure_comes_out_wrong_without_a_doubt() {
    println!(
        "| document | spoilt by | figures | right | doubted | blank | wrong, doubted | wrong | invented |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let (mut figures, mut right) = (0, 0);
    for (name, text, truth) in published::documents() {
        for (how, mangle, loss) in MANGLINGS {
            let imported = import::read(&mangle(text), &Hint::default()).unwrap();
            let t = tally(&imported, &truth);
            let invented: Vec<_> = t
                .invented
                .iter()
                .filter(|i| !imported.doubts.iter().any(|d| i.starts_with(&format!("{}:", d.place))))
                .collect();
            println!(
                "| {name} | {how} | {} | {} | {} | {} | {} | {} | {} |",
                truth.len(),
                t.right,
                t.doubted.len(),
                t.silent.len(),
                t.wrong_doubted.len(),
                t.wrong.len(),
                invented.len()
            );
            assert!(t.wrong.is_empty(), "{name} {how}: {:?}", t.wrong);
            assert!(invented.is_empty(), "{name} {how}: {invented:?}");
            if loss == Loss::Nothing {
                assert_eq!(t.right, truth.len(), "{name} {how}: {t:?}");
            }
            (figures, right) = (figures + truth.len(), right + t.right);
        }
    }
    let told =
        format!("{right} of {figures} figures right, the others doubted or blank, 0 wrong without a doubt");
    reached("R17", &format!("5 documents spoilt in {} ways: {told}", MANGLINGS.len()));
}
