//! A body as HTML for mail: styles on the elements, whole addresses, nothing that a mail program would not show.

use crate::model::{Block, Body, Embed, Figure, List, Recording, Table, Text};
use crate::resolve::{Absent, Resolver};

use super::inline::Lines;
use super::{attr, escape, number};

const TEXT: &str = "margin:0 0 16px;font-size:16px;line-height:1.5";
const HEADING: &str = "margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold";
const SMALL: &str = "margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555";
const BOX: &str = "margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999";
const CELL: &str = "padding:6px 8px;border:1px solid #cccccc;text-align:left;vertical-align:top;font-size:14px";

/// The body as HTML for mail. `site` is the address of the site (`https://example.org`), put before addresses from its
/// root. Films and sounds are links; footnotes stand at the end.
pub fn to_mail_html(body: &Body, resolver: &dyn Resolver, site: &str) -> String {
    let site = site.trim_end_matches('/');
    let mut mail = Mail { lines: Lines::whole(resolver, site), site, out: String::with_capacity(4096) };
    mail.blocks(&body.blocks);
    for note in &body.notes {
        mail.out.push_str(&format!("<div style=\"{SMALL}\">{}. ", note.key));
        mail.blocks(&note.blocks);
        mail.out.push_str("</div>\n");
    }
    mail.out
}

struct Mail<'r> {
    lines: Lines<'r>,
    site: &'r str,
    out: String,
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
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => {
                figures.iter().for_each(|figure| self.figure(figure));
                self.some("p", SMALL, caption);
            }
            Block::Table(table) => self.table(table),
            Block::Code { text, .. } => {
                self.out.push_str("<pre style=\"margin:0 0 16px;font-size:13px;white-space:pre-wrap\">");
                escape(text, &mut self.out);
                self.out.push_str("</pre>\n");
            }
            Block::Embed(embed) => self.embed(embed),
            Block::Recording(recording) => self.recording(recording),
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

    fn styled(&mut self, name: &str, style: &str, text: &Text) {
        self.out.push_str(&format!("<{name} style=\"{style}\">"));
        self.lines.write(text, &mut self.out);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn some(&mut self, name: &str, style: &str, text: &Text) {
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

    fn figure(&mut self, figure: &Figure) {
        let picture = self.lines.resolver.picture(&figure.src);
        let hotlink = self.lines.resolver.absent_picture() == Absent::Hotlink;
        let address = match &picture {
            Some(picture) => Some(picture.src.clone()),
            None => crate::safe_href(&figure.src),
        };
        let alt = figure.alt.clone().or(picture.as_ref().map(|picture| picture.alt.clone())).unwrap_or_default();
        let Some(address) = address else { return self.some("p", SMALL, &figure.caption) };
        if picture.is_none() && !hotlink {
            let words = if alt.is_empty() { "Picture" } else { &alt };
            self.link(&address, words, "");
            return self.some("p", SMALL, &figure.caption);
        }
        self.out.push_str("<img");
        attr("src", &self.absolute(&address), &mut self.out);
        attr("alt", &alt, &mut self.out);
        self.out.push_str(" width=\"600\" style=\"display:block;width:100%;max-width:600px;height:auto\">\n");
        let credit =
            figure.credit.clone().or(picture.map(|picture| picture.credit)).filter(|credit| !credit.is_empty());
        if !figure.caption.is_empty() || credit.is_some() {
            self.out.push_str(&format!("<p style=\"{SMALL}\">"));
            self.lines.write(&figure.caption, &mut self.out);
            if let Some(credit) = credit {
                self.out.push(' ');
                escape(&credit, &mut self.out);
            }
            self.out.push_str("</p>\n");
        }
    }

    fn embed(&mut self, embed: &Embed) {
        if embed.is_quoted() {
            self.some("p", TEXT, &embed.caption);
        }
        let words = embed.title.as_ref().or(embed.by.as_ref()).unwrap_or(&embed.url);
        self.link(&embed.url, &format!("{words} ({})", embed.provider_name()), "");
        if !embed.is_quoted() {
            self.some("p", SMALL, &embed.caption);
        }
    }

    fn recording(&mut self, recording: &Recording) {
        let words = recording.title.clone().unwrap_or_else(|| recording.src.clone());
        self.link(&recording.src, &words, "");
        self.some("p", SMALL, &recording.caption);
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
        self.out.push_str("<table style=\"margin:0 0 16px;border-collapse:collapse\">\n");
        if !table.caption.is_empty() {
            self.styled("caption", SMALL, &table.caption);
        }
        for row in table.head.iter().chain(&table.rows) {
            self.out.push_str("<tr>");
            for cell in row {
                let name = if cell.heads { "th" } else { "td" };
                self.out.push_str(&format!("<{name} style=\"{CELL}\""));
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

    /// A paragraph that is a link.
    fn link(&mut self, address: &str, words: &str, style: &str) {
        self.out.push_str(&format!("<p style=\"{TEXT}\">"));
        if let Some(address) = crate::safe_href(address) {
            self.out.push_str("<a");
            attr("href", &self.absolute(&address), &mut self.out);
            if !style.is_empty() {
                attr("style", style, &mut self.out);
            }
            self.out.push('>');
            escape(words, &mut self.out);
            self.out.push_str("</a></p>\n");
        } else {
            escape(words, &mut self.out);
            self.out.push_str("</p>\n");
        }
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.site) } else { address.to_owned() }
    }
}
