//! What the PDF tells a reader who cannot see its pages: headings, paragraphs, tables with the heads of every value.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Object, ObjectId};
use nianbao::{
    draft::paragraphs,
    export::copy::CopyOptions,
    form::{BoxContent, TableBox},
    layout::run_in_head,
};

use super::{catalogue::files, drawn::file};
use crate::common::{
    pages::{Sample, box_text, department, samples, squash},
    pdf::File,
};

/// The elements in an element of the tags.
pub fn kids<'a>(file: &'a File, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    let kids = match file.entry(element, "K") {
        Some(Object::Array(kids)) => kids.iter().collect(),
        Some(kid) => vec![kid],
        None => Vec::new(),
    };
    let resolved = kids.into_iter().filter_map(|kid| file.0.dereference(kid).ok());
    resolved.filter_map(|(_, kid)| kid.as_dict().ok()).filter(|kid| kid.has(b"S")).collect()
}

/// The marks of an element, those of its links in their places: pages and numbers.
pub fn marks(file: &File, element: &Dictionary) -> Vec<(ObjectId, i64)> {
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
pub struct Told<'a> {
    pub file: &'a File,
    pub texts: HashMap<(ObjectId, i64), String>,
    /// Those that were told, for the links in them.
    pub linked: HashMap<(ObjectId, i64), String>,
    /// The kind of each element that has text, or is a box of a table, with its text and its attributes.
    pub said: Vec<(String, String, &'a Dictionary)>,
    /// How many elements of each kind there are.
    pub counts: BTreeMap<String, usize>,
    /// The levels of the headings in their order.
    pub heads: Vec<usize>,
}

impl<'a> Told<'a> {
    pub fn of(file: &'a File) -> Self {
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

    pub fn take(&mut self, mark: (ObjectId, i64)) -> String {
        let text = self.texts.remove(&mark).expect("marked text is told once");
        self.linked.insert(mark, text.clone());
        text
    }

    pub fn tell(&mut self, element: &'a Dictionary) {
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
