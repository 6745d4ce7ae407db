//! Lines as HTML. Marks become nested elements: at each place the mark that reaches farthest stands outermost.

use crate::inline::{Image, Inline, Link};
use crate::marks::{ALL, Marks};
use crate::resolve::{Absent, Resolver};

use super::{attr, escape, escape_words, number};

/// Where lines are written to, and whom to ask.
pub(super) struct Lines<'r> {
    pub resolver: &'r dyn Resolver,
    /// How often each footnote has been called so far.
    pub calls: std::collections::HashMap<String, u32>,
    /// Put before addresses from the root, for texts that are read elsewhere.
    site: Option<&'r str>,
}

impl<'r> Lines<'r> {
    pub fn new(resolver: &'r dyn Resolver) -> Self {
        Self { resolver, calls: Default::default(), site: None }
    }

    /// For mail: whole addresses, no links within the text.
    pub fn whole(resolver: &'r dyn Resolver, site: &'r str) -> Self {
        Self { site: Some(site), ..Self::new(resolver) }
    }

    pub fn write(&mut self, line: &[Inline], out: &mut String) {
        self.nested(line, Marks::NONE, out);
    }

    fn nested(&mut self, line: &[Inline], open: Marks, out: &mut String) {
        let mut at = 0;
        while at < line.len() {
            let Some((mark, reach)) = widest(&line[at..], open) else {
                self.piece(&line[at], out);
                at += 1;
                continue;
            };
            let name = element(mark);
            out.push('<');
            out.push_str(name);
            out.push('>');
            self.nested(&line[at..at + reach], open.with(mark), out);
            out.push_str("</");
            out.push_str(name);
            out.push('>');
            at += reach;
        }
    }

    fn piece(&mut self, piece: &Inline, out: &mut String) {
        match piece {
            Inline::Text { text, .. } => escape_words(text, out),
            Inline::Break => out.push_str("<br>"),
            Inline::Link(link) => self.link(link, out),
            Inline::Abbr { text, title, .. } => {
                out.push_str("<abbr");
                attr("title", title, out);
                out.push('>');
                escape_words(text, out);
                out.push_str("</abbr>");
            }
            Inline::Image(image) => self.image(image, out),
            Inline::Note { key } => self.call(key, out),
            Inline::Anchor { .. } if self.site.is_some() => {}
            Inline::Anchor { id } => {
                out.push_str("<a");
                attr("id", id, out);
                out.push_str("></a>");
            }
        }
    }

    fn link(&mut self, link: &Link, out: &mut String) {
        // Checked when read; checked again, since a body may come from a store that others can write to.
        let Some(mut href) = crate::safe_href(&link.href) else { return self.write(&link.text, out) };
        match self.site {
            Some(_) if href.starts_with('#') => return self.write(&link.text, out),
            Some(site) if href.starts_with('/') => href.insert_str(0, site),
            _ => {}
        }
        out.push_str("<a");
        attr("href", &href, out);
        let away = href.starts_with("http") && self.resolver.leads_away(&href);
        let rel = [away.then_some("noopener"), link.rel.as_deref()];
        let rel = rel.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if !rel.is_empty() {
            attr("rel", &rel, out);
        }
        if let Some(title) = &link.title {
            attr("title", title, out);
        }
        out.push('>');
        self.write(&link.text, out);
        out.push_str("</a>");
    }

    fn image(&mut self, image: &Image, out: &mut String) {
        let known = self.resolver.picture(&image.src).map(|picture| picture.src);
        let hotlink = self.resolver.absent_picture() == Absent::Hotlink;
        let src = known.or_else(|| (hotlink && crate::safe_href(&image.src).is_some()).then(|| image.src.clone()));
        let src = match self.site {
            Some(site) => src.and_then(|src| super::mail::whole(&src, site)),
            None => src,
        };
        let Some(src) = src else { return escape(&image.alt, out) };
        out.push_str(if self.site.is_some() { "<img" } else { "<img class=\"line-image\"" });
        attr("src", &src, out);
        attr("alt", &image.alt, out);
        for (name, size) in [("width", image.width), ("height", image.height)] {
            if let Some(size) = size {
                out.push_str(&format!(" {name}=\"{size}\""));
            }
        }
        out.push_str(if self.site.is_some() { ">" } else { " loading=\"lazy\">" });
    }

    /// The call of a footnote. Only the first has the name that the way back leads to.
    fn call(&mut self, key: &str, out: &mut String) {
        let calls = self.calls.entry(key.to_owned()).or_default();
        *calls += 1;
        if self.site.is_some() {
            out.push_str("<sup>");
            escape(key, out);
            out.push_str("</sup>");
            return;
        }
        out.push_str("<sup class=\"note-call\"><a href=\"#note-");
        escape(key, out);
        if *calls == 1 {
            out.push_str("\" id=\"call-");
            escape(key, out);
        } else {
            out.push_str("\" id=\"call-");
            escape(key, out);
            out.push('-');
            number(*calls, out);
        }
        out.push_str("\" role=\"doc-noteref\">");
        escape(key, out);
        out.push_str("</a></sup>");
    }
}

/// The mark that is not open yet and reaches farthest from here, with its reach.
pub(super) fn widest(line: &[Inline], open: Marks) -> Option<(Marks, usize)> {
    let here = marks_of(&line[0])?.without(open);
    if here.is_empty() {
        return None;
    }
    let reach =
        |mark: Marks| line.iter().take_while(|piece| marks_of(piece).is_some_and(|marks| marks.has(mark))).count();
    let candidates = ALL.iter().filter(|(mark, _)| here.has(*mark)).map(|(mark, _)| (*mark, reach(*mark)));
    // Of equal reach the first in the list stands outside.
    candidates.rev().max_by_key(|(_, reach)| *reach)
}

fn marks_of(piece: &Inline) -> Option<Marks> {
    match piece {
        Inline::Text { marks, .. } | Inline::Abbr { marks, .. } => Some(*marks),
        _ => None,
    }
}

/// The element of a mark.
pub(super) fn element(mark: Marks) -> &'static str {
    match mark {
        Marks::STRONG => "strong",
        Marks::EMPHASIS => "em",
        Marks::UNDERLINED => "u",
        Marks::DELETED => "del",
        Marks::INSERTED => "ins",
        Marks::MARKED => "mark",
        Marks::CODE => "code",
        Marks::KEY => "kbd",
        Marks::SAMPLE => "samp",
        Marks::SUPERSCRIPT => "sup",
        Marks::SUBSCRIPT => "sub",
        Marks::SMALL => "small",
        Marks::CITED => "cite",
        _ => "q",
    }
}
