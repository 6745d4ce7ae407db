//! What a page says to machines in schema.org's words. Only facts that the page shows.

use serde_json::{Map, Value, json};

use super::{AuthorBox, Card, Credit, Link, Picture, Playback, Story};

/// The publication as schema.org names it, and the origin that makes its addresses absolute.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// `https://backhaul.example`, without a slash at the end.
    pub origin: String,
    /// BCP 47 language of its pages.
    pub lang: String,
    /// Its logo.
    pub logo: Option<Picture>,
}

impl Publisher {
    /// `WebSite` and the organisation behind it, for the front page.
    pub fn web_site(&self) -> Value {
        json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.name,
            "url": self.absolute("/"),
            "inLanguage": self.lang,
            "publisher": self.organisation(),
        })
    }

    /// `NewsArticle` for something to read.
    pub fn news_article(&self, story: &Story, address: &str) -> Value {
        let mut facts = self.work("NewsArticle", story, address);
        put(&mut facts, "articleSection", story.section.as_ref().map(|section| section.name.clone()));
        put(&mut facts, "genre", story.format.as_ref().map(|format| format.label.clone()));
        if !story.corrections.is_empty() {
            let notes = story.corrections.iter().map(|note| {
                json!({"@type": "CorrectionComment", "datePublished": note.made.iso, "text": plain(&note.text.0)})
            });
            facts.insert("correction".into(), notes.collect());
        }
        if let Some(sponsor) = &story.sponsor {
            facts.insert("@type".into(), json!("AdvertiserContentArticle"));
            facts.insert("sponsor".into(), json!({"@type": "Organization", "name": sponsor.label}));
        }
        Value::Object(facts)
    }

    /// `VideoObject` for something to watch.
    pub fn video(&self, story: &Story, playback: &Playback, address: &str, poster: Option<&Picture>) -> Value {
        let mut facts = self.work("VideoObject", story, address);
        facts.insert("name".into(), json!(story.headline));
        put(&mut facts, "uploadDate", story.published.as_ref().map(|moment| moment.iso.clone()));
        put(&mut facts, "thumbnailUrl", poster.map(|picture| self.absolute(&picture.src)));
        match playback {
            Playback::File { files, .. } => {
                put(&mut facts, "contentUrl", files.first().map(|file| self.absolute(&file.address)));
            }
            Playback::Provider { frame, .. } => put(&mut facts, "embedUrl", Some(frame.clone())),
        }
        Value::Object(facts)
    }

    /// `PodcastEpisode` for something to hear.
    pub fn episode(&self, story: &Story, show: Option<&Link>, audio: Option<&str>, address: &str) -> Value {
        let mut facts = self.work("PodcastEpisode", story, address);
        facts.insert("name".into(), json!(story.headline));
        if let Some(show) = show {
            let series = json!({"@type": "PodcastSeries", "name": show.label, "url": self.absolute(&show.address)});
            facts.insert("partOfSeries".into(), series);
        }
        if let Some(audio) = audio {
            let media = json!({"@type": "AudioObject", "contentUrl": self.absolute(audio)});
            facts.insert("associatedMedia".into(), media);
        }
        Value::Object(facts)
    }

    /// `BreadcrumbList`; the page itself comes last.
    pub fn breadcrumbs(&self, crumbs: &[Link], here: &str, address: &str) -> Value {
        let here = Link::new(here, address);
        let places: Vec<Value> = crumbs
            .iter()
            .chain([&here])
            .zip(1..)
            .map(|(crumb, position)| {
                let place = self.absolute(&crumb.address);
                json!({"@type": "ListItem", "position": position, "name": crumb.label, "item": place})
            })
            .collect();
        json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": places})
    }

    /// `ProfilePage` for an author's page.
    pub fn person(&self, person: &AuthorBox, address: &str) -> Value {
        let mut facts = Map::new();
        facts.insert("@type".into(), json!("Person"));
        facts.insert("name".into(), json!(person.name));
        facts.insert("url".into(), json!(self.absolute(address)));
        put(&mut facts, "jobTitle", person.role.clone());
        put(&mut facts, "image", person.portrait.as_ref().map(|picture| self.absolute(&picture.src)));
        if let Some(organisation) = &person.affiliation {
            facts.insert("worksFor".into(), json!({"@type": "Organization", "name": organisation}));
        }
        let elsewhere: Vec<&str> =
            person.links.iter().map(|link| link.address.as_str()).filter(|link| link.starts_with("http")).collect();
        if !elsewhere.is_empty() {
            facts.insert("sameAs".into(), json!(elsewhere));
        }
        json!({"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": facts})
    }

    /// `CollectionPage` for fronts, topics and months.
    pub fn collection(&self, name: &str, address: &str, cards: &[Card]) -> Value {
        let places: Vec<Value> = cards
            .iter()
            .zip(1..)
            .map(|(card, position)| {
                json!({"@type": "ListItem", "position": position, "url": self.absolute(&card.address)})
            })
            .collect();
        json!({
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": name,
            "url": self.absolute(address),
            "inLanguage": self.lang,
            "mainEntity": {"@type": "ItemList", "itemListElement": places},
        })
    }

    /// An address with the site's origin, unless it has one.
    pub fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.origin) } else { address.to_owned() }
    }

    fn organisation(&self) -> Value {
        let mut facts = Map::new();
        facts.insert("@type".into(), json!("NewsMediaOrganization"));
        facts.insert("name".into(), json!(self.name));
        facts.insert("url".into(), json!(self.absolute("/")));
        if let Some(logo) = &self.logo {
            let image = json!({
                "@type": "ImageObject",
                "url": self.absolute(&logo.src),
                "width": logo.width,
                "height": logo.height,
            });
            facts.insert("logo".into(), image);
        }
        Value::Object(facts)
    }

    /// What every work has: headline, dates, authors, picture, publisher.
    fn work(&self, kind: &str, story: &Story, address: &str) -> Map<String, Value> {
        let mut facts = Map::new();
        let here = self.absolute(address);
        facts.insert("@context".into(), json!("https://schema.org"));
        facts.insert("@type".into(), json!(kind));
        facts.insert("headline".into(), json!(story.headline));
        facts.insert("url".into(), json!(here));
        facts.insert("mainEntityOfPage".into(), json!(here));
        facts.insert("inLanguage".into(), json!(self.lang));
        facts.insert("isAccessibleForFree".into(), json!(true));
        put(&mut facts, "description", story.standfirst.clone());
        put(&mut facts, "datePublished", story.published.as_ref().map(|moment| moment.iso.clone()));
        let modified = story.updated.as_ref().or(story.published.as_ref());
        put(&mut facts, "dateModified", modified.map(|moment| moment.iso.clone()));
        put(&mut facts, "image", story.lead.as_ref().map(|lead| self.absolute(&lead.picture.src)));
        if !story.byline.is_empty() {
            facts.insert("author".into(), story.byline.iter().map(|credit| self.writer(credit)).collect());
        }
        if !story.topics.is_empty() {
            facts.insert("keywords".into(), story.topics.iter().map(|topic| json!(topic.label)).collect());
        }
        facts.insert("publisher".into(), self.organisation());
        facts
    }

    fn writer(&self, credit: &Credit) -> Value {
        let mut facts = Map::new();
        facts.insert("@type".into(), json!("Person"));
        facts.insert("name".into(), json!(credit.name));
        put(&mut facts, "jobTitle", credit.role.clone());
        put(&mut facts, "url", credit.address.as_ref().map(|address| self.absolute(address)));
        if let Some(organisation) = &credit.affiliation {
            facts.insert("affiliation".into(), json!({"@type": "Organization", "name": organisation}));
        }
        Value::Object(facts)
    }
}

fn put(facts: &mut Map<String, Value>, name: &str, value: Option<String>) {
    if let Some(value) = value {
        facts.insert(name.into(), Value::String(value));
    }
}

/// The words of a short piece of the house's own markup. Only for machines: the result is escaped again where it goes.
fn plain(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => words.push(letter),
            _ => {}
        }
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::super::samples;

    #[test]
    fn an_article_states_what_the_page_shows() {
        let facts = samples::publisher().news_article(&samples::story(), "/open-ran/korea-clean-networks");
        assert_eq!(facts["@type"], "NewsArticle");
        assert_eq!(facts["url"], "https://backhaul.example/open-ran/korea-clean-networks");
        assert_eq!(facts["author"].as_array().map(Vec::len), Some(2));
        assert_eq!(facts["correction"][0]["@type"], "CorrectionComment");
        assert!(!facts["correction"][0]["text"].as_str().unwrap().contains('<'));
    }

    #[test]
    fn what_a_sponsor_paid_for_is_no_news_article() {
        let facts = samples::publisher().news_article(&samples::sponsored_story(), "/x");
        assert_eq!(facts["@type"], "AdvertiserContentArticle");
        assert!(facts["sponsor"]["name"].is_string());
    }
}
