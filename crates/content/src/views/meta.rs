//! What machines read of a page: its head.

use platform::views::Html;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The head of a page.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Meta {
    /// The page's own title; the layout adds the site's name unless they are the same.
    pub title: String,
    /// One or two sentences.
    pub description: Option<String>,
    /// The one true address, absolute.
    pub canonical: String,
    /// `noindex` and the like; `None` lets everything be indexed, with large previews.
    pub robots: Option<String>,
    /// What Open Graph calls the page's type.
    pub kind: PageKind,
    /// The picture shown when the page is shared.
    pub picture: Option<ShareImage>,
    /// When it was published, in ISO form.
    pub published: Option<String>,
    /// When it was last changed, in ISO form.
    pub modified: Option<String>,
    /// Its section's name.
    pub section: Option<String>,
    /// Its authors' names.
    pub authors: Vec<String>,
    /// Its authors' pages, absolute.
    pub author_pages: Vec<String>,
    /// BCP 47 language of what the page is about, where it is not the site's.
    pub lang: Option<String>,
    /// Which way that language runs: `ltr` or `rtl`.
    pub direction: Option<String>,
    /// The language as Open Graph writes it, `en_GB`; `None` for one whose country nobody knows.
    pub locale: Option<String>,
    /// What the page plays.
    pub recording: Option<Recording>,
    /// The house's name on a network of short messages, with its @.
    pub handle: Option<String>,
    /// The same page in this and other languages.
    pub alternates: Vec<Alternate>,
    /// The page before this one in a list, absolute.
    pub previous: Option<String>,
    /// The page after this one in a list, absolute.
    pub next: Option<String>,
    /// schema.org statements, one block each; the template is given them as they stand in a `<script>`.
    #[serde(serialize_with = "in_scripts")]
    pub json_ld: Vec<Value>,
}

fn in_scripts<S: Serializer>(statements: &[Value], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(statements.iter().map(in_script))
}

/// JSON that ends no `<script>` and begins no comment: all of them begin with a `<` (HTML, section 4.12.1.3).
fn in_script(statement: &Value) -> Html {
    Html(statement.to_string().replace('<', "\\u003c"))
}

/// Open Graph's types, as far as they are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum PageKind {
    /// Fronts, lists and everything else.
    #[default]
    #[serde(rename = "website")]
    Website,
    /// An item to read.
    #[serde(rename = "article")]
    Article,
    /// An item to watch.
    #[serde(rename = "video.other")]
    Video,
    /// A person's page.
    #[serde(rename = "profile")]
    Profile,
}

/// What a page plays, for sites that play it where it is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// `video` or `audio`.
    pub kind: &'static str,
    /// Absolute.
    pub address: String,
    /// `video/mp4`; `text/html` for a provider's frame.
    pub media_type: String,
}

/// A picture for sharing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareImage {
    /// Absolute.
    pub address: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What is to be seen.
    pub alt: String,
}

/// The same page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// BCP 47 language, or `x-default`.
    pub lang: String,
    /// Absolute.
    pub address: String,
}

/// A language as Open Graph writes it: with the country that a bare language most likely means.
pub fn locale(lang: &str) -> Option<String> {
    let mut parts = lang.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let country = parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let likely = match &*language {
        "en" => "US",
        "ar" => "AR",
        "cs" => "CZ",
        "da" => "DK",
        "el" => "GR",
        "fa" => "IR",
        "he" => "IL",
        "hi" => "IN",
        "ja" => "JP",
        "ko" => "KR",
        "nb" | "nn" => "NO",
        "pt" => "BR",
        "sv" => "SE",
        "uk" => "UA",
        "vi" => "VN",
        "zh" => "CN",
        "bg" | "de" | "es" | "fi" | "fr" | "hr" | "hu" | "id" | "it" | "lt" | "lv" | "nl" | "pl" | "ro" | "ru"
        | "sk" | "th" | "tr" => &language,
        _ => "",
    };
    let country = country.unwrap_or(likely);
    (!country.is_empty()).then(|| format!("{language}_{}", country.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Value, in_script, locale};

    #[test]
    fn a_statement_stays_within_its_script() {
        let statement = json!({"name": "</script><!-- R&D's \"<script>"});
        let written = in_script(&statement).0;
        assert!(!written.contains('<'), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), statement);
    }

    #[test]
    fn a_language_finds_its_country() {
        for (lang, written) in [("en-GB", "en_GB"), ("de", "de_DE"), ("zh-Hant-TW", "zh_TW"), ("sv", "sv_SE")] {
            assert_eq!(locale(lang).as_deref(), Some(written));
        }
        assert_eq!(locale("eo"), None);
    }
}
