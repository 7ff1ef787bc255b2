//! From the words of the command line to a [`Request`]. File names need not be Unicode.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use lexopt::{Arg, Parser};

use super::{DiffTo, Existing, Failure, Job, PrintFormat, Request, Shape};
use crate::{
    apart::{self, Foreign, Order},
    export::{Format, copy::CopyKind},
    store::faces::PrintFaces,
};

/// What `--help` says.
pub(super) const HELP: &str = "\
年报：编制政府信息公开工作年度报告

用法
  nianbao                                   打开窗口
  nianbao 草稿.ron                          打开窗口和这份草稿
  nianbao check 草稿.ron [选项]             核对草稿，列出问题
  nianbao export 草稿.ron 报告.txt [选项]   导出报告，格式由文件名结尾决定：txt、pdf、ofd、html、docx、json
  nianbao roll 上年草稿.ron 草稿.ron [选项] 由上年草稿起草本年的：带入正文和结转件数，其余数字空着
  nianbao import 年报.pdf 草稿.ron [选项]   读入已公布的年报，写成草稿，列出存疑；可读txt、html、docx、pdf、ron
  nianbao diff 原稿.ron 现稿.ron [选项]     比较两份草稿（或两年的报告），列出改动
  nianbao diff 草稿.ron 改过的.docx         列出改过的Word、公布的网页或PDF与草稿不同的地方
  nianbao diff 原稿.ron 现稿.ron 对照.pdf   导出左右对照稿，格式由文件名结尾决定：pdf、html
  nianbao rules [年度]                      列出核对规则：级别、内容、依据；不写年度则为最新的格式

check的选项
  --last 上年草稿.ron   与这份上年草稿对比，不用草稿中带的上年数据
  --json                以JSON写出

export的选项
  --force               已有同名文件时覆盖
  --sign-off            导出送审稿：前面加送审单，末尾加署名（pdf、ofd）
  --notepad             文本给旧版记事本用（Windows 10 1809以前）：带BOM，换行为CRLF（仅txt）
  --bundled-fonts       PDF只用程序自带的字体，不用电脑上的仿宋、楷体等

roll的选项
  --year 2024           报告年度，不写则为上年的下一年
  --force               已有同名草稿时覆盖

import的选项
  --year 2024           报告年度，不用原文中的年份
  --last 上年草稿.ron   把这份上年草稿带在新草稿中
  --force               已有同名草稿时覆盖
  --json                以JSON写出

diff的选项
  --force               已有同名对照稿时覆盖
  --json                以JSON写出

其他
  --help                显示用法
  --version             显示版本
  --self-check          检查程序自带的格式、规则和用语能否读出

退出状态  0 已完成，核对没有发现错误；1 核对发现错误；2 没有完成，原因写在标准错误输出
";

/// What it says beside that on this system.
pub(super) const HELP_OF_SYSTEM: &str = if cfg!(windows) {
    "
Windows
  --associate           以后双击草稿就用这个程序打开，只对这个用户，不装任何东西
  --dissociate          取消，不留下任何东西
"
} else {
    ""
};

const CHECK: &str = "check";
const EXPORT: &str = "export";
const IMPORT: &str = "import";
const ROLL: &str = "roll";
const DIFF: &str = "diff";
const RULES: &str = "rules";
/// Each command with the options it takes.
const COMMANDS: [(&str, &[&str]); 6] = [
    (CHECK, &["--last", "--json"]),
    (EXPORT, &["--force", "--sign-off", "--notepad", "--bundled-fonts"]),
    (IMPORT, &["--year", "--last", "--json", "--force"]),
    (ROLL, &["--year", "--force"]),
    (DIFF, &["--json", "--force"]),
    (RULES, &[]),
];

/// The words as they were given.
#[derive(Default)]
struct Words {
    plain: Vec<OsString>,
    options: Vec<String>,
    last: Option<PathBuf>,
    year: Option<OsString>,
    apart: Option<Foreign>,
}

impl Words {
    fn has(&self, option: &str) -> bool {
        self.options.iter().any(|o| o == option)
    }
}

/// Reads the command line, the program's own name left out.
///
/// # Errors
/// A command, option, format or file name that is unknown, missing or too many; the sentence says what there is.
pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Request, Failure> {
    let words = words(Parser::from_args(args))?;
    let given = |option: &str| words.has(option);
    if given("--help") || given("-h") {
        return Ok(Request::Job(Job::Help));
    }
    if given("--version") || given("-V") {
        return Ok(Request::Job(Job::Version));
    }
    if given("--self-check") {
        return Ok(Request::Job(Job::SelfCheck));
    }
    #[cfg(windows)]
    for (option, job) in [("--associate", Job::Associate), ("--dissociate", Job::Dissociate)] {
        if given(option) {
            return Ok(Request::Job(job));
        }
    }
    if let Some(foreign) = words.apart {
        let year = words.year.as_deref().map(year).transpose()?;
        return Ok(Request::ReadApart(Order { foreign, year }));
    }
    let Some((first, files)) = words.plain.split_first() else {
        known_only(&words, "", &[])?;
        return Ok(Request::Window(None));
    };
    let command = COMMANDS.iter().find(|(name, _)| first == name);
    let (name, options) = command.copied().unwrap_or(("", &[]));
    known_only(&words, name, options)?;
    match name {
        CHECK => check(&words, files).map(Request::Job),
        EXPORT => export(&words, files).map(Request::Job),
        IMPORT => import(&words, files).map(Request::Job),
        ROLL => roll(&words, files).map(Request::Job),
        DIFF => diff(&words, files).map(Request::Job),
        RULES => rules(files).map(Request::Job),
        _ => window(first, files),
    }
}

fn words(mut parser: Parser) -> Result<Words, Failure> {
    let mut words = Words::default();
    while let Some(arg) = parser.next().map_err(failure)? {
        let option = match arg {
            Arg::Value(word) => {
                words.plain.push(word);
                continue;
            }
            Arg::Short(c) => format!("-{c}"),
            Arg::Long(name) => format!("--{name}"),
        };
        if option == "--last" {
            words.last = Some(parser.value().map_err(|_| Failure::NoValue(option.clone()))?.into());
        }
        if option == "--year" {
            words.year = Some(parser.value().map_err(|_| Failure::NoYear)?);
        }
        if option == apart::OPTION {
            words.apart = parser.value().ok().and_then(|word| Foreign::called(&word));
        }
        words.options.push(option);
    }
    Ok(words)
}

fn failure(error: lexopt::Error) -> Failure {
    match error {
        lexopt::Error::UnexpectedValue { option, .. } => Failure::ValueTooMany(option),
        other => Failure::Unreadable(other),
    }
}

/// Refuses options that the command does not have.
fn known_only(words: &Words, command: &str, known: &[&str]) -> Result<(), Failure> {
    match words.options.iter().find(|o| !known.contains(&o.as_str())) {
        None => Ok(()),
        Some(option) => Err(Failure::UnknownOption {
            option: option.clone(),
            command: command.to_owned(),
            known: known.iter().chain(&["--help", "--version"]).copied().collect::<Vec<_>>().join("、"),
        }),
    }
}

/// A word that is no command is a draft if it looks like a file.
fn window(word: &OsStr, rest: &[OsString]) -> Result<Request, Failure> {
    let path = Path::new(word);
    let like_a_file = path.extension().is_some() || path.components().count() > 1 || path.exists();
    if !like_a_file {
        return Err(Failure::UnknownCommand(shown(word)));
    }
    no_more(rest)?;
    Ok(Request::Window(Some(path.to_owned())))
}

fn check(words: &Words, files: &[OsString]) -> Result<Job, Failure> {
    let (draft, rest) = files.split_first().ok_or(Failure::NoDraft(CHECK))?;
    no_more(rest)?;
    let json = words.options.iter().any(|o| o == "--json");
    Ok(Job::Check {
        draft: draft.into(),
        last: words.last.clone(),
        shape: if json { Shape::Json } else { Shape::Text },
    })
}

fn export(words: &Words, files: &[OsString]) -> Result<Job, Failure> {
    let (draft, rest) = files.split_first().ok_or(Failure::NoDraft(EXPORT))?;
    let (to, rest) = rest.split_first().ok_or(Failure::NoTarget)?;
    no_more(rest)?;
    let given = |option: &str| words.options.iter().any(|o| o == option);
    let format = match (format(Path::new(to))?, given("--notepad")) {
        (format, false) => format,
        (Format::Text, true) => Format::Notepad,
        (_, true) => return Err(Failure::NotepadNotText(crate::store::name_of(Path::new(to)))),
    };
    if given("--sign-off") && !format.has_pages() {
        return Err(Failure::SignOffWithoutPages(crate::store::name_of(Path::new(to))));
    }
    Ok(Job::Export {
        draft: draft.into(),
        to: to.into(),
        format,
        copy: if given("--sign-off") { CopyKind::SignOff } else { CopyKind::Publication },
        faces: if given("--bundled-fonts") { PrintFaces::Bundled } else { PrintFaces::System },
        existing: if given("--force") { Existing::Replace } else { Existing::Keep },
    })
}

fn import(words: &Words, files: &[OsString]) -> Result<Job, Failure> {
    let (from, rest) = files.split_first().ok_or(Failure::NoSource)?;
    let (draft, rest) = rest.split_first().ok_or(Failure::NoDraft(IMPORT))?;
    no_more(rest)?;
    Ok(Job::Import {
        from: from.into(),
        draft: draft.into(),
        year: words.year.as_deref().map(year).transpose()?,
        last: words.last.clone(),
        shape: if words.has("--json") { Shape::Json } else { Shape::Text },
        existing: if words.has("--force") { Existing::Replace } else { Existing::Keep },
    })
}

fn roll(words: &Words, files: &[OsString]) -> Result<Job, Failure> {
    let (last, rest) = files.split_first().ok_or(Failure::NoLast)?;
    let (draft, rest) = rest.split_first().ok_or(Failure::NoDraft(ROLL))?;
    no_more(rest)?;
    Ok(Job::Roll {
        last: last.into(),
        draft: draft.into(),
        year: words.year.as_deref().map(year).transpose()?,
        existing: if words.has("--force") { Existing::Replace } else { Existing::Keep },
    })
}

fn diff(words: &Words, files: &[OsString]) -> Result<Job, Failure> {
    let [before, after, rest @ ..] = files else { return Err(Failure::NoPair) };
    let existing = if words.has("--force") { Existing::Replace } else { Existing::Keep };
    let to = match rest {
        // What is written as JSON goes to the output.
        [to, ..] if words.has("--json") => return Err(Failure::WordTooMany(shown(to))),
        [] => DiffTo::Output(if words.has("--json") { Shape::Json } else { Shape::Text }),
        [to, more @ ..] => {
            no_more(more)?;
            let format = ending(Path::new(to), &PrintFormat::ALL)?;
            DiffTo::File { to: to.into(), format, existing }
        }
    };
    Ok(Job::Diff { before: before.into(), after: after.into(), to })
}

fn rules(words: &[OsString]) -> Result<Job, Failure> {
    let (of, rest) = words.split_at(words.len().min(1));
    no_more(rest)?;
    Ok(Job::Rules { year: of.first().map(|word| any_year(word)).transpose()? })
}

/// A year of the law: the first reports were on 2008.
fn year(word: &OsStr) -> Result<u16, Failure> {
    any_year(word).ok().filter(|y| (2008..=2100).contains(y)).ok_or_else(|| Failure::NotAYear(shown(word)))
}

/// A year in four digits.
fn any_year(word: &OsStr) -> Result<u16, Failure> {
    let year = word.to_str().and_then(|w| w.parse().ok()).filter(|y| (1000..=9999).contains(y));
    year.ok_or_else(|| Failure::NotAYear(shown(word)))
}

fn format(to: &Path) -> Result<Format, Failure> {
    let formats: Vec<(&str, Format)> = Format::all().map(|format| (format.extension(), format)).collect();
    ending(to, &formats)
}

/// The format that the ending of a name stands for.
fn ending<T: Clone>(to: &Path, formats: &[(&str, T)]) -> Result<T, Failure> {
    let fits = |ending: &str| to.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let found = formats.iter().find(|(ending, _)| fits(ending)).map(|(_, format)| format.clone());
    found.ok_or_else(|| {
        let known: Vec<String> = formats.iter().map(|(ending, _)| format!(".{ending}")).collect();
        Failure::UnknownFormat { name: crate::store::name_of(to), known: known.join("、") }
    })
}

fn no_more(rest: &[OsString]) -> Result<(), Failure> {
    rest.first().map_or(Ok(()), |word| Err(Failure::WordTooMany(shown(word))))
}

fn shown(word: &OsStr) -> String {
    crate::store::legible(&word.to_string_lossy())
}
