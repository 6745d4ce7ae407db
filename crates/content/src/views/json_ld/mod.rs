//! What a page says to machines in schema.org's words. Only facts that the page shows.
//!
//! Each statement stands by itself, and names what it shares with others by the same `@id`: the site is
//! `…/#website`, its publisher `…/#publisher`, a person their page and `#person`.

mod person;
mod place;
mod playing;
mod work;

use serde_json::{Map, Value, json};

pub use playing::{Heard, Watched};
pub use work::{Facts, Genre, OpenTo};

use super::{Picture, ShareImage};
use crate::media::plain_size;

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
    /// What else the house says of itself.
    pub house: HouseFacts,
}

/// What a house says of itself in its settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HouseFacts {
    /// One or two sentences.
    pub description: Option<String>,
    /// Its pages elsewhere, whole.
    pub same_as: Vec<String>,
    /// The year or day that it was founded on.
    pub founded: Option<String>,
    /// An e-mail address of the newsroom.
    pub contact: Option<String>,
    /// Policies, each by schema.org's name for it, with the address of its page.
    pub policies: Vec<(&'static str, String)>,
}

/// The policies that a house may have a page on: its setting, and schema.org's name.
pub const POLICIES: [(&str, &str); 7] = [
    ("publishing_principles", "publishingPrinciples"),
    ("ethics_policy", "ethicsPolicy"),
    ("corrections_policy", "correctionsPolicy"),
    ("verification_policy", "verificationFactCheckingPolicy"),
    ("unnamed_sources_policy", "unnamedSourcesPolicy"),
    ("ownership", "ownershipFundingInfo"),
    ("staff_page", "masthead"),
];

impl Publisher {
    /// `WebSite` and the organisation behind it, for the front page.
    pub fn web_site(&self) -> Value {
        let mut facts = statement("WebSite");
        facts.insert("@id".into(), json!(self.site_id()));
        facts.insert("name".into(), json!(self.name));
        facts.insert("url".into(), json!(self.absolute("/")));
        facts.insert("inLanguage".into(), json!(self.lang));
        put(&mut facts, "description", self.house.description.clone());
        facts.insert("publisher".into(), Value::Object(self.whole_organisation()));
        Value::Object(facts)
    }

    /// An address with the site's origin, unless it has one.
    pub fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') { format!("{}{address}", self.origin) } else { address.to_owned() }
    }

    fn site_id(&self) -> String {
        self.absolute("/#website")
    }

    /// The site, as a page names what it is part of.
    fn site(&self) -> Value {
        json!({"@type": "WebSite", "@id": self.site_id(), "name": self.name, "url": self.absolute("/")})
    }

    /// The organisation, as every work names it.
    fn organisation(&self) -> Map<String, Value> {
        let mut facts = Map::new();
        facts.insert("@type".into(), json!("NewsMediaOrganization"));
        facts.insert("@id".into(), json!(self.absolute("/#publisher")));
        facts.insert("name".into(), json!(self.name));
        facts.insert("url".into(), json!(self.absolute("/")));
        if let Some(logo) = &self.logo {
            facts.insert("logo".into(), self.image(logo));
        }
        facts
    }

    /// The organisation with all that it says of itself.
    fn whole_organisation(&self) -> Map<String, Value> {
        let mut facts = self.organisation();
        put(&mut facts, "description", self.house.description.clone());
        put(&mut facts, "foundingDate", self.house.founded.clone());
        if !self.house.same_as.is_empty() {
            facts.insert("sameAs".into(), json!(self.house.same_as));
        }
        if let Some(email) = &self.house.contact {
            let contact = json!({"@type": "ContactPoint", "contactType": "newsroom", "email": email});
            facts.insert("contactPoint".into(), contact);
        }
        // The corrections themselves are policy enough for a house that has not written one.
        facts.insert("correctionsPolicy".into(), json!(self.absolute("/corrections")));
        for (name, address) in &self.house.policies {
            facts.insert((*name).into(), json!(self.absolute(address)));
        }
        facts
    }

    fn image(&self, picture: &Picture) -> Value {
        let (width, height) = plain_size(picture);
        let mut facts = Map::new();
        facts.insert("@type".into(), json!("ImageObject"));
        facts.insert("url".into(), json!(self.absolute(&picture.src)));
        facts.insert("width".into(), json!(width));
        facts.insert("height".into(), json!(height));
        Value::Object(facts)
    }

    fn shared_image(&self, picture: &ShareImage) -> Value {
        json!({
            "@type": "ImageObject",
            "url": self.absolute(&picture.address),
            "width": picture.width,
            "height": picture.height,
        })
    }
}

/// A statement that stands by itself.
fn statement(kind: impl Into<Value>) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("@context".into(), json!("https://schema.org"));
    facts.insert("@type".into(), kind.into());
    facts
}

fn put(facts: &mut Map<String, Value>, name: &str, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        facts.insert(name.into(), Value::String(value));
    }
}

/// Puts a list of names, pictures or works, where there are any.
fn put_all(facts: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        facts.insert(name.into(), Value::Array(values));
    }
}

/// The words of a piece of the house's own markup. Only for machines: the result is escaped again where it goes.
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
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    words.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A length as machines write it: `PT12M40S`.
fn duration(seconds: u32) -> String {
    let (hours, minutes, left) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let part = |number: u32, unit: &str| if number == 0 { String::new() } else { format!("{number}{unit}") };
    match seconds {
        0 => "PT0S".to_owned(),
        _ => format!("PT{}{}{}", part(hours, "H"), part(minutes, "M"), part(left, "S")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn the_front_page_says_whose_it_is() {
        let house = HouseFacts {
            policies: vec![("correctionsPolicy", "/how-we-correct".into()), ("ethicsPolicy", "/ethics".into())],
            ..HouseFacts::default()
        };
        let facts = Publisher { house, ..samples::publisher() }.web_site();
        assert_eq!(facts["@id"], "https://backhaul.example/#website");
        assert_eq!(facts["publisher"]["@id"], "https://backhaul.example/#publisher");
        assert_eq!(facts["publisher"]["correctionsPolicy"], "https://backhaul.example/how-we-correct");
        assert_eq!(facts["publisher"]["ethicsPolicy"], "https://backhaul.example/ethics");
        let bare = samples::publisher().web_site();
        assert_eq!(bare["publisher"]["correctionsPolicy"], "https://backhaul.example/corrections");
    }

    #[test]
    fn lengths_are_written_for_machines() {
        for (seconds, written) in [(0, "PT0S"), (8, "PT8S"), (760, "PT12M40S"), (3600, "PT1H"), (3723, "PT1H2M3S")] {
            assert_eq!(duration(seconds), written);
        }
        assert_eq!(plain("<p>AT&amp;T &lt;b&gt;</p>\n<p>two</p>"), "AT&T <b> two");
    }
}
