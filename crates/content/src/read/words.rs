//! Small facts as a page writes them: counts, lengths, sizes, addresses, plain text as markup and back.

use platform::views::Html;
use prose::{Block, Body, Inline, Nothing, Options};

/// Text from a source as markup that is safe. Plain text becomes paragraphs; markup is read and written anew.
pub fn markup(text: &str) -> Html {
    Html(prose::to_html(&body_of(text), &Nothing))
}

/// A text that is plain wherever it comes from, a standfirst: what looks like markup in it was typed.
pub fn as_typed(text: &str) -> String {
    text.trim().to_owned()
}

/// The same as words alone, on one line.
pub fn plain(text: &str) -> String {
    if !is_marked_up(text) {
        return text.trim().to_owned();
    }
    body_of(text).to_text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn body_of(text: &str) -> Body {
    if is_marked_up(text) {
        return prose::from_html(text, &Options::default()).body;
    }
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Body::of(paragraphs.map(|words| Block::Paragraph { text: vec![Inline::plain(words)] }).collect())
}

/// Whether a text that should be plain is markup all the same: it closes an element, breaks a line, names a character.
fn is_marked_up(text: &str) -> bool {
    ["</", "<br", "&amp;", "&#", "&nbsp;", "&quot;", "&lt;", "&gt;"].iter().any(|mark| text.contains(mark))
}

/// An address of the house as it stands in a link: what cannot stand there is percent-encoded. Whole addresses are
/// left as they are.
pub fn href(address: &str) -> String {
    if !address.starts_with('/') {
        return address.to_owned();
    }
    kit::percent_encoded(address, "/!$&'()*+,;=:@")
}

/// "1,204 stories"; `None` for none at all.
pub fn count(number: u64, one: &str, many: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{} {many}", thousands(number))),
    }
}

/// `1,204`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// `12:40`, or `1:02:03`.
pub(super) fn duration(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// "38 MB".
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..10_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// "4 min read".
pub(super) fn reading_time(words: u32) -> Option<String> {
    (words > 0).then(|| format!("{} min read", words.div_ceil(230)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(count(0, "story", "stories"), None);
        assert_eq!(count(1, "story", "stories").as_deref(), Some("1 story"));
        assert_eq!(count(1_204_000, "story", "stories").as_deref(), Some("1,204,000 stories"));
        assert_eq!(duration(760), "12:40");
        assert_eq!(duration(3723), "1:02:03");
        assert_eq!(size(38_400_000), "38 MB");
        assert_eq!(reading_time(231).as_deref(), Some("2 min read"));
    }

    #[test]
    fn words_from_a_source_are_never_markup_unread() {
        assert_eq!(markup("AT&T <3 fibre\n\nand copper").0, "<p>AT&amp;T &lt;3 fibre</p>\n<p>and copper</p>\n");
        assert!(!markup("<p>a</p><script>alert(1)</script>").0.contains("script"));
        assert_eq!(markup("We said <5 ms>; it is more.").0, "<p>We said &lt;5 ms&gt;; it is more.</p>\n");
        assert_eq!(as_typed(" Why <b> is not </strong> "), "Why <b> is not </strong>");
        assert_eq!(plain("By <em>Ana</em> &amp; Jo"), "By Ana & Jo");
    }

    #[test]
    fn addresses_are_encoded_where_they_are_linked() {
        assert_eq!(href("/2020/café 100%/"), "/2020/caf%C3%A9%20100%25/");
        assert_eq!(href("https://example.com/a b"), "https://example.com/a b");
    }
}
