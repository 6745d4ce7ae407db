//! A body as HTML for mail: styles on the elements, whole addresses, nothing that a mail program would not show.

use crate::model::{Align, Block, Body, List, Table, Text};
use crate::resolve::Resolver;

use super::inline::Lines;
use super::{attr, escape, mail_pictures, number};

pub(super) const TEXT: &str = "margin:0 0 16px;font-size:16px;line-height:1.5";
const HEADING: &str = "margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold";
pub(super) const SMALL: &str = "margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555";
const BOX: &str = "margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999";
const TABLE: &str = "margin:0 0 16px;border-collapse:collapse";
const CELL: &str = "padding:6px 8px;border:1px solid #cccccc;vertical-align:top;font-size:14px";

/// The body as HTML for mail. `site` is the address of the site (`https://example.org`), put before addresses from its
/// root. Films and embeds are the stills that the house keeps, with a link; footnotes stand at the end.
pub fn to_mail_html(body: &Body, resolver: &dyn Resolver, site: &str) -> String {
    let site = site.trim_end_matches('/');
    let mut mail = Mail { lines: Lines::whole(resolver, site), site, out: String::with_capacity(4096) };
    mail.blocks(&body.blocks);
    for note in &body.notes {
        mail.out.push_str(&format!("<div style=\"{SMALL}\">"));
        escape(&note.key, &mut mail.out);
        mail.out.push_str(". ");
        mail.blocks(&note.blocks);
        mail.out.push_str("</div>\n");
    }
    mail.out
}

pub(super) struct Mail<'r> {
    pub lines: Lines<'r>,
    site: &'r str,
    pub out: String,
}

impl Mail<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { text } => self.styled("p", TEXT, text),
            Block::Heading { level, text, .. } => {
                self.styled(["h2", "h3", "h4"][usize::from(level.clamp(&2, &4) - 2)], HEADING, text);
            }
            Block::List(list) => self.list(list),
            Block::Quote { blocks, cite } => {
                self.out.push_str(&format!("<blockquote style=\"{BOX}\">"));
                self.blocks(blocks);
                self.some("p", SMALL, cite);
                self.out.push_str("</blockquote>\n");
            }
            Block::PullQuote { text, cite } => {
                self.out.push_str(&format!("<blockquote style=\"{BOX}\">"));
                self.styled("p", HEADING, text);
                self.some("p", SMALL, cite);
                self.out.push_str("</blockquote>\n");
            }
            Block::Figure(figure) => mail_pictures::figure(self, figure),
            Block::Gallery { figures, caption } => {
                figures.iter().for_each(|figure| mail_pictures::figure(self, figure));
                self.some("p", SMALL, caption);
            }
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                self.out.push_str("<pre style=\"margin:0 0 16px;font-size:13px;white-space:pre-wrap\">");
                escape(text, &mut self.out);
                self.out.push_str("</pre>\n");
            }
            Block::Embed(embed) => mail_pictures::embed(self, embed),
            Block::Recording(recording) => mail_pictures::recording(self, recording),
            Block::Callout { section, text } => self.callout(section, text),
            Block::Aside { title, blocks, .. } | Block::Details { summary: title, blocks } => {
                self.out.push_str(&format!("<div style=\"{BOX}\">"));
                self.some("p", HEADING, title);
                self.blocks(blocks);
                self.out.push_str("</div>\n");
            }
            Block::Definitions { entries } => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| self.styled("p", HEADING, term));
                    entry.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            Block::Related { items, title } => self.related(items, title),
            Block::Button { href, text } => {
                self.link(href, text, "display:inline-block;padding:10px 18px;border:2px solid")
            }
            Block::Divider => self.out.push_str("<hr style=\"margin:24px 0;border:0;border-top:1px solid #cccccc\">\n"),
            Block::More => {}
        }
    }

    pub fn styled(&mut self, name: &str, style: &str, text: &Text) {
        self.out.push_str(&format!("<{name} style=\"{style}\">"));
        self.lines.write(text, &mut self.out);
        self.out.push_str(&format!("</{name}>\n"));
    }

    pub fn some(&mut self, name: &str, style: &str, text: &Text) {
        if !text.is_empty() {
            self.styled(name, style, text);
        }
    }

    fn list(&mut self, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        self.out.push_str(&format!("<{name} style=\"margin:0 0 16px;padding-left:24px\""));
        if let Some(start) = list.start.filter(|start| *start != 1) {
            self.out.push_str(" start=\"");
            number(start, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(">\n");
        for item in &list.items {
            self.out.push_str("<li style=\"margin:0 0 6px;font-size:16px;line-height:1.5\">");
            if let Some(done) = item.done {
                self.out.push_str(if done { "☑ " } else { "☐ " });
            }
            match &item.blocks[..] {
                [Block::Paragraph { text }] => self.lines.write(text, &mut self.out),
                blocks => self.blocks(blocks),
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn callout(&mut self, key: &str, text: &Text) {
        match self.lines.resolver.section(key) {
            Some(section) => {
                let words = if text.is_empty() { section.name } else { crate::line::plain(text) };
                self.link(&section.address, &words, "font-weight:bold");
            }
            None => self.some("p", TEXT, text),
        }
    }

    fn related(&mut self, items: &[String], title: &Text) {
        let resolver = self.lines.resolver;
        let known: Vec<_> = items.iter().filter_map(|key| resolver.item(key)).collect();
        if !known.is_empty() {
            self.some("p", HEADING, title);
            known.iter().for_each(|item| self.link(&item.address, &item.headline, ""));
        }
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str(&format!("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style=\"{TABLE}\">\n"));
        if !table.caption.is_empty() {
            self.styled("caption", SMALL, &table.caption);
        }
        for row in table.head.iter().chain(&table.rows) {
            self.out.push_str("<tr>");
            for cell in row {
                let name = if cell.heads { "th" } else { "td" };
                let align = match cell.align {
                    Some(Align::Center) => "center",
                    Some(Align::Right) => "right",
                    Some(Align::Left) | None => "left",
                };
                self.out.push_str(&format!("<{name} style=\"{CELL};text-align:{align}\""));
                for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                    if span > 1 {
                        self.out.push_str(&format!(" {name}=\"{span}\""));
                    }
                }
                self.out.push('>');
                self.lines.write(&cell.text, &mut self.out);
                self.out.push_str(&format!("</{name}>"));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>\n");
    }

    /// A paragraph that is a link; without an address that leads somewhere from a mail, its words.
    pub fn link(&mut self, address: &str, words: &str, style: &str) {
        self.out.push_str(&format!("<p style=\"{TEXT}\">"));
        let address = self.whole(address);
        self.begin_link(address.as_deref(), style);
        escape(words, &mut self.out);
        self.end_link(address.as_deref());
        self.out.push_str("</p>\n");
    }

    pub fn begin_link(&mut self, address: Option<&str>, style: &str) {
        let Some(address) = address else { return };
        self.out.push_str("<a");
        attr("href", address, &mut self.out);
        if !style.is_empty() {
            attr("style", style, &mut self.out);
        }
        self.out.push('>');
    }

    pub fn end_link(&mut self, address: Option<&str>) {
        if address.is_some() {
            self.out.push_str("</a>");
        }
    }

    /// The address as a mail needs it; a place on a page is none.
    pub fn whole(&self, address: &str) -> Option<String> {
        whole(address, self.site)
    }
}

/// An address from the site's root with the site before it; `None` where it leads nowhere from elsewhere.
pub(super) fn whole(address: &str, site: &str) -> Option<String> {
    let address = crate::safe_href(address).filter(|address| !address.starts_with('#'))?;
    Some(if address.starts_with('/') { format!("{site}{address}") } else { address })
}
