//! Settings of a site: those that content reads, and where each stands in a site.

use platform::setting::{Form, Setting, said, say};
use serde_json::Value;

use crate::model::Site;
use crate::views::Accent;

/// Those that content reads.
pub(crate) const SETTINGS: &[Setting] = &[
    own("name", Form::Line, "the name on the masthead"),
    own("tagline", Form::Line, "the line under the name"),
    own("address", Form::Origin, "where the site is read; its host tells it from the other sites of the house"),
    own("language", Form::Language, "what it is written in, unless an item says otherwise"),
    own("time_zone", Form::Zone, "where its days begin and end; afterwards `masthead reindex` sorts the archive anew"),
    own("description", Form::Line, "one or two sentences on what it is, for search engines and feeds"),
    own("logo", Form::Picture, "the nameplate, in the place of the name"),
    own("icon", Form::Picture, "a square picture that icons are made of"),
    own("accent", Form::Word(&Accent::NAMES), "the colour of the house"),
    own("copyright", Form::Line, "who has the rights: the line at the foot of every page"),
    own("notice", Form::Line, "a line above the masthead of every page"),
    own("contact", Form::Mail, "where the newsroom is written to"),
    own("corrections_contact", Form::Contact, "where errors are reported, if elsewhere"),
    own("founded", Form::Day, "since when there is the publication"),
    own("handle", Form::Line, "its name on X, for cards"),
    own("same_as", Form::Webs, "its pages elsewhere, for search engines"),
    own("publishing_principles", Form::Page, "the page on its principles"),
    own("ethics_policy", Form::Page, "the page on its ethics"),
    own("corrections_policy", Form::Page, "the page on how it corrects"),
    own("verification_policy", Form::Page, "the page on how it checks facts"),
    own("unnamed_sources_policy", Form::Page, "the page on unnamed sources"),
    own("ownership", Form::Page, "the page on who owns and funds it"),
    own("staff_page", Form::Page, "the page on who makes it"),
];

const fn own(name: &'static str, form: Form, about: &'static str) -> Setting {
    Setting { name, form, about }
}

/// Settings that every site has: they can be another, never none.
pub(crate) fn is_needed(name: &str) -> bool {
    matches!(name, "name" | "address" | "language" | "time_zone")
}

/// What a site says under a name.
pub(crate) fn value_of(site: &Site, name: &str) -> Option<Value> {
    match name {
        "name" => Some(site.name.as_str().into()),
        "tagline" => site.tagline.as_deref().map(Value::from),
        "address" => Some(site.address.as_str().into()),
        "language" => Some(site.language.as_str().into()),
        "time_zone" => Some(site.time_zone.as_str().into()),
        _ => said(&site.fields, name).cloned(),
    }
}

/// Lets a site say something under a name, or nothing. What it needs and is not told stays.
pub(crate) fn set_value(site: &mut Site, name: &str, value: Option<Value>) {
    let place = match name {
        "name" => &mut site.name,
        "address" => &mut site.address,
        "language" => &mut site.language,
        "time_zone" => &mut site.time_zone,
        "tagline" => {
            site.tagline = value.as_ref().and_then(Value::as_str).map(str::to_owned);
            return;
        }
        _ => return say(&mut site.fields, name, value),
    };
    if let Some(text) = value.as_ref().and_then(Value::as_str) {
        text.clone_into(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::POLICIES;

    #[test]
    fn every_policy_can_be_set() {
        for (policy, _) in POLICIES {
            assert!(SETTINGS.iter().any(|setting| setting.name == policy), "{policy}");
        }
    }
}
