//! Where pictures and files are had: `/media/{id}/{fingerprint}/{name}`. Pure: from a picture to its addresses and
//! back.

use std::str::FromStr;

use darkroom::{Crop, Format, Rendition, Size, Surface, renditions_for};
use kit::Slug;

use super::picture::is_picture;
use crate::model::Media;
use crate::views::Focus;

/// Digits of the fingerprint that stand in an address.
const DIGITS: usize = 8;

/// Where the rendition of this width and format is had. `None` while the picture's bytes are not here.
pub fn address(media: &Media, width: u32, format: Format) -> Option<String> {
    is_picture(media).then_some(())?;
    whole(media, &Copy::Width(width, format))
}

/// Where the card that is shown when a page is shared is had: 1200 by 630, cut around `focus`.
pub fn card_address(media: &Media, focus: Focus) -> Option<String> {
    is_picture(media).then_some(())?;
    whole(media, &Copy::Card(focus))
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
        if let Some(focus) = card_focus(variant) {
            return (ending == Format::Jpeg.extension()).then_some(Self::Card(focus));
        }
        let size = Size::new(media.width?, media.height?);
        let offered = renditions_for(size, surface(media)).into_iter().find(|offered| {
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
            Self::Card(focus) => format!("{stem}-{}.jpg", card_word(focus)),
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
        }
    }

    /// Its name among the renditions of one picture: `640.webp`.
    pub(super) fn key(self) -> Option<String> {
        match self {
            Self::Kept => None,
            Self::Width(width, format) => Some(format!("{width}.{}", format.extension())),
            Self::Card(focus) => Some(format!("{}.jpg", card_word(focus))),
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

/// The ninths of a picture by name, each with its middle.
const NINTHS: [(&str, Focus, (f32, f32)); 9] = [
    ("card-top-left", Focus::TopLeft, (1.0 / 6.0, 1.0 / 6.0)),
    ("card-top", Focus::Top, (0.5, 1.0 / 6.0)),
    ("card-top-right", Focus::TopRight, (5.0 / 6.0, 1.0 / 6.0)),
    ("card-left", Focus::Left, (1.0 / 6.0, 0.5)),
    ("card", Focus::Centre, (0.5, 0.5)),
    ("card-right", Focus::Right, (5.0 / 6.0, 0.5)),
    ("card-bottom-left", Focus::BottomLeft, (1.0 / 6.0, 5.0 / 6.0)),
    ("card-bottom", Focus::Bottom, (0.5, 5.0 / 6.0)),
    ("card-bottom-right", Focus::BottomRight, (5.0 / 6.0, 5.0 / 6.0)),
];

fn card_focus(word: &str) -> Option<Focus> {
    NINTHS.iter().find(|(known, ..)| *known == word).map(|(_, focus, _)| *focus)
}

fn card_word(focus: Focus) -> &'static str {
    NINTHS.iter().find(|(_, known, _)| *known == focus).map_or("card", |(word, ..)| word)
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
        for copy in
            [Copy::Kept, Copy::Width(640, Format::Webp), Copy::Width(1600, Format::Jpeg), Copy::Card(Focus::Top)]
        {
            assert_eq!(Copy::asked(&media, &copy.name(&media)), Some(copy));
        }
        let address = address(&media, 640, Format::Webp).unwrap();
        assert!(address.ends_with("/00112233/mast-2-640.webp"), "{address}");
    }

    #[test]
    fn only_what_pages_offer_can_be_asked_for() {
        let media = mast();
        for name in ["mast-2-641.webp", "mast-2-0640.webp", "mast-2-640.png", "mast-2-640.gif", "mast-640.webp"] {
            assert_eq!(Copy::asked(&media, name), None, "{name}");
        }
        assert_eq!(Copy::asked(&media, "mast-2-1920.webp"), None, "nothing is made larger");
        assert_eq!(id("0190-"), None);
    }
}
