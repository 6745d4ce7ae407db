//! Where a page lies, and lists: crumbs, collections, corrections, pages that stand by themselves.

use serde_json::{Value, json};

use super::{Publisher, plain, put, statement};
use crate::views::{Card, CorrectionEntry, Link, Page};

impl Publisher {
    /// `BreadcrumbList`; the page itself comes last.
    pub fn breadcrumbs(&self, crumbs: &[Link], here: &str, address: &str) -> Value {
        let here = Link::new(here, address);
        let places: Vec<Value> = crumbs
            .iter()
            .chain([&here])
            .zip(1..)
            .map(|(crumb, position)| {
                let place = json!({"@id": self.absolute(&crumb.address)});
                json!({"@type": "ListItem", "position": position, "name": crumb.label, "item": place})
            })
            .collect();
        let mut facts = statement("BreadcrumbList");
        facts.insert("itemListElement".into(), Value::Array(places));
        Value::Object(facts)
    }

    /// `CollectionPage` for fronts, topics, parts of the archive.
    pub fn collection(&self, name: &str, address: &str, cards: &[Card]) -> Value {
        self.list("CollectionPage", (name, address), self.places(cards))
    }

    /// `SearchResultsPage` for what was asked; a page of answers tells them in their order.
    pub fn search_results(&self, name: &str, address: &str, cards: &[Card]) -> Value {
        self.list("SearchResultsPage", (name, address), self.places(cards))
    }

    fn places(&self, cards: &[Card]) -> Vec<Value> {
        let places = cards.iter().zip(1..).map(|(card, position)| {
            let url = self.absolute(&card.address);
            json!({"@type": "ListItem", "position": position, "url": url, "name": card.headline})
        });
        places.collect()
    }

    /// `CollectionPage` of links, for an index.
    pub fn index(&self, name: &str, address: &str, links: &[Link]) -> Value {
        let places = links.iter().zip(1..).map(|(link, position)| {
            let url = self.absolute(&link.address);
            json!({"@type": "ListItem", "position": position, "url": url, "name": link.label})
        });
        self.list("CollectionPage", (name, address), places.collect())
    }

    /// `CollectionPage` of corrections, each with what it corrects.
    pub fn corrections(&self, address: &str, entries: &[CorrectionEntry]) -> Value {
        let places = entries.iter().zip(1..).map(|(entry, position)| {
            let url = self.absolute(&entry.item.address);
            json!({
                "@type": "ListItem",
                "position": position,
                "item": {
                    "@type": "CorrectionComment",
                    "datePublished": entry.note.made.iso,
                    "text": plain(&entry.note.text.0),
                    "about": {
                        "@type": "NewsArticle", "@id": format!("{url}#item"), "headline": entry.item.label, "url": url,
                    },
                },
            })
        });
        self.list("CollectionPage", ("Corrections", address), places.collect())
    }

    /// `AboutPage`, `ContactPage` or `WebPage` for a page that stands by itself.
    pub fn page(&self, page: &Page, address: &str, lang: Option<&str>) -> Value {
        let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let kind = match last {
            "about" | "about-us" => "AboutPage",
            "contact" | "contact-us" => "ContactPage",
            _ => "WebPage",
        };
        let mut facts = statement(kind);
        let here = self.absolute(address);
        facts.insert("@id".into(), json!(here));
        facts.insert("url".into(), json!(here));
        facts.insert("name".into(), json!(page.headline));
        facts.insert("inLanguage".into(), json!(lang.unwrap_or(&self.lang)));
        facts.insert("isPartOf".into(), self.site());
        put(&mut facts, "description", page.standfirst.clone());
        put(&mut facts, "dateModified", page.updated.as_ref().map(|moment| moment.iso.clone()));
        if kind == "AboutPage" {
            facts.insert("mainEntity".into(), Value::Object(self.whole_organisation()));
        }
        facts.insert("publisher".into(), Value::Object(self.organisation()));
        Value::Object(facts)
    }

    fn list(&self, kind: &str, (name, address): (&str, &str), places: Vec<Value>) -> Value {
        let mut facts = statement(kind);
        let here = self.absolute(address);
        facts.insert("@id".into(), json!(here));
        facts.insert("name".into(), json!(name));
        facts.insert("url".into(), json!(here));
        facts.insert("inLanguage".into(), json!(self.lang));
        facts.insert("isPartOf".into(), self.site());
        if !places.is_empty() {
            let list = json!({"@type": "ItemList", "numberOfItems": places.len(), "itemListElement": places});
            facts.insert("mainEntity".into(), list);
        }
        Value::Object(facts)
    }
}

#[cfg(test)]
mod tests {
    use crate::views::samples;

    #[test]
    fn the_page_itself_is_the_last_crumb() {
        let story = samples::story();
        let facts = samples::publisher().breadcrumbs(&samples::crumbs(&story), &story.headline, "/open-ran/korea");
        let places = facts["itemListElement"].as_array().unwrap();
        assert_eq!(places.len(), 3);
        assert_eq!(places[2]["item"]["@id"], "https://backhaul.example/open-ran/korea");
    }

    #[test]
    fn corrections_name_what_they_correct() {
        let facts = samples::publisher().corrections("/corrections", &samples::corrections());
        let first = &facts["mainEntity"]["itemListElement"][0]["item"];
        assert_eq!(first["@type"], "CorrectionComment");
        assert!(first["about"]["url"].as_str().unwrap().starts_with("https://backhaul.example/"));
        assert_eq!(samples::publisher().corrections("/corrections", &[]).get("mainEntity"), None);
    }
}
