//! Pictures that the house draws itself: the card that is shown where an item is shared, and the cover that stands where
//! a layout wants a picture and the item has none.
//!
//! Pure: what is drawn, and where it is had. An address holds all that the drawing depends on, or its fingerprint, so
//! what stands there never changes.

use darkroom::{CARD_SIZE, Colour, Developed, Format, Refusal, Rendition, Size};

use crate::model::ItemId;
use crate::views::{Accent, Focus, Picture, Source};

/// Counts the ways in which the house has drawn. Other drawings get other addresses.
const DRAWING: u8 = 1;
/// Digits of the fingerprint that stand in an address.
const DIGITS: usize = 16;
/// Widths in which covers are had, narrow ones first. The widest is the size they are drawn in.
const WIDTHS: [u32; 3] = [320, 640, 1280];
/// The shape of covers, as pictures of films have it.
const COVER: Size = Size::new(1280, 720);

/// What stands on an item's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingCard {
    /// Whose card it is.
    pub item: ItemId,
    /// The publication's name.
    pub brand: String,
    /// Section, or who paid.
    pub label: Option<String>,
    /// The headline.
    pub headline: String,
    /// Names and date.
    pub signature: Option<String>,
    /// Its section's colour.
    pub accent: Accent,
}

impl SharingCard {
    /// Where it is had.
    pub fn address(&self) -> String {
        format!("/media/card/{}/{}", self.item.uuid().simple(), self.name())
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
        format!("{}.png", &hash.finalize().to_hex()[..DIGITS])
    }

    /// Draws it.
    pub(super) fn draw(&self) -> Result<Developed, Refusal> {
        let card = darkroom::Card {
            brand: &self.brand,
            label: self.label.as_deref(),
            headline: &self.headline,
            signature: self.signature.as_deref(),
            cover: cover(self.item, self.accent),
        };
        darkroom::card(&card).develop(&Rendition::whole(CARD_SIZE.width, Format::Png))
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
        sources: vec![Source { media_type: Format::Webp.media_type().to_owned(), srcset: set(Format::Webp) }],
        width: COVER.width,
        height: COVER.height,
        alt: String::new(),
        focus: Focus::Centre,
    }
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
        forms.map(|(width, format)| Self { accent, width, format }).find(|copy| copy.name() == name)
    }

    /// Draws it for an item.
    pub(super) fn draw(self, item: ItemId) -> Result<Developed, Refusal> {
        let drawn = darkroom::cover(&cover(item, self.accent), COVER)?;
        drawn.develop(&Rendition::whole(self.width, self.format))
    }
}

/// Ids begin with the time of their making; the whole number tells items of one moment apart.
fn cover(item: ItemId, accent: Accent) -> darkroom::Cover {
    let [red, green, blue] = accent.ink();
    darkroom::Cover { seed: item.uuid().as_u128(), accent: Colour { red, green, blue } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> SharingCard {
        SharingCard {
            item: ItemId::from_uuid(kit::Uuid::from_u128(7)),
            brand: "Backhaul".into(),
            label: Some("Open RAN".into()),
            headline: "Five operators share one mast".into(),
            signature: None,
            accent: Accent::Cobalt,
        }
    }

    #[test]
    fn whatever_is_drawn_otherwise_is_had_elsewhere() {
        let others = [
            SharingCard { brand: "Back".into(), label: Some("haulOpen RAN".into()), ..card() },
            SharingCard { headline: "Six operators share one mast".into(), ..card() },
            SharingCard { signature: Some("Ana".into()), ..card() },
            SharingCard { accent: Accent::Rose, ..card() },
            SharingCard { item: ItemId::from_uuid(kit::Uuid::from_u128(8)), ..card() },
        ];
        assert_eq!(card().address(), card().address());
        for other in others {
            assert_ne!(other.address(), card().address(), "{other:?}");
        }
    }

    #[test]
    fn a_cover_is_had_in_what_pages_offer_and_no_more() {
        let picture = cover_picture(card().item, Accent::Teal);
        for address in picture.srcset.split(", ").chain(picture.sources[0].srcset.split(", ")) {
            let name = address.split(' ').next().unwrap().rsplit('/').next().unwrap();
            assert_eq!(CoverCopy::asked(name).map(CoverCopy::name).as_deref(), Some(name));
        }
        for name in ["teal-1-641.webp", "teal-2-640.webp", "mauve-1-640.webp", "teal-1-0640.webp", "teal-1-640.gif", ""]
        {
            assert_eq!(CoverCopy::asked(name), None, "{name}");
        }
    }

    #[test]
    fn both_are_drawn_in_their_size() {
        assert_eq!(card().draw().unwrap().size, CARD_SIZE);
        let copy = CoverCopy { accent: Accent::Rust, width: 320, format: Format::Webp };
        assert_eq!(copy.draw(card().item).unwrap().size, Size::new(320, 180));
    }
}
