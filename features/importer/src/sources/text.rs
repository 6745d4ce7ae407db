//! Small readings of texts that every source shares: plain text out of markup, words for keys, file names.

use quick_xml::escape::resolve_html5_entity;

/// Without the control characters that no text has and that no database takes; tabs and line ends stay.
pub(crate) fn clean(text: String) -> String {
    let stray = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.chars().any(stray) { text.chars().filter(|c| !stray(*c)).collect() } else { text }
}

/// Something that was said, or nothing.
pub(crate) fn said(text: impl Into<String>) -> Option<String> {
    let text = text.into();
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.len() == text.len() {
        Some(text)
    } else {
        Some(trimmed.to_owned())
    }
}

/// The words of a piece of HTML on one line: tags and comments dropped, entities read, white space joined. A `<` that
/// begins no tag is a character like any other.
pub(crate) fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') {
            tag_length(rest).inspect(|_| out.push_str(gap(rest)))
        } else {
            entity(rest).map(|(text, length)| {
                out.push_str(&text);
                length
            })
        };
        let taken = taken.unwrap_or_else(|| {
            out.push_str(&rest[..1]);
            1
        });
        rest = &rest[taken..];
    }
    out.push_str(rest);
    join_space(&out)
}

/// A plain text whose entities are read: what was a page elsewhere before often says `Q&amp;A` where no markup is meant.
pub(crate) fn without_entities(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (read, length) = entity(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&read);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

/// Blocks part words, marks do not.
fn gap(tag: &str) -> &'static str {
    let name = tag[1..].trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "a" | "abbr" | "b" | "cite" | "code" | "del" | "em" | "i" | "ins" | "mark" | "s" | "small" | "span"
        | "strong" | "sub" | "sup" | "u" => "",
        _ => " ",
    }
}

/// The length of the tag or comment that the text begins with.
fn tag_length(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->")? + 3);
    }
    let name = text[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(text.find('>')? + 1)
}

/// The entity that the text begins with, and its length.
pub(crate) fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.as_bytes().iter().take(40).position(|b| *b == b';')?;
    let found = named(&text[1..end])?;
    Some((found, end + 1))
}

/// What stands for `&name;` or `&#123;`.
pub(crate) fn named(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let letter = char::from_u32(code.ok()?).filter(|c| *c != '\0');
    Some(letter.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}

fn join_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A word for keys and addresses: letters and digits in lower case, joined by hyphens.
pub(crate) fn word(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if letter.is_alphanumeric() || letter == '%' || letter == '_' {
            out.extend(letter.to_lowercase());
        } else if matches!(letter, '\'' | '’' | '"') {
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The word that WordPress makes of a login for addresses and co-authors' terms.
pub(crate) fn nicename(login: &str) -> String {
    let mut out = String::with_capacity(login.len());
    for letter in login.trim().chars() {
        match letter {
            '.' | '-' | ' ' | '/' if !out.ends_with('-') => out.push('-'),
            '_' => out.push('_'),
            letter if letter.is_alphanumeric() => out.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    let out: String = out.trim_matches('-').chars().take(50).collect();
    if out.is_empty() { digest(login) } else { out }
}

/// A word of fixed length that stands for a text of any: for keys of what has no name of its own.
pub(crate) fn digest(text: &str) -> String {
    // FNV-1a, because the word has to stay the same in every build there will ever be.
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// The file's name within an address or path.
pub(crate) fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_gives_its_words_and_stray_signs_stay() {
        for (html, words) in [
            ("<b>5G</b> &amp; <i>6G</i>", "5G & 6G"),
            ("under <1 ms & rising", "under <1 ms & rising"),
            ("a&nbsp;b &#8212; &#x2014;", "a b — —"),
            ("~`!@#$%^&*()-_=+{}[]/;:'\"?,.>", "~`!@#$%^&*()-_=+{}[]/;:'\"?,.>"),
            ("one<!-- hidden -->two", "one two"),
            ("<unclosed", "<unclosed"),
            ("&unheard; &", "&unheard; &"),
            ("&lt;b&gt;", "<b>"),
        ] {
            assert_eq!(plain(html), words);
        }
    }

    #[test]
    fn words_suit_addresses() {
        assert_eq!(word("  Ada O'Byron, Jr. "), "ada-obyron-jr");
        assert_eq!(word("Ünïcode/5G"), "ünïcode-5g");
        assert_eq!(digest(""), "cbf29ce484222325");
    }
}
