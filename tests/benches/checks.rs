//! How long a check takes: from nothing, and after one key was pressed in a long report.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion};
use nianbao::{
    check::{self, Memory},
    draft::{
        Draft, Entry, Report,
        leftover::{Search, leftovers},
        shares::shares,
    },
    form,
};

use super::{example, forms};

/// Every check bench, in its order.
pub fn benches(c: &mut Criterion) {
    from_nothing(c);
    keystrokes(c);
    long_texts(c);
}

/// The whole check of a published report by who keeps nothing: the command line, an opened file. With last year's report
/// too, which here is the same text a year before.
fn from_nothing(c: &mut Criterion) {
    let mut group = c.benchmark_group("check from nothing");
    for name in ["huaian-2024.ron", "wenzhou-2022.ron", "yangling-2020.ron"] {
        let report = example(name).report;
        let form = form::by_id(&report.form).unwrap();
        let last = Report { year: report.year - 1, ..report.clone() };
        group.bench_function(BenchmarkId::new("alone", name), |b| {
            b.iter(|| check::run(forms::sheet(&form, black_box(&report)), None));
        });
        group.bench_function(BenchmarkId::new("beside last year", name), |b| {
            b.iter(|| check::run(forms::sheet(&form, black_box(&report)), forms::before(&form, Some(&last))));
        });
    }
}

/// A text of so many characters in paragraphs like those of published reports, with a number in every forty characters: most
/// are what the tables say or about other things, a few are wrong.
fn long_text(year: u16, chars: usize) -> String {
    let paragraph = |n: usize| {
        let (few, some, many) = (n % 7 + 2, n % 41 + 12, n * 13 % 900 + 100);
        let kinds = [
            format!(
                "（{n}）主动公开情况。{year}年，市政府网站主动公开各类政府信息{many}条，全年新增公开市政府规章1件、\
                 政策性文件{some}件，通过文字、图片等形式制作政策解读{some}个。紧紧围绕保障民生、深化改革、科技创新等\
                 工作主线，组织召开新闻发布会{few}场，努力传递政府声音、宣传政策法规、回应舆论关切。坚持“先审查、后\
                 公开”工作原则，规范审查程序，建立健全重要事项公开保密审查协调机制，落实政府信息公开属性源头认定机制，\
                 加强政府信息源头管理工作，着力为群众提供看得懂、找得到、用得上的政府信息公开服务。",
            ),
            format!(
                "（{n}）依申请公开情况。定期对政府信息公开申请集中的领域和热点问题进行研判，探索从源头上解决实际问题，\
                 着力强化与申请人的直接沟通，准确了解申请人诉求，提高答复的及时性和针对性。{year}年，全市共受理政府信息\
                 公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），均在法定期限内予以\
                 答复，全年没有发生因超期答复被纠错的情形，申请人对答复的满意程度进一步提升。",
            ),
            format!(
                "（{n}）监督保障情况。政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件；行政诉讼\
                 46件。在日常巡查的基础上，按季度开展政务新媒体专项检查，针对突出问题和日常共性问题，及时督促整改。针对\
                 具体问题，创新开展调研式培训、过堂式培训，培训{many}人次，不断提高全市政务公开工作人员的工作能力和水平。\
                 系统性排查办事指南、表格样表、在线申请等与群众密切相关的服务事项，并不断修改完善。",
            ),
            format!(
                "（{n}）政府信息公开平台建设情况。进一步优化政务公开专栏设置，省市联动制作专题专栏。在日常读网巡查的基础上，\
                 定期对政府信息公开栏目进行检查，将栏目不更新、政策解读不通俗易懂、互动咨询不回应等问题列入重点检查范围。\
                 全市在运维政务新媒体共计{some}个，合格率均为100%。收到申请{}件，同比增长{some}.5%。",
                if n.is_multiple_of(3) { 3118 } else { 3119 },
            ),
        ];
        kinds[n % kinds.len()].clone()
    };
    let mut text = String::new();
    let mut left = chars;
    for n in 1.. {
        let next = paragraph(n);
        let length = next.chars().count() + 1;
        if length > left {
            break;
        }
        left -= length;
        text.push_str(&next);
        text.push('\n');
    }
    text
}

/// A report of so many characters, and last year's.
fn long(chars: usize) -> (Report, Report) {
    let report = |year: u16| {
        let mut report = Report { year, ..example("huaian-2024.ron").report };
        report.sections.insert("s1".into(), long_text(year, chars).into());
        report
    };
    (report(2024), report(2023))
}

/// A report with one character more in the middle of its longest section.
fn with_key(report: &Report, key: char) -> Report {
    let mut pressed = report.clone();
    let text = report.text("s1");
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let text = format!("{}{key}{}", &text[..middle], &text[middle..]);
    pressed.sections.insert("s1".into(), text.into());
    pressed
}

/// One key in a long report beside last year's, after a check that kept what it read: what the window waits for. Each turn
/// presses the key or takes it back: in a text or a number of it, where one passage is new; in a table, where every number
/// of the texts is judged anew. The search for last year's sentences after a key in a text comes on top, where they are
/// shown.
fn keystrokes(c: &mut Criterion) {
    let mut group = c.benchmark_group("keystroke");
    for chars in [2_000, 30_000, 60_000, 200_000] {
        let (report, last) = long(chars);
        let form = form::by_id(&report.form).unwrap();
        let in_table = with_cell(&report, "77");
        for (name, other) in [
            ("in a text", with_key(&report, '新')),
            ("in a number of a text", with_key(&report, '7')),
            ("in a table", in_table),
        ] {
            let turns = [&report, &other];
            let mut turn = turns.iter().cycle();
            let mut memory = Memory::default();
            group.bench_function(BenchmarkId::new(name, chars), |b| {
                b.iter(|| {
                    let next = black_box(turn.next().unwrap());
                    memory.run(forms::sheet(&form, next), forms::before(&form, Some(&last)))
                });
            });
        }
        let turns = [report.clone(), with_key(&report, '新')];
        let turns = turns.map(|report| Draft { report, last: Some(last.clone()), ..Draft::default() });
        let mut turn = turns.iter().cycle();
        let mut search = Search::default();
        group.bench_function(BenchmarkId::new("leftovers", chars), |b| {
            b.iter(|| search.run(forms::opened(&form, black_box(turn.next().unwrap()))));
        });
    }
}

/// A report with something else in its first cell.
fn with_cell(report: &Report, typed: &str) -> Report {
    let mut other = report.clone();
    let cell = other.cells.keys().next().cloned().unwrap();
    other.cells.insert(cell, Entry::read(typed).unwrap());
    other
}

/// All of a long text anew, beside last year's: the whole check, and of it what is still last year's and how much.
fn long_texts(c: &mut Criterion) {
    let mut group = c.benchmark_group("long text");
    for chars in [30_000, 60_000] {
        let (report, last) = long(chars);
        let form = form::by_id(&report.form).unwrap();
        let draft = Draft { report, last: Some(last), ..Draft::default() };
        let before = || forms::before(&form, draft.last.as_ref());
        group.bench_function(BenchmarkId::new("check", chars), |b| {
            b.iter(|| check::run(forms::sheet(&form, black_box(&draft.report)), before()));
        });
        group.bench_function(BenchmarkId::new("share of last year's", chars), |b| {
            b.iter(|| shares(forms::sheet(&form, black_box(&draft.report)), before().unwrap()));
        });
        group.bench_function(BenchmarkId::new("leftovers of last year's", chars), |b| {
            b.iter(|| leftovers(forms::opened(&form, black_box(&draft))));
        });
    }
}
