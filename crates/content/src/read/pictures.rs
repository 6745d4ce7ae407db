//! Pictures that pages show, with the words that belong to them there.

use std::collections::HashMap;

use platform::http::{HttpError, Reading};
use platform::records::ids_named_on;

use super::directory::Directory;
use super::words::plain;
use crate::media::{self, picture};
use crate::model::{Lead, Media, MediaId, picture_tag};
use crate::rules::picture_address::{normal, original_of};
use crate::store;
use crate::views::{Figure, Focus, Picture, ShareImage};

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

/// The large square of a picture over an item, cut around what must stay in sight.
pub(super) fn square(media: &Media, lead: &Lead) -> Option<String> {
    media::square_address(media, focus(lead.focal.or(media.focal)))
}

/// Pixels across that a picture must have to stand for a page where it is shared; of a smaller one sites show a stamp.
const SHARED_WIDTH: u32 = 600;

/// Whether a picture is large enough to be shared with.
pub(super) fn is_large(shared: &ShareImage) -> bool {
    shared.width >= SHARED_WIDTH
}

/// The same of a picture as pages show it.
pub(super) fn is_wide(picture: &Picture) -> bool {
    picture.width >= SHARED_WIDTH
}

/// The card that is shown where a page is shared: cut around what must stay in sight.
pub(super) fn share(directory: &Directory, media: &Media, picture: &Picture) -> Option<ShareImage> {
    let (width, height) = media::card_size(media)?;
    let address = directory.publisher().absolute(&media::card_address(media, picture.focus)?);
    Some(ShareImage { address, width, height, alt: picture.alt.clone() })
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
        let may_be_key = |source: &str| prose::is_key(source) || !source.contains('/');
        let left = wanted.sources.iter().filter(|source| !by_source.contains_key(**source) && may_be_key(source));
        let keys: Vec<&str> = wanted.keys.iter().chain(left).copied().collect();
        let by_key: HashMap<String, MediaId> = ids_named_on(reading, directory.site.id.uuid(), "media", &keys)
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
    let originals: Vec<String> = asked.iter().filter_map(|address| original_of(address)).collect();
    reading.note_all(asked.iter().chain(&originals).map(|address| picture_tag(address)));
    let found = store::media::ids_by_address(reading, &asked).await?;
    let id = |source: &str| spellings(source).iter().find_map(|address| found.get(address)).copied();
    Ok(sources.iter().filter_map(|source| Some(((*source).to_owned(), id(source)?))).collect())
}
