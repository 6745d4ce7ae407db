//! Lines as Markdown. Where a sign would be misread beside its neighbours, the HTML element stands instead.

use crate::inline::{Inline, Link};
use crate::marks::Marks;

use super::escape;
use super::inline::{element, widest};

/// How line breaks are written, and whether bars must be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// A paragraph: breaks end lines.
    Lines,
    /// A heading: one line.
    One,
    /// An argument of a shortcode: one line, in which no other shortcode is looked for.
    Argument,
    /// A cell: one line without bars.
    Cell,
}

pub(super) fn line(text: &[Inline], room: Room) -> String {
    let mut writer = Writer { out: String::new(), room };
    writer.nested(text, Marks::NONE, None);
    writer.out
}

struct Writer {
    out: String,
    room: Room,
}

impl Writer {
    /// `after`: what follows this stretch, for the signs that end it.
    fn nested(&mut self, text: &[Inline], open: Marks, after: Option<&Inline>) {
        let mut at = 0;
        while at < text.len() {
            let next = |end: usize| text.get(end).or(after);
            let Some((mark, reach)) = widest(&text[at..], open) else {
                self.piece(&text[at]);
                at += 1;
                continue;
            };
            let inside = &text[at..at + reach];
            let sign = self.sign(mark, inside, open, next(at + reach));
            match sign {
                Some("`") => self.code(inside),
                Some(sign) => {
                    self.out.push_str(sign);
                    self.nested(inside, open.with(mark), None);
                    self.out.push_str(sign);
                }
                None => {
                    let name = element(mark);
                    self.out.push_str(&format!("<{name}>"));
                    self.nested(inside, open.with(mark), Some(&Inline::Break));
                    self.out.push_str(&format!("</{name}>"));
                }
            }
            at += reach;
        }
    }

    fn sign(&self, mark: Marks, inside: &[Inline], open: Marks, after: Option<&Inline>) -> Option<&'static str> {
        if mark == Marks::CODE {
            let [Inline::Text { text, marks }] = inside else { return None };
            let plain = !text.contains('`') && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains('\n');
            // A cell's bar is escaped, and no sign says that a backslash before it is one.
            let barred = self.room == Room::Cell && text.contains("\\|");
            return (plain && !barred && *marks == open.with(mark)).then_some("`");
        }
        let sign = match mark {
            Marks::STRONG => "**",
            Marks::EMPHASIS => "_",
            Marks::DELETED => "~~",
            _ => return None,
        };
        let may_touch = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
        let before = self.out.chars().next_back().is_none_or(|c| may_touch(c) && !"*_~\\".contains(c));
        let first =
            matches!(inside.first(), Some(Inline::Text { text, .. }) if text.starts_with(char::is_alphanumeric));
        let last = matches!(inside.last(), Some(Inline::Text { text, .. }) if text.ends_with(char::is_alphanumeric));
        let after = match after {
            None | Some(Inline::Break) => true,
            Some(Inline::Text { text, .. }) => text.starts_with(|c: char| may_touch(c) && !"*_~".contains(c)),
            Some(_) => false,
        };
        (before && first && last && after && open.is_empty()).then_some(sign)
    }

    fn piece(&mut self, piece: &Inline) {
        match piece {
            Inline::Text { text, .. } => self.text(text),
            Inline::Break if self.room == Room::Lines => self.out.push_str("\\\n"),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Link(link) => self.link(link),
            Inline::Abbr { text, title, .. } => {
                self.out.push_str("<abbr");
                html_attr("title", title, &mut self.out);
                self.out.push('>');
                self.text(text);
                self.out.push_str("</abbr>");
            }
            Inline::Image(image) => {
                self.out.push_str("<img class=\"line-image\"");
                html_attr("src", &image.src, &mut self.out);
                html_attr("alt", &image.alt, &mut self.out);
                for (name, size) in [("width", image.width), ("height", image.height)] {
                    if let Some(size) = size {
                        self.out.push_str(&format!(" {name}=\"{size}\""));
                    }
                }
                self.out.push('>');
            }
            Inline::Note { key } => self.out.push_str(&format!("[^{key}]")),
            Inline::Anchor { id } => {
                self.out.push_str("<a");
                html_attr("id", id, &mut self.out);
                self.out.push_str("></a>");
            }
        }
    }

    fn code(&mut self, inside: &[Inline]) {
        let [Inline::Text { text, .. }] = inside else { return };
        let text = if self.room == Room::Argument { text.clone() } else { shown_code(text) };
        let text = if self.room == Room::Cell { text.replace('|', "\\|") } else { text };
        self.out.push_str(&format!("`{text}`"));
    }

    fn link(&mut self, link: &Link) {
        let simple = link.rel.is_none()
            && is_simple_address(&link.href)
            && link
                .title
                .as_deref()
                .is_none_or(|title| title.chars().all(|c| c.is_alphanumeric() || " .,-:".contains(c)));
        if !simple {
            self.out.push_str("<a");
            html_attr("href", &link.href, &mut self.out);
            for (name, value) in [("title", &link.title), ("rel", &link.rel)] {
                if let Some(value) = value {
                    html_attr(name, value, &mut self.out);
                }
            }
            self.out.push('>');
            self.nested(&link.text, Marks::NONE, Some(&Inline::Break));
            return self.out.push_str("</a>");
        }
        self.out.push('[');
        self.nested(&link.text, Marks::NONE, None);
        self.out.push_str("](");
        self.out.push_str(&link.href);
        if let Some(title) = &link.title {
            self.out.push_str(&format!(" \"{title}\""));
        }
        self.out.push(')');
    }

    fn text(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        let mut before = self.out.chars().next_back().unwrap_or('\n');
        // What would begin a list, a heading, a rule or a quotation at the start of a line.
        if before == '\n' {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if (1..10).contains(&digits) && text[digits..].starts_with(['.', ')']) {
                self.out.push_str(&text[..digits]);
                self.out.push('\\');
                chars = text[digits..].chars().peekable();
                before = '0';
            }
        }
        // After a call that begins its line, a colon would make a footnote of what follows.
        if before == ']' && text.starts_with(':') {
            self.out.push('\\');
        }
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let hidden = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '{' => true,
                '>' | '+' | '-' | '=' | ':' => before == '\n' || before == '}',
                '#' => before == '\n' || before == ' ' || before == '#',
                '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
                '&' => next.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
                '|' => self.room == Room::Cell,
                // Behind a bracket it would be the call of a footnote.
                '^' => before == '[',
                '!' => next.is_none(),
                _ => false,
            };
            if hidden {
                self.out.push('\\');
            }
            self.out.push(c);
            before = c;
        }
    }
}

/// Whether Markdown's reader leaves the address as it is.
pub(super) fn is_simple_address(address: &str) -> bool {
    !address.is_empty()
        && address.chars().all(|c| c.is_ascii_alphanumeric() || "-_.+!,%#@?=;:/$~&".contains(c))
        && {
            let mut entity = address.split('&').skip(1);
            entity.all(|rest| !rest.contains(';'))
        }
        && !address.contains("~~")
        && !address.contains("__")
}

/// Code whose shortcodes are to be shown, not done.
pub(super) fn shown_code(code: &str) -> String {
    if !code.contains("{{") && !code.contains("}}") {
        return code.to_owned();
    }
    code.replace("{{<", "{{</*").replace("{{%", "{{%/*").replace(">}}", "*/>}}").replace("%}}", "*/%}}")
}

pub(super) fn html_attr(name: &str, value: &str, out: &mut String) {
    let mut safe = String::with_capacity(value.len());
    escape(value, &mut safe);
    out.push_str(&format!(
        " {name}=\"{}\"",
        safe.replace('{', "&#123;")
            .replace('`', "&#96;")
            .replace('\\', "&#92;")
            .replace('|', "&#124;")
            .replace('*', "&#42;")
            .replace('_', "&#95;")
            .replace('[', "&#91;")
    ));
}
