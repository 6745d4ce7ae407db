//! Something to read, and what it has in common with what is watched and heard.

use serde_json::{Map, Value, json};

use super::{Publisher, duration, plain, put, put_all, statement};
use crate::views::{AuthorBox, Credit, ShareImage, Signed, Story};

/// What machines are told of an item beside what its page shows as words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Where it is read.
    pub address: String,
    /// BCP 47 language, where it is not the site's.
    pub lang: Option<String>,
    /// Words in its body.
    pub words: u32,
    /// What kind of journalism it is, as far as its format says.
    pub genre: Genre,
    /// Who may read it.
    pub open_to: OpenTo,
    /// The whole address of the original, where this is a copy.
    pub original: Option<String>,
    /// The picture shown when it is shared.
    pub share: Option<ShareImage>,
    /// How long it runs.
    pub seconds: Option<u32>,
}

/// Kinds of journalism that schema.org has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Genre {
    /// No more is known than that it is journalism.
    #[default]
    Plain,
    /// News, reported.
    Report,
    /// What news means.
    Analysis,
    /// What somebody thinks of it.
    Opinion,
    /// What one needs to know to understand it.
    Background,
    /// What something is worth.
    Review,
}

impl Genre {
    /// What a format is sure to be, by its word. Words that houses use for several things are none.
    pub fn of_format(slug: &str) -> Self {
        match slug {
            "news" | "report" | "breaking-news" => Genre::Report,
            "analysis" | "news-analysis" => Genre::Analysis,
            "opinion" | "column" | "commentary" | "comment" | "editorial" | "op-ed" | "guest-perspective" => {
                Genre::Opinion
            }
            "explainer" | "background" | "backgrounder" => Genre::Background,
            "review" => Genre::Review,
            _ => Genre::Plain,
        }
    }

    /// schema.org's types. Programs that know no finer ones know the first.
    fn types(self) -> Value {
        let finer = match self {
            Genre::Plain => return json!("NewsArticle"),
            Genre::Report => "ReportageNewsArticle",
            Genre::Analysis => "AnalysisNewsArticle",
            Genre::Opinion => "OpinionNewsArticle",
            Genre::Background => "BackgroundNewsArticle",
            Genre::Review => "ReviewNewsArticle",
        };
        json!(["NewsArticle", finer])
    }
}

/// Who may read the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OpenTo {
    /// Everybody.
    #[default]
    Everybody,
    /// Those who are registered or pay; others see how it begins.
    Some,
}

impl Publisher {
    /// `NewsArticle`, or a finer type, for something to read.
    pub fn news_article(&self, story: &Story, about: &Facts) -> Value {
        let mut facts = self.work(about.genre.types(), story, about);
        put(&mut facts, "articleSection", story.section.as_ref().map(|section| section.name.clone()));
        put(&mut facts, "genre", story.format.as_ref().map(|format| format.label.clone()));
        if about.words > 0 {
            facts.insert("wordCount".into(), json!(about.words));
        }
        let notes = story.corrections.iter().map(
            |note| json!({"@type": "CorrectionComment", "datePublished": note.made.iso, "text": plain(&note.text.0)}),
        );
        put_all(&mut facts, "correction", notes.collect());
        if let Some(sponsor) = &story.sponsor {
            facts.insert("@type".into(), json!("AdvertiserContentArticle"));
            facts.insert("sponsor".into(), json!({"@type": "Organization", "name": sponsor.label}));
        }
        Value::Object(facts)
    }

    /// What every work has: headline, dates, authors, pictures, publisher, who may read it.
    pub(super) fn work(&self, kind: Value, story: &Story, about: &Facts) -> Map<String, Value> {
        let mut facts = statement(kind);
        let here = self.absolute(&about.address);
        facts.insert("@id".into(), json!(format!("{here}#item")));
        facts.insert("headline".into(), json!(story.headline));
        facts.insert("url".into(), json!(here));
        facts.insert("mainEntityOfPage".into(), json!({"@type": "WebPage", "@id": here}));
        facts.insert("inLanguage".into(), json!(about.lang.as_ref().unwrap_or(&self.lang)));
        facts.insert("isPartOf".into(), self.site());
        put(&mut facts, "description", story.standfirst.clone());
        put(&mut facts, "datePublished", story.published.as_ref().map(|moment| moment.iso.clone()));
        let modified = story.updated.as_ref().or(story.published.as_ref());
        put(&mut facts, "dateModified", modified.map(|moment| moment.iso.clone()));
        put(&mut facts, "isBasedOn", about.original.clone());
        put_all(&mut facts, "image", self.images(story, about));
        let mut authors: Vec<Value> = story.byline.iter().map(|credit| self.writer(credit, &story.authors)).collect();
        if authors.is_empty() {
            // What nobody signed is the publication's own word.
            authors.push(Value::Object(self.organisation()));
        }
        put_all(&mut facts, "author", authors);
        put_all(&mut facts, "keywords", story.topics.iter().map(|topic| json!(topic.label)).collect());
        facts.insert("publisher".into(), Value::Object(self.organisation()));
        match about.open_to {
            OpenTo::Everybody => facts.insert("isAccessibleForFree".into(), json!(true)),
            OpenTo::Some => {
                let part =
                    json!({"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".story .body"});
                facts.insert("hasPart".into(), part);
                facts.insert("isAccessibleForFree".into(), json!(false))
            }
        };
        facts
    }

    /// The picture over it with its words, and the one that is shown where it is shared.
    fn images(&self, story: &Story, about: &Facts) -> Vec<Value> {
        let lead = story.lead.as_ref().map(|lead| {
            let mut image = self.image(&lead.picture);
            if let Some(facts) = image.as_object_mut() {
                put(facts, "caption", lead.caption.clone());
                put(facts, "creditText", lead.credit.clone());
            }
            image
        });
        lead.into_iter().chain(about.share.as_ref().map(|share| self.shared_image(share))).collect()
    }

    /// Who signed it; of those whom the page says more of, where else they are found.
    fn writer(&self, credit: &Credit, known: &[AuthorBox]) -> Value {
        let mut facts = Map::new();
        let kind = match credit.signed {
            Signed::Person => "Person",
            Signed::Organisation => "Organization",
        };
        facts.insert("@type".into(), json!(kind));
        let page = credit.address.as_ref().map(|address| self.absolute(address));
        put(&mut facts, "@id", page.as_ref().map(|page| format!("{page}#person")));
        facts.insert("name".into(), json!(credit.name));
        put(&mut facts, "url", page);
        if credit.signed == Signed::Person {
            put(&mut facts, "jobTitle", credit.role.clone());
            if let Some(organisation) = &credit.affiliation {
                facts.insert("affiliation".into(), json!({"@type": "Organization", "name": organisation}));
            }
        }
        let person = known.iter().find(|person| person.address.is_some() && person.address == credit.address);
        let links = person.into_iter().flat_map(|person| &person.links).map(|link| &link.address);
        put_all(&mut facts, "sameAs", links.filter(|link| link.starts_with("http")).map(|link| json!(link)).collect());
        Value::Object(facts)
    }

    /// How long it runs, where that is known.
    pub(super) fn length(facts: &mut Map<String, Value>, seconds: Option<u32>) {
        put(facts, "duration", seconds.filter(|seconds| *seconds > 0).map(duration));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::samples;

    fn about() -> Facts {
        Facts { address: "/open-ran/korea-clean-networks".into(), words: 640, ..Facts::default() }
    }

    #[test]
    fn an_article_states_what_the_page_shows() {
        let facts = samples::publisher().news_article(&samples::story(), &about());
        assert_eq!(facts["@type"], "NewsArticle");
        assert_eq!(facts["url"], "https://backhaul.example/open-ran/korea-clean-networks");
        assert_eq!(facts["author"].as_array().map(Vec::len), Some(2));
        assert_eq!(facts["wordCount"], 640);
        assert_eq!(facts["correction"][0]["@type"], "CorrectionComment");
        assert!(!facts["correction"][0]["text"].as_str().unwrap().contains('<'));
        assert_eq!(facts["isAccessibleForFree"], true);
        assert_eq!(facts.get("hasPart"), None);
    }

    #[test]
    fn a_format_that_is_sure_names_a_finer_type() {
        let of = |slug| {
            let about = Facts { genre: Genre::of_format(slug), ..about() };
            samples::publisher().news_article(&samples::story(), &about)["@type"].clone()
        };
        assert_eq!(of("news-analysis"), json!(["NewsArticle", "AnalysisNewsArticle"]));
        assert_eq!(of("opinion"), json!(["NewsArticle", "OpinionNewsArticle"]));
        assert_eq!(of("q-and-a"), json!("NewsArticle"));
    }

    #[test]
    fn what_a_sponsor_paid_for_is_no_news_article() {
        let facts = samples::publisher().news_article(&samples::sponsored_story(), &about());
        assert_eq!(facts["@type"], "AdvertiserContentArticle");
        assert!(facts["sponsor"]["name"].is_string());
    }

    #[test]
    fn what_is_not_for_everybody_says_which_part() {
        let about = Facts { open_to: OpenTo::Some, ..about() };
        let facts = samples::publisher().news_article(&samples::story(), &about);
        assert_eq!(facts["isAccessibleForFree"], false);
        assert_eq!(facts["hasPart"]["cssSelector"], ".story .body");
    }

    #[test]
    fn what_nobody_signed_is_the_publications() {
        let unsigned = Story { byline: Vec::new(), ..samples::story() };
        let facts = samples::publisher().news_article(&unsigned, &about());
        assert_eq!(facts["author"][0]["@id"], "https://backhaul.example/#publisher");
    }

    #[test]
    fn a_copy_names_its_original_and_its_own_language() {
        let original = Some("https://elsewhere.example/story".to_owned());
        let about = Facts { original, lang: Some("ko".into()), ..about() };
        let facts = samples::publisher().news_article(&samples::story(), &about);
        assert_eq!(facts["isBasedOn"], "https://elsewhere.example/story");
        assert_eq!(facts["inLanguage"], "ko");
    }
}
