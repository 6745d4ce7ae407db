//! Shortcodes become numbered elements before Markdown is read, on lines of their own where they hold blocks.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::read::Options;
use crate::read::shortcode::{Args, Brackets, Shortcode};

use super::reference;
use super::scan::{Found, Thing, scan};

/// The Markdown with elements in the place of shortcodes, and the shortcodes by number.
pub(super) fn marked<'t>(text: &'t str, options: &Options<'_>) -> (Cow<'t, str>, Vec<Shortcode>) {
    if !text.contains(['{', '}', '[']) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut found = scan(text);
    if found.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    pair(&mut found);
    let closers: HashMap<usize, usize> =
        found.iter().enumerate().filter_map(|(opener, one)| one.partner.map(|closer| (closer, opener))).collect();
    let mut writer =
        Writer { text, options, out: String::with_capacity(text.len() * 5 / 4), codes: Vec::new(), copied: 0 };
    let mut in_lines = HashSet::new();
    let mut passed = 0;
    for (nth, one) in found.iter().enumerate() {
        if one.start < passed {
            continue;
        }
        match &one.thing {
            Thing::Instead(instead) => writer.replace(one, instead),
            Thing::Code { closes: true, .. } => {
                if let Some(opener) = closers.get(&nth) {
                    writer.close(one, in_lines.contains(opener));
                }
            }
            Thing::Code { name, args, brackets, .. } => {
                let partner = one.partner.map(|partner| &found[partner]);
                if let (Some(partner), Some(lang)) = (partner, code_language(name, args, *brackets)) {
                    writer.fence(one, partner, lang);
                    passed = partner.end;
                } else if writer.open(one, name, read_args(args, *brackets), *brackets, partner) {
                    in_lines.insert(nth);
                }
            }
        }
    }
    writer.out.push_str(&text[writer.copied..]);
    (Cow::Owned(writer.out), writer.codes)
}

fn read_args(args: &str, brackets: Brackets) -> Args {
    if brackets == Brackets::Square { Args::parse_pretty(args) } else { Args::parse(args) }
}

fn pair(found: &mut [Found<'_>]) {
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    for nth in 0..found.len() {
        match found[nth].thing {
            Thing::Code { name, closes: false, alone: false, .. } => open.entry(name).or_default().push(nth),
            Thing::Code { name, closes: true, .. } => {
                if let Some(opener) = open.get_mut(name).and_then(Vec::pop) {
                    found[opener].partner = Some(nth);
                }
            }
            _ => {}
        }
    }
}

/// The language of a shortcode that encloses code, if it does.
fn code_language<'t>(name: &str, args: &'t str, brackets: Brackets) -> Option<&'t str> {
    let lang = args.split_whitespace().next().unwrap_or_default().trim_matches('"');
    match name {
        "highlight" if brackets == Brackets::Percent || !lang.is_empty() => Some(lang),
        "raw" if brackets == Brackets::Percent => Some(""),
        "code" => Some(lang),
        _ => None,
    }
}

struct Writer<'t, 'o> {
    text: &'t str,
    options: &'o Options<'o>,
    out: String,
    codes: Vec<Shortcode>,
    copied: usize,
}

impl<'t> Writer<'t, '_> {
    fn replace(&mut self, one: &Found<'_>, instead: &str) {
        self.out.push_str(&self.text[self.copied..one.start]);
        self.out.push_str(instead);
        self.copied = one.end;
    }

    /// Writes the opening element; says whether it stands on a line of its own, and so its closing one must.
    fn open(
        &mut self,
        one: &Found<'_>,
        name: &str,
        args: Args,
        brackets: Brackets,
        partner: Option<&Found<'_>>,
    ) -> bool {
        let before = &self.text[..one.start];
        let in_address = ["](", "](<", "=\"", "='", "]: "].iter().any(|sign| before.ends_with(sign));
        if in_address && brackets != Brackets::Square {
            let path = args.nth(0).or(args.get(&["path", "file", "href", "src", "url"])).unwrap_or_default();
            let address = reference(path, self.options);
            self.replace(one, &address.replace(' ', "%20").replace('(', "%28").replace(')', "%29"));
            return false;
        }
        let number = self.codes.len();
        self.codes.push(Shortcode {
            name: name.to_ascii_lowercase(),
            args,
            brackets,
            paired: partner.is_some(),
            source: self.text[one.start..one.end].to_owned(),
        });
        let inside = partner.map(|partner| &self.text[one.end..partner.start]);
        let in_lines = inside.is_some_and(|inside| inside.contains('\n'));
        let tag = format!("<prose-code n=\"{number}\">");
        if !in_lines {
            let close = if inside.is_some() { "" } else { "</prose-code>" };
            self.replace(one, &format!("{tag}{close}"));
            return false;
        }
        let (margin, starts_line) = margin(before);
        let lead = if starts_line { String::new() } else { format!("\n{margin}\n{margin}") };
        // Right after a paragraph the element would still belong to it.
        let lead = if starts_line && !after_blank_line(before) { format!("\n{margin}") } else { lead };
        self.replace(one, &format!("{lead}{tag}\n{margin}\n{margin}"));
        true
    }

    fn close(&mut self, one: &Found<'_>, in_lines: bool) {
        if !in_lines {
            return self.replace(one, "</prose-code>");
        }
        let (margin, _) = margin(&self.text[..one.start]);
        self.replace(one, &format!("\n{margin}\n{margin}</prose-code>\n{margin}\n{margin}"));
    }

    /// Code between two shortcodes, as a fenced block.
    fn fence(&mut self, one: &Found<'_>, partner: &Found<'_>, lang: &str) {
        let code = self.text[one.end..partner.start].trim_matches('\n');
        let ticks = "`".repeat(3.max(longest_run(code, '`') + 1));
        let (margin, _) = margin(&self.text[..one.start]);
        let fenced = format!("\n{margin}\n{margin}{ticks}{lang}\n{code}\n{margin}{ticks}\n{margin}\n");
        self.out.push_str(&self.text[self.copied..one.start]);
        self.out.push_str(&fenced);
        self.copied = partner.end;
    }
}

/// What the lines of a block that begins here begin with, and whether nothing else stands before it on its line.
fn margin(before: &str) -> (String, bool) {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut margin = String::new();
    let mut rest = line;
    loop {
        let taken = match rest.as_bytes() {
            [b' ' | b'\t' | b'>', ..] => 1,
            [b'-' | b'*' | b'+', b' ', ..] => 2,
            [b'0'..=b'9', ..] => {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                if rest[digits..].starts_with(". ") || rest[digits..].starts_with(") ") { digits + 2 } else { 0 }
            }
            _ => 0,
        };
        if taken == 0 {
            break;
        }
        let sign = &rest[..taken];
        match sign {
            " " | "\t" | ">" => margin.push_str(sign),
            marker => margin.extend(marker.chars().map(|_| ' ')),
        }
        rest = &rest[taken..];
    }
    (margin, rest.is_empty())
}

fn after_blank_line(before: &str) -> bool {
    let mut lines = before.rsplit('\n');
    let own = lines.next().unwrap_or_default();
    let is_entry = own.trim_start_matches([' ', '>']).starts_with(|c: char| !c.is_whitespace());
    is_entry || lines.next().is_none_or(|line| line.trim_matches([' ', '>', '\t', '\r']).is_empty())
}

pub(crate) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}
