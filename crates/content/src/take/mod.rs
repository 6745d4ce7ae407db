//! Content from imports: what each kind of record becomes.

mod body;
mod bylines;
mod items;
mod keys;
mod labels;
mod media;
mod menus;
mod places;
mod standing;
mod statements;

use intake::{Matter, Record};
use kit::{Id, Slug};
use platform::records::Taker;

use crate::rules::address;

/// Who acts when an import does.
pub(crate) const ACTOR: &str = "import";

/// The kinds that content takes.
pub(crate) fn takers() -> Vec<Taker> {
    vec![
        Taker { kind: "site", take: places::take_sites, examine: nothing },
        Taker { kind: "section", take: places::take_sections, examine: nothing },
        Taker { kind: "topic", take: labels::take_topics, examine: nothing },
        Taker { kind: "format", take: labels::take_formats, examine: nothing },
        Taker { kind: "media", take: media::take_media, examine: nothing },
        Taker { kind: "item", take: items::take_items, examine: examine_item },
        Taker { kind: "correction", take: statements::take_corrections, examine: nothing },
        Taker { kind: "menu", take: menus::take_menus, examine: nothing },
    ]
}

fn nothing(_: &Record) -> Vec<String> {
    Vec::new()
}

/// What of an item cannot be carried, as far as the record alone tells.
fn examine_item(record: &Record) -> Vec<String> {
    let Matter::Item(item) = &record.matter else { return Vec::new() };
    let at = body::Written { source: "", base: None, key: &record.key, attached: &item.attached };
    let mut remarks = body::read(item.body.as_ref(), at).1;
    if item.headline.trim().is_empty() {
        remarks.push("it has no headline; its slug or first words stand in for it".to_owned());
    }
    let bad = item.address.as_deref().filter(|said| address::kept(said).is_none_or(|said| address::is_reserved(&said)));
    remarks.extend(bad.map(|said| format!("its address {said:?} cannot be an item's; it gets another")));
    remarks
}

/// A slug as given, or made from a name, or from the key, or from the id's digits.
fn slug_for<Noun>(given: Option<&str>, name: &str, key: &str, id: Id<Noun>) -> Slug {
    given
        .and_then(|slug| Slug::parse(slug).ok())
        .or_else(|| Slug::from_text(name))
        .or_else(|| Slug::from_text(key))
        .unwrap_or_else(|| Slug::parse(id.uuid().simple().to_string()).expect("digits are a slug"))
}

/// A text that says something.
fn said(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
