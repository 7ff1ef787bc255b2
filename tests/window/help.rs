//! 帮助: every page is reached by its name, every link and key in them is one of the window's, and Esc leads back.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use nianbao::{
    app::{Action, Command, FileWish, Tool, View, Wanted, help::PLACES},
    check, form,
    help::{self, Block, Live, Page, Span, words_of},
    store::DataFolder,
};
use tempfile::tempdir;

use crate::common::window::{Acts, TestWindow, example, window};

fn at_table() -> TestWindow {
    let mut window = window(Some(example("wenzhou-2022.ron")));
    window.show("s3");
    window
}

fn on(name: &str) -> TestWindow {
    let mut window = at_table();
    turn_to(&mut window, name);
    window
}

fn turn_to(window: &mut TestWindow, name: &str) {
    let page = help::page(name).unwrap_or_else(|| panic!("there is no page {name}"));
    window.state_mut().app.apply(Command::Use(Some(Tool::Help(page.name))));
    window.run();
}

fn shown(window: &TestWindow) -> Option<&'static str> {
    match window.state().app.desk.tool {
        Some(Tool::Help(name)) => Some(name),
        _ => None,
    }
}

fn count(window: &TestWindow, words: &str) -> usize {
    window.query_all_by_label_contains(words).count()
}

/// Every span of a page.
fn spans(page: &Page) -> Vec<&Span> {
    page.blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(spans) | Block::Paragraph(spans) | Block::Item(_, spans) => spans.iter().collect(),
            Block::Table(rows) => rows.iter().flatten().flatten().collect::<Vec<_>>(),
            Block::Picture { .. } | Block::Live(_) | Block::Norms { .. } => Vec::new(),
        })
        .collect()
}

/// What a span has that the window does not.
fn wrong_in(span: &Span) -> Option<String> {
    let act = |name: &str| Action::named(name).ok_or(format!("no act is called {name}"));
    let checked = match span {
        Span::Page(name, _) => help::page(name).map(drop).ok_or(format!("no page is called {name}")),
        Span::Act(name, words) => act(name).and_then(|action| {
            (action.label() == words)
                .then_some(())
                .ok_or(format!("{name} is {}, not {words}", action.label()))
        }),
        Span::KeyOf(name, words) => act(name).and_then(|action| {
            let keys: Vec<String> = action.shortcuts().iter().map(ToString::to_string).collect();
            keys.contains(words).then_some(()).ok_or(format!("{name} has {keys:?}, not {words}"))
        }),
        Span::Words(_) | Span::Strong(_) | Span::Code(_) => return only_chinese(span),
    };
    checked.err()
}

/// Words of the office but for the names of files' kinds, of keys and of the U盘; the key of an act is never a bare word.
fn only_chinese(span: &Span) -> Option<String> {
    const KEYS: [&str; 16] = [
        "Ctrl", "Shift", "Enter", "Tab", "Home", "End", "Esc", "Delete", "PageUp", "PageDown", "F2", "C",
        "V", "D", "R", "",
    ];
    const KINDS: [&str; 6] = ["PDF", "OFD", "Word", "ron", "xlsx", "U"];
    let parts = span.words().split(|c: char| !c.is_ascii_alphanumeric());
    let is_word = |part: &&str| part.chars().any(|c| c.is_ascii_alphabetic());
    let foreign = parts.filter(is_word).find(|part| match span {
        Span::Code(_) => !KEYS.contains(part) && !KINDS.contains(part),
        _ => !KINDS.contains(part),
    });
    let acts = Action::all().flat_map(Action::shortcuts).map(ToString::to_string);
    let bare = acts.filter(|keys| keys == span.words()).collect::<Vec<_>>();
    match (foreign, bare.first()) {
        (Some(word), _) => Some(format!("{word} in “{}”", span.words())),
        (None, Some(keys)) => Some(format!("{keys} belongs to an act, and does not say to which")),
        (None, None) => None,
    }
}

#[test]
fn every_link_act_and_key_in_the_pages_is_there() {
    let mut wrong = Vec::new();
    for page in help::pages() {
        let of_page = spans(page).into_iter().filter_map(wrong_in);
        wrong.extend(of_page.map(|why| format!("{}: {why}", page.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let linked = |name: &str| {
        help::pages().iter().flat_map(spans).any(|span| matches!(span, Span::Page(to, _) if to == name))
    };
    assert!(linked("rules") && linked("findings"), "the links are found");
}

#[test]
fn what_a_wrong_page_says_is_seen() {
    let own = str::to_owned;
    let wrong = [
        Span::Page(own("nowhere"), own("那里")),
        Span::Act(own("Fly"), own("飞")),
        Span::Act(own("Save"), own("存盘")),
        Span::KeyOf(own("Save"), own("F7")),
        Span::Words(own("点Save保存")),
        Span::Code(own("Ctrl+S")),
    ];
    for span in wrong {
        assert!(wrong_in(&span).is_some(), "{span:?}");
    }
    assert_eq!(wrong_in(&Span::Code(own("Shift+Tab"))), None);
}

#[test]
fn every_place_of_the_window_is_a_place_of_one_page_at_most() {
    let named: Vec<&str> = help::pages().iter().flat_map(|p| p.places.iter().map(String::as_str)).collect();
    for place in &named {
        assert!(PLACES.contains(place), "{place} is no place");
        assert_eq!(named.iter().filter(|other| other == &place).count(), 1, "{place} has two pages");
    }
    let without: Vec<&&str> = PLACES.iter().filter(|place| !named.contains(place)).collect();
    assert!(without.is_empty(), "no page is for {without:?}");
}

#[test]
fn every_page_is_reached_by_its_name_and_can_be_drawn() {
    let mut window = at_table();
    window.click("帮助");
    window.click("查看帮助 F1");
    for page in help::pages() {
        let row = window.query_all_by_role(Role::Button);
        let row = row.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(&page.title));
        row.unwrap_or_else(|| panic!("{} is not in the list", page.title)).click();
        window.run();
        assert_eq!(shown(&window), Some(page.name));
        assert!(!page.title.is_empty() && !page.blocks.is_empty(), "{} says nothing", page.name);
        for block in &page.blocks {
            let words = match block {
                Block::Heading(spans) | Block::Paragraph(spans) | Block::Item(_, spans) => words_of(spans),
                Block::Picture { words, .. } => words.clone(),
                _ => continue,
            };
            assert!(count(&window, &words) > 0, "{}: {words}", page.name);
        }
    }
}

#[test]
fn every_page_is_in_the_menu_and_among_all_acts() {
    let mut window = at_table();
    for page in help::pages() {
        window.click("帮助");
        window.click(&page.title);
        assert_eq!(shown(&window), Some(page.name), "from the menu");
        window.press(Key::Escape);
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        window.type_text(&format!("帮助 {}", page.title));
        window.press(Key::Enter);
        assert_eq!(shown(&window), Some(page.name), "from the list of all acts");
        window.press(Key::Escape);
    }
}

#[test]
fn f1_explains_the_cell_first_and_then_the_page() {
    let mut window = at_table();
    window.press(Key::ArrowDown);
    window.press(Key::F1);
    assert_eq!(shown(&window), None, "the cell comes first");
    window.press(Key::F1);
    assert_eq!(shown(&window), Some("counting"));
    window.press(Key::Escape);
    assert_eq!(shown(&window), None);
    assert_eq!(window.state().app.view(), Some(&View::Section("s3".into())));
    let before = window.active();
    window.press(Key::ArrowDown);
    assert_ne!(window.active(), before, "the table has the keys again");
}

#[test]
fn f1_opens_the_page_about_what_is_shown_and_puts_it_away() {
    let mut window = window(None);
    window.press(Key::F1);
    assert_eq!(shown(&window), Some("steps"), "on the start page");
    window.press(Key::F1);
    assert_eq!(shown(&window), None);
    let mut window = at_table();
    for (view, page) in [(View::Review, "findings"), (View::Versions, "recovery"), (View::Proof, "begin")] {
        window.state_mut().app.apply(Command::Show(view));
        window.run();
        window.press(Key::F1);
        assert_eq!(shown(&window), Some(page));
        window.press(Key::Escape);
        assert_eq!(shown(&window), None);
    }
}

#[test]
fn nothing_is_typed_into_the_table_behind_the_help() {
    let mut window = on("keys");
    let before = window.report();
    window.type_text("7");
    window.press(Key::Enter);
    window.press(Key::Delete);
    assert_eq!(window.report(), before);
    assert_eq!(shown(&window), Some("keys"));
}

#[test]
fn an_act_of_a_page_is_done_where_it_is_seen() {
    let mut window = on("signing");
    window.query_all_by_role_and_label(Role::Link, "送审前核对").next().unwrap().click();
    window.run();
    assert_eq!((shown(&window), window.state().app.view()), (None, Some(&View::Review)));
    turn_to(&mut window, "steps");
    window.state_mut().app.apply(Command::Do(Action::Open));
    assert_eq!(window.state().app.desk.wanted, [Wanted::File(FileWish::Open)]);
    window.run();
    assert_eq!(shown(&window), None);
    turn_to(&mut window, "steps");
    window.press_with(Modifiers::COMMAND, Key::Minus);
    assert_eq!(shown(&window), Some("steps"), "a smaller window shows the same page");
}

#[test]
fn a_link_leads_to_another_page() {
    let mut window = on("rules");
    window.get_by_role_and_label(Role::Link, "核对与说明").click();
    window.run();
    assert_eq!(shown(&window), Some("findings"));
}

#[test]
fn words_are_looked_for_in_every_page() {
    let mut window = on("steps");
    window.type_text("恢复副本");
    assert!(count(&window, "重新打开程序。没保存的改动有恢复副本") > 0);
    window.query_all_by_role_and_label(Role::Link, "找回").next().unwrap().click();
    window.run();
    assert_eq!(shown(&window), Some("recovery"));
    assert_eq!(window.value("查找帮助"), "", "the page is shown, not what was found");
    turn_to(&mut window, "steps");
    window.get_by_role_and_label(Role::TextInput, "查找帮助").focus();
    window.run();
    window.type_text("量子");
    assert!(count(&window, "帮助里没有“量子”") > 0);
}

#[test]
fn the_counting_is_that_of_the_norms() {
    let norms = include_str!("../../assets/norms/counting.md");
    let page = help::page("counting").unwrap();
    let said: String = spans(page).iter().map(|span| span.words()).collect();
    let rows = norms.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    let cells: Vec<&str> = rows.flat_map(|row| row.trim_matches('|').split('|')).map(str::trim).collect();
    assert!(cells.len() > 100, "the rows of the norms are found");
    let missing: Vec<&str> = cells.into_iter().filter(|cell| !said.contains(cell)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_taken_from_the_norms_is_there() {
    let left = help::pages().iter().flat_map(|page| &page.blocks).any(|b| matches!(b, Block::Norms { .. }));
    assert!(!left, "every part of the norms stands in its page");
    let publishing = help::page("publishing").unwrap();
    for heading in ["公布期限", "公布前看个人信息"] {
        let is_it = |b: &Block| matches!(b, Block::Heading(spans) if words_of(spans) == heading);
        assert!(publishing.blocks.iter().any(is_it), "{heading}");
    }
}

#[test]
fn every_act_with_keys_is_listed_with_them() {
    let window = on("keys");
    for action in Action::all() {
        let keys: Vec<String> = action.shortcuts().iter().map(ToString::to_string).collect();
        if !keys.is_empty() {
            assert!(window.query_all_by_role_and_label(Role::Link, action.label()).count() > 0, "{action:?}");
            assert!(count(&window, &keys.join("、")) > 0, "{action:?}");
        }
    }
}

#[test]
fn the_rules_are_those_of_the_form_in_hand() {
    let window = on("rules");
    let form = window.state().app.document().unwrap().form().clone();
    for rule in check::catalogue(&form) {
        assert!(count(&window, &format!("{}：{}", rule.level.name(), rule.title)) > 0, "{}", rule.title);
        assert!(count(&window, &format!("依据：{}", rule.source)) > 0, "{}", rule.source);
    }
    let mut window = crate::common::window::window(None);
    turn_to(&mut window, "rules");
    assert!(count(&window, &form::builtin()[0].basis.number) > 0, "the newest on the start page");
}

#[test]
fn the_places_are_those_of_this_computer() {
    let folder = tempdir().unwrap();
    let mut window = window(None);
    let app = &mut window.state_mut().app;
    app.user = std::mem::take(&mut app.user).with_data(DataFolder::at(folder.path().to_owned()));
    turn_to(&mut window, "files");
    for name in ["recovery", "versions", "故障记录.txt"] {
        let path = folder.path().join(name).display().to_string();
        assert!(count(&window, &path) > 0, "{path}");
    }
    assert!(count(&window, "没有打开草稿") > 0);
    window.get_by_label("打开文件夹：故障记录").click();
    window.step();
    assert!(help::page("files").unwrap().blocks.contains(&Block::Live(Live::Files)));
}

#[test]
fn every_picture_is_there_and_is_shown() {
    let named: Vec<&str> = help::pages()
        .iter()
        .flat_map(|page| &page.blocks)
        .filter_map(|block| if let Block::Picture { name, .. } = block { Some(name.as_str()) } else { None })
        .collect();
    assert!(named.len() >= 5, "{named:?}");
    let mut bytes = 0;
    for name in &named {
        bytes += help::picture(name).unwrap_or_else(|| panic!("there is no picture {name}")).len();
    }
    assert!(bytes < 1_500_000, "the pictures take {bytes} bytes");
    let mut window = on("steps");
    for page in help::pages() {
        turn_to(&mut window, page.name);
        let pictures = page.blocks.iter().filter(|block| matches!(block, Block::Picture { .. })).count();
        assert_eq!(window.query_all_by_role(Role::Image).count(), pictures, "{}", page.name);
    }
}

#[test]
fn the_readme_says_what_the_help_says() {
    let readme = include_str!("../../README.md");
    assert_eq!(help::pages().len(), 10, "the README says ten pages");
    let steps = help::page("steps").unwrap().blocks.iter().filter_map(|block| match block {
        Block::Heading(spans) => words_of(spans).split_once('：').map(|(_, step)| step.to_owned()),
        _ => None,
    });
    let steps: Vec<String> = steps.collect();
    assert_eq!(steps.len(), 5, "{steps:?}");
    for (number, step) in steps.iter().enumerate() {
        assert!(readme.contains(&format!("{}. **{step}**", number + 1)), "{step}");
    }
    let part = &readme[readme.find("## 五步上手").unwrap()..readme.find("## 文件在哪里").unwrap()];
    let quoted = part.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(words, _)| words);
    for words in quoted {
        assert!(Action::all().any(|action| action.label() == words), "no act is called {words}");
    }
}
