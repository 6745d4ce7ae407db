//! A body as HTML for a page. Class names are part of this crate's promise; its README lists them.

use crate::model::{Align, Block, Body, Cell, Definition, Footnote, List, Row, Table, Text, Tone};
use crate::resolve::Resolver;
use crate::slugs::Slugs;

use super::inline::Lines;
use super::{attr, embeds, escape, escape_words, figures, number};

/// The body as HTML: headings from level 2, nothing from a third party before a click, every picture with its size.
pub fn to_html(body: &Body, resolver: &dyn Resolver) -> String {
    let mut page = Page { lines: Lines::new(resolver), slugs: Slugs::of(body), out: String::with_capacity(4096) };
    page.blocks(&body.blocks);
    page.notes(&body.notes);
    page.out
}

pub(super) struct Page<'r> {
    pub lines: Lines<'r>,
    slugs: Slugs,
    pub out: String,
}

impl Page<'_> {
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.out.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text } => self.element("p", text),
            Block::Heading { level, text, id } => self.heading(*level, text, id.as_deref()),
            Block::List(list) => self.list(list),
            Block::Quote { blocks, cite } => {
                self.out.push_str("<blockquote class=\"quote\">\n");
                self.blocks(blocks);
                self.cite(cite);
                self.out.push_str("</blockquote>");
            }
            Block::PullQuote { text, cite } => {
                self.out.push_str("<blockquote class=\"pullquote\">\n");
                self.element("p", text);
                self.out.push('\n');
                self.cite(cite);
                self.out.push_str("</blockquote>");
            }
            Block::Figure(figure) => figures::figure(self, figure),
            Block::Gallery { figures, caption } => figures::gallery(self, figures, caption),
            Block::Table(table) => self.table(table),
            Block::Code { text, lang } => self.code(text, lang.as_deref()),
            Block::Embed(embed) => embeds::embed(self, embed),
            Block::Recording(recording) => embeds::recording(self, recording),
            Block::Callout { section, text } => self.callout(section, text),
            Block::Aside { tone, title, blocks } => self.aside(*tone, title, blocks),
            Block::Details { summary, blocks } => {
                self.out.push_str("<details class=\"details\">\n");
                self.element("summary", summary);
                self.out.push('\n');
                self.blocks(blocks);
                self.out.push_str("</details>");
            }
            Block::Definitions { entries } => self.definitions(entries),
            Block::Related { items, title } => self.related(items, title),
            Block::Button { href, text } => self.button(href, text),
            Block::Divider => self.out.push_str("<hr class=\"divider\">"),
            Block::More => self.out.push_str("<hr class=\"more\" hidden>"),
        }
    }

    /// An element that holds a line.
    pub fn element(&mut self, name: &str, text: &Text) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.lines.write(text, &mut self.out);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn heading(&mut self, level: u8, text: &Text, id: Option<&str>) {
        let level = char::from(b'0' + level.clamp(2, 4));
        let id = self.slugs.of_heading(text, id);
        self.out.extend(['<', 'h', level]);
        attr("id", &id, &mut self.out);
        self.out.push('>');
        self.lines.write(text, &mut self.out);
        self.out.extend(['<', '/', 'h', level, '>']);
    }

    fn list(&mut self, list: &List) {
        let tasks = list.items.iter().any(|item| item.done.is_some());
        self.out.push_str(if list.start.is_some() { "<ol" } else { "<ul" });
        if tasks {
            self.out.push_str(" class=\"tasks\"");
        }
        if let Some(start) = list.start.filter(|start| *start != 1) {
            self.out.push_str(" start=\"");
            number(start, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(">\n");
        for item in &list.items {
            self.out.push_str("<li>");
            if let Some(done) = item.done {
                self.out.push_str("<input type=\"checkbox\" disabled aria-label=\"");
                self.out.push_str(if done { "Done\" checked> " } else { "To do\"> " });
            }
            match &item.blocks[..] {
                [Block::Paragraph { text }] => self.lines.write(text, &mut self.out),
                [Block::Paragraph { text }, Block::List(inner)] => {
                    self.lines.write(text, &mut self.out);
                    self.out.push('\n');
                    self.list(inner);
                    self.out.push('\n');
                }
                blocks => {
                    self.out.push('\n');
                    self.blocks(blocks);
                }
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if list.start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn cite(&mut self, cite: &Text) {
        if !cite.is_empty() {
            self.element("footer", cite);
            self.out.push('\n');
        }
    }

    fn code(&mut self, text: &str, lang: Option<&str>) {
        self.out.push_str("<pre class=\"code\" tabindex=\"0\"><code");
        if let Some(lang) = lang {
            attr("class", &format!("language-{lang}"), &mut self.out);
        }
        self.out.push('>');
        escape_words(text, &mut self.out);
        self.out.push_str("</code></pre>");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        let label = crate::line::plain(&table.caption);
        let label = if label.is_empty() { "Table".to_owned() } else { crate::line::squeezed(&label) };
        attr("aria-label", &label, &mut self.out);
        self.out.push_str(">\n<table>\n");
        if !table.caption.is_empty() {
            self.element("caption", &table.caption);
            self.out.push('\n');
        }
        self.rows("thead", &table.head);
        self.rows("tbody", &table.rows);
        self.out.push_str("</table>\n</div>");
    }

    fn rows(&mut self, part: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.out.push_str(&format!("<{part}>\n"));
        for row in rows {
            self.out.push_str("<tr>");
            row.iter().for_each(|cell| self.cell(cell, part == "thead"));
            self.out.push_str("</tr>\n");
        }
        self.out.push_str(&format!("</{part}>\n"));
    }

    fn cell(&mut self, cell: &Cell, heads_column: bool) {
        // The corner over a column of heads is empty, and a head without words says nothing to anybody.
        let heads = cell.heads && !cell.text.is_empty();
        let name = if heads { "th" } else { "td" };
        self.out.push('<');
        self.out.push_str(name);
        if heads {
            attr("scope", if heads_column { "col" } else { "row" }, &mut self.out);
        }
        for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                self.out.push_str(&format!(" {name}=\"{span}\""));
            }
        }
        if let Some(align) = cell.align {
            let align = match align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            };
            attr("class", &format!("align-{align}"), &mut self.out);
        }
        self.out.push('>');
        self.lines.write(&cell.text, &mut self.out);
        self.out.push_str(if heads { "</th>" } else { "</td>" });
    }

    fn callout(&mut self, key: &str, text: &Text) {
        let section = self.lines.resolver.section(key);
        if section.is_none() && text.is_empty() {
            return;
        }
        self.out.push_str("<aside class=\"callout\"");
        attr("data-section", key, &mut self.out);
        self.out.push_str("><p>");
        match section {
            Some(section) => {
                self.out.push_str("<a");
                attr("href", &section.address, &mut self.out);
                self.out.push('>');
                match text.is_empty() {
                    true => escape(&section.name, &mut self.out),
                    // A link does not stand in a link.
                    false => escape(&crate::line::plain(text), &mut self.out),
                }
                self.out.push_str("</a>");
            }
            None => self.lines.write(text, &mut self.out),
        }
        self.out.push_str("</p></aside>");
    }

    fn aside(&mut self, tone: Tone, title: &Text, blocks: &[Block]) {
        let tone = match tone {
            Tone::Note => "note",
            Tone::Tip => "tip",
            Tone::Warning => "warning",
            Tone::Box => "box",
        };
        self.out.push_str(&format!("<div class=\"aside aside-{tone}\" role=\"note\">\n"));
        if !title.is_empty() {
            self.out.push_str("<p class=\"aside-title\">");
            self.lines.write(title, &mut self.out);
            self.out.push_str("</p>\n");
        }
        self.blocks(blocks);
        self.out.push_str("</div>");
    }

    fn definitions(&mut self, entries: &[Definition]) {
        self.out.push_str("<dl>\n");
        for entry in entries {
            match entry.terms.is_empty() {
                // A meaning needs a term before it to be valid HTML.
                true => self.out.push_str("<dt></dt>\n"),
                false => entry.terms.iter().for_each(|term| self.element("dt", term)),
            }
            if entry.meanings.is_empty() {
                self.out.push_str("<dd></dd>\n");
            }
            for meaning in &entry.meanings {
                self.out.push_str("<dd>");
                match &meaning[..] {
                    [Block::Paragraph { text }] => self.lines.write(text, &mut self.out),
                    blocks => {
                        self.out.push('\n');
                        self.blocks(blocks);
                    }
                }
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>");
    }

    fn related(&mut self, items: &[String], title: &Text) {
        let resolver = self.lines.resolver;
        let known: Vec<_> = items.iter().filter_map(|key| resolver.item(key).map(|item| (key, item))).collect();
        if known.is_empty() {
            return;
        }
        self.out.push_str("<aside class=\"related\">\n");
        if !title.is_empty() {
            self.out.push_str("<p class=\"related-title\">");
            self.lines.write(title, &mut self.out);
            self.out.push_str("</p>\n");
        }
        self.out.push_str("<ul>\n");
        for (key, item) in known {
            self.out.push_str("<li");
            attr("data-item", key, &mut self.out);
            self.out.push('>');
            if !item.format.is_empty() {
                self.out.push_str("<span class=\"related-format\">");
                escape(&item.format, &mut self.out);
                self.out.push_str("</span> ");
            }
            self.out.push_str("<a");
            attr("href", &item.address, &mut self.out);
            self.out.push('>');
            escape(&item.headline, &mut self.out);
            self.out.push_str("</a></li>\n");
        }
        self.out.push_str("</ul>\n</aside>");
    }

    fn button(&mut self, href: &str, text: &str) {
        self.out.push_str("<p class=\"button\">");
        let link =
            crate::inline::Link { href: href.to_owned(), text: vec![crate::Inline::plain(text)], ..Default::default() };
        self.lines.write(&[crate::Inline::Link(link)], &mut self.out);
        self.out.push_str("</p>");
    }

    fn notes(&mut self, notes: &[Footnote]) {
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        for note in notes {
            self.out.push_str("<li");
            attr("id", &format!("note-{}", note.key), &mut self.out);
            self.out.push('>');
            self.blocks(&note.blocks);
            if self.lines.calls.contains_key(&note.key) {
                self.out.push_str("<p class=\"way-back\"><a");
                attr("href", &format!("#call-{}", note.key), &mut self.out);
                self.out.push_str(" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></p>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}
