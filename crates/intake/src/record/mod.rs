//! One record: its kind, its key, and what it says. The kinds stand in the files beside this one.

pub mod item;
pub mod kept;
pub mod label;
pub mod media;
pub mod party;
pub mod place;
pub mod playing;
pub mod statement;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Map;
use item::Item;
use kept::{Comment, Event, Member, Other};
use label::{Format, Topic};
use media::Media;
use party::{Organisation, Person};
use place::{Front, Menu, Redirect, Section, Site};
use statement::Correction;

/// The kinds this crate knows, in the order an archive writes them, so that what is referred to comes before what
/// refers to it. Kinds not listed here follow at the end.
pub const KINDS: [&str; 15] = [
    "site",
    "organisation",
    "person",
    "section",
    "topic",
    "format",
    "media",
    "item",
    "correction",
    "event",
    "comment",
    "member",
    "redirect",
    "menu",
    "front",
];

/// One line of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Unique among the records of its kind and source, and the same at every export of the same publication.
    pub key: String,
    /// The publication that the key is of, where it is not the one that the header names.
    pub source: Option<String>,
    /// The key of the site that it is of, where the publication has several; none is the source's first.
    pub site: Option<String>,
    /// What the record says.
    pub matter: Matter,
}

/// What a record says, by kind.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant is named for the struct that it holds")]
pub enum Matter {
    Site(Site),
    Section(Section),
    Menu(Menu),
    Topic(Topic),
    Format(Format),
    Person(Person),
    Organisation(Organisation),
    Media(Media),
    Item(Box<Item>),
    Correction(Correction),
    Redirect(Redirect),
    Front(Front),
    Comment(Comment),
    Event(Box<Event>),
    Member(Member),
    Other(Other),
}

impl Record {
    /// A record of that matter under that key.
    pub fn new(key: impl Into<String>, matter: impl Into<Matter>) -> Self {
        Self { key: key.into(), source: None, site: None, matter: matter.into() }
    }

    /// The word in the line's `kind`.
    pub fn kind(&self) -> &str {
        self.matter.kind()
    }

    /// Where a record of this kind stands among the others of an archive: records written by rising rank refer to
    /// earlier ones only, save an item's `parent` and `related`, which may name a later item.
    pub fn rank(&self) -> usize {
        let kind = self.kind();
        KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len())
    }

    /// The record as a JSON object, `kind`, `key`, `source` and `site` among its fields.
    pub fn to_map(&self) -> Map {
        let mut map = self.matter.fields();
        map.insert("kind".to_owned(), Value::from(self.kind()));
        map.insert("key".to_owned(), Value::from(self.key.as_str()));
        for (name, word) in [("source", &self.source), ("site", &self.site)] {
            if let Some(word) = word {
                map.insert(name.to_owned(), Value::from(word.as_str()));
            }
        }
        map
    }

    /// Reads a JSON object as a record.
    ///
    /// # Errors
    /// A sentence that says which field is missing or wrong.
    pub fn from_map(mut map: Map) -> Result<Self, String> {
        let kind = take_word(&mut map, "kind")?;
        let key = take_word(&mut map, "key")?;
        // Whatever else than a word a kind that is not known here means by them stays its own.
        let mut word = |name: &str| match map.get(name) {
            Some(Value::String(word)) if !word.is_empty() => take_word(&mut map, name).ok(),
            _ => None,
        };
        let (source, site) = (word("source"), word("site"));
        let matter = Matter::from_fields(&kind, map)
            .map_err(|e| format!("the {kind} with the key {key:?} could not be read: {e}"))?;
        Ok(Self { key, source, site, matter })
    }
}

fn take_word(map: &mut Map, name: &str) -> Result<String, String> {
    match map.remove(name) {
        Some(Value::String(word)) if !word.is_empty() => Ok(word),
        Some(_) => Err(format!("its {name:?} is not a word")),
        None => Err(format!("it has no {name:?}")),
    }
}

macro_rules! kinds {
    ($($kind:literal => $variant:ident),* $(,)?) => {
        impl Matter {
            /// The word in the line's `kind`.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Other(other) => &other.kind,
                }
            }

            fn fields(&self) -> Map {
                match self {
                    $(Self::$variant(matter) => object(matter),)*
                    Self::Other(other) => other.fields.clone(),
                }
            }

            fn from_fields(kind: &str, map: Map) -> Result<Self, serde_json::Error> {
                match kind {
                    $($kind => from_object(map).map(Self::$variant),)*
                    _ => Ok(Self::Other(Other { kind: kind.to_owned(), fields: map })),
                }
            }
        }
    };
}

kinds! {
    "site" => Site, "section" => Section, "menu" => Menu, "topic" => Topic, "format" => Format,
    "person" => Person, "organisation" => Organisation, "media" => Media, "item" => Item,
    "correction" => Correction, "redirect" => Redirect, "front" => Front,
    "comment" => Comment, "event" => Event, "member" => Member,
}

macro_rules! into_matter {
    ($($kind:ident),*) => { $(
        impl From<$kind> for Matter {
            fn from(matter: $kind) -> Self { Self::$kind(matter) }
        }
    )* };
}
into_matter!(
    Site,
    Section,
    Menu,
    Topic,
    Format,
    Person,
    Organisation,
    Media,
    Correction,
    Redirect,
    Front,
    Comment,
    Member,
    Other
);

impl From<Item> for Matter {
    fn from(item: Item) -> Self {
        Self::Item(Box::new(item))
    }
}

impl From<Event> for Matter {
    fn from(event: Event) -> Self {
        Self::Event(Box::new(event))
    }
}

fn object<T: Serialize>(matter: &T) -> Map {
    match serde_json::to_value(matter) {
        Ok(Value::Object(map)) => map,
        _ => unreachable!("every kind is a struct whose maps have words for keys"),
    }
}

fn from_object<T: DeserializeOwned>(map: Map) -> Result<T, serde_json::Error> {
    serde_json::from_value(Value::Object(map))
}
