//! What the PDF file says besides its pages, read out of its bytes: to the program that prints it, to one that reads it
//! aloud, to whoever looks for a heading.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Object, ObjectId};
use nianbao::{
    draft::paragraphs,
    export::{compared::Comparison, copy::CopyOptions, pdf::comparison},
    form::{BoxContent, TableBox},
    layout::{Faces, run_in_head},
};

use super::{drawn::file, measures::SENT_UP};
use crate::common::{
    forms,
    geometry::{PAPER, near},
    pages::{Sample, box_text, department, filled, samples, squash},
    pdf::{Drawn, File},
};

/// The file of a comparison of the department's report with another.
fn compared() -> File {
    let sample = department();
    let after = filled(&sample.form, "7");
    let [before, after] = [&sample.report, &after].map(|report| forms::sheet(&sample.form, report));
    let bytes = comparison(&Comparison::new(before, after, ["", ""]), Faces::bundled());
    File::read(&bytes.expect("every character has a glyph"))
}

/// Every kind of file there is, with how its paper is printed: on both sides and turned over its long edge, as it is
/// bound at the left; a copy for signature on one side, for its first sheet is taken off.
fn files() -> Vec<(File, &'static str)> {
    let mut files = vec![(compared(), "DuplexFlipLongEdge")];
    for sample in samples() {
        files.push((file(&sample, CopyOptions::default()), "DuplexFlipLongEdge"));
        files.push((file(&sample, SENT_UP), "Simplex"));
    }
    files
}

#[test]
fn a_printer_is_told_to_keep_the_size_and_the_sides() {
    for (file, sides) in files() {
        let preferences = file.dictionary(file.catalogue(), "ViewerPreferences");
        assert_eq!(file.said(preferences, "PrintScaling"), "None");
        assert_eq!(file.said(preferences, "Duplex"), sides);
    }
}

#[test]
fn the_language_is_chinese() {
    for (file, _) in files() {
        assert_eq!(file.said(file.catalogue(), "Lang"), "zh-CN");
        let root = file.dictionary(file.catalogue(), "StructTreeRoot");
        assert_eq!(file.said(kids(&file, root)[0], "Lang"), "zh-CN");
    }
}

#[test]
fn the_title_stands_over_the_window_of_a_reader() {
    for sample in samples() {
        for options in [CopyOptions::default(), SENT_UP] {
            let file = file(&sample, options);
            let (title, agency) = (sample.report.title(), sample.report.agency.name.trim());
            assert_eq!(file.said(file.info(), "Title"), title);
            assert_eq!(file.said(file.info(), "Author"), agency);
            let preferences = file.dictionary(file.catalogue(), "ViewerPreferences");
            assert_eq!(file.entry(preferences, "DisplayDocTitle"), Some(&Object::Boolean(true)));
            let packet =
                file.entry(file.catalogue(), "Metadata").expect("metadata").as_stream().expect("a packet");
            assert!(!packet.dict.has(b"Filter"), "who knows nothing of PDF looks for it in plain bytes");
            let packet = String::from_utf8_lossy(&packet.content);
            for said in [format!(">{title}<"), format!(">{agency}<"), ">zh-CN<".to_owned()] {
                assert!(packet.contains(&said), "{said} is not in {packet}");
            }
            for key in ["CreationDate", "ModDate", "Creator"] {
                assert!(!file.info().has(key.as_bytes()), "{key}");
            }
        }
    }
}

/// Every face travels in the file, cut down to what is used, and every glyph can be copied out.
#[test]
fn faces_are_in_the_file() {
    for (file, _) in files() {
        assert!(file.fonts().len() >= 4);
        for font in file.fonts().into_values() {
            let inner = file.descendant(font);
            let name = file.said(font, "BaseFont");
            let (tag, _) = name.split_once('+').unwrap_or_else(|| panic!("{name} is not cut"));
            assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{name}");
            let descriptor = file.dictionary(inner, "FontDescriptor");
            let programs = ["FontFile2", "FontFile3"].map(|key| file.entry(descriptor, key));
            let program =
                programs.into_iter().flatten().next().unwrap_or_else(|| panic!("{name} is not embedded"));
            let program = program.as_stream().expect("a font program").decompressed_content().expect("sound");
            assert!((200..1_000_000).contains(&program.len()), "{name}: {} bytes", program.len());
            assert_eq!(file.said(font, "Encoding"), "Identity-H");
        }
        for glyph in file.pages().iter().flat_map(|page| &page.glyphs) {
            assert_eq!(glyph.text.chars().count(), 1, "{glyph:?}");
        }
    }
}

/// An entry of the outline.
#[derive(Debug, PartialEq)]
struct Bookmark {
    depth: usize,
    title: String,
    /// The index of its page, and how far down that is shown from.
    page: usize,
    top: f32,
}

/// The entries under one, which must be linked both ways and counted.
fn bookmarks(file: &File, parent: &Dictionary, depth: usize) -> Vec<Bookmark> {
    let (mut all, mut count) = (Vec::new(), 0);
    let mut next = parent.get(b"First").ok().and_then(|o| o.as_reference().ok());
    let (mut before, last) = (None, parent.get(b"Last").ok().and_then(|o| o.as_reference().ok()));
    while let Some(id) = next {
        let entry = file.0.get_dictionary(id).expect("an entry");
        assert_eq!(entry.get(b"Prev").ok().and_then(|o| o.as_reference().ok()), before);
        let to = file.entry(entry, "Dest").expect("a place").as_array().expect("a page and a place");
        let page =
            file.page_ids().iter().position(|p| to[0].as_reference().ok() == Some(*p)).expect("a page");
        let y = to[3].as_float().expect("a height");
        all.push(Bookmark { depth, title: file.said(entry, "Title"), page, top: PAPER.1 - y });
        all.extend(bookmarks(file, entry, depth + 1));
        (before, count) = (Some(id), count + 1);
        next = entry.get(b"Next").ok().and_then(|o| o.as_reference().ok());
    }
    assert_eq!(before, last);
    let said = file.number(parent, "Count").unwrap_or_default();
    // Closed below the first level.
    assert_eq!(said, if depth == 0 { count } else { -count });
    all
}

/// The first line of text under a place on a page.
fn line_under(page: &Drawn, top: f32) -> (f32, String) {
    let under = |y: f32| y > top;
    let ys = page.glyphs.iter().filter(|g| g.mark.is_some() && under(g.at.1)).map(|g| g.at.1);
    let line = ys.fold(f32::MAX, f32::min);
    let glyphs = page.glyphs.iter().filter(|g| near(g.at.1, line));
    (line, glyphs.map(|g| g.text.as_str()).collect())
}

#[test]
fn headings_are_bookmarks_that_lead_to_them() {
    for sample in samples() {
        for options in [CopyOptions::default(), SENT_UP] {
            let file = file(&sample, options);
            let found = bookmarks(&file, file.dictionary(file.catalogue(), "Outlines"), 0);
            let said: Vec<(usize, String)> = found.iter().map(|b| (b.depth, b.title.clone())).collect();
            assert_eq!(said, headings(&sample), "{}", sample.name);
            let pages = file.pages();
            for bookmark in &found {
                let (line, text) = line_under(&pages[bookmark.page], bookmark.top);
                let words = squash(&text);
                let starts = words.starts_with(&squash(&bookmark.title))
                    || squash(&bookmark.title).starts_with(&words);
                assert!(starts && line - bookmark.top < 40.0, "{bookmark:?} leads to {text}");
            }
            assert_eq!(
                file.said(file.catalogue(), "PageMode"),
                "UseOutlines",
                "it is seen when the file is opened"
            );
        }
    }
}

/// The headings of sections, and under each the second-level heads of its paragraphs.
fn headings(sample: &Sample) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for section in sample.form.sections.iter().filter(|s| !s.heading.is_empty()) {
        all.push((0, sample.report.heading(section).to_owned()));
        for paragraph in paragraphs(sample.report.text(&section.id)) {
            let (head, _) = nianbao::layout::run_in_head(paragraph);
            all.extend((!head.is_empty()).then(|| (1, head.trim_end_matches('。').to_owned())));
        }
    }
    all
}

/// The elements in an element of the tags.
fn kids<'a>(file: &'a File, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    let kids = match file.entry(element, "K") {
        Some(Object::Array(kids)) => kids.iter().collect(),
        Some(kid) => vec![kid],
        None => Vec::new(),
    };
    let resolved = kids.into_iter().filter_map(|kid| file.0.dereference(kid).ok());
    resolved.filter_map(|(_, kid)| kid.as_dict().ok()).filter(|kid| kid.has(b"S")).collect()
}

/// The marks of an element, those of its links in their places: pages and numbers.
fn marks(file: &File, element: &Dictionary) -> Vec<(ObjectId, i64)> {
    let own = element.get(b"Pg").and_then(Object::as_reference).ok();
    let kids = match file.entry(element, "K") {
        Some(Object::Array(kids)) => kids.clone(),
        Some(kid) => vec![kid.clone()],
        None => Vec::new(),
    };
    let link = |kid: &Object| {
        let kid = file.0.dereference(kid).ok()?.1.as_dict().ok()?;
        (file.said(kid, "S") == "Link").then(|| marks(file, kid))
    };
    let mark = |kid: &Object| match kid {
        Object::Integer(number) => Some((own?, *number)),
        Object::Dictionary(kid) => {
            let on = kid.get(b"Pg").and_then(Object::as_reference).ok()?;
            Some((on, file.number(kid, "MCID")?))
        }
        _ => None,
    };
    kids.iter().flat_map(|kid| link(kid).unwrap_or_else(|| mark(kid).into_iter().collect())).collect()
}

/// What a reader who cannot see the pages is told, element by element.
struct Told<'a> {
    file: &'a File,
    texts: HashMap<(ObjectId, i64), String>,
    /// Those that were told, for the links in them.
    linked: HashMap<(ObjectId, i64), String>,
    /// The kind of each element that has text, or is a box of a table, with its text and its attributes.
    said: Vec<(String, String, &'a Dictionary)>,
    /// How many elements of each kind there are.
    counts: BTreeMap<String, usize>,
    /// The levels of the headings in their order.
    heads: Vec<usize>,
}

impl<'a> Told<'a> {
    fn of(file: &'a File) -> Self {
        let mut texts: HashMap<(ObjectId, i64), String> = HashMap::new();
        for (id, page) in file.page_ids().into_iter().zip(file.pages()) {
            for glyph in &page.glyphs {
                if let Some(mark) = glyph.mark {
                    texts.entry((id, mark)).or_default().push_str(&glyph.text);
                }
            }
        }
        let mut told = Self {
            file,
            texts,
            linked: HashMap::new(),
            said: Vec::new(),
            counts: BTreeMap::new(),
            heads: Vec::new(),
        };
        let root = file.dictionary(file.catalogue(), "StructTreeRoot");
        for kid in kids(file, root) {
            told.tell(kid);
        }
        told
    }

    fn take(&mut self, mark: (ObjectId, i64)) -> String {
        let text = self.texts.remove(&mark).expect("marked text is told once");
        self.linked.insert(mark, text.clone());
        text
    }

    fn tell(&mut self, element: &'a Dictionary) {
        let kind = self.file.said(element, "S");
        *self.counts.entry(kind.clone()).or_default() += 1;
        if let Some(level) = kind.strip_prefix('H') {
            self.heads.push(level.parse().expect("a level"));
        }
        let marks = marks(self.file, element);
        let text: String = match kind.as_str() {
            // Told with the text that it is in.
            "Link" => {
                marks.iter().map(|mark| self.linked.remove(mark).expect("a link is told once")).collect()
            }
            _ => marks.iter().map(|mark| self.take(*mark)).collect(),
        };
        let place = self.said.len();
        if !marks.is_empty() || ["TH", "TD"].contains(&kind.as_str()) {
            self.said.push((kind, text, element));
        }
        for kid in kids(self.file, element) {
            self.tell(kid);
        }
        // The heading that begins a paragraph is read before the rest of it.
        if self.said.get(place + 1).is_some_and(|(.., kid)| self.file.entry(kid, "A").is_some_and(in_line)) {
            self.said.swap(place, place + 1);
        }
    }
}

fn in_line(attributes: &Object) -> bool {
    attributes.as_dict().is_ok_and(|a| a.has(b"Placement"))
}

#[test]
fn the_file_is_tagged_in_reading_order() {
    for sample in samples() {
        let file = file(&sample, CopyOptions::default());
        assert_eq!(
            file.entry(file.dictionary(file.catalogue(), "MarkInfo"), "Marked"),
            Some(&Object::Boolean(true))
        );
        let told = Told::of(&file);
        assert!(told.texts.is_empty(), "{}: not told {:?}", sample.name, told.texts);
        let said = told.said.iter().filter(|(kind, ..)| kind != "Link");
        let said: Vec<(&str, String)> = said.map(|(kind, text, _)| (kind.as_str(), squash(text))).collect();
        assert_eq!(said, elements(&sample), "{}", sample.name);
    }
}

/// The texts of a report in the order they are read, with what each is.
fn elements(sample: &Sample) -> Vec<(&'static str, String)> {
    let Sample { form, report, .. } = sample;
    let mut all = vec![("H1", squash(&report.title()))];
    for section in &form.sections {
        all.extend((!section.heading.is_empty()).then(|| ("H2", squash(report.heading(section)))));
        for table in form.tables.iter().filter(|t| section.table() == Some(&t.id)) {
            let kind = |b: &TableBox| if heads_nothing(b) { "TD" } else { "TH" };
            let row = |row: usize| table.boxes.iter().filter(move |b| b.row == row);
            let boxes = (0..table.height).flat_map(row);
            all.extend(boxes.map(|b| (kind(b), squash(&box_text(form, report, &b.content)))));
        }
        if section.table().is_none() {
            for paragraph in paragraphs(report.text(&section.id)) {
                let (head, rest) = run_in_head(paragraph);
                let level = if section.heading.is_empty() { "H2" } else { "H3" };
                all.extend((!head.is_empty()).then(|| (level, squash(head))));
                all.extend((!rest.is_empty()).then(|| ("P", squash(rest))));
            }
        }
    }
    all
}

/// A value, or a remark in brackets in the place of a head.
fn heads_nothing(b: &TableBox) -> bool {
    match &b.content {
        BoxContent::Cell(_) => true,
        BoxContent::Head(text) => text.starts_with('（'),
        _ => false,
    }
}

/// A value is read out with its heads: each says which way it points, and what it covers.
#[test]
fn the_boxes_of_tables_say_what_they_head_and_cover() {
    for sample in samples() {
        let file = file(&sample, CopyOptions::default());
        let told = Told::of(&file);
        let boxes = told.said.iter().filter(|(kind, ..)| ["TH", "TD"].contains(&kind.as_str()));
        let mut tables = Vec::new();
        for section in &sample.form.sections {
            tables.extend(section.table().and_then(|id| sample.form.table(id)));
        }
        let wanted = tables.iter().flat_map(|table| {
            let row = |row: usize| table.boxes.iter().filter(move |b| b.row == row);
            (0..table.height).flat_map(row)
        });
        for ((_, text, element), wanted) in boxes.zip(wanted) {
            let attributes = file.entry(element, "A").and_then(|a| a.as_dict().ok());
            let span = |key| attributes.and_then(|a| file.number(a, key)).unwrap_or(1) as usize;
            let scope = attributes.map(|a| file.said(a, "Scope")).unwrap_or_default();
            let points = match wanted.content {
                _ if heads_nothing(wanted) => "",
                BoxContent::Stub(_) => "Row",
                _ => "Column",
            };
            assert_eq!(
                (scope.as_str(), span("RowSpan"), span("ColSpan")),
                (points, wanted.rows, wanted.columns),
                "{text}"
            );
        }
        let rows: usize = tables.iter().map(|t| t.height).sum();
        let count = |kind: &str| told.counts.get(kind).copied().unwrap_or_default();
        assert_eq!((count("Table"), count("TR")), (tables.len(), rows), "{}", sample.name);
    }
}

/// From the mark on a page a reader finds the element it belongs to: what is pointed at is read out.
#[test]
fn every_mark_leads_to_its_element() {
    for (file, _) in files() {
        let root = file.dictionary(file.catalogue(), "StructTreeRoot");
        let numbers = file
            .entry(file.dictionary(root, "ParentTree"), "Nums")
            .expect("numbers")
            .as_array()
            .expect("a list");
        for (page, drawn) in file.page_ids().into_iter().zip(file.pages()) {
            let key =
                file.number(file.0.get_dictionary(page).expect("a page"), "StructParents").expect("a number");
            let at = numbers.iter().step_by(2).position(|n| *n == Object::Integer(key)).expect("its page");
            let owners =
                file.0.dereference(&numbers[2 * at + 1]).expect("owners").1.as_array().expect("a list");
            for glyph in &drawn.glyphs {
                let Some(mark) = glyph.mark else { continue };
                let owner =
                    file.0.dereference(&owners[mark as usize]).expect("an element").1.as_dict().expect("one");
                assert!(marks(&file, owner).contains(&(page, mark)), "{glyph:?}");
            }
        }
    }
}

/// Every value names the heads of its columns and of its row, and they are read out before it.
#[test]
fn every_value_has_its_heads() {
    for sample in samples() {
        let (form, name) = (&sample.form, sample.name);
        let file = file(&sample, CopyOptions::default());
        let root = file.dictionary(file.catalogue(), "StructTreeRoot");
        let names = file.dictionary(root, "IDTree");
        let names = file.entry(names, "Names").expect("names").as_array().expect("a list");
        assert!(names.chunks(2).is_sorted_by_key(|pair| pair[0].as_str().expect("a name").to_vec()));
        let told = Told::of(&file);
        let text_of = |id: &Object| {
            let head = names.chunks(2).find(|pair| pair[0] == *id).expect("a head of this name");
            let head = file.0.dereference(&head[1]).expect("an element").1.as_dict().expect("one");
            let said =
                told.said.iter().find(|(.., element)| std::ptr::eq(*element, head)).expect("it is told");
            assert_eq!(said.0, "TH");
            squash(&said.1)
        };
        let mut values = told.said.iter().filter(|(kind, text, _)| kind == "TD" && !text.starts_with('（'));
        for cell in form
            .sections
            .iter()
            .filter_map(|s| s.table())
            .flat_map(|table| form.cells().iter().filter(|c| form.tables[c.table].id == *table))
        {
            let (_, text, element) = values.next().expect("a value for each cell");
            let attributes = file.dictionary(element, "A");
            let heads = file.entry(attributes, "Headers").expect("heads").as_array().expect("a list");
            let heads: Vec<String> = heads.iter().map(text_of).collect();
            let mut wanted = vec![&cell.column_label];
            wanted.extend(&cell.row_path);
            for label in wanted {
                assert!(
                    heads.contains(&squash(label)),
                    "{name}, {}: {label} of {heads:?} for {text}",
                    cell.id
                );
            }
        }
        assert!(values.next().is_none());
    }
}

/// The first heading is the title, and under a heading none is more than one level lower.
#[test]
fn headings_leave_no_level_out() {
    let numbered = |text: &str| {
        let mut sample = department();
        let first = sample.form.sections[0].id.clone();
        let second = sample.form.sections[1].id.clone();
        sample.report.sections.insert(first, text.into());
        sample.report.sections.insert(second, text.into());
        let file = file(&sample, CopyOptions::default());
        Told::of(&file).heads
    };
    let under_heads =
        numbered("（一）主动公开\n1.组织领导\n加强领导。\n（二）依申请公开。办结。\n2.制度建设\n健全制度。");
    assert_eq!(under_heads[..10], [1, 2, 3, 2, 3, 2, 3, 4, 3, 4]);
    // Items of a list head nothing.
    let alone = numbered("1.组织领导\n加强领导。\n2.制度\n3.队伍");
    assert_eq!(alone[..4], [1, 2, 2, 3]);
    for (file, _) in files() {
        let levels = Told::of(&file).heads;
        assert_eq!(levels.first(), Some(&1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

/// An address leads there and says where: over all of its lines, within the text that it is in.
#[test]
fn addresses_in_the_text_are_links() {
    let mut sample = department();
    let long =
        "http://www.huaian.gov.cn/zwgk/fdzdgknr/zfxxgknb/content/2024/0131/index.html?from=search&to=all";
    let text = format!("见本机关网站{long}，邮箱zwgk@huaian.gov.cn，版本V1.2。");
    sample.report.sections.insert("s0".into(), text.as_str().into());
    let file = file(&sample, CopyOptions::default());
    let (page, drawn) = (file.page_ids()[0], file.pages().remove(0));
    let page = file.0.get_dictionary(page).expect("a page");
    assert_eq!(file.said(page, "Tabs"), "S");
    let told = Told::of(&file);
    let links: Vec<_> = told.said.iter().filter(|(kind, ..)| kind == "Link").collect();
    let said: Vec<&str> = links.iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(said, [long, "zwgk@huaian.gov.cn"]);
    let numbers = file.dictionary(file.dictionary(file.catalogue(), "StructTreeRoot"), "ParentTree");
    let numbers = file.entry(numbers, "Nums").expect("numbers").as_array().expect("a list");
    let places = file.entry(page, "Annots").expect("places").as_array().expect("a list");
    for ((place, uri), (_, text, element)) in
        places.iter().zip([long, "mailto:zwgk@huaian.gov.cn"]).zip(links)
    {
        let id = place.as_reference().expect("an object");
        let place = file.0.get_dictionary(id).expect("a place");
        assert_eq!(file.said(file.dictionary(place, "A"), "URI"), uri);
        assert!(file.said(place, "Contents").ends_with(text));
        assert_eq!(file.number(place, "F"), Some(4), "it is printed, and never hidden");
        let key = file.number(place, "StructParent").expect("a number");
        let at = numbers.iter().step_by(2).position(|n| *n == Object::Integer(key)).expect("its element");
        let owner = file.0.dereference(&numbers[2 * at + 1]).expect("an element").1.as_dict().expect("one");
        assert!(std::ptr::eq(owner, *element));
        let kids = file.entry(element, "K").expect("children").as_array().expect("a list");
        let points_back =
            |kid: &Object| kid.as_dict().is_ok_and(|kid| kid.get(b"Obj").ok() == Some(&id.into()));
        assert!(kids.iter().any(points_back), "{text}");
        let edges = |key| {
            let numbers = file.entry(place, key).map(|edges| edges.as_array().expect("a list")).into_iter();
            numbers.flatten().map(|n| n.as_float().expect("a number")).collect::<Vec<f32>>()
        };
        let (whole, corners) = (edges("Rect"), edges("QuadPoints"));
        let stretches: Vec<[f32; 4]> = match corners.as_slice() {
            [] => vec![[whole[0], whole[1], whole[2], whole[3]]],
            corners => corners.as_chunks::<8>().0.iter().map(|c| [c[0], c[5], c[2], c[1]]).collect(),
        };
        let is_over = |stretch: &[f32; 4], (x, y): (f32, f32)| {
            let y = PAPER.1 - y;
            stretch[0] - 0.1 <= x && x < stretch[2] - 0.1 && stretch[1] < y && y < stretch[3]
        };
        let under = drawn.glyphs.iter().filter(|g| stretches.iter().any(|stretch| is_over(stretch, g.at)));
        assert_eq!(under.map(|g| g.text.as_str()).collect::<String>(), *text);
    }
}

/// A file that readers of the last fifteen years open: version 1.7, without scripts or forms, and without links where
/// its text has no address.
#[test]
fn nothing_in_the_file_acts() {
    for (file, _) in files() {
        let has_address = file.pages().iter().any(|page| page.glyphs.iter().any(|g| g.text == "@"));
        assert_eq!(file.0.version, "1.7");
        let ids = file.0.trailer.get(b"ID").and_then(Object::as_array).expect("ids");
        assert!(ids.len() == 2 && ids[0] == ids[1], "made once and never changed");
        for key in ["OpenAction", "AA", "AcroForm", "Names"] {
            assert!(!file.catalogue().has(key.as_bytes()), "{key}");
        }
        for page in file.page_ids() {
            let has_places = file.0.get_dictionary(page).expect("a page").has(b"Annots");
            assert!(has_address || !has_places);
        }
    }
}
