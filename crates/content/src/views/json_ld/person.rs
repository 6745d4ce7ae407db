//! Who somebody is.

use serde_json::{Map, Value, json};

use super::{Publisher, plain, put, put_all, statement};
use crate::views::AuthorBox;

impl Publisher {
    /// `ProfilePage` for an author's page.
    pub fn person(&self, person: &AuthorBox, address: &str) -> Value {
        let page = self.absolute(address);
        let mut about = Map::new();
        about.insert("@type".into(), json!("Person"));
        about.insert("@id".into(), json!(format!("{page}#person")));
        about.insert("name".into(), json!(person.name));
        about.insert("url".into(), json!(page));
        put(&mut about, "jobTitle", person.role.clone());
        put(&mut about, "description", person.biography.as_ref().map(|words| plain(&words.0)));
        if let Some(portrait) = &person.portrait {
            about.insert("image".into(), self.image(portrait));
        }
        if let Some(organisation) = &person.affiliation {
            about.insert("worksFor".into(), json!({"@type": "Organization", "name": organisation}));
        }
        let elsewhere = person.links.iter().map(|link| link.address.as_str()).filter(|link| link.starts_with("http"));
        put_all(&mut about, "sameAs", elsewhere.map(|link| json!(link)).collect());

        let mut facts = statement("ProfilePage");
        facts.insert("@id".into(), json!(page));
        facts.insert("url".into(), json!(page));
        facts.insert("name".into(), json!(person.name));
        facts.insert("inLanguage".into(), json!(self.lang));
        facts.insert("isPartOf".into(), self.site());
        facts.insert("mainEntity".into(), Value::Object(about));
        Value::Object(facts)
    }
}

#[cfg(test)]
mod tests {
    use crate::views::samples;

    #[test]
    fn a_profile_is_of_the_person_that_items_name() {
        let facts = samples::publisher().person(&samples::author(), "/author/maya-lindqvist");
        assert_eq!(facts["mainEntity"]["@id"], "https://backhaul.example/author/maya-lindqvist#person");
        assert!(facts["mainEntity"]["sameAs"].as_array().unwrap().iter().all(|link| link.is_string()));
    }
}
