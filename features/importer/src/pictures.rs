//! The bytes of pictures and files: taken from a folder, an archive or the web once their records are here.

use std::path::PathBuf;
use std::sync::Arc;

use content::media::{KeepError, keep};
use content::model::Media;
use content::store;
use platform::fetch::Reach;
use platform::records::of_source;
use platform::{App, Bytes};

use crate::flow::Watcher;
use crate::sources::pictures::Pictures;
use crate::sources::{Limits, Remarks};

/// Where bytes may come from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// An uploads folder or an archive file.
    pub beside: Option<PathBuf>,
    /// Whether addresses on the web are asked.
    pub fetch: bool,
    /// Whether private networks are asked too.
    pub private: bool,
    /// The source whose pictures are looked for, by its name; nothing for those of all. Another source's files may
    /// well be named alike.
    pub source: Option<String>,
}

/// What became of pictures that had no bytes yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Had {
    /// Had now.
    pub kept: u64,
    /// Nowhere to be found, or refused: they stay links.
    pub missing: u64,
}

/// Finds the bytes of every picture and file that has none yet, one after the other, so that memory stays flat. Cut
/// off, it goes on where it was: what has bytes is not asked for again.
///
/// # Errors
/// When a place to look at cannot be read, or the database or the file store cannot be reached.
pub async fn keep_missing(app: &App, from: &Origin, watcher: Arc<dyn Watcher>) -> anyhow::Result<Had> {
    let places = Arc::new(places(from, &watcher)?);
    let mut had = Had::default();
    let mut after = None;
    loop {
        let mut conn = app.db().read().await?;
        let mut page = store::media::without_bytes(&mut conn, after, 100).await?;
        let Some(last) = page.last() else { return Ok(had) };
        after = Some(last.id);
        if let Some(source) = &from.source {
            let ids: Vec<_> = page.iter().map(|media| media.id.uuid()).collect();
            let own = of_source(&mut conn, source, "media", &ids).await?;
            page.retain(|media| own.contains(&media.id.uuid()));
        }
        drop(conn);
        for media in page {
            if app.is_closing() {
                return Ok(had);
            }
            match keep_one(app, &places, &media).await? {
                None => had.kept += 1,
                Some(why) => {
                    had.missing += 1;
                    if !places.is_empty() {
                        watcher.remark("media", &media.file, "", &format!("{why}; it stays a link"));
                    }
                }
            }
        }
    }
}

fn places(from: &Origin, watcher: &Arc<dyn Watcher>) -> anyhow::Result<Pictures> {
    let mut places = Pictures::default();
    if let Some(path) = &from.beside {
        let heard = Arc::clone(watcher);
        let remarks = Remarks::new(move |remark| {
            heard.remark(&remark.kind, &remark.key, &remark.place, &remark.what);
        });
        places = places.beside(path, &Limits::default(), &remarks)?;
    }
    if from.fetch {
        places = places.or_from_the_web(if from.private { Reach::Private } else { Reach::Public });
    }
    Ok(places)
}

/// Finds and keeps the bytes of one; why not, where that fails for its own reasons.
async fn keep_one(app: &App, places: &Arc<Pictures>, media: &Media) -> anyhow::Result<Option<String>> {
    let (places, wanted) = (Arc::clone(places), wanted(media));
    let found = match tokio::task::spawn_blocking(move || places.find(&wanted)).await? {
        Ok(found) => found,
        Err(missing) => return Ok(Some(missing.to_string())),
    };
    match keep(app, media.id, Bytes::from(found.bytes)).await {
        Ok(_) => Ok(None),
        Err(error) if error.is_of_the_bytes() => Ok(Some(KeepError::to_string(&error))),
        Err(error) => Err(error.into()),
    }
}

/// What its record said of where it is.
fn wanted(media: &Media) -> intake::Media {
    let addresses = media.fields.get("addresses").and_then(|list| serde_json::from_value(list.clone()).ok());
    intake::Media {
        file: media.file.clone(),
        path: media.fields.get("path").and_then(|path| path.as_str()).map(str::to_owned),
        addresses: addresses.unwrap_or_default(),
        ..intake::Media::default()
    }
}
