//! Slugs: the part of an address that says in plain letters what stands there.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longest slug that is made from a headline, in bytes. Imported ones may be longer.
const MADE_AT_MOST: usize = 80;
/// Longest slug that is accepted at all, in bytes.
const ACCEPTED_AT_MOST: usize = 240;

/// One segment of an address: lower-case ASCII letters, digits, hyphens when made here; imported slugs keep any
/// character that is allowed in a URL's path segment.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SlugError {
    /// Nothing was left.
    #[error("a slug needs at least one letter or digit")]
    Empty,
    /// Longer than 240 bytes.
    #[error("a slug has at most 240 bytes")]
    TooLong,
    /// A slash, a space, a control character, or one that means something in a URL.
    #[error("a slug cannot contain {0:?}")]
    Character(char),
}

impl Slug {
    /// Makes a slug from any text: transliterated, lower-cased, cut at a word's end. `None` when nothing is left.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut slug = String::with_capacity(text.len().min(MADE_AT_MOST) + 8);
        let plain = deunicode::deunicode_with_tofu(text, "");
        for c in plain.chars() {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                'A'..='Z' => slug.push(c.to_ascii_lowercase()),
                // An apostrophe joins: "operator's" is one word.
                '\'' | '"' => {}
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        if slug.len() > MADE_AT_MOST {
            let end = slug[..=MADE_AT_MOST].rfind('-').filter(|end| *end > 20).unwrap_or(MADE_AT_MOST);
            slug.truncate(end);
        }
        let slug = slug.trim_matches('-');
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// Takes a slug as it is.
    ///
    /// # Errors
    /// When it is empty, too long, or has a character that cannot stand in a path segment.
    pub fn parse(text: impl Into<String>) -> Result<Self, SlugError> {
        let text = text.into();
        if text.is_empty() || text == "." || text == ".." {
            return Err(SlugError::Empty);
        }
        if text.len() > ACCEPTED_AT_MOST {
            return Err(SlugError::TooLong);
        }
        let bad = |c: char| c.is_control() || c.is_whitespace() || "/?#[]\\<>\"`{}|^".contains(c);
        match text.chars().find(|c| bad(*c)) {
            Some(c) => Err(SlugError::Character(c)),
            None => Ok(Self(text)),
        }
    }

    /// The same slug with a number behind it, for when the first is taken: `name-2`.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        Self(format!("{}-{number}", self.0))
    }

    /// The slug's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::parse(text)
    }
}
impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}
impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn headlines_become_plain_words() {
        let slug = |text| Slug::from_text(text).map(String::from);
        assert_eq!(slug("LG Uplus: “We're clean”"), Some("lg-uplus-were-clean".into()));
        assert_eq!(slug("Überlandleitung – 5G & Öl"), Some("uberlandleitung-5g-ol".into()));
        assert_eq!(slug("—"), None);
        assert!(slug(&"word ".repeat(100)).is_some_and(|s| s.len() <= 80 && s.ends_with("word")));
    }

    #[test]
    fn imported_slugs_are_kept_or_refused() {
        assert!(Slug::parse("日本語").is_ok());
        assert_eq!(Slug::parse("a/b"), Err(SlugError::Character('/')));
        assert_eq!(Slug::parse(".."), Err(SlugError::Empty));
    }

    proptest! {
        #[test]
        fn whatever_is_made_is_accepted(text in ".*") {
            if let Some(slug) = Slug::from_text(&text) {
                prop_assert!(Slug::parse(slug.as_str()).is_ok());
                prop_assert_eq!(Slug::from_text(slug.as_str()), Some(slug.clone()));
            }
        }
    }
}
