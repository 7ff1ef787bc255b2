//! Sentences as offices write them, true of a report: nothing is found in them, and one number changed is.

use std::{collections::BTreeSet, fmt::Write as _};

use nianbao::{
    check::{self, Finding},
    form::{Level, Meaning},
};

use crate::{
    common::{cases, reached::reached},
    findings::{Built, build},
};

/// Rules that look at words and not at what numbers count.
const OTHERS: [&str; 8] =
    ["TX-PUNCT", "TX-YEAR", "TX-FEENAME", "TX-JIEZHI", "TX-GENERIC", "TX-S1FIVE", "TX-S1GOV", "TX-LOST"];

/// A sentence with its numbers: those in ⟦⟧ follow from the tables or from each other.
struct Sentence {
    text: String,
    /// Figures, in bytes of the text, and whether they follow.
    figures: Vec<(std::ops::Range<usize>, bool)>,
}

impl Sentence {
    fn read(marked: &str) -> Self {
        let (mut text, mut figures): (String, Vec<(std::ops::Range<usize>, bool)>) =
            (String::new(), Vec::new());
        let mut inside = None;
        for c in marked.chars() {
            match c {
                '⟦' => inside = Some(text.len()),
                '⟧' => figures.extend(inside.take().map(|start| (start..text.len(), true))),
                _ => {
                    let in_number =
                        figures.last().is_some_and(|(range, own)| !own && range.end == text.len());
                    if inside.is_none() && c.is_ascii_digit() {
                        if in_number {
                            figures.last_mut().unwrap().0.end += 1;
                        } else {
                            figures.push((text.len()..text.len() + 1, false));
                        }
                    }
                    text.push(c);
                }
            }
        }
        Self { text, figures }
    }

    fn with(&self, at: usize, figures: &str) -> String {
        let range = &self.figures[at].0;
        format!("{}{figures}{}", &self.text[..range.start], &self.text[range.end..])
    }
}

/// Figures changed by one in the last place, and with two neighbours changed; nothing for numerals in words.
fn slips(figures: &str) -> Vec<String> {
    let narrow: String = figures.chars().map(nianbao::words::narrow_char).filter(|c| *c != ',').collect();
    let digits: Vec<char> = narrow.chars().collect();
    if !digits.iter().all(|c| c.is_ascii_digit() || *c == '.') {
        return Vec::new();
    }
    let places = narrow.split_once('.').map_or(0, |(_, places)| places.len());
    let whole: u128 = narrow.replace('.', "").parse().unwrap();
    let mut up = format!("{:0>width$}", whole + 1, width = places + 1);
    if places > 0 {
        up.insert(up.len() - places, '.');
    }
    let swap = (0..digits.len().saturating_sub(1)).find(|&at| {
        let (a, b) = (digits[at], digits[at + 1]);
        a != b && a != '.' && b != '.' && !(at == 0 && b == '0')
    });
    let swapped = swap.map(|at| {
        let mut digits = digits.clone();
        digits.swap(at, at + 1);
        digits.into_iter().collect()
    });
    std::iter::once(up).chain(swapped).collect()
}

fn found(built: &mut Built, text: &str) -> Vec<Finding> {
    let section = built.form.meaning(Meaning::Overview).unwrap().id.clone();
    built.report.sections.insert(section.clone(), text.into());
    let findings = check::run(built.sheet(), built.before());
    let of_numbers = |finding: &Finding| {
        let is_here = finding.places.first().is_some_and(
            |place| matches!(place, nianbao::draft::Place::Words(words) if words.section == section),
        );
        is_here && !OTHERS.contains(&finding.rule.as_str())
    };
    findings.into_iter().filter(of_numbers).collect()
}

/// What was tried, and what came of it.
#[derive(Default)]
struct Reached {
    sentences: usize,
    /// Findings in true sentences.
    wrong: usize,
    wrong_errors: usize,
    slips: usize,
    found: usize,
    unrelated: usize,
    unrelated_errors: usize,
    told: String,
}

fn try_sentence(built: &mut Built, sentence: &Sentence, reached: &mut Reached) {
    reached.sentences += 1;
    let base: BTreeSet<String> =
        found(built, &sentence.text).into_iter().map(|f| told(reached, sentence, &f)).collect();
    for at in 0..sentence.figures.len() {
        let (range, follows) = sentence.figures[at].clone();
        for slip in slips(&sentence.text[range]) {
            let text = sentence.with(at, &slip);
            let new: Vec<Finding> =
                found(built, &text).into_iter().filter(|f| !base.contains(&f.message)).collect();
            let is_error = new.iter().any(|finding| finding.level == Level::Error);
            if follows {
                reached.slips += 1;
                reached.found += usize::from(!new.is_empty());
                if new.is_empty() {
                    writeln!(reached.told, "missed {slip}: {text}").unwrap();
                }
            } else {
                reached.unrelated += 1;
                reached.unrelated_errors += usize::from(is_error);
                if is_error {
                    writeln!(reached.told, "an error on {slip}: {text} {}", new[0].message).unwrap();
                }
            }
        }
    }
}

fn told(reached: &mut Reached, sentence: &Sentence, finding: &Finding) -> String {
    reached.wrong += 1;
    reached.wrong_errors += usize::from(finding.level == Level::Error);
    writeln!(reached.told, "wrong {} in: {} {}", finding.rule, sentence.text, finding.message).unwrap();
    finding.message.clone()
}

#[test]
fn true_sentences_stand_and_slips_are_found() {
    let mut all = Reached::default();
    for case in cases::read(include_str!("../cases/claims.txt")) {
        let (sentences, lines): (Vec<_>, Vec<_>) =
            case.lines.into_iter().partition(|line| line.starts_with("* "));
        let mut built = build(&lines);
        for sentence in sentences {
            try_sentence(&mut built, &Sentence::read(&sentence[2..].replace("\\n", "\n")), &mut all);
        }
    }
    reached(
        "sentences",
        &format!(
            "{} sentences: {} of {} slips found, {} wrong findings, {} of them errors, {} of {} changes of unrelated numbers called errors",
            all.sentences,
            all.found,
            all.slips,
            all.wrong,
            all.wrong_errors,
            all.unrelated_errors,
            all.unrelated
        ),
    );
    let told = &all.told;
    assert!(all.sentences >= 1500, "{} sentences", all.sentences);
    assert_eq!((all.wrong, all.unrelated_errors), (0, 0), "{told}");
    assert!(all.found * 100 >= all.slips * 95, "{} of {}:\n{told}", all.found, all.slips);
}
