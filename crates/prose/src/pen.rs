//! Writing a line of text piece by piece: blanks collapse, equal neighbours join, links stay whole.

use crate::inline::{Image, Inline, Link};
use crate::marks::Marks;
use crate::model::Text;

/// Where a link began in the source, so that its pieces find together.
pub(crate) type LinkId = u32;

/// How the next piece is set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setting<'a> {
    pub marks: Marks,
    pub link: Option<(LinkId, &'a Link)>,
}

/// A line being written.
#[derive(Debug, Default)]
pub(crate) struct Pen {
    line: Text,
    open_link: Option<LinkId>,
    /// The line ends in a blank, a break, or has not begun.
    after_blank: bool,
    begun: bool,
}

impl Pen {
    pub fn text(&mut self, text: &str, setting: &Setting<'_>) {
        if !self.begun && is_blank(text) {
            return;
        }
        let mut after_blank = self.after_blank || !self.begun;
        let run = self.run(setting);
        let mut plain_from = 0;
        for (at, c) in text.char_indices() {
            let blank = c.is_whitespace();
            if (blank && c == ' ' && !after_blank) || (!blank && !is_dropped(c)) {
                after_blank = blank;
                continue;
            }
            run.push_str(&text[plain_from..at]);
            plain_from = at + c.len_utf8();
            if blank && !after_blank {
                run.push(' ');
                after_blank = true;
            }
        }
        run.push_str(&text[plain_from..]);
        self.after_blank = after_blank;
        self.begun = true;
    }

    /// Text whose blanks count.
    pub fn verbatim(&mut self, text: &str, setting: &Setting<'_>) {
        for (nth, line) in text.split('\n').enumerate() {
            if nth > 0 {
                self.line_break();
            }
            if !line.is_empty() {
                self.run(setting).push_str(line.trim_end_matches('\r'));
                self.after_blank = false;
                self.begun = true;
            }
        }
    }

    pub fn line_break(&mut self) {
        if self.begun {
            self.put(Inline::Break, None);
            self.after_blank = true;
        }
    }

    pub fn image(&mut self, image: Image, setting: &Setting<'_>) {
        self.put(Inline::Image(image), setting.link);
        self.after_blank = false;
        self.begun = true;
    }

    pub fn abbr(&mut self, text: String, title: String, setting: &Setting<'_>) {
        self.put(Inline::Abbr { text, title, marks: setting.marks }, setting.link);
        self.after_blank = false;
        self.begun = true;
    }

    pub fn note(&mut self, key: String) {
        self.put(Inline::Note { key }, None);
        self.after_blank = false;
        self.begun = true;
    }

    pub fn anchor(&mut self, id: String) {
        self.put(Inline::Anchor { id }, None);
    }

    /// The line so far; the pen starts a new one.
    pub fn take(&mut self) -> Text {
        let line = std::mem::take(self);
        line.line
    }

    pub fn is_empty(&self) -> bool {
        self.line.is_empty()
    }

    pub fn ends_in_break(&self) -> bool {
        self.line.last() == Some(&Inline::Break)
    }

    fn put(&mut self, piece: Inline, link: Option<(LinkId, &Link)>) {
        match link {
            Some(link) => self.inside(link).push(piece),
            None => {
                self.open_link = None;
                self.line.push(piece);
            }
        }
    }

    fn run(&mut self, setting: &Setting<'_>) -> &mut String {
        let marks = setting.marks;
        let into = match setting.link {
            Some(link) => self.inside(link),
            None => {
                self.open_link = None;
                &mut self.line
            }
        };
        if !matches!(into.last(), Some(Inline::Text { marks: last, .. }) if *last == marks) {
            into.push(Inline::Text { text: String::new(), marks });
        }
        match into.last_mut() {
            Some(Inline::Text { text, .. }) => text,
            _ => unreachable!("a run of text has just been pushed"),
        }
    }

    fn inside(&mut self, (id, link): (LinkId, &Link)) -> &mut Text {
        if self.open_link != Some(id) {
            self.open_link = Some(id);
            let text = Vec::new();
            self.line.push(Inline::Link(Link { text, ..link.clone() }));
        }
        match self.line.last_mut() {
            Some(Inline::Link(open)) => &mut open.text,
            _ => unreachable!("an open link is the last piece"),
        }
    }
}

/// Whether there is nothing to read in this text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_dropped(c))
}

/// Characters that are noise in prose: controls, byte order marks, zero-width blanks, replacement of nulls.
pub(crate) fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FFFC}')
}
