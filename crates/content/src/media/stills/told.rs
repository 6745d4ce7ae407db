//! What is told of something embedded: its provider's oEmbed, or what a page says of itself to others (Open Graph).
//! Facts are taken, markup is not.

use serde_json::Value;

/// Letters of a title, and of a name.
const LETTERS: usize = 200;

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub title: Option<String>,
    pub by: Option<String>,
    /// The whole address of a picture.
    pub picture: Option<String>,
}

impl Told {
    /// With what `other` knows besides.
    pub fn or(self, other: Self) -> Self {
        Self { title: self.title.or(other.title), by: self.by.or(other.by), picture: self.picture.or(other.picture) }
    }
}

/// What an answer of oEmbed tells.
pub(super) fn by_provider(answer: &[u8]) -> Told {
    let told: Value = serde_json::from_slice(answer).unwrap_or_default();
    let said = |name: &str| told.get(name).and_then(Value::as_str);
    // A photograph is its own still.
    let photograph = || said("url").filter(|_| said("type") == Some("photo"));
    Told {
        title: said("title").and_then(words),
        by: said("author_name").and_then(words),
        picture: said("thumbnail_url").or_else(photograph).and_then(whole),
    }
}

/// What a page tells of itself in its head.
pub(super) fn by_page(page: &[u8]) -> Told {
    let page = String::from_utf8_lossy(page);
    let mut told = Told::default();
    for meta in page.split("<meta").skip(1) {
        let meta = meta.split('>').next().unwrap_or_default();
        let (Some(name), Some(content)) =
            (attribute(meta, "property").or(attribute(meta, "name")), attribute(meta, "content"))
        else {
            continue;
        };
        match name.as_str() {
            "og:title" => told.title = told.title.take().or(words(&content)),
            "og:image" | "og:image:url" | "og:image:secure_url" | "twitter:image" => {
                told.picture = told.picture.take().or(whole(&content));
            }
            _ => {}
        }
    }
    told
}

/// The value of an attribute in the inside of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let named = tag.match_indices(name).find_map(|(at, _)| {
        let begins = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
        tag[at + name.len()..].trim_start().strip_prefix('=').filter(|_| begins)
    })?;
    let named = named.trim_start();
    let quote = named.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = named[1..].split(quote).next()?;
    let entities = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    Some(entities.iter().fold(value.to_owned(), |value, (entity, letter)| value.replace(entity, letter)))
}

fn words(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().filter(|c| !c.is_control()).take(LETTERS).collect();
    (!words.is_empty()).then_some(words)
}

fn whole(address: &str) -> Option<String> {
    prose::safe_href(address.trim()).filter(|address| address.starts_with("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_taken_and_markup_is_not() {
        let told = by_provider(
            br#"{"type":"video","title":" A  talk ","author_name":"Ada","html":"<script>alert(1)</script>",
            "thumbnail_url":"//i.films.example/7.jpg"}"#,
        );
        assert_eq!(
            told,
            Told {
                title: Some("A talk".into()),
                by: Some("Ada".into()),
                picture: Some("https://i.films.example/7.jpg".into())
            }
        );
        assert_eq!(by_provider(b"<html>"), Told::default());
        assert_eq!(by_provider(br#"{"thumbnail_url":"javascript:alert(1)"}"#), Told::default());
    }

    #[test]
    fn a_page_tells_of_itself_in_its_head() {
        let page = "<head><meta charset=utf-8><meta content='A &quot;post&quot;' property='og:title'>\
                    <meta property=\"og:image\" content=\"https://a.example/b.jpg?c=1&amp;d=2\"><meta name=x";
        let told = by_page(page.as_bytes());
        assert_eq!(told.title.as_deref(), Some("A \"post\""));
        assert_eq!(told.picture.as_deref(), Some("https://a.example/b.jpg?c=1&d=2"));
    }
}
