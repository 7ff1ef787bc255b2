//! The look: colours and sizes from `assets/theme.ron`, fonts from the faces that travel inside the program.

use std::{
    cell::Cell,
    sync::{Arc, LazyLock},
};

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style, TextStyle,
    Vec2, Visuals, style::WidgetVisuals,
};
use serde::Deserialize;

use crate::{
    layout::{Face, Faces, faces},
    store::settings::{Contrast, Settings},
};

/// The look of the window.
#[derive(Debug)]
pub struct Theme {
    /// Every colour, by what it is for.
    pub colours: Colours,
    /// Every size, in points.
    pub sizes: Sizes,
}

/// The file of the look: two sets of colours under the same names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looks {
    colours: Colours,
    high_contrast: Colours,
    sizes: Sizes,
}

/// A colour written `#RRGGBB`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(Color32);

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Color32::from_hex(&text).map(Self).map_err(|_| format!("{text} is no colour"))
    }
}

impl From<Colour> for Color32 {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// Every colour, by what it is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// Text.
    pub ink: Colour,
    /// Text that steps back.
    pub quiet: Colour,
    /// Last year's numbers and hints.
    pub faint: Colour,
    /// The sheet and fields.
    pub paper: Colour,
    /// Side panels and bars.
    pub panel: Colour,
    /// What the sheet lies on.
    pub desk: Colour,
    /// Lines between things.
    pub rule: Colour,
    /// Lines of tables.
    pub table_rule: Colour,
    /// Heads and bands of tables.
    pub band: Colour,
    /// Computed cells.
    pub total: Colour,
    /// The one accent: focus, links, the main button.
    pub accent: Colour,
    /// The lit row and column.
    pub accent_tint: Colour,
    /// 错误.
    pub error: Colour,
    /// Behind an 错误.
    pub error_tint: Colour,
    /// 提醒, as text.
    pub warning: Colour,
    /// 提醒, as a mark.
    pub warning_mark: Colour,
    /// Behind a 提醒.
    pub warning_tint: Colour,
    /// 已完成, 已保存.
    pub done: Colour,
}

/// Every size, in points at 100 %.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// The name of the program.
    pub title: f32,
    /// Headings of pages.
    pub heading: f32,
    /// Text and buttons.
    pub body: f32,
    /// Tables and findings.
    pub table: f32,
    /// Notes and the status line.
    pub note: f32,
    /// The step of all distances.
    pub rhythm: f32,
    /// The radius of corners.
    pub corner: u8,
    /// The height of the top bar.
    pub top_bar: f32,
    /// The width of the task list.
    pub task_list: f32,
    /// The width of the findings.
    pub findings: f32,
    /// The widest sheet of a page that is filled in.
    pub sheet: f32,
    /// The height of the status line.
    pub status_bar: f32,
    /// The height of a row of the task list.
    pub task_row: f32,
    /// The least height of a table row.
    pub grid_row: f32,
}

/// Both looks: the usual one, then that of high contrast.
static THEMES: LazyLock<[Theme; 2]> =
    LazyLock::new(|| match ron::from_str::<Looks>(include_str!("../../assets/theme.ron")) {
        Ok(Looks { colours, high_contrast, sizes }) => {
            [Theme { colours, sizes: sizes.clone() }, Theme { colours: high_contrast, sizes }]
        }
        // The file is part of the program; any test that opens the window reads it.
        Err(error) => panic!("assets/theme.ron: {error}"),
    });

thread_local! {
    /// The look that the window of this thread wears: tests draw several windows at once.
    static WORN: Cell<Contrast> = const { Cell::new(Contrast::Usual) };
}

/// The look of the window.
pub fn theme() -> &'static Theme {
    match WORN.get() {
        Contrast::Usual => &THEMES[0],
        Contrast::High => &THEMES[1],
    }
}

/// How a window is dressed: to find out what has changed since the last frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dress(Option<Settings>);

impl Dress {
    /// Gives the window the size and colours that are set, before anything is drawn.
    pub(super) fn put_on(&mut self, ctx: &Context, settings: Settings) {
        WORN.set(settings.contrast);
        if self.0.replace(settings) != Some(settings) {
            // Ctrl and plus are acts of the program, which keeps what they set.
            ctx.options_mut(|options| options.zoom_with_keyboard = false);
            ctx.set_zoom_factor(f32::from(settings.zoom.percent()) / 100.0);
            ctx.all_styles_mut(dress);
        }
    }
}

/// The family of headings.
pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// A font of the body face.
pub fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// A font of the heading face.
pub fn medium_font(size: f32) -> FontId {
    FontId::new(size, medium())
}

/// Installs fonts and colours; once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(dress);
}

fn dress(style: &mut Style) {
    style.visuals = visuals();
    style.text_styles = text_styles();
    let rhythm = theme().sizes.rhythm;
    style.spacing.item_spacing = Vec2::splat(rhythm);
    style.spacing.button_padding = Vec2::new(12.0, 5.0);
    style.spacing.interact_size.y = 30.0;
    // Beside the content, not over the last column of a table.
    style.spacing.scroll.floating_allocated_width = style.spacing.scroll.bar_width;
    // That there is more is seen also where the pointer is not: who works by keys does not move it there.
    style.spacing.scroll.dormant_handle_opacity = style.spacing.scroll.active_handle_opacity;
    style.spacing.menu_margin = egui::Margin::same(6);
    style.interaction.selectable_labels = false;
    // A blinking caret would draw two frames a second on machines that draw by processor.
    style.visuals.text_cursor.blink = false;
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let faces = [
        ("hei", faces::WINDOW_HEI),
        ("hei-medium", Faces::bundled().bytes(Face::Hei)),
        ("song", faces::SONG),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // 宋体 comes last everywhere: it has the rare characters of names that 黑体 lacks.
    let chain = |first: &str| vec![first.to_owned(), "song".to_owned()];
    fonts.families.insert(FontFamily::Proportional, chain("hei"));
    fonts.families.insert(FontFamily::Monospace, chain("hei"));
    fonts.families.insert(medium(), chain("hei-medium"));
    fonts
}

fn text_styles() -> std::collections::BTreeMap<TextStyle, FontId> {
    let sizes = &theme().sizes;
    [
        (TextStyle::Heading, medium_font(sizes.heading)),
        (TextStyle::Body, font(sizes.body)),
        (TextStyle::Button, font(sizes.body)),
        (TextStyle::Monospace, font(sizes.body)),
        (TextStyle::Small, font(sizes.note)),
    ]
    .into()
}

fn visuals() -> Visuals {
    let c = &theme().colours;
    let mut visuals = Visuals::light();
    visuals.override_text_color = None;
    visuals.panel_fill = c.panel.into();
    visuals.window_fill = c.paper.into();
    visuals.extreme_bg_color = c.paper.into();
    visuals.faint_bg_color = c.panel.into();
    visuals.hyperlink_color = c.accent.into();
    visuals.error_fg_color = c.error.into();
    visuals.warn_fg_color = c.warning.into();
    visuals.selection.bg_fill = Color32::from(c.accent).gamma_multiply(0.25);
    // Words on that fill are in this colour: the accent on a tint of itself is too pale to be read.
    visuals.selection.stroke = Stroke::new(1.0, Color32::from(c.ink));
    visuals.weak_text_color = Some(c.quiet.into());
    visuals.window_stroke = Stroke::new(1.0, Color32::from(c.rule));
    visuals.window_corner_radius = corner();
    visuals.menu_corner_radius = corner();
    visuals.popup_shadow =
        egui::Shadow { offset: [0, 2], blur: 8, spread: 0, color: Color32::from_black_alpha(28) };
    visuals.window_shadow = visuals.popup_shadow;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(c.panel, c.rule, c.ink);
    widgets.inactive = widget(c.paper, c.rule, c.ink);
    widgets.hovered = widget(c.accent_tint, c.rule, c.ink);
    // What has the keys: a thick line, where the pointer alone gives a tint.
    widgets.active = widget(c.paper, c.accent, c.ink);
    widgets.active.bg_stroke.width = 2.0;
    widgets.open = widget(c.accent_tint, c.accent, c.ink);
    visuals
}

fn widget(fill: Colour, line: Colour, text: Colour) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill.into(),
        weak_bg_fill: fill.into(),
        bg_stroke: Stroke::new(1.0, Color32::from(line)),
        corner_radius: corner(),
        fg_stroke: Stroke::new(1.0, Color32::from(text)),
        expansion: 0.0,
    }
}

/// The rounding of every corner.
pub fn corner() -> CornerRadius {
    CornerRadius::same(theme().sizes.corner)
}
