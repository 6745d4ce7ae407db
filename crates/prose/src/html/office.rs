//! What Word and Google Docs write beside the words: comments to the writer, tracked changes, headings that are
//! paragraphs, addresses that lead through a counter.

use std::borrow::Cow;

use crate::address::{percent_decoded, query_field, split};
use crate::line;

use super::arena::NodeId;
use super::flow::{Ctx, Flow};
use super::walk::Reader;

const REMARK: &str = "a remark to the writer, not to readers";

impl<'a> Reader<'a> {
    /// Reads the element if it is none of the text's.
    pub(super) fn of_office(&mut self, node: NodeId, name: &str, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        match name {
            "ins" | "del" => return self.tracked_change(node, name, flow, ctx),
            "v:imagedata" => {
                self.image(node, flow, ctx);
                self.children(node, flow, ctx);
                return true;
            }
            "img" => return self.tree.attr(node, "aria-roledescription") == Some("checkbox"),
            "a" | "span" | "div" | "hr" => {}
            _ => return false,
        }
        let tree = self.tree;
        let is_comment = says(self.style(node), "mso-element", "comment") || tree.has_class(node, "msocomtxt");
        if is_comment {
            self.leave("comment", REMARK, &tree.text(node));
        }
        // The number by which a comment is called, and the line before the list of them.
        is_comment
            || tree.classes(node).any(|class| matches!(class, "MsoCommentReference" | "msocomanchor" | "msocomoff"))
    }

    /// A change that somebody proposed is read as taken. What authors mark as struck out names nobody, and stays.
    fn tracked_change(&mut self, node: NodeId, name: &str, flow: &mut Flow, ctx: Ctx<'_>) -> bool {
        let tree = self.tree;
        if !tree.attr(node, "cite").is_some_and(|by| by.starts_with("mailto:")) {
            return false;
        }
        if name == "ins" {
            self.children(node, flow, ctx);
            return true;
        }
        let words = tree.text(node);
        if !crate::pen::is_blank(&words) {
            self.leave("tracked change", "words that a tracked change strikes out; it is read as taken", &words);
        }
        true
    }

    /// A paragraph that Word means as a heading, by its level: its title, levels 7 to 9, those of own styles.
    pub(super) fn office_heading(&self, node: NodeId) -> Option<&'static str> {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let by_class = self.tree.classes(node).find_map(|class| match class {
            "MsoTitle" => Some(1),
            _ => class.strip_prefix("MsoHeading")?.parse::<usize>().ok(),
        });
        let by_style = || property(self.style(node), "mso-outline-level")?.parse::<usize>().ok();
        let level = by_class.or_else(by_style)?;
        Some(NAMES[level.clamp(1, 6) - 1])
    }

    /// The name that a heading's source gave it; one that a machine made only where something leads to it.
    pub(super) fn heading_id(&self, node: NodeId) -> Option<String> {
        let id = self.tree.attr(node, "id")?;
        let made = id.starts_with("h.") || id.starts_with("_heading=") || id.starts_with("_Toc");
        (!made || self.wanted.contains(id)).then(|| id.to_owned())
    }

    pub(super) fn style(&self, node: NodeId) -> &'a str {
        self.tree.attr(node, "style").unwrap_or_default()
    }

    /// Whether a word processor wrote this table: neither knows heads of columns, and writers make them bold.
    pub(super) fn is_office_table(&self, node: NodeId) -> bool {
        let tree = self.tree;
        let by_docs = || {
            says(self.style(node), "border-collapse", "collapse")
                && tree.children(node).any(|child| tree.name(child) == "colgroup")
        };
        tree.classes(node).any(|class| class.starts_with("Mso")) || by_docs()
    }

    /// A number that leads to a footnote, or back from it, that was not copied with it.
    pub(super) fn lost_call(&mut self, name: &str, node: NodeId) -> bool {
        let made = ["_ftn", "_edn", "ftnt", "sdfootnote", "sdendnote"].iter().any(|start| name.starts_with(start));
        let lost = made && !self.places.contains(name);
        if lost {
            self.leave("footnote", "its other half was not copied; its number stays", &self.tree.text(node));
        }
        lost
    }
}

/// The value of a property in a style.
pub(super) fn property<'s>(style: &'s str, wanted: &str) -> Option<&'s str> {
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
}

/// Whether a style says just this.
pub(super) fn says(style: &str, name: &str, value: &str) -> bool {
    property(style, name).is_some_and(|said| said.eq_ignore_ascii_case(value))
}

/// How many counters of clicks an address may lead through.
const COUNTERS: usize = 4;

/// The address behind one that leads through counters of clicks: Google's, as in everything copied out of Docs, and
/// Outlook's.
pub(super) fn led_to(address: &str) -> Cow<'_, str> {
    let mut at = Cow::Borrowed(address);
    for _ in 0..COUNTERS {
        match behind(&at) {
            Some(inner) => at = Cow::Owned(inner),
            None => return at,
        }
    }
    Cow::Borrowed(address)
}

fn behind(address: &str) -> Option<String> {
    let (host, path, query) = split(address)?;
    let google = host == "google.com" || host.starts_with("google.") && host.len() <= "google.com.au".len();
    let field = match path {
        "/url" if google => query_field(query, "q").or_else(|| query_field(query, "url")),
        "/" | "" if host.ends_with(".safelinks.protection.outlook.com") => query_field(query, "url"),
        _ => None,
    };
    field.map(percent_decoded).filter(|inner| inner.starts_with("http"))
}

/// Why a picture with this address cannot be had.
pub(super) fn why_no_picture(address: &str) -> &'static str {
    let scheme = address.trim_start().split_once(':').map_or("", |(scheme, _)| scheme);
    // Of one letter: a drive of Windows.
    match scheme.eq_ignore_ascii_case("file") || scheme.len() == 1 {
        true => "it lies on the writer's disk: it must be uploaded by itself",
        false => "its address names no file that can be fetched",
    }
}

/// What a bullet or a number says: the number of a numbered entry, or nothing for a bullet.
pub(super) fn number_of_sign(sign: &str) -> Option<u32> {
    let sign = line::squeezed(sign);
    let bare = sign.trim_start_matches('(').trim_end_matches(['.', ')']);
    let last = bare.rsplit('.').next().unwrap_or_default();
    let digits = last.parse::<u32>().ok();
    // A letter without a dot is a bullet of a font of signs: Wingdings' `v`, `Ø`, `q`.
    digits.or_else(|| (bare.len() < sign.len()).then(|| letters(last)).flatten())
}

fn letters(text: &str) -> Option<u32> {
    let small = text.to_ascii_lowercase();
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Option<Vec<u32>> = small.chars().map(value).collect();
    if let Some(digits) = digits.filter(|digits| !digits.is_empty() && digits.len() <= 7) {
        let less = |at: usize| digits.get(at + 1).is_some_and(|next| digits[at] < *next);
        let (minus, plus): (Vec<_>, Vec<_>) = (0..digits.len()).partition(|&at| less(at));
        let sum = |places: Vec<usize>| places.into_iter().map(|at| digits[at]).sum::<u32>();
        return sum(plus).checked_sub(sum(minus));
    }
    match small.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_word_writes_them() {
        let signs = ["3.", "(4)", "2.5.", "c)", "iv.", "xii.", "7"];
        assert_eq!(signs.map(number_of_sign), [3, 4, 5, 3, 4, 12, 7].map(Some));
        assert_eq!(["·", "o", "§", "Ø", "v", ""].map(number_of_sign), [None; 6]);
    }

    #[test]
    fn counters_of_clicks_are_left_out_of_addresses() {
        let google = "https://www.google.com/url?q=https://a.example/x%3Fb%3D1&sa=D&source=editors&ust=1&usg=A";
        assert_eq!(led_to(google), "https://a.example/x?b=1");
        let outlook = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=05";
        assert_eq!(led_to(outlook), "https://a.example/");
        for other in ["https://google.evil.example.org/url?q=https://b.example", "https://a.example/url?q=https://b/"] {
            assert_eq!(led_to(other), other);
        }
        assert_eq!(led_to("https://google.com/url?q=javascript:x"), "https://google.com/url?q=javascript:x");
    }
}
