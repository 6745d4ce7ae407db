//! Pictures that the house draws itself: the card that is shown where a page is shared, and the cover that stands where a
//! layout wants a picture and the item has none.
//!
//! Pure: what is drawn, and where it is had. An address holds all that the drawing depends on, or its fingerprint, so
//! what stands there never changes.

use darkroom::{CARD_SIZE, Colour, Developed, Format, Refusal, Rendition, Size};
use kit::Uuid;
use people::PersonId;

use super::address::STAMPS;
use super::letters::HouseLetters;
use crate::model::{ItemId, SectionId, SiteId, TopicId};
use crate::views::{Accent, Focus, Picture, Source};

/// Counts the ways in which the house has drawn. Other drawings get other addresses.
const DRAWING: u8 = 1;
/// Digits of the fingerprint that stand in an address.
const DIGITS: usize = 16;
/// Widths in which covers are had, narrow ones first. The widest is the size they are drawn in.
const WIDTHS: [u32; 3] = [320, 640, 1280];
/// The shape of covers, as pictures of films have it.
const COVER: Size = Size::new(1280, 720);

/// Whose page a card is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardOf {
    /// An item's.
    Item(ItemId),
    /// The front page, and every page that has no card of its own.
    Site(SiteId),
    /// A section's front.
    Section(SectionId),
    /// A topic's.
    Topic(TopicId),
    /// A person's.
    Person(PersonId),
}

impl CardOf {
    /// What `/media/card/{place}/{id}` names.
    pub(super) fn named(place: &str, id: Uuid) -> Option<Self> {
        match place {
            "site" => Some(Self::Site(SiteId::from_uuid(id))),
            "section" => Some(Self::Section(SectionId::from_uuid(id))),
            "topic" => Some(Self::Topic(TopicId::from_uuid(id))),
            "author" => Some(Self::Person(PersonId::from_uuid(id))),
            _ => None,
        }
    }

    /// What stands before the id in its address.
    fn place(self) -> &'static str {
        match self {
            Self::Item(_) => "",
            Self::Site(_) => "site/",
            Self::Section(_) => "section/",
            Self::Topic(_) => "topic/",
            Self::Person(_) => "author/",
        }
    }

    pub(super) fn id(self) -> Uuid {
        match self {
            Self::Item(id) => id.uuid(),
            Self::Site(id) => id.uuid(),
            Self::Section(id) => id.uuid(),
            Self::Topic(id) => id.uuid(),
            Self::Person(id) => id.uuid(),
        }
    }
}

/// What stands on the card of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingCard {
    /// Whose card it is.
    pub of: CardOf,
    /// The publication's name.
    pub brand: String,
    /// Section, or who paid.
    pub label: Option<String>,
    /// The headline, or the name of what the page is of.
    pub headline: String,
    /// Names and date, or the site's host.
    pub signature: Option<String>,
    /// Its section's colour.
    pub accent: Accent,
    /// What it is set in.
    pub letters: HouseLetters,
}

impl SharingCard {
    /// Where it is had.
    pub fn address(&self) -> String {
        format!("/media/card/{}{}/{}", self.of.place(), self.of.id().simple(), self.name())
    }

    /// The last part of its address.
    pub(super) fn name(&self) -> String {
        let mut hash = blake3::Hasher::new();
        let none = String::new();
        let (label, signature) = (self.label.as_ref().unwrap_or(&none), self.signature.as_ref().unwrap_or(&none));
        for part in [&self.brand, label, &self.headline, signature] {
            // The length before each: no two cards give the same row of bytes.
            hash.update(&part.len().to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(self.accent.name().as_bytes());
        hash.update(&[DRAWING]);
        hash.update(self.letters.print().as_bytes());
        format!("{}.png", &hash.finalize().to_hex()[..DIGITS])
    }

    /// Draws it.
    pub(super) fn draw(&self) -> Result<Developed, Refusal> {
        let card = darkroom::Card {
            brand: &self.brand,
            label: self.label.as_deref(),
            headline: &self.headline,
            signature: self.signature.as_deref(),
            cover: cover(self.of.id(), self.accent),
        };
        darkroom::card(&card, self.letters.letters()).develop(&Rendition::whole(CARD_SIZE.width, Format::Png))
    }
}

/// An item's cover in all its renditions. It decorates: the headline beside it says what the item is about.
pub fn cover_picture(item: ItemId, accent: Accent) -> Picture {
    let address = |width: u32, format: Format| {
        let name = CoverCopy { accent, width, format }.name();
        format!("/media/cover/{}/{name}", item.uuid().simple())
    };
    let set = |format: Format| WIDTHS.map(|width| format!("{} {width}w", address(width, format))).join(", ");
    Picture {
        src: address(COVER.width, Format::Png),
        srcset: set(Format::Png),
        large: None,
        sources: vec![Source { media_type: Format::Webp.media_type().to_owned(), srcset: set(Format::Webp) }],
        width: COVER.width,
        height: COVER.height,
        alt: String::new(),
        focus: Focus::Centre,
    }
}

/// The stamps of an item's cover, for who has less room than pages: where each is had, and how wide it is.
pub fn cover_stamps(item: ItemId, accent: Accent) -> Vec<(String, u32)> {
    let name = |width| CoverCopy { accent, width, format: Format::Png }.name();
    STAMPS.map(|width| (format!("/media/cover/{}/{}", item.uuid().simple(), name(width)), width)).into()
}

/// One of the forms in which a cover is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CoverCopy {
    pub(super) accent: Accent,
    pub(super) width: u32,
    pub(super) format: Format,
}

impl CoverCopy {
    /// The last part of its address: `cobalt-1-640.webp`.
    pub(super) fn name(self) -> String {
        format!("{}-{DRAWING}-{}.{}", self.accent.name(), self.width, self.format.extension())
    }

    /// Reads the last part of an address. Only what pages offer is understood.
    pub(super) fn asked(name: &str) -> Option<Self> {
        let accent = Accent::named(name.split('-').next()?)?;
        let forms = WIDTHS.into_iter().flat_map(|width| [(width, Format::Webp), (width, Format::Png)]);
        let forms = forms.chain(STAMPS.map(|width| (width, Format::Png)));
        forms.map(|(width, format)| Self { accent, width, format }).find(|copy| copy.name() == name)
    }

    /// Draws it for an item.
    pub(super) fn draw(self, item: ItemId) -> Result<Developed, Refusal> {
        let drawn = darkroom::cover(&cover(item.uuid(), self.accent), COVER)?;
        drawn.develop(&Rendition::whole(self.width, self.format))
    }
}

/// Ids begin with the time of their making; the whole number tells items of one moment apart.
fn cover(id: Uuid, accent: Accent) -> darkroom::Cover {
    let [red, green, blue] = accent.ink();
    darkroom::Cover { seed: id.as_u128(), accent: Colour { red, green, blue } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> ItemId {
        ItemId::from_uuid(Uuid::from_u128(7))
    }

    fn card() -> SharingCard {
        SharingCard {
            of: CardOf::Item(item()),
            brand: "Backhaul".into(),
            label: Some("Open RAN".into()),
            headline: "Five operators share one mast".into(),
            signature: None,
            accent: Accent::Cobalt,
            letters: HouseLetters::default(),
        }
    }

    #[test]
    fn whatever_is_drawn_otherwise_is_had_elsewhere() {
        let others = [
            SharingCard { brand: "Back".into(), label: Some("haulOpen RAN".into()), ..card() },
            SharingCard { headline: "Six operators share one mast".into(), ..card() },
            SharingCard { signature: Some("Ana".into()), ..card() },
            SharingCard { accent: Accent::Rose, ..card() },
            SharingCard { of: CardOf::Item(ItemId::from_uuid(Uuid::from_u128(8))), ..card() },
            SharingCard { of: CardOf::Topic(TopicId::from_uuid(Uuid::from_u128(7))), ..card() },
        ];
        assert_eq!(card().address(), card().address());
        for other in others {
            assert_ne!(other.address(), card().address(), "{other:?}");
        }
    }

    #[test]
    fn the_address_of_a_place_leads_back_to_it() {
        let id = Uuid::from_u128(7);
        for place in ["site", "section", "topic", "author"] {
            let of = CardOf::named(place, id).unwrap();
            let address = SharingCard { of, ..card() }.address();
            assert!(address.starts_with(&format!("/media/card/{place}/{}/", id.simple())), "{address}");
        }
        assert_eq!(CardOf::named("item", id), None, "items have the short address");
    }

    #[test]
    fn a_cover_is_had_in_what_pages_offer_and_no_more() {
        let picture = cover_picture(item(), Accent::Teal);
        let stamps = cover_stamps(item(), Accent::Teal);
        let stamps = stamps.iter().map(|(address, _)| address.as_str());
        for address in picture.srcset.split(", ").chain(picture.sources[0].srcset.split(", ")).chain(stamps) {
            let name = address.split(' ').next().unwrap().rsplit('/').next().unwrap();
            assert_eq!(CoverCopy::asked(name).map(CoverCopy::name).as_deref(), Some(name));
        }
        for name in [
            "teal-1-80.webp",
            "teal-1-641.webp",
            "teal-2-640.webp",
            "mauve-1-640.webp",
            "teal-1-0640.webp",
            "teal-1-640.gif",
            "",
        ] {
            assert_eq!(CoverCopy::asked(name), None, "{name}");
        }
    }

    #[test]
    fn both_are_drawn_in_their_size() {
        assert_eq!(card().draw().unwrap().size, CARD_SIZE);
        let copy = CoverCopy { accent: Accent::Rust, width: 320, format: Format::Webp };
        assert_eq!(copy.draw(item()).unwrap().size, Size::new(320, 180));
    }
}
