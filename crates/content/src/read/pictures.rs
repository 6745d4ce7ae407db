//! Pictures as pages show them: which renditions there are, and where each is had.

use std::collections::HashMap;

use kit::Slug;
use platform::http::{HttpError, Reading};
use platform::records::ids_by_key;

use super::directory::Directory;
use super::words::plain;
use crate::model::{Lead, Media, MediaId, picture_tag};
use crate::rules::picture_address::normal;
use crate::store;
use crate::views::{Figure, Focus, Picture, ShareImage, Source};

/// The rendition for browsers that read no `srcset`, and for machines.
const PLAIN_WIDTH: u32 = 1280;

/// Where a rendition of a picture is had: `/media/{id}/{width}/{name}.{ending}`. The name is for people and search
/// engines; id, width and ending say which bytes.
pub fn address(media: &Media, width: u32, ending: &str) -> String {
    let stem = media.file.rsplit_once('.').map_or(&*media.file, |(stem, _)| stem);
    let name = Slug::from_text(stem).map_or_else(|| "picture".to_owned(), String::from);
    format!("/media/{}/{width}/{name}.{ending}", media.id.uuid().simple())
}

/// A picture in all its renditions. `None` for what is no picture, and while its bytes could not be had.
pub fn picture(media: &Media) -> Option<Picture> {
    media.blob.as_ref()?;
    let (width, height) = (media.width.filter(|width| *width > 0)?, media.height.filter(|height| *height > 0)?);
    let mime = media.mime.as_deref().unwrap_or("image/jpeg");
    if !matches!(mime, "image/jpeg" | "image/png" | "image/webp" | "image/gif") {
        return None;
    }
    let widths = darkroom::widths_for(width);
    let set = |ending: &str| {
        let each: Vec<String> =
            widths.iter().map(|wide| format!("{} {wide}w", address(media, *wide, ending))).collect();
        each.join(", ")
    };
    let plain_width = widths.iter().rev().find(|wide| **wide <= PLAIN_WIDTH).or(widths.first()).copied()?;
    let ending = fallback_ending(mime);
    Some(Picture {
        src: address(media, plain_width, ending),
        srcset: set(ending),
        sources: vec![Source { media_type: "image/webp".to_owned(), srcset: set("webp") }],
        width,
        height,
        alt: media.alt.clone().unwrap_or_default(),
        focus: focus(media.focal),
    })
}

/// What browsers without WebP get. Only a picture kept as PNG can have something show through.
fn fallback_ending(mime: &str) -> &'static str {
    if mime == "image/png" { "png" } else { "jpg" }
}

fn focus(focal: Option<(f64, f64)>) -> Focus {
    focal.map_or(Focus::default(), |(x, y)| Focus::at(x as f32, y as f32))
}

/// A picture over an item, with the item's own words and focus where it has them.
pub(super) fn over(media: &Media, lead: &Lead) -> Option<Picture> {
    let picture = picture(media)?;
    Some(Picture { alt: lead.alt.clone().unwrap_or(picture.alt), focus: focus(lead.focal.or(media.focal)), ..picture })
}

/// The same with the line under it.
pub(super) fn lead_figure(media: &Media, lead: &Lead) -> Option<Figure> {
    let said = |text: Option<&String>| text.map(|text| plain(text)).filter(|text| !text.is_empty());
    Some(Figure {
        picture: over(media, lead)?,
        caption: said(lead.caption.as_ref().or(media.caption.as_ref())),
        credit: said(media.credit.as_ref()),
    })
}

/// The picture that is shown where a page is shared.
pub(super) fn share(directory: &Directory, picture: &Picture) -> ShareImage {
    let width =
        darkroom::widths_for(picture.width).into_iter().rfind(|wide| *wide <= PLAIN_WIDTH).unwrap_or(picture.width);
    let height = u64::from(picture.height) * u64::from(width) / u64::from(picture.width.max(1));
    ShareImage {
        address: directory.publisher().absolute(&picture.src),
        width,
        height: u32::try_from(height).unwrap_or(picture.height).max(1),
        alt: picture.alt.clone(),
    }
}

/// What a page asks for of pictures.
#[derive(Debug, Default)]
pub(super) struct Wanted<'a> {
    /// Known ones.
    pub(super) ids: Vec<MediaId>,
    /// Addresses, or keys, as bodies have them.
    pub(super) sources: Vec<&'a str>,
    /// Keys, as persons have them.
    pub(super) keys: Vec<&'a str>,
}

/// Pictures by id, by what a body calls them, and by key.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    media: HashMap<MediaId, Media>,
    by_source: HashMap<String, MediaId>,
    by_key: HashMap<String, MediaId>,
}

impl Pictures {
    /// Loads what is wanted: a query for addresses, one for keys, one for the pictures themselves.
    pub(super) async fn load(
        reading: &mut Reading,
        directory: &Directory,
        wanted: Wanted<'_>,
    ) -> Result<Self, HttpError> {
        let by_source = by_source(reading, directory, &wanted.sources).await?;
        let left = wanted.sources.iter().filter(|source| !by_source.contains_key(**source) && !source.contains('/'));
        let keys: Vec<&str> = wanted.keys.iter().chain(left).copied().collect();
        let by_key: HashMap<String, MediaId> = ids_by_key(reading, "media", &keys)
            .await?
            .into_iter()
            .map(|(key, id)| (key, MediaId::from_uuid(id)))
            .collect();
        let mut ids: Vec<MediaId> = wanted.ids;
        ids.extend(by_source.values().chain(by_key.values()));
        ids.sort_unstable();
        ids.dedup();
        reading.note_all(ids.iter().copied().map(Media::tag));
        let media = store::media::by_ids(reading, &ids).await?;
        Ok(Self { media: media.into_iter().map(|media| (media.id, media)).collect(), by_source, by_key })
    }

    pub(super) fn of_id(&self, id: MediaId) -> Option<&Media> {
        self.media.get(&id)
    }

    pub(super) fn of_source(&self, source: &str) -> Option<&Media> {
        self.by_source.get(source).and_then(|id| self.media.get(id)).or_else(|| self.of_key(source))
    }

    pub(super) fn of_key(&self, key: &str) -> Option<&Media> {
        self.by_key.get(key).and_then(|id| self.media.get(id))
    }
}

/// Which pictures these addresses mean. The page depends on each address, also on those that mean none yet.
async fn by_source(
    reading: &mut Reading,
    directory: &Directory,
    sources: &[&str],
) -> Result<HashMap<String, MediaId>, HttpError> {
    let host = normal(&directory.site.address, None);
    let spellings = |source: &str| [normal(source, None), normal(source, Some(&host))];
    let mut asked: Vec<String> = sources.iter().flat_map(|source| spellings(source)).collect();
    asked.sort_unstable();
    asked.dedup();
    reading.note_all(asked.iter().map(|address| picture_tag(address)));
    let found = store::media::ids_by_address(reading, &asked).await?;
    let id = |source: &str| spellings(source).iter().find_map(|address| found.get(address)).copied();
    Ok(sources.iter().filter_map(|source| Some(((*source).to_owned(), id(source)?))).collect())
}
