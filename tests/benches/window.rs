//! The cost of a frame of the whole form, headless, and of one keystroke with its check.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that unwraps fails as it should")]

use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main, measurement::WallTime,
};
use egui::{Context, Event, Pos2, RawInput, Rect, Vec2};
use nianbao::{
    app::{App, Change, Command, Document, PageZoom, PreviewAct, View},
    draft::{Draft, Report, edit::Edit, examples, file},
    form,
    ui::{Outside, Window, theme},
};

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn document(chars: usize) -> Document {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == "huaian-2024.ron").unwrap();
    let mut draft: Draft = file::read(text).unwrap();
    let paragraph: String = "依法公开信息，".chars().cycle().take(200).collect();
    draft.report.sections.insert("s1".into(), vec![paragraph; chars / 200].join("\n").into());
    Document::new(form::by_id(&draft.report.form).unwrap(), draft, None)
}

fn window(section: &str, chars: usize) -> Window {
    let mut app = App::default();
    app.show_document(document(chars));
    app.apply(Command::Show(View::Section(section.into())));
    Window::with(app, Outside::none())
}

/// One frame with these events, tessellated.
fn frame(ctx: &Context, window: &mut Window, events: Vec<Event>) {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1366.0, 768.0)));
    let input = RawInput { screen_rect, events, focused: true, ..RawInput::default() };
    let mut output = ctx.run_ui(input, |ui| window.show(ui));
    output.textures_delta.clear();
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

fn frames(c: &mut Criterion) {
    for (name, access) in [("frame", false), ("frame with AccessKit", true)] {
        let mut group = c.benchmark_group(name);
        for section in ["s1", "s2", "s3"] {
            let ctx = Context::default();
            theme::install(&ctx);
            if access {
                ctx.enable_accesskit();
            }
            let mut window = window(section, 3_000);
            for _ in 0..5 {
                frame(&ctx, &mut window, Vec::new());
            }
            group.bench_function(section, |b| b.iter(|| frame(&ctx, &mut window, Vec::new())));
        }
    }
}

/// A draft with so many characters in section one: its own paragraphs again and again, each with a number of its own.
fn written(chars: usize) -> Draft {
    let (_, text) = examples::all().iter().find(|(n, _)| *n == "huaian-2024.ron").unwrap();
    let mut draft: Draft = file::read(text).unwrap();
    let own = draft.report.text("s1").to_owned();
    let paragraphs = own.lines().cycle().zip(1..).map(|(line, n)| format!("{line}另公开信息{n}条。\n"));
    let mut length = 0;
    let long = paragraphs.take_while(|line| {
        length += line.chars().count();
        length <= chars
    });
    let long: String = long.collect();
    draft.report.sections.insert("s1".into(), long.into());
    draft
}

/// One keystroke with the full check, in a cell and in a long text, without and with last year's report.
fn keystrokes(c: &mut Criterion) {
    let mut group = c.benchmark_group("keystroke with the full check, 30000 characters");
    for (name, has_last) in [("", false), (" that are last year's", true)] {
        let mut draft = written(30_000);
        draft.last = has_last.then(|| Report { year: 2023, ..draft.report.clone() });
        let form = form::by_id(&draft.report.form).unwrap();
        let text = draft.report.text("s1").to_owned();
        let mut document = Document::new(form, draft, None);
        let cell = document.form().cells()[0].id.clone();
        let mut n = 0_u32;
        let mut step = |edit: &dyn Fn(u32) -> Edit| {
            n += 1;
            let edits = vec![edit(n)];
            document.edit(Change { name: String::new(), edits, merge: Some("bench".to_owned()) });
        };
        let number = |n: u32| Edit::Cell(cell.clone(), nianbao::draft::Entry::read(&(n % 90).to_string()));
        group.bench_function(format!("in a cell{name}"), |b| b.iter(|| step(&number)));
        let middle = text.char_indices().nth(15_000).map_or(0, |(at, _)| at);
        let (before, after) = text.split_at(middle);
        let typed = |n: u32| Edit::Text("s1".into(), format!("{before}{n}{after}").into());
        group.bench_function(format!("in the text{name}"), |b| b.iter(|| step(&typed)));
    }
}

/// The preview: a frame in which nothing has changed, and one after a number was typed, its pages laid out anew, of a
/// short report and a long one.
fn previews(c: &mut Criterion) {
    let mut group = c.benchmark_group("preview");
    for chars in [3_000, 30_000] {
        let (ctx, mut window) = previewed(chars);
        let name = |what: &str| BenchmarkId::new(what, chars);
        group.bench_function(name("nothing changed"), |b| b.iter(|| frame(&ctx, &mut window, Vec::new())));
        number_changed(&mut group, name("one number changed"), &ctx, &mut window);
    }
    let (ctx, mut window) = previewed(3_000);
    for (name, zoom) in [("opened", PageZoom::Width), ("opened at 400 %", PageZoom::Percent(400))] {
        window.app.apply(Command::Preview(PreviewAct::Zoom(zoom)));
        group.bench_function(name, |b| {
            b.iter(|| {
                // Leaving lets go of all glyphs.
                window.app.apply(Command::Show(View::Review));
                frame(&ctx, &mut window, Vec::new());
                window.app.apply(Command::Show(View::Preview));
                frame(&ctx, &mut window, Vec::new());
            });
        });
    }
}

/// A window that has shown the preview of a report with so many characters.
fn previewed(chars: usize) -> (Context, Window) {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut window = Window::with(App::default(), Outside::none());
    let draft = written(chars);
    window.app.show_document(Document::new(form::by_id(&draft.report.form).unwrap(), draft, None));
    window.app.apply(Command::Show(View::Preview));
    for _ in 0..5 {
        frame(&ctx, &mut window, Vec::new());
    }
    (ctx, window)
}

fn number_changed(group: &mut Group<'_>, name: BenchmarkId, ctx: &Context, window: &mut Window) {
    let cell = window.app.document().unwrap().form().cells()[0].id.clone();
    let mut n = 0_u32;
    group.bench_function(name, |b| {
        b.iter(|| {
            n += 1;
            let edits = vec![Edit::Cell(cell.clone(), nianbao::draft::Entry::read(&(n % 90).to_string()))];
            let merge = Some("bench".to_owned());
            window.app.apply(Command::Edit(Change { name: String::new(), edits, merge }));
            frame(ctx, window, Vec::new());
        });
    });
}

criterion_group!(benches, frames, keystrokes, previews);
criterion_main!(benches);
