//! The addresses in an answer, whatever it is written in: HTML, XML, JSON, plain text.

use std::collections::BTreeSet;

use testkit::Answer;

use super::secrets::BASE;

/// The addresses of the house in an answer, from the root.
pub fn addresses(answer: &Answer) -> BTreeSet<String> {
    let kind = answer.header("content-type");
    if !["html", "xml", "json", "text/plain", "markdown"].iter().any(|known| kind.contains(known)) {
        return BTreeSet::from_iter(from_root(answer.header("location"), '"'));
    }
    let text = String::from_utf8_lossy(&answer.bytes).replace("&amp;", "&").replace("\\/", "/");
    let mut found = BTreeSet::from_iter(from_root(answer.header("location"), '"'));
    let mut before = ' ';
    for token in text.split_inclusive(['"', '\'', '<', '>', '(', ')', ',', ' ', '\n', '\t']) {
        let end = token.chars().next_back().unwrap_or(' ');
        found.extend(from_root(token.trim_end_matches(end), before));
        before = end;
    }
    found
}

/// The path of a whole address of the house, or of one that is quoted.
fn from_root(token: &str, before: char) -> Option<String> {
    let token = token.split('#').next()?;
    let path = match token.strip_prefix(BASE) {
        Some("") => "/",
        Some(path) => path,
        None if matches!(before, '"' | '\'' | ' ') => token,
        None => return None,
    };
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['{', '}', '\\']);
    (plain && path.len() < 2_000).then(|| crate::publication::html::encoded(path))
}
