//! What can be decided without looking anything up: which list an address follows, and in which form.

use crate::model::{Form, feed_of};

/// What a feed's address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The page of the list, from the root, without a closing slash; empty for the site.
    pub(crate) list: String,
    /// In which form.
    pub(crate) form: Form,
    /// Whether it is written as feeds are offered here: else it leads there.
    pub(crate) exact: bool,
}

impl Asked {
    /// The one right spelling.
    pub(crate) fn address(&self) -> String {
        feed_of(&self.list, self.form)
    }
}

/// Reads the address of a feed. Spellings that other systems had are understood: `/feed/`, `/feed/rss2/`, `/rss`.
pub(crate) fn asked(path: &str) -> Option<Asked> {
    let plain = path.strip_suffix('/').unwrap_or(path);
    if let Some(form) = elsewhere(plain) {
        return Some(Asked { list: String::new(), form, exact: false });
    }
    let (list, ending) = match plain.strip_suffix("/feed") {
        Some(list) => (list, ""),
        None => {
            let (front, word) = plain.rsplit_once('/')?;
            (front.strip_suffix("/feed")?, word)
        }
    };
    let (form, ours) = match ending {
        "" => (Form::Summary, true),
        "full" => (Form::Full, true),
        "atom" => (Form::Atom, true),
        "json" => (Form::Json, true),
        "podcast" => (Form::Podcast, true),
        "rss2" | "rss" | "rdf" => (Form::Summary, false),
        _ => return None,
    };
    let well_formed = list.is_empty() || (list.starts_with('/') && !list.ends_with('/'));
    well_formed.then(|| Asked { list: list.to_owned(), form, exact: ours && plain == path })
}

/// Addresses of a whole site's feed in other systems.
fn elsewhere(path: &str) -> Option<Form> {
    match path {
        "/rss" | "/rss.xml" | "/feed.xml" | "/index.xml" | "/rss2" => Some(Form::Summary),
        "/atom" | "/atom.xml" => Some(Form::Atom),
        "/feed.json" => Some(Form::Json),
        _ => None,
    }
}

/// Reads what WordPress wrote before addresses had names: `/?feed=rss2`, `/section/?feed=atom`.
pub(crate) fn asked_by_word(path: &str, word: &str) -> Option<Asked> {
    let form = match word {
        "feed" | "rss2" | "rss" | "rdf" => Form::Summary,
        "atom" => Form::Atom,
        "json" => Form::Json,
        "podcast" => Form::Podcast,
        _ => return None,
    };
    let list = path.strip_suffix('/').unwrap_or(path);
    Some(Asked { list: list.to_owned(), form, exact: false })
}

/// How many stories a feed has, where the site does not say.
const USUAL: usize = 20;

/// How many stories a feed has: what the site says, within reason.
pub(crate) fn length(said: Option<&serde_json::Value>) -> usize {
    let number = said.and_then(|said| said.as_u64().or_else(|| said.as_str()?.trim().parse().ok()));
    number.and_then(|number| usize::try_from(number).ok()).map_or(USUAL, |number| number.clamp(1, 100))
}

/// Takes out what XML cannot hold, however it is written: most control characters.
pub(crate) fn for_xml(text: String) -> String {
    let forbidden = |c: char| matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.contains(forbidden) { text.replace(forbidden, "") } else { text }
}

/// A plain text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &str, form: Form) -> Asked {
        Asked { list: list.to_owned(), form, exact: true }
    }

    #[test]
    fn an_address_says_list_and_form() {
        assert_eq!(asked("/feed"), Some(of("", Form::Summary)));
        assert_eq!(asked("/5g/open-ran/feed/atom"), Some(of("/5g/open-ran", Form::Atom)));
        assert_eq!(asked("/topic/feed/feed/full"), Some(of("/topic/feed", Form::Full)));
        for none in ["/feedback", "/5g/feed/pdf", "/5g", "/", "", "//feed", "/feed/feed/x", "/5g//feed"] {
            assert_eq!(asked(none), None, "{none}");
        }
    }

    #[test]
    fn spellings_of_other_systems_lead_to_ours() {
        for (path, to) in [
            ("/feed/", "/feed"),
            ("/category/x/feed/", "/category/x/feed"),
            ("/feed/rss2/", "/feed"),
            ("/5g/feed/atom/", "/5g/feed/atom"),
            ("/rss.xml", "/feed"),
            ("/atom.xml", "/feed/atom"),
        ] {
            let asked = asked(path).unwrap();
            assert_eq!((asked.address().as_str(), asked.exact), (to, false), "{path}");
        }
    }

    #[test]
    fn a_list_may_be_asked_for_its_feed_by_a_word() {
        for (path, word, to) in [
            ("/", "rss2", Some("/feed")),
            ("/", "atom", Some("/feed/atom")),
            ("/5g/open-ran/", "rss", Some("/5g/open-ran/feed")),
            ("/5g", "podcast", Some("/5g/feed/podcast")),
            ("/", "comments-rss2", None),
            ("/", "", None),
        ] {
            assert_eq!(asked_by_word(path, word).map(|asked| asked.address()).as_deref(), to, "{path}?feed={word}");
        }
    }

    #[test]
    fn control_characters_cannot_stand_in_xml() {
        assert_eq!(for_xml("a\u{b}b\tc\u{0}\nd".into()), "ab\tc\nd");
    }

    #[test]
    fn a_feed_has_as_many_stories_as_the_site_says() {
        assert_eq!(length(None), USUAL);
        assert_eq!(length(Some(&serde_json::json!("50"))), 50);
        assert_eq!(length(Some(&serde_json::json!(5000))), 100);
    }
}
