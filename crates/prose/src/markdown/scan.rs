//! Finding shortcodes in Markdown, not in its code.

use crate::read::floor;
use crate::read::shortcode::{Brackets, find_outside_quotes};

/// Something in the text that Markdown must not see as it is.
#[derive(Debug)]
pub(super) enum Thing<'t> {
    /// A shortcode's bracket.
    Code { name: &'t str, args: &'t str, brackets: Brackets, closes: bool, alone: bool },
    /// What takes its place without further thought.
    Instead(&'static str),
}

/// A thing and where it stands.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub start: usize,
    pub end: usize,
    pub thing: Thing<'t>,
    /// Which bracket closes it.
    pub partner: Option<usize>,
}

pub(super) fn scan(text: &str) -> Vec<Found<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut line_starts) = (0, true);
    let mut code_until = 0;
    while at < bytes.len() {
        if line_starts && at >= code_until {
            if let Some(end) = fenced(text, at) {
                code_until = end;
            } else if let Some(end) = attribute_line(text, at) {
                found.push(Found { start: at, end, thing: Thing::Instead(""), partner: None });
                at = end;
                continue;
            }
        }
        line_starts = bytes[at] == b'\n';
        if let Some((end, instead)) = shown_bracket(&bytes[at..], at < code_until) {
            found.push(Found { start: at, end: at + end, thing: Thing::Instead(instead), partner: None });
            at += end;
            continue;
        }
        if at < code_until {
            at += 1;
            continue;
        }
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let (ticks, end) = code_span(text, at);
                code_until = end.unwrap_or(at);
                at += ticks;
            }
            b'{' => match bracket(text, at) {
                Some(one) => {
                    at = one.end;
                    found.push(one);
                }
                None => at += 1,
            },
            b'[' => match square(text, at) {
                Some(one) => {
                    at = one.end;
                    found.push(one);
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    found
}

/// `{{</* … */>}}` shows a shortcode; the stars go.
fn shown_bracket(rest: &[u8], in_code: bool) -> Option<(usize, &'static str)> {
    let table: [(&[u8], &str, &str); 4] =
        [(b"{{</*", "{{<", "{{\\<"), (b"{{%/*", "{{%", "{{%"), (b"*/>}}", ">}}", "\\>}}"), (b"*/%}}", "%}}", "%}}")];
    if !matches!(rest.first(), Some(b'{' | b'*')) {
        return None;
    }
    let (sign, code, prose) = table.iter().find(|(sign, ..)| rest.starts_with(sign))?;
    Some((sign.len(), if in_code { code } else { prose }))
}

/// The end of a fenced code block that starts on this line.
fn fenced(text: &str, at: usize) -> Option<usize> {
    let line = line_at(text, at);
    let bare = after_margin(line);
    let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let fence = bare.len() - bare.trim_start_matches(sign).len();
    if fence < 3 || (sign == '`' && bare[fence..].contains('`')) {
        return None;
    }
    let mut end = at + line.len() + 1;
    while end < text.len() {
        let line = line_at(text, end);
        end += line.len() + 1;
        let bare = line.trim_start_matches([' ', '>', '\t']).trim_end();
        if bare.len() >= fence && bare.chars().all(|c| c == sign) {
            break;
        }
    }
    Some(end.min(text.len()))
}

/// A line without the signs of quotations, lists and footnotes before it.
fn after_margin(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '>', '\t']);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")).or_else(|| rest.strip_prefix("+ "));
        let after = after.or_else(|| {
            let number = &rest[digits..];
            (digits > 0).then(|| number.strip_prefix(". ").or_else(|| number.strip_prefix(") "))).flatten()
        });
        let after = after.or_else(|| {
            let end = rest.strip_prefix("[^")?.find("]: ")?;
            (end < 40).then(|| &rest[end + 5..])
        });
        match after {
            Some(after) => rest = after,
            None => return rest,
        }
    }
}

/// A line of attributes, `{: .class }`, says nothing here.
fn attribute_line(text: &str, at: usize) -> Option<usize> {
    if !text[at..].starts_with("{:") {
        return None;
    }
    let line = line_at(text, at);
    line.trim_end().ends_with('}').then_some(at + line.len())
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.split('\n').next().unwrap_or_default()
}

/// How many backticks stand here, and where the code they open ends.
fn code_span(text: &str, at: usize) -> (usize, Option<usize>) {
    const FAR: usize = 4_000;
    let rest = &text[at..floor(text, at + FAR)];
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mut from = ticks;
    while let Some(next) = rest[from..].find('`') {
        let start = from + next;
        let run = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if rest[from..start].contains("\n\n") {
            break;
        }
        from = start + run;
        if run == ticks {
            return (ticks, Some(at + from));
        }
    }
    (ticks, None)
}

fn bracket(text: &str, start: usize) -> Option<Found<'_>> {
    let rest = &text[start..];
    let (brackets, close, inside) = if let Some(inside) = rest.strip_prefix("{{<") {
        (Brackets::Curly, ">}}", inside)
    } else if let Some(inside) = rest.strip_prefix("{{%") {
        (Brackets::Curly, "%}}", inside)
    } else if let Some(inside) = rest.strip_prefix("{%") {
        (Brackets::Percent, "%}", inside)
    } else {
        return site_variable(rest, start);
    };
    let length = find_outside_quotes(inside, close)?;
    let end = start + (rest.len() - inside.len()) + length + close.len();
    let inner = inside[..length].trim().trim_start_matches('-').trim_end_matches('-').trim();
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner.trim()));
    let (alone, inner) = inner.strip_suffix('/').map_or((false, inner), |inner| (true, inner.trim()));
    let name_end =
        inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'))).unwrap_or(inner.len());
    let (name, args) = inner.split_at(name_end);
    if name.is_empty() {
        return None;
    }
    let ended = (brackets == Brackets::Percent).then(|| name.strip_prefix("end")).flatten();
    let (name, closes) = ended.map_or((name, closes), |name| (name, true));
    Some(Found { start, end, thing: Thing::Code { name, args, brackets, closes, alone }, partner: None })
}

/// `{{ site.baseurl }}` and its like stand for the site's own root.
fn site_variable(rest: &str, start: usize) -> Option<Found<'_>> {
    let inside = rest.strip_prefix("{{")?;
    let end = inside.get(..floor(inside, 60))?.find("}}")?;
    let known = matches!(inside[..end].trim(), "site.baseurl" | "site.url" | "site.github.url");
    known.then(|| Found { start, end: start + end + 4, thing: Thing::Instead(""), partner: None })
}

/// WordPress's bracket for films and sounds, left over in Markdown made from it. A link's text is not one.
fn square(text: &str, start: usize) -> Option<Found<'_>> {
    let rest = &text[start + 1..];
    let name = ["youtube", "vimeo", "soundcloud"].into_iter().find(|name| rest.starts_with(name))?;
    let tail = rest[name.len()..].strip_prefix([' ', '='])?;
    let close = find_outside_quotes(tail, "]")?;
    let args = &tail[..close];
    let end = start + 1 + name.len() + 1 + close + 1;
    if !args.contains("http") && !args.contains('=') || text[end..].starts_with(['(', '[', ':']) || args.contains('[') {
        return None;
    }
    let name = &rest[..name.len()];
    let thing = Thing::Code { name, args, brackets: Brackets::Square, closes: false, alone: true };
    Some(Found { start, end, thing, partner: None })
}
