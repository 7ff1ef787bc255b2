//! Sentence frames (常用句) as data, and how the draft fills them in.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Sheet;
use crate::{
    form::{Form, Meaning, Role, Section, Topic},
    words::{number, template},
};

/// The frames that travel inside the program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Frames {
    numbers: Vec<Number>,
    phrases: Vec<Phrase>,
    opening: Vec<Vec<Piece>>,
}

/// A number that a frame may name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    name: String,
    /// It is the sum of these.
    roles: Vec<Role>,
    /// What stands in its place while it is not there.
    blank: String,
}

/// A sentence frame (常用句): what it is called, what it treats, and the words with places for numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// A few words for the list.
    pub name: String,
    /// The labels of the topics that it treats.
    #[serde(default)]
    topics: Vec<String>,
    /// The section that it fits whatever its topics.
    #[serde(default)]
    section: Option<Meaning>,
    text: String,
}

/// A piece of the opening.
#[derive(Debug, Deserialize)]
enum Piece {
    /// A clause, left out where a line of the profile is blank.
    Words(String),
    /// Those items whose lines are not blank; nothing at all without any.
    List { before: String, items: Vec<String>, between: String, after: String },
}

static FRAMES: LazyLock<Frames> =
    LazyLock::new(|| match ron::from_str(include_str!("../../assets/phrases.ron")) {
        Ok(frames) => frames,
        // The file is part of the program; a test reads it.
        Err(error) => panic!("assets/phrases.ron: {error}"),
    });

/// Every frame, in the order of the file.
pub fn all() -> &'static [Phrase] {
    &FRAMES.phrases
}

/// The frames for a section, those for topics that its text does not treat yet first.
pub fn for_section(section: &Section, text: &str) -> Vec<&'static Phrase> {
    let mut fitting: Vec<&Phrase> = all().iter().filter(|phrase| phrase.fits(section)).collect();
    fitting.sort_by_key(|phrase| phrase.topic_of(section).is_some_and(|topic| topic.is_in(text)));
    fitting
}

impl Phrase {
    fn fits(&self, section: &Section) -> bool {
        self.topic_of(section).is_some() || (self.section.is_some() && self.section == section.meaning)
    }

    fn topic_of<'s>(&self, section: &'s Section) -> Option<&'s Topic> {
        section.topics.iter().find(|topic| self.topics.contains(&topic.label))
    }

    /// The frame filled in; what the draft does not have stays as `【新收件数】`.
    pub fn fill(&self, sheet: Sheet<'_>) -> String {
        let blank = |name: &str| format!("【{}】", blank_name(name));
        template::fill(&self.text, |name| Some(value(sheet, name).unwrap_or_else(|| blank(name))))
    }
}

/// The opening section written from the profile; lines that are blank there are left out.
pub fn opening(sheet: Sheet<'_>) -> String {
    let paragraph = |pieces: &Vec<Piece>| pieces.iter().filter_map(|p| p.write(sheet)).collect();
    FRAMES.opening.iter().map(paragraph).collect::<Vec<String>>().join("\n")
}

impl Piece {
    fn write(&self, sheet: Sheet<'_>) -> Option<String> {
        match self {
            Self::Words(words) => whole(sheet, words),
            Self::List { before, items, between, after } => {
                let items: Vec<String> = items.iter().filter_map(|i| whole(sheet, i)).collect();
                (!items.is_empty()).then(|| [before, items.join(between).as_str(), after].concat())
            }
        }
    }
}

/// The template filled in, if the draft has everything that it names.
fn whole(sheet: Sheet<'_>, template: &str) -> Option<String> {
    let mut complete = true;
    let text = template::fill(template, |name| {
        let value = value(sheet, name);
        complete &= value.is_some();
        value
    });
    complete.then_some(text)
}

/// What the draft has for a name of a template.
fn value(sheet: Sheet<'_>, name: &str) -> Option<String> {
    let agency = &sheet.report().agency;
    let line = |line: &str| Some(line.trim().to_owned()).filter(|l| !l.is_empty());
    match name {
        "年" => Some(sheet.report().year.to_string()),
        "机关" => Some(line(&agency.name).unwrap_or_else(|| "本机关".to_owned())),
        "条例" => Some(sheet.form().basis.law.clone()),
        "文号" => Some(sheet.form().basis.number.clone()),
        "格式" => Some(sheet.form().basis.title.clone()),
        "各部分" => Some(parts(sheet.form()).join("、")),
        "部分数" => Some(number::chinese(parts(sheet.form()).len())),
        "网站" => line(&agency.website),
        "地址" => line(&agency.address),
        "邮编" => line(&agency.postcode),
        "电话" => line(&agency.telephone),
        "传真" => line(&agency.fax),
        "邮箱" => line(&agency.mail),
        name => sum(sheet, name).map(|n| n.to_string()),
    }
}

fn sum(sheet: Sheet<'_>, name: &str) -> Option<Decimal> {
    let number = FRAMES.numbers.iter().find(|n| n.name == name)?;
    let roles = number.roles.iter().map(|role| sheet.role_sum(*role));
    roles.sum::<Option<Decimal>>()
}

fn blank_name(name: &str) -> &str {
    FRAMES.numbers.iter().find(|n| n.name == name).map_or(name, |n| n.blank.as_str())
}

/// The headings of the report without their numbers.
fn parts(form: &Form) -> Vec<&str> {
    let headings = form.sections.iter().map(|s| s.heading.as_str()).filter(|h| !h.is_empty());
    headings.map(|h| h.split_once('、').map_or(h, |(_, words)| words)).collect()
}
