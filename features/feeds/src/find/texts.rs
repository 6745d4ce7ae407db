//! Small files that machines look for: what robots may do, who is told of a hole, what the site is in a few words.

use std::fmt::Write;

use jiff::ToSpan;
use kit::Timestamp;

/// Programs that gather texts to train on. Those that search or fetch for a reader are others, and not here.
fn ai_crawlers() -> &'static [&'static str] {
    &[
        "GPTBot",
        "ClaudeBot",
        "anthropic-ai",
        "CCBot",
        "Google-Extended",
        "Applebot-Extended",
        "Bytespider",
        "Meta-ExternalAgent",
        "Amazonbot",
        "cohere-training-data-crawler",
        "AI2Bot",
        "Diffbot",
    ]
}

/// What a site says of being found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// By everybody.
    ByAll,
    /// By all but programs that gather texts to train on.
    NotForTraining,
    /// By nobody.
    ByNobody,
}

/// `robots.txt`: the house's rules, then what the site adds.
pub(crate) fn robots(found: Found, origin: &str, added: Option<&str>) -> String {
    if found == Found::ByNobody {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let mut text = String::from("User-agent: *\nAllow: /api/oembed\nDisallow: /api/\nDisallow: /desk\n");
    if found == Found::NotForTraining {
        text.push('\n');
        for crawler in ai_crawlers() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "User-agent: {crawler}");
        }
        text.push_str("Disallow: /\n");
    }
    if let Some(added) = added {
        let _ = write!(text, "\n{}\n", added.trim());
    }
    let _ = write!(text, "\nSitemap: {origin}/sitemap.xml\nSitemap: {origin}/news-sitemap.xml\n");
    text
}

/// `security.txt` (RFC 9116) for who can be told here. It is said to hold for a year from the `day` on.
pub(crate) fn security(contact: &str, origin: &str, language: &str, day: Timestamp) -> String {
    let contact = if contact.contains("://") || contact.starts_with("mailto:") || contact.starts_with("tel:") {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    };
    let until = day.checked_add((365 * 24).hours()).unwrap_or(day);
    let language = language.split('-').next().unwrap_or("en");
    format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: {language}\n\
         Canonical: {origin}/.well-known/security.txt\n",
        crate::feed::iso_time(until)
    )
}

/// A name, where it leads, and a line about it.
pub(crate) type Entry = (String, String, Option<String>);

/// `llms.txt`: what the site is and where what is, for language models that read for somebody.
pub(crate) fn llms(name: &str, description: Option<&str>, parts: &[(&str, Vec<Entry>)]) -> String {
    let mut text = format!("# {}\n", one_line(name));
    if let Some(description) = description {
        let _ = write!(text, "\n> {}\n", one_line(description));
    }
    for (title, entries) in parts.iter().filter(|(_, entries)| !entries.is_empty()) {
        let _ = write!(text, "\n## {title}\n\n");
        for (name, address, about) in entries {
            let _ = write!(text, "- [{}]({address})", one_line(name).replace(['[', ']'], ""));
            if let Some(about) = about {
                let _ = write!(text, ": {}", one_line(about));
            }
            text.push('\n');
        }
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://backhaul.example";

    #[test]
    fn robots_are_told_what_the_site_wants() {
        let open = robots(Found::ByAll, ORIGIN, Some("Disallow: /drafts"));
        assert!(open.contains("Disallow: /api/\n") && open.contains("\nDisallow: /drafts\n"));
        assert!(open.ends_with("Sitemap: https://backhaul.example/news-sitemap.xml\n"));
        assert!(!open.contains("GPTBot"));
        assert!(robots(Found::NotForTraining, ORIGIN, None).contains("User-agent: GPTBot\n"));
        assert_eq!(robots(Found::ByNobody, ORIGIN, None), "User-agent: *\nDisallow: /\n");
    }

    #[test]
    fn whoever_finds_a_hole_knows_whom_to_tell() {
        let text = security("desk@backhaul.example", ORIGIN, "en-GB", "2020-11-23T00:00:00Z".parse().unwrap());
        assert!(text.starts_with("Contact: mailto:desk@backhaul.example\nExpires: 2021-11-23T00:00:00Z\n"), "{text}");
    }

    #[test]
    fn a_line_stays_a_line() {
        let entry = ("A\n# [b]".to_owned(), "https://a.example/".to_owned(), Some("c\n\nd".to_owned()));
        assert_eq!(
            llms("X", None, &[("Sections", vec![entry])]),
            "# X\n\n## Sections\n\n- [A # b](https://a.example/): c d\n"
        );
    }
}
