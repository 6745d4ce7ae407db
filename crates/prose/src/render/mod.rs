//! Writing a body: HTML for pages, HTML for mail, plain text, Markdown.

mod blocks;
mod embeds;
mod figures;
mod inline;
mod mail;
mod mail_pictures;
mod markdown;
mod markdown_blocks;
mod markdown_line;
mod text;
mod words;

pub use blocks::to_html;
pub use mail::to_mail_html;
pub use markdown::to_markdown;

/// Adds text to HTML so that it stays text, in attributes too.
pub(crate) fn escape(text: &str, out: &mut String) {
    escape_all(text, true, out);
}

/// Adds text to HTML between tags, where quotes mean nothing.
pub(crate) fn escape_words(text: &str, out: &mut String) {
    escape_all(text, false, out);
}

fn escape_all(text: &str, quotes: bool, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            b'\'' if quotes => "&#39;",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(entity);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}

/// Adds ` name="value"`.
pub(crate) fn attr(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Adds a number.
pub(crate) fn number(value: impl Into<u64>, out: &mut String) {
    let value: u64 = value.into();
    out.push_str(value.to_string().as_str());
}
