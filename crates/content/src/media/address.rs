//! Where pictures and files are had: `/media/{id}/{fingerprint}/{name}`. Pure: from a picture to its addresses and
//! back.

use std::str::FromStr;

use darkroom::{Crop, Format, Rendition, Size, Surface, formats_for, renditions_for};
use kit::Slug;

use super::picture::is_picture;
use crate::model::Media;
use crate::views::Focus;

/// Digits of the fingerprint that stand in an address.
const DIGITS: usize = 8;
/// Widths of stamps, which no page offers.
pub(super) const STAMPS: [u32; 2] = [80, 160];
/// Pixels that a side of a square must have, and may have: what directories of podcasts take.
const SQUARE: std::ops::RangeInclusive<u32> = 1400..=3000;

/// Where the rendition of this width and format is had. `None` while the picture's bytes are not here.
pub fn address(media: &Media, width: u32, format: Format) -> Option<String> {
    is_picture(media).then_some(())?;
    whole(media, &Copy::Width(width, format))
}

/// The stamps of a picture, for who has less room than pages: where each is had, and how wide it is; narrow ones first.
pub fn stamps(media: &Media) -> Vec<(String, u32)> {
    let [_, plain] = formats_for(surface(media));
    let narrower = STAMPS.into_iter().filter(|width| media.width.is_some_and(|own| *width < own));
    narrower.filter_map(|width| Some((address(media, width, plain)?, width))).collect()
}

/// Where the card that is shown when a page is shared is had: 1200 by 630, cut around `focus`.
pub fn card_address(media: &Media, focus: Focus) -> Option<String> {
    is_picture(media).then_some(())?;
    whole(media, &Copy::Card(focus))
}

/// Where the square is had that podcasts are shown with: cut around `focus`. `None` for a picture that is too small.
pub fn square_address(media: &Media, focus: Focus) -> Option<String> {
    is_picture(media).then_some(())?;
    has_square(media).then(|| whole(media, &Copy::Square(focus)))?
}

/// Where a sound, a film, a paper or the picture itself is had, as the house keeps it.
pub fn file_address(media: &Media) -> Option<String> {
    whole(media, &Copy::Kept)
}

/// The fingerprint as addresses have it.
pub(super) fn fingerprint(media: &Media) -> Option<&str> {
    media.blob.as_ref()?;
    media.digest.as_deref()?.get(..DIGITS)
}

/// One of the forms in which a picture or file is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copy {
    /// As the house keeps it.
    Kept,
    /// Made smaller.
    Width(u32, Format),
    /// Cut to a card.
    Card(Focus),
    /// Cut to a large square.
    Square(Focus),
}

impl Copy {
    /// Reads the last part of an address. Only what pages offer of this picture is understood, so that nobody can
    /// order others.
    pub(super) fn asked(media: &Media, name: &str) -> Option<Self> {
        let rest = name.strip_prefix(&stem(media))?;
        if rest.strip_prefix('.').is_some_and(|ending| ending == kept_ending(media)) {
            return Some(Self::Kept);
        }
        let (variant, ending) = rest.strip_prefix('-')?.split_once('.')?;
        if !is_picture(media) {
            return None;
        }
        let cut = cut_of(variant).filter(|cut| !matches!(cut, Self::Square(_)) || has_square(media));
        if let Some(cut) = cut {
            return (ending == Format::Jpeg.extension()).then_some(cut);
        }
        let size = Size::new(media.width?, media.height?);
        let [_, plain] = formats_for(surface(media));
        let stamps = STAMPS.into_iter().filter(|width| *width < size.width).map(|width| Rendition::whole(width, plain));
        let offered = renditions_for(size, surface(media)).into_iter().chain(stamps).find(|offered| {
            // Compared as text: "0640" is no other name of 640.
            offered.format.extension() == ending && offered.width.to_string() == variant
        })?;
        Some(Self::Width(offered.width, offered.format))
    }

    /// The last part of its address.
    pub(super) fn name(self, media: &Media) -> String {
        let stem = stem(media);
        match self {
            Self::Kept => format!("{stem}.{}", kept_ending(media)),
            Self::Width(width, format) => format!("{stem}-{width}.{}", format.extension()),
            Self::Card(focus) => format!("{stem}-card{}.jpg", ninth(focus)),
            Self::Square(focus) => format!("{stem}-square{}.jpg", ninth(focus)),
        }
    }

    /// What the darkroom is told; nothing for the copy that is kept.
    pub(super) fn rendition(self) -> Option<Rendition> {
        match self {
            Self::Kept => None,
            Self::Width(width, format) => Some(Rendition::whole(width, format)),
            Self::Card(focus) => {
                let (x, y) = middle(focus);
                let card = Rendition::card(darkroom::Focus { x, y });
                Some(Rendition { crop: card.crop.map(|crop| Crop { aspect: crop.aspect, ..crop }), ..card })
            }
            Self::Square(focus) => {
                let (x, y) = middle(focus);
                let crop = Crop { aspect: (1, 1), focus: darkroom::Focus { x, y } };
                Some(Rendition { width: *SQUARE.end(), crop: Some(crop), format: Format::Jpeg })
            }
        }
    }

    /// Its name among the renditions of one picture: `640.webp`.
    pub(super) fn key(self) -> Option<String> {
        match self {
            Self::Kept => None,
            Self::Width(width, format) => Some(format!("{width}.{}", format.extension())),
            Self::Card(focus) => Some(format!("card{}.jpg", ninth(focus))),
            Self::Square(focus) => Some(format!("square{}.jpg", ninth(focus))),
        }
    }
}

/// Where a copy is had.
pub(super) fn whole(media: &Media, copy: &Copy) -> Option<String> {
    Some(format!("/media/{}/{}/{}", media.id.uuid().simple(), fingerprint(media)?, copy.name(media)))
}

/// Whether something may show through a picture as it is kept: photographs are kept as JPEG, and nothing else is.
pub(super) fn surface(media: &Media) -> Surface {
    let is_jpeg = media.mime.as_deref() == Some(Format::Jpeg.media_type());
    if is_jpeg { Surface::Opaque } else { Surface::Transparent }
}

/// The words of an address: those of the file's name.
fn stem(media: &Media) -> String {
    let stem = media.file.rsplit_once('.').map_or(&*media.file, |(stem, _)| stem);
    Slug::from_text(stem).map_or_else(|| "file".to_owned(), String::from)
}

/// The ending of the kept bytes, which is their blob's.
fn kept_ending(media: &Media) -> &str {
    media.blob.as_deref().and_then(|blob| blob.rsplit_once('.')).map_or("", |(_, ending)| ending)
}

/// Whether a picture is large enough for a square that directories take.
fn has_square(media: &Media) -> bool {
    media.width.min(media.height).is_some_and(|side| side >= *SQUARE.start())
}

/// The ninths of a picture by name, each with its middle.
const NINTHS: [(&str, Focus, (f32, f32)); 9] = [
    ("-top-left", Focus::TopLeft, (1.0 / 6.0, 1.0 / 6.0)),
    ("-top", Focus::Top, (0.5, 1.0 / 6.0)),
    ("-top-right", Focus::TopRight, (5.0 / 6.0, 1.0 / 6.0)),
    ("-left", Focus::Left, (1.0 / 6.0, 0.5)),
    ("", Focus::Centre, (0.5, 0.5)),
    ("-right", Focus::Right, (5.0 / 6.0, 0.5)),
    ("-bottom-left", Focus::BottomLeft, (1.0 / 6.0, 5.0 / 6.0)),
    ("-bottom", Focus::Bottom, (0.5, 5.0 / 6.0)),
    ("-bottom-right", Focus::BottomRight, (5.0 / 6.0, 5.0 / 6.0)),
];

/// The cut of this name: `card`, `square-top`.
fn cut_of(variant: &str) -> Option<Copy> {
    let of = |word: &str| {
        let rest = variant.strip_prefix(word)?;
        NINTHS.iter().find(|(known, ..)| *known == rest).map(|(_, focus, _)| *focus)
    };
    of("card").map(Copy::Card).or_else(|| of("square").map(Copy::Square))
}

fn ninth(focus: Focus) -> &'static str {
    NINTHS.iter().find(|(_, known, _)| *known == focus).map_or("", |(word, ..)| word)
}

fn middle(focus: Focus) -> (f32, f32) {
    NINTHS.iter().find(|(_, known, _)| *known == focus).map_or((0.5, 0.5), |(.., middle)| *middle)
}

/// The id in an address: 32 digits and nothing else, so that a picture has one address.
pub(super) fn id(text: &str) -> Option<crate::model::MediaId> {
    let plain = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| kit::Uuid::from_str(text).ok()).flatten().map(crate::model::MediaId::from_uuid)
}

#[cfg(test)]
mod tests {
    use super::super::picture::tests::mast;
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_copy() {
        let media = mast();
        for copy in [
            Copy::Kept,
            Copy::Width(80, Format::Jpeg),
            Copy::Width(640, Format::Webp),
            Copy::Width(1600, Format::Jpeg),
            Copy::Card(Focus::Top),
        ] {
            assert_eq!(Copy::asked(&media, &copy.name(&media)), Some(copy));
        }
        let large = Media { width: Some(2560), height: Some(1440), ..mast() };
        let square = Copy::Square(Focus::TopRight);
        assert_eq!(Copy::asked(&large, &square.name(&large)), Some(square));
        let address = address(&media, 640, Format::Webp).unwrap();
        assert!(address.ends_with("/00112233/mast-2-640.webp"), "{address}");
    }

    #[test]
    fn only_what_pages_offer_can_be_asked_for() {
        let media = mast();
        for name in [
            "mast-2-80.webp",
            "mast-2-81.jpg",
            "mast-2-641.webp",
            "mast-2-0640.webp",
            "mast-2-640.png",
            "mast-2-640.gif",
            "mast-640.webp",
        ] {
            assert_eq!(Copy::asked(&media, name), None, "{name}");
        }
        assert_eq!(Copy::asked(&media, "mast-2-1920.webp"), None, "nothing is made larger");
        assert_eq!(Copy::asked(&media, "mast-2-square.jpg"), None, "900 pixels make no large square");
        assert_eq!(square_address(&media, Focus::Centre), None);
        assert_eq!(id("0190-"), None);
    }
}
