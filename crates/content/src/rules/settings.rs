//! Settings of a site: those that content reads, and where each stands in a site.

use platform::setting::{Form, Setting, said, say};
use serde_json::Value;

use crate::model::Site;
use crate::views::Accent;

/// Those that content reads.
pub(crate) const SETTINGS: &[Setting] = &[
    Setting::new("name", Form::Line, "the name on the masthead"),
    Setting::new("tagline", Form::Line, "the line under the name"),
    Setting::new(
        "address",
        Form::Origin,
        "where the site is read; its host tells it from the other sites of the house",
    ),
    Setting::new("language", Form::Language, "what it is written in, unless an item says otherwise"),
    Setting::new(
        "time_zone",
        Form::Zone,
        "where its days begin and end; afterwards `masthead reindex` sorts the archive anew",
    ),
    Setting::new("description", Form::Line, "one or two sentences on what it is, for search engines and feeds"),
    Setting::new("logo", Form::Picture, "the nameplate, in the place of the name"),
    Setting::new("icon", Form::Picture, "a square picture that icons are made of"),
    Setting::new("accent", Form::Word(&Accent::NAMES), "the colour of the house"),
    Setting::new("copyright", Form::Line, "who has the rights: the line at the foot of every page"),
    Setting::new("notice", Form::Line, "a line above the masthead of every page"),
    Setting::new("contact", Form::Mail, "where the newsroom is written to"),
    Setting::new("corrections_contact", Form::Contact, "where errors are reported, if elsewhere"),
    Setting::new("founded", Form::Day, "since when there is the publication"),
    Setting::new("handle", Form::Line, "its name on X, for cards"),
    Setting::new("same_as", Form::Webs, "its pages elsewhere, for search engines"),
    Setting::new("publishing_principles", Form::Page, "the page on its principles"),
    Setting::new("ethics_policy", Form::Page, "the page on its ethics"),
    Setting::new("corrections_policy", Form::Page, "the page on how it corrects"),
    Setting::new("verification_policy", Form::Page, "the page on how it checks facts"),
    Setting::new("unnamed_sources_policy", Form::Page, "the page on unnamed sources"),
    Setting::new("ownership", Form::Page, "the page on who owns and funds it"),
    Setting::new("staff_page", Form::Page, "the page on who makes it"),
];

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
