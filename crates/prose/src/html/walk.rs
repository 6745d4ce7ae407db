//! The walk over the tree: which element becomes what. Each kind of element has its own file.

use std::collections::{HashMap, HashSet};

use crate::marks::Marks;
use crate::model::{Block, MAX_DEPTH, Text};
use crate::read::shortcode::Shortcode;
use crate::read::{Leftover, Options};

use super::arena::{Kind, NodeId, Tree};
use super::flatten::flattened;
use super::flow::{Ctx, Flow};

/// Deeper than this the walk only gathers words. The parser keeps ordinary trees well above.
const DEEPEST_WALK: usize = 200;

/// Reads one tree.
pub(crate) struct Reader<'a> {
    pub tree: &'a Tree,
    pub options: &'a Options<'a>,
    pub codes: &'a [Shortcode],
    pub leftovers: Vec<Leftover>,
    pub classic: bool,
    /// Names that links on this page lead to.
    pub wanted: HashSet<&'a str>,
    /// Names of places on this page.
    pub places: HashSet<&'a str>,
    /// Footnotes by name.
    pub notes: HashMap<&'a str, NodeId>,
    /// Footnotes in the order of the source.
    pub note_order: Vec<&'a str>,
    /// The footnotes' own elements, and what only leads to and fro: passed over by the walk.
    pub note_entries: HashSet<NodeId>,
}

impl<'a> Reader<'a> {
    pub fn new(tree: &'a Tree, options: &'a Options<'a>, codes: &'a [Shortcode]) -> Self {
        let mut reader = Self {
            tree,
            options,
            codes,
            leftovers: Vec::new(),
            classic: false,
            wanted: HashSet::new(),
            places: HashSet::new(),
            notes: HashMap::new(),
            note_order: Vec::new(),
            note_entries: HashSet::new(),
        };
        reader.find_notes();
        reader
    }

    pub fn whole(&mut self) -> Vec<Block> {
        let ctx = Ctx { breaks: self.classic, ..Ctx::default() };
        self.blocks(Tree::ROOT, ctx)
    }

    /// The blocks below a node.
    pub fn blocks(&mut self, node: NodeId, ctx: Ctx<'_>) -> Vec<Block> {
        let mut flow = Flow::default();
        self.children(node, &mut flow, ctx);
        flow.finish()
    }

    /// What is below a node, as one line.
    pub fn line(&mut self, node: NodeId, ctx: Ctx<'_>) -> Text {
        flattened(self.blocks(node, ctx))
    }

    pub fn children(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        if ctx.depth > DEEPEST_WALK {
            flow.pen.text(&self.tree.text(node), &ctx.setting());
            return;
        }
        let ctx = Ctx { depth: ctx.depth + 1, ..ctx };
        for child in self.tree.children(node) {
            self.one(child, flow, ctx);
        }
    }

    /// Blank lines part paragraphs, line breaks stay.
    fn classic_text(text: &str, flow: &mut Flow, ctx: Ctx<'_>) {
        let mut blank_lines = 0;
        for (nth, line) in text.split('\n').enumerate() {
            if nth > 0 {
                blank_lines += 1;
            }
            if line.trim().is_empty() {
                if nth == 0 || blank_lines == 0 {
                    flow.pen.text(line, &ctx.setting());
                }
                continue;
            }
            match blank_lines {
                0 => {}
                1 => flow.pen.line_break(),
                _ => flow.end_paragraph(),
            }
            blank_lines = 0;
            flow.pen.text(line, &ctx.setting());
        }
        match blank_lines {
            0 => {}
            1 => flow.pen.line_break(),
            _ => flow.end_paragraph(),
        }
    }

    fn comment(&mut self, text: &str, flow: &mut Flow) {
        let text = text.trim();
        if text == "more" || text.starts_with("more ") {
            flow.push(Block::More);
        } else if let Some(block) = text.strip_prefix("wp:")
            && let Some(block) = block.strip_suffix('/')
        {
            let name = block.split([' ', '{']).next().unwrap_or_default();
            if !matches!(name, "more" | "spacer" | "nextpage" | "separator" | "core/spacer") {
                let why = "the block's words are made when the page is, and are not in the text";
                self.leave(format!("block {name}"), why, block);
            }
        }
    }

    fn element(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let name = tree.name(node);
        if self.is_hidden(node) || self.note_entries.contains(&node) {
            return;
        }
        if self.of_office(node, name, flow, ctx) {
            return;
        }
        self.anchor(node, name, flow);
        if let Some(marks) = marks_of(name) {
            return self.children(node, flow, ctx.marked(marks));
        }
        match name {
            "a" => self.link(node, flow, ctx),
            "br" => Self::break_line(flow),
            "span" | "font" => self.children(node, flow, restyled(self.style(node), ctx)),
            "abbr" | "acronym" => self.abbreviation(node, flow, ctx),
            "img" => self.image(node, flow, ctx),
            "p" => self.paragraph(node, flow, ctx),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, name, flow, ctx),
            "ul" | "ol" | "menu" | "dir" => self.list(node, flow, ctx),
            "dl" => self.definitions(node, flow, ctx),
            "blockquote" => self.quote(node, flow, ctx),
            "pre" | "listing" | "xmp" | "plaintext" => self.code(node, flow),
            "table" => self.table(node, flow, ctx),
            "hr" => flow.push(if tree.has_class(node, "more") { Block::More } else { Block::Divider }),
            "figure" => self.figure(node, flow, ctx),
            "details" => self.details(node, flow, ctx),
            "iframe" => self.frame(node, flow, ctx),
            "video" | "audio" => self.recording(node, flow, ctx),
            "object" | "embed" => self.object(node, flow, ctx),
            "prose-code" => self.shortcode(node, flow, ctx),
            "input" => self.input(node, flow),
            "wbr" | "source" | "track" | "param" | "col" | "colgroup" | "link" | "meta" | "base" | "area" => {}
            "script" | "style" | "svg" | "template" | "select" | "textarea" | "title" | "map" | "canvas"
            | "noembed" | "noframes" | "datalist" | "dialog" | "applet" => self.refuse(node, name),
            "form" => {
                self.leave("form", "its words stay, its fields do not", &tree.text(node));
                self.division(node, flow, ctx);
            }
            "time" | "label" | "big" | "bdi" | "bdo" | "data" | "nobr" | "ruby" | "rp" | "rt" | "rb" | "picture"
            | "noscript" | "center" | "o:p" | "button" | "output" | "math" | "slot" | "blink" => {
                self.children(node, flow, ctx);
            }
            _ if is_division(name) => self.division(node, flow, ctx),
            _ => self.children(node, flow, ctx),
        }
    }

    fn break_line(flow: &mut Flow) {
        match flow.pen.ends_in_break() {
            // Two breaks in a row are how some editors part paragraphs.
            true => flow.end_paragraph(),
            false => flow.pen.line_break(),
        }
    }

    fn division(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if !self.card(node, flow, ctx) {
            self.children(node, flow, ctx);
            flow.end_paragraph();
        }
    }

    fn paragraph(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        if self.word_entry(node, flow, ctx) || self.card(node, flow, ctx) {
            return;
        }
        if let Some(name) = self.office_heading(node) {
            return self.heading(node, name, flow, ctx);
        }
        self.children(node, flow, Ctx { breaks: false, ..ctx });
        flow.end_paragraph();
    }

    fn heading(&mut self, node: NodeId, name: &str, flow: &mut Flow, ctx: Ctx<'_>) {
        let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
        let blocks = self.blocks(node, Ctx { breaks: false, ..ctx });
        let (shown, words): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_shown);
        let text = flattened(words);
        if crate::line::has_words(&text) {
            flow.push(Block::Heading { level, text, id: self.heading_id(node) });
            // A heading has words alone: what is shown in it stands under it.
            shown.into_iter().for_each(|block| flow.push(block));
        } else {
            // Pictures that someone set as a heading, or nothing.
            self.children(node, flow, ctx);
            flow.end_paragraph();
        }
    }

    fn code(&mut self, node: NodeId, flow: &mut Flow) {
        let text = self.with_sources(self.tree.text(node));
        if self.tree.has_class(node, "wp-block-verse") {
            let mut pen = crate::pen::Pen::default();
            pen.verbatim(&text, &Default::default());
            return flow.push(Block::Paragraph { text: pen.take() });
        }
        let code = self.tree.children(node).find(|&child| self.tree.name(child) == "code");
        let lang = code.and_then(|code| language(self.tree, code)).or_else(|| language(self.tree, node));
        flow.push(Block::Code { text, lang });
    }

    fn details(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        let summary = tree.children(node).find(|&child| tree.name(child) == "summary");
        let inner = Ctx { breaks: false, ..ctx.inner() };
        let line = summary.map(|summary| self.line(summary, inner)).unwrap_or_default();
        if ctx.nest >= MAX_DEPTH {
            flow.push(Block::Paragraph { text: line });
            return self.all_but(node, summary, flow, ctx);
        }
        let mut inside = Flow::default();
        self.all_but(node, summary, &mut inside, inner);
        flow.push(Block::Details { summary: line, blocks: inside.finish() });
    }

    /// What is below a node, without one of its children.
    pub fn all_but(&mut self, node: NodeId, without: Option<NodeId>, flow: &mut Flow, ctx: Ctx<'_>) {
        let tree = self.tree;
        for child in tree.children(node).filter(|&child| Some(child) != without) {
            self.one(child, flow, Ctx { depth: ctx.depth + 1, ..ctx });
        }
    }

    /// One node and what is below it.
    pub fn one(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        match self.tree.kind(node) {
            Kind::Text(text) if ctx.breaks => Self::classic_text(text, flow, ctx),
            Kind::Text(text) => flow.pen.text(text, &ctx.setting()),
            Kind::Comment(text) => self.comment(text, flow),
            Kind::Element { .. } => self.element(node, flow, ctx),
            Kind::Root => {}
        }
    }

    fn is_hidden(&self, node: NodeId) -> bool {
        let style = self.tree.attr(node, "style").unwrap_or_default();
        style.contains("display:none") || style.contains("display: none")
    }

    fn refuse(&mut self, node: NodeId, name: &str) {
        let address = self.tree.attr(node, "src").map(str::to_owned);
        let why = match name {
            "script" | "applet" => "nothing may run in a body",
            "style" => "the theme decides how a body looks",
            "svg" | "canvas" | "map" => "a drawing that is code, not a picture file",
            _ => "not something to read",
        };
        self.leave(name, why, &address.unwrap_or_else(|| self.tree.text(node)));
    }

    fn input(&mut self, node: NodeId, flow: &mut Flow) {
        match self.tree.attr(node, "type").unwrap_or_default() {
            "checkbox" if flow.done.is_none() => flow.done = Some(self.tree.attr(node, "checked").is_some()),
            "hidden" => {}
            kind => self.leave("input", "a field of a form", kind),
        }
    }

    pub fn leave(&mut self, what: impl Into<String>, why: &'static str, excerpt: &str) {
        self.leftovers.push(Leftover::new(what, why, excerpt));
    }
}

fn marks_of(name: &str) -> Option<Marks> {
    Some(match name {
        "b" | "strong" => Marks::STRONG,
        "i" | "em" | "dfn" | "var" => Marks::EMPHASIS,
        "u" => Marks::UNDERLINED,
        "s" | "strike" | "del" => Marks::DELETED,
        "ins" => Marks::INSERTED,
        "mark" => Marks::MARKED,
        "code" | "tt" => Marks::CODE,
        "kbd" => Marks::KEY,
        "samp" => Marks::SAMPLE,
        "sup" => Marks::SUPERSCRIPT,
        "sub" => Marks::SUBSCRIPT,
        "small" => Marks::SMALL,
        "cite" => Marks::CITED,
        "q" => Marks::QUOTED,
        _ => return None,
    })
}

/// The marks that a word processor wrote as style, and those that it took back.
fn restyled<'c>(style: &str, ctx: Ctx<'c>) -> Ctx<'c> {
    let mut marks = ctx.marks;
    for (property, value) in style.split(';').filter_map(|rule| rule.split_once(':')) {
        let value = value.trim();
        marks = match property.trim() {
            "font-weight" if matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900") => {
                marks.with(Marks::STRONG)
            }
            "font-weight" if matches!(value, "normal" | "400") => marks.without(Marks::STRONG),
            "font-style" if value == "italic" => marks.with(Marks::EMPHASIS),
            "font-style" if value == "normal" => marks.without(Marks::EMPHASIS),
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => marks.with(Marks::DELETED),
            "vertical-align" if value == "super" => marks.with(Marks::SUPERSCRIPT),
            "vertical-align" if value == "sub" => marks.with(Marks::SUBSCRIPT),
            _ => marks,
        };
    }
    Ctx { marks, ..ctx }
}

fn language(tree: &Tree, node: NodeId) -> Option<String> {
    let named = tree.classes(node).find_map(|class| class.strip_prefix("language-").or(class.strip_prefix("lang-")));
    let lang = named.or_else(|| tree.attr(node, "data-lang")).or_else(|| tree.attr(node, "lang"))?;
    let lang: String = lang.chars().filter(|c| c.is_ascii_alphanumeric() || "-+#_.".contains(*c)).take(32).collect();
    (!lang.is_empty()).then_some(lang)
}

fn is_division(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "address"
            | "fieldset"
            | "legend"
            | "hgroup"
            | "search"
            | "li"
            | "dt"
            | "dd"
            | "figcaption"
            | "summary"
            | "caption"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "html"
            | "body"
            | "frameset"
    )
}

/// Whether a block is looked at or listened to, not read.
fn is_shown(block: &Block) -> bool {
    matches!(block, Block::Figure(_) | Block::Gallery { .. } | Block::Embed(_) | Block::Recording(_))
}
