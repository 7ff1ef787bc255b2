//! Every page in a small window or at a large zoom: nothing over its edge, nothing over anything else, rows to work in.

use egui::{Event, Key, Modifiers, Rect, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{
        Action, App, Command, FileAct, FileWish, LedgerAct, Notice, Offer, PageZoom, PreviewAct, Question,
        View, Weight,
    },
    draft::{Draft, Entry, Report},
    ui::theme::theme,
};

use crate::common::{
    forms,
    painted::{Line, Painted},
    window::{Acts, TestWindow, document, example, sized},
};

/// 1366 × 768 at 200, 180 and 165 percent, a small screen, and the usual one.
const SIZES: [Vec2; 5] =
    [vec2(683.0, 384.0), vec2(759.0, 427.0), vec2(828.0, 465.0), vec2(1024.0, 700.0), vec2(1366.0, 768.0)];

const LEDGER: &str = "姓名\t申请人类型\t收到日期\t办理结果\t答复日期
张三丰\t自然人\t2023-01-05\t予以公开\t2023-01-20
李四光\t自然人\t2023-02-05\t部分公开\t2023-02-20
王五爷\t自然人\t2023-03-05\t领导批示：请办公室商有关处室研究后答复申请人\t2023-03-20
";

/// A report begun from last year's, both with the long numbers of a city.
fn of_a_city(size: Vec2) -> TestWindow {
    let mut first = example("wenzhou-2022.ron");
    let put = |cell: &str, number: &str| {
        nianbao::draft::edit::Edit::Cell(cell.into(), Some(Entry::read(number).unwrap()))
    };
    let edits = vec![put("T2.fee.amount", "1234567.89"), put("T2.lic.decisions", "1234567")];
    first.edit(nianbao::app::Change { name: "改".to_owned(), edits, merge: None });
    let mut window = sized(Some(first), size);
    let app = &mut window.state_mut().app;
    app.apply(Command::Do(Action::BeginNext));
    app.apply(Command::Answer(nianbao::app::Answer::Discard));
    let edits = vec![put("T2.fee.amount", "2345678.90"), put("T2.lic.decisions", "654321")];
    app.apply(Command::Edit(nianbao::app::Change { name: "改".to_owned(), edits, merge: None }));
    app.desk.notice = None;
    window.run();
    window
}

/// A published report just read, at its source, with a doubt.
fn read(size: Vec2) -> TestWindow {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published/003.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.replace("行政规范性文件 | 6 | 0 | 59 |", "行政规范性文件 | 6 | 0 | 59左右 |");
    let mut window = sized(None, size);
    window.state_mut().app.apply(Command::File(FileAct::Read(text)));
    window.wait();
    window.state_mut().app.desk.notice = None;
    window.run();
    window
}

/// How a page is come to.
type Way = fn(&mut App);

/// Every page that a report has, with what stands on it.
fn pages() -> Vec<(&'static str, Way)> {
    let mut ways: Vec<(&str, Way)> = vec![
        ("机关信息", |app| app.apply(Command::Show(View::Agency))),
        ("送审前核对", |app| app.apply(Command::Show(View::Review))),
        ("与上年比较", |app| app.apply(Command::Do(Action::CompareLast))),
        ("打印预览", |app| app.apply(Command::Do(Action::Preview))),
        ("整页", |app| app.apply(Command::Preview(PreviewAct::Zoom(PageZoom::Page)))),
        ("按台账填表", |app| app.apply(Command::Do(Action::Ledger))),
        ("台账", |app| app.apply(Command::Ledger(LedgerAct::Paste(LEDGER.to_owned())))),
    ];
    let sections: [(&str, Way); 4] = [
        ("开头", |app| app.apply(Command::Show(View::Section("s0".into())))),
        ("总体情况", |app| app.apply(Command::Show(View::Section("s1".into())))),
        ("申请情况", |app| app.apply(Command::Show(View::Section("s3".into())))),
        ("查找", |app| app.apply(Command::Do(Action::Find))),
    ];
    ways.extend(sections);
    ways
}

/// Checks a page in every size, come to in the order of the pages.
fn on_every_page(check: impl Fn(&str, &TestWindow)) {
    for size in SIZES {
        let mut window = of_a_city(size);
        for (name, way) in pages() {
            way(&mut window.state_mut().app);
            window.wait();
            check(&format!("{size} {name}"), &window);
        }
        check(&format!("{size} 核对读入的内容"), &read(size));
    }
}

#[test]
fn no_words_lie_over_others_on_any_page() {
    on_every_page(|page, window| {
        let over = Painted::of(window).overlapping();
        assert!(over.is_empty(), "{page}: {over:#?}");
    });
}

#[test]
fn the_tick_of_what_is_on_stands_beside_its_words() {
    for size in SIZES {
        for menu in ["导出…", "视图"] {
            let mut window = of_a_city(size);
            window.state_mut().app.apply(Command::Do(Action::Review));
            window.run();
            window.get_by_role_and_label(Role::Button, menu).click();
            window.run();
            // The menu covers words of the page.
            let over = Painted::of(&window).overlapping().into_iter();
            let over: Vec<String> = over.filter(|pair| pair.contains("“✓”")).collect();
            assert!(over.is_empty(), "{size} {menu}: {over:#?}");
        }
    }
}

#[test]
fn no_page_goes_over_the_edge_of_the_window() {
    on_every_page(|page, window| {
        let right = window.ctx.content_rect().right();
        let sheet = egui::Color32::from(theme().colours.rule);
        let wide = Painted::of(window)
            .frames
            .into_iter()
            .filter(|(at, _, colour)| *colour == sheet && at.right() > right);
        assert_eq!(wide.count(), 0, "{page}");
        for role in [Role::Button, Role::ComboBox, Role::TextInput] {
            for node in window.query_all_by_role(role) {
                let (at, name) = (node.rect(), node.accesskit_node().label());
                assert!(at.right() <= right, "{page}: {name:?} ends at {}", at.right());
            }
        }
    });
}

/// The buttons whose words can be read: what is scrolled away lies nowhere.
fn seen_buttons(window: &TestWindow) -> Vec<Rect> {
    let painted = Painted::of(window);
    let is_seen = |name: &str, at: Rect| {
        let words: String = name.split('，').next().unwrap_or_default().split_whitespace().collect();
        !words.is_empty() && painted.words(at).contains(&words)
    };
    let buttons = window.query_all_by_role(Role::Button);
    let seen =
        buttons.filter(|node| is_seen(&node.accesskit_node().label().unwrap_or_default(), node.rect()));
    seen.map(|node| node.rect()).collect()
}

#[test]
fn no_button_lies_over_another() {
    on_every_page(|page, window| {
        let foot = window.ctx.content_rect().bottom() - theme().sizes.status_bar - 14.0;
        let buttons: Vec<Rect> = seen_buttons(window).into_iter().filter(|at| at.bottom() < foot).collect();
        for (at, one) in buttons.iter().enumerate() {
            for other in &buttons[at + 1..] {
                let both = one.intersect(*other);
                assert!(both.width() < 2.0 || both.height() < 2.0, "{page}: {one} and {other}");
            }
        }
    });
}

#[test]
fn what_is_said_at_the_foot_lies_over_nothing_that_can_be_pressed() {
    let words = "已导出“某市民政局2023年度报告.pdf”。报告中仍有3处错误";
    let said = || Notice {
        offer: Offer::Open("报送/报告.pdf".into()),
        ..Notice::new(words.to_owned(), Weight::Told)
    };
    for size in SIZES {
        let mut window = of_a_city(size);
        for (name, way) in pages() {
            way(&mut window.state_mut().app);
            window.state_mut().app.desk.notice = Some(said());
            window.wait();
            let line = window.get_by_role_and_label(Role::Alert, words).rect();
            assert!(line.right() <= size.x && line.bottom() <= size.y, "{size} {name}: {line}");
            let under = seen_buttons(&window).into_iter().find(|at| at.intersects(line.shrink(1.0)));
            assert_eq!(under, None, "{size} {name}: it lies over a button");
            for way_out in ["打开", "打开所在文件夹", "知道了"] {
                let at = window.get_by_label(way_out).rect();
                assert!(at.right() <= size.x && at.bottom() <= size.y, "{size} {name}: {way_out} {at}");
            }
        }
    }
}

#[test]
fn the_page_and_the_finding_that_are_come_to_are_in_sight_in_their_lists() {
    let mut window = of_a_city(vec2(1366.0, 420.0));
    let app = &mut window.state_mut().app;
    app.apply(Command::Do(Action::CompareLast));
    window.run();
    let task = window
        .get_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|name| name == Action::CompareLast.label()));
    let at = task.unwrap().rect();
    assert!(at.bottom() < 420.0 - theme().sizes.status_bar, "the task that is shown: {at}");
    window.state_mut().app.apply(Command::Show(View::Agency));
    window.run();
    let mut seen = 0;
    for _ in 0..window.state().app.document().unwrap().shown_findings().count() {
        window.press(Key::F8);
        let session = window.state().app.session.as_ref().unwrap();
        let Some(current) = session.current_finding() else { continue };
        let found = &session.document.findings()[current];
        let name = format!("{}：{}", found.level.name(), found.message);
        if session.document.findings().iter().filter(|other| other.message == found.message).count() > 1 {
            continue;
        }
        // What is proposed in words is listed there alone.
        let card = window.query_all_by_label(&name).map(|node| node.rect()).find(|at| at.left() > 1000.0);
        let Some(at) = card else { continue };
        assert!(at.top() > 0.0 && at.bottom() < 420.0 - theme().sizes.status_bar, "{name}: {at}");
        seen += 1;
    }
    assert!(seen > 3, "{seen} findings were gone to");
}

#[test]
fn every_beginning_on_the_start_page_can_be_reached() {
    for size in SIZES {
        let mut window = sized(None, size);
        for name in ["由上年报告起草", "打开草稿", "读入公布的报告", "新建空白报告"] {
            for _ in 0..40 {
                if window.get_by_role_and_label(Role::Button, name).is_focused() {
                    break;
                }
                window.press(Key::Tab);
            }
            let row = window.get_by_role_and_label(Role::Button, name).rect();
            assert!(Painted::of(&window).words(row).contains(name), "{size}: {name}");
        }
        let last = "淮安市人民政府，2024年度";
        for _ in 0..40 {
            if window.get_by_label(last).is_focused() {
                break;
            }
            window.press(Key::Tab);
        }
        assert!(Painted::of(&window).says(last), "{size}: {last}");
    }
}

#[test]
fn a_column_of_the_ledger_stands_beside_its_name() {
    for size in SIZES {
        let mut window = of_a_city(size);
        window.state_mut().app.apply(Command::Do(Action::Ledger));
        window.state_mut().app.apply(Command::Ledger(LedgerAct::Paste(LEDGER.to_owned())));
        window.wait();
        for name in ["申请人类型", "收到日期", "办理结果", "答复日期"] {
            let list = window.get_by_label(&format!("{name}在哪一列")).rect();
            if list.bottom() > size.y - 60.0 {
                // Scrolled to by those who look for it.
                continue;
            }
            let painted = Painted::of(&window);
            let beside = painted.lines_with(name).into_iter().any(|line| {
                line.words == name
                    && line.place.right() < list.left()
                    && (line.place.center().y - list.center().y).abs() < 4.0
            });
            assert!(beside, "{size}: {name}");
        }
    }
}

#[test]
fn numbers_that_changed_stand_apart() {
    for size in SIZES {
        let mut window = of_a_city(size);
        window.state_mut().app.apply(Command::Do(Action::CompareLast));
        window.run();
        let name = window
            .query_all_by_label_contains("1234567.89改为2345678.90")
            .next()
            .unwrap_or_else(|| panic!("{size}"));
        name.focus();
        let name = name.accesskit_node().label().unwrap();
        window.run();
        let row = window.get_by_label(&name).rect();
        let painted = Painted::of(&window);
        let mut words: Vec<&Line> = painted.within(row).collect();
        let order = |line: &Line| (line.place.center().y / 12.0).round() * 10_000.0 + line.place.left();
        words.sort_by(|a, b| order(a).total_cmp(&order(b)));
        let said: Vec<&str> = words.iter().map(|line| line.words.as_str()).collect();
        assert!(said.ends_with(&["1234567.89", "2345678.90", "+1111111.01", "+90.0%"]), "{size}: {said:?}");
        assert!(said[0] == "表二", "{size}: {said:?}");
        for pair in words.windows(2) {
            let gap = pair[1].place.left() - pair[0].place.right();
            let below = pair[1].place.center().y > pair[0].place.center().y + 8.0;
            assert!(below || gap >= 6.0, "{size}: {gap} between {} and {}", pair[0].words, pair[1].words);
        }
    }
}

/// The share of the table's window that its heads cover, with the last row active.
#[test]
fn heads_that_stay_in_view_leave_most_of_the_table_to_its_rows() {
    let form = forms::by_id("F2021");
    for size in SIZES {
        let mut window = sized(Some(document(form.clone(), forms::zeros(&form))), size);
        window.show("s3");
        window.press_with(Modifiers::COMMAND, Key::End);
        let bottom = size.y - theme().sizes.status_bar;
        let painted = Painted::of(&window);
        let zeros = || painted.lines.iter().filter(|line| line.words == "0" && line.size > 12.0);
        let first = zeros().map(|line| line.place.top()).fold(f32::MAX, f32::min);
        let page = bottom - theme().sizes.top_bar;
        let over = first - theme().sizes.top_bar;
        assert!(over < page * 0.42, "{size}: heads and margins take {over} of {page}");
    }
}

#[test]
fn the_list_of_acts_is_as_high_again_after_nothing_fitted() {
    for size in SIZES {
        let mut window = of_a_city(size);
        window.state_mut().app.apply(Command::Do(Action::Palette));
        window.run();
        let rows = |window: &TestWindow| {
            let painted = Painted::of(window);
            let acts: Vec<String> = Action::all().map(|a| a.label().to_owned()).collect();
            let seen = painted
                .lines
                .iter()
                .filter(|line| acts.contains(&line.words) && line.grounds[0] != egui::Color32::BLACK);
            seen.filter(|line| line.place.bottom() < size.y).count()
        };
        let before = rows(&window);
        window.type_text("没有这样的命令");
        window.press(Key::Escape);
        window.state_mut().app.apply(Command::Do(Action::Palette));
        window.run();
        window.run();
        assert_eq!(rows(&window), before, "{size}");
        let field = window.get_by_label("输入命令中的字").rect();
        assert!(field.top() > 0.0 && field.bottom() < size.y, "{size}");
    }
}

#[test]
fn a_field_that_has_the_keys_has_the_ring_that_everything_else_has() {
    let mut window = of_a_city(SIZES[4]);
    let accent = egui::Color32::from(theme().colours.accent);
    let ringed = |window: &TestWindow, field: Rect| {
        let around = |at: &Rect| at.expand(4.0).contains_rect(field) && field.expand(6.0).contains_rect(*at);
        Painted::of(window)
            .frames
            .iter()
            .any(|(at, wide, colour)| *wide >= 2.0 && *colour == accent && around(at))
    };
    window.state_mut().app.apply(Command::Show(View::Agency));
    window.run();
    let name = window.get_by_role_and_label(Role::TextInput, "机关全称");
    name.focus();
    window.run();
    let at = window.get_by_role_and_label(Role::TextInput, "机关全称").rect();
    assert!(ringed(&window, at), "机关全称");
    window.show("s0");
    let text = window.get_all_by_role(Role::MultilineTextInput).next().unwrap();
    text.focus();
    window.run();
    let at = window.get_all_by_role(Role::MultilineTextInput).next().unwrap().rect();
    assert!(ringed(&window, at), "开头");
    window.state_mut().app.apply(Command::Do(Action::Find));
    window.run();
    let at = window.get_by_role_and_label(Role::TextInput, "查找").rect();
    assert!(ringed(&window, at), "查找");
}

#[test]
fn every_question_fits_its_window() {
    let asked = [
        Question::NewReport,
        Question::MarkSigned,
        Question::SignOff,
        Question::Print,
        Question::Unsaved(nianbao::app::Next::Quit),
        Question::TypePath(FileWish::Open),
        Question::TypePath(FileWish::Save),
    ];
    for size in SIZES {
        let mut window = of_a_city(size);
        for question in &asked {
            window.state_mut().app.desk.question = Some(question.clone());
            window.run();
            window.run();
            let cancel = window.get_by_role_and_label(Role::Button, "取消").rect();
            let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
            assert!(whole.contains_rect(cancel), "{size} {question:?}: 取消 at {cancel}");
            // While it fades in, the page can be seen through it.
            assert!(Painted::of(&window).words(cancel).ends_with("取消"), "{size} {question:?}");
            for field in window.query_all_by_role(Role::TextInput) {
                let at = field.rect();
                assert!(whole.contains_rect(at), "{size} {question:?}: a field at {at}");
            }
        }
    }
}

#[test]
fn replacing_begins_with_what_to_look_for() {
    let mut window = of_a_city(SIZES[4]);
    window.show("s1");
    window.press_with(Modifiers::COMMAND, Key::H);
    window.type_text("公开");
    assert_eq!(window.get_by_role_and_label(Role::TextInput, "查找").value().as_deref(), Some("公开"));
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::H);
    window.run();
    assert!(window.get_by_role_and_label(Role::TextInput, "替换为").is_focused(), "then with what to put in");
}

#[test]
fn a_page_that_fits_its_width_is_not_scrolled_sideways() {
    let mut window = of_a_city(SIZES[4]);
    window.state_mut().app.apply(Command::Do(Action::Preview));
    window.wait();
    window.event(egui::Event::PointerMoved(egui::pos2(800.0, 500.0)));
    window.run();
    let foot = Rect::from_min_max(
        egui::pos2(330.0, 768.0 - 60.0),
        egui::pos2(1366.0, 768.0 - theme().sizes.status_bar),
    );
    let bars = Painted::of(&window).fills.into_iter().filter(|fill| {
        foot.contains(fill.place.center()) && fill.place.height() < 14.0 && fill.place.width() > 300.0
    });
    let bars: Vec<_> = bars.collect();
    assert!(bars.is_empty(), "{bars:?}");
}

/// Keys that come within one frame, as on a computer that is slow to draw.
fn within_a_frame(window: &mut TestWindow, keys: &[(Modifiers, Key)]) {
    for (modifiers, key) in keys {
        let (key, modifiers) = (*key, *modifiers);
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        window.input_mut().events.push(event);
    }
    window.step();
}

#[test]
fn an_arrow_in_the_frame_after_a_page_was_turned_stays_in_the_table() {
    let form = forms::by_id("F2021");
    let draft = Draft { report: Report::new(&form, 2024), ..Draft::default() };
    let mut window = sized(Some(nianbao::app::Document::new(form, draft, None)), SIZES[4]);
    let turn = (Modifiers::COMMAND, Key::PageDown);
    for key in [Key::ArrowRight, Key::ArrowLeft, Key::ArrowDown, Key::ArrowUp] {
        let arrow = (Modifiers::NONE, key);
        let frames: [&[&[(Modifiers, Key)]]; 5] = [
            &[&[turn, turn, turn, turn], &[arrow]],
            &[&[turn, turn, turn, turn], &[], &[arrow]],
            &[&[turn, turn, turn, turn, arrow], &[arrow]],
            &[&[turn, turn], &[turn, turn], &[arrow], &[arrow]],
            &[&[turn], &[turn, turn, turn, arrow], &[arrow], &[arrow]],
        ];
        for frames in frames {
            window.state_mut().app.apply(Command::Show(View::Agency));
            window.run();
            for keys in frames {
                within_a_frame(&mut window, keys);
            }
            window.run();
            assert_eq!(window.state().app.view(), Some(&View::Section("s3".into())));
            assert!(window.get_by_role(Role::Table).is_focused(), "{frames:?} lead away");
            window.type_text("7");
            assert!(
                window.state().app.session.as_ref().unwrap().grid.typing.is_some(),
                "{frames:?}: a digit is lost"
            );
            window.press(Key::Escape);
        }
    }
}

#[test]
fn each_field_of_the_find_bar_is_level_with_its_name() {
    for size in SIZES {
        let mut window = of_a_city(size);
        window.show("s1");
        window.state_mut().app.apply(Command::Do(Action::Find));
        window.run();
        window.run();
        for name in ["查找", "替换为"] {
            let field = window.get_by_role_and_label(Role::TextInput, name).rect();
            let painted = Painted::of(&window);
            let level = painted
                .lines_with(name)
                .into_iter()
                .any(|line| line.words == name && (line.place.center().y - field.center().y).abs() < 4.0);
            assert!(level, "{size}: {name}");
        }
    }
}

#[test]
fn a_table_that_is_come_to_shows_rows_to_begin_with() {
    let form = forms::by_id("F2021");
    for size in SIZES {
        let mut window = sized(Some(document(form.clone(), forms::zeros(&form))), size);
        window.show("s3");
        window.run();
        let painted = Painted::of(&window);
        let named = |row: &str| {
            let rows = form.cells().iter().filter(|cell| cell.row_label == row);
            rows.take(1).map(|cell| format!("{}，{}", cell.row_label, cell.column_label)).collect::<String>()
        };
        let labels: Vec<&str> =
            form.cells_of(form.table("T3").unwrap()).iter().map(|c| c.row_label.as_str()).collect();
        let mut rows = labels.clone();
        rows.dedup();
        let seen = |row: &&str| {
            let place = window.get_by_role_and_label(Role::Cell, &named(row)).rect();
            !painted.words(place).is_empty()
        };
        let seen = rows.iter().take(6).filter(|row| seen(row)).count();
        assert!(seen >= 4, "{size}: {seen} rows");
    }
}
