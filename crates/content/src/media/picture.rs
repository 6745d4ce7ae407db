//! Pictures as pages show them: which renditions there are, where each is had, how much room to keep.

use darkroom::{Format, Size, formats_for, widths_for};

use super::address::{address, surface};
use crate::model::Media;
use crate::views::{Focus, Picture, Source};

/// The rendition for browsers that read no newer encoding, and for machines.
const PLAIN_WIDTH: u32 = 1280;
/// Narrower renditions are not worth a page of their own.
const LARGE_WIDTH: u32 = 600;
/// Width and height of the card that is shown when a page is shared.
const CARD: (u32, u32) = (1200, 630);

/// Whether it is a picture whose bytes are here, so that pages can show it.
pub fn is_picture(media: &Media) -> bool {
    let is_picture = media.mime.as_deref().is_some_and(|mime| mime.starts_with("image/"));
    let has_size = media.width.is_some_and(|width| width > 0) && media.height.is_some_and(|height| height > 0);
    is_picture && has_size && media.blob.is_some() && media.digest.is_some()
}

/// A picture in all its renditions. `None` for what is no picture, and while its bytes are not here.
pub fn picture(media: &Media) -> Option<Picture> {
    let (width, height) = (media.width?, media.height?);
    let widths = widths_for(width);
    let set = |format: Format| {
        let each = widths.iter().map(|wide| Some(format!("{} {wide}w", address(media, *wide, format)?)));
        each.collect::<Option<Vec<_>>>().map(|each| each.join(", "))
    };
    let [better, plain] = formats_for(surface(media));
    let plain_width = widths.iter().rfind(|wide| **wide <= PLAIN_WIDTH).or(widths.first()).copied()?;
    Some(Picture {
        src: address(media, plain_width, plain)?,
        srcset: set(plain)?,
        large: match widths.last() {
            Some(widest) if *widest >= LARGE_WIDTH => address(media, *widest, plain),
            _ => None,
        },
        sources: vec![Source { media_type: better.media_type().to_owned(), srcset: set(better)? }],
        width,
        height,
        alt: media.alt.clone().unwrap_or_default(),
        focus: media.focal.map_or(Focus::default(), |(x, y)| Focus::at(x as f32, y as f32)),
    })
}

/// Width and height of the rendition that stands in `src`.
pub fn plain_size(picture: &Picture) -> (u32, u32) {
    let size = Size::new(picture.width, picture.height).at_width(PLAIN_WIDTH);
    (size.width, size.height)
}

/// The same for a body. Caption and credit are as they were written; a caller that wants them plain makes them so.
pub fn prose_picture(media: &Media) -> Option<prose::Picture> {
    let shown = picture(media)?;
    let source = |source: Source| prose::Source { mime: source.media_type, srcset: source.srcset };
    Some(prose::Picture {
        src: shown.src,
        srcset: shown.srcset,
        large: shown.large,
        sources: shown.sources.into_iter().map(source).collect(),
        width: shown.width,
        height: shown.height,
        colour: media.colour.clone(),
        alt: shown.alt,
        caption: media.caption.clone().unwrap_or_default(),
        credit: media.credit.clone().unwrap_or_default(),
    })
}

/// The size of a picture's card. A picture that is too small for the whole card gives one of the same shape.
pub fn card_size(media: &Media) -> Option<(u32, u32)> {
    let (width, height) = (f64::from(media.width?), f64::from(media.height?));
    let (across, down) = (f64::from(CARD.0), f64::from(CARD.1));
    let (part_width, part_height) = (width.min(height * across / down), height.min(width * down / across));
    // A float-to-integer cast saturates, and no side is longer than what the house keeps.
    let part = Size::new((part_width.round() as u32).max(1), (part_height.round() as u32).max(1)).at_width(CARD.0);
    Some((part.width, part.height))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::MediaId;

    /// A photograph that is here.
    pub(in crate::media) fn mast() -> Media {
        Media {
            id: MediaId::from_uuid(kit::Uuid::from_u128(7)),
            file: "Mast 2.JPG".to_owned(),
            mime: Some("image/jpeg".to_owned()),
            blob: Some("media/00/0/0.jpg".to_owned()),
            bytes: Some(1),
            digest: Some("00112233445566778899aabbccddeeff".to_owned()),
            width: Some(1600),
            height: Some(900),
            colour: Some("#3a4f66".to_owned()),
            focal: Some((0.9, 0.1)),
            title: None,
            alt: Some("A mast".to_owned()),
            caption: None,
            credit: None,
            rights: None,
            added_at: kit::Timestamp::UNIX_EPOCH,
            fields: serde_json::Map::new(),
        }
    }

    #[test]
    fn a_photograph_is_offered_in_widths_up_to_its_own() {
        let shown = picture(&mast()).unwrap();
        assert!(shown.src.ends_with("mast-2-1280.jpg"), "{}", shown.src);
        assert_eq!(shown.srcset.matches(".jpg ").count(), 5, "{}", shown.srcset);
        assert!(shown.large.unwrap().ends_with("mast-2-1600.jpg"));
        assert!(shown.sources[0].srcset.ends_with("mast-2-1600.webp 1600w"), "{}", shown.sources[0].srcset);
        assert_eq!((shown.width, shown.height, shown.focus), (1600, 900, Focus::TopRight));
    }

    #[test]
    fn a_small_picture_cannot_be_enlarged() {
        assert_eq!(picture(&Media { width: Some(480), height: Some(270), ..mast() }).unwrap().large, None);
    }

    #[test]
    fn what_is_not_here_yet_is_not_shown() {
        assert_eq!(picture(&Media { blob: None, ..mast() }), None);
        assert_eq!(picture(&Media { mime: Some("audio/mpeg".to_owned()), ..mast() }), None);
    }

    #[test]
    fn a_card_is_never_larger_than_its_picture() {
        assert_eq!(card_size(&mast()), Some((1200, 630)));
        assert_eq!(card_size(&Media { width: Some(600), height: Some(600), ..mast() }), Some((600, 315)));
    }
}
