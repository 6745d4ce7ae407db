//! What changes of the log touch of what is found. Decided from the log alone.

use std::collections::BTreeSet;

use content::model::ItemId;
use content::store::touched::Named;
use kit::Uuid;
use platform::changes::Logged;
use serde_json::Value;

/// What has to be read again after some changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// These items.
    pub(crate) items: BTreeSet<ItemId>,
    /// All items that one of these stands on.
    pub(crate) names: BTreeSet<Named>,
    /// All items of the house: the index is made anew.
    pub(crate) everything: bool,
}

/// Changes whose subject is not found by any word of theirs, however often they come.
const SILENT: [&str; 6] = ["RevisionSaved", "StaleSaveKept", "ItemMoved", "ItemScheduled", "MediaKept", "RedirectMade"];

/// What these changes touch. A kind that is not known is taken for one that matters to its subject.
pub(crate) fn touched(changes: &[Logged]) -> Touched {
    let mut touched = Touched::default();
    for change in changes {
        match change.kind.as_str() {
            // The language and the clock of a site are those of all its items.
            "ListsRebuilt" | "SiteLocaleChanged" => touched.everything = true,
            "RecordsTaken" => take_records(&mut touched, &change.detail),
            kind if SILENT.contains(&kind) => {}
            _ => touched.items.extend(change.subject.map(ItemId::from_uuid)),
        }
    }
    touched
}

/// What records of an import became, by their kinds. A change that does not say could have touched anything.
fn take_records(touched: &mut Touched, detail: &Value) {
    let Some(became) = detail.get("became").and_then(Value::as_object) else {
        touched.everything = true;
        return;
    };
    for (kind, ids) in became {
        let ids = ids.as_array().into_iter().flatten().filter_map(|id| id.as_str()?.parse::<Uuid>().ok());
        match kind.as_str() {
            "item" => touched.items.extend(ids.map(ItemId::from_uuid)),
            "person" => touched.names.extend(ids.map(Named::Person)),
            "organisation" => touched.names.extend(ids.map(Named::Organisation)),
            "topic" => touched.names.extend(ids.map(Named::Topic)),
            "section" => touched.names.extend(ids.map(Named::Section)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::changes::Logged;
    use serde_json::json;

    use super::*;

    fn change(kind: &str, subject: Option<u128>, detail: Value) -> Logged {
        Logged {
            seq: 1,
            at: kit::Timestamp::UNIX_EPOCH,
            kind: kind.into(),
            subject: subject.map(Uuid::from_u128),
            actor: "editor".into(),
            tags: kit::Tags::new(),
            detail,
        }
    }

    #[test]
    fn subjects_are_read_again_unless_their_words_stayed() {
        let changes = [
            change("ItemPublished", Some(1), Value::Null),
            change("SomethingNew", Some(2), Value::Null),
            change("MediaKept", Some(3), Value::Null),
        ];
        let items = [1, 2].map(|id| ItemId::from_uuid(Uuid::from_u128(id)));
        assert_eq!(touched(&changes), Touched { items: items.into(), ..Touched::default() });
    }

    #[test]
    fn an_import_names_what_it_brought() {
        let [item, person] = [1, 2].map(Uuid::from_u128);
        let became = json!({ "became": { "item": [item], "person": [person], "menu": [item], "site": [item] } });
        let touched_by = touched(&[change("RecordsTaken", None, became)]);
        assert_eq!(touched_by.items, [ItemId::from_uuid(item)].into());
        assert_eq!(touched_by.names, [Named::Person(person)].into());
        assert!(!touched_by.everything);
        assert!(touched(&[change("RecordsTaken", None, json!({ "run": item }))]).everything);
        assert!(touched(&[change("ListsRebuilt", None, Value::Null)]).everything);
        assert!(touched(&[change("SiteLocaleChanged", Some(3), Value::Null)]).everything);
    }
}
