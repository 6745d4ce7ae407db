//! Renditions: made when first asked for, kept as blobs, and made again whenever they are gone.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use darkroom::{Developed, Refusal};
use kit::Uuid;
use platform::blobs::BlobError;
use platform::{App, Bytes};
use thiserror::Error;
use tokio::sync::Semaphore;

use super::address::Copy;
use super::keep::folder_of;
use crate::model::Media;

/// Where all renditions lie among the blobs. Nothing is lost with them.
const PREFIX: &str = "renditions/";

/// Pictures that are held in memory at once. A bound of the process, however many houses it holds.
static DEVELOPING: Semaphore = Semaphore::const_new(2);

/// Renditions that are being made, so that all who wait for one get the same.
static DESKS: Mutex<BTreeMap<String, Weak<tokio::sync::Mutex<()>>>> = Mutex::new(BTreeMap::new());

/// Why a rendition could not be made.
#[derive(Debug, Error)]
pub(super) enum DevelopError {
    /// The store of blobs failed.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The kept picture cannot be read any more.
    #[error("the kept picture {key}: {why}")]
    Picture {
        /// Its blob.
        key: String,
        /// What is wrong with it.
        why: String,
    },
}

/// The bytes of a rendition. `None` where the picture's own are gone.
pub(super) async fn rendition(app: &App, media: &Media, copy: Copy) -> Result<Option<Bytes>, DevelopError> {
    let (Some(folder), Some(name), Some(order)) = (folder(media), copy.key(), copy.rendition()) else {
        return Ok(None);
    };
    let key = format!("{folder}{name}");
    if let Some(made) = app.blobs().get(&key).await? {
        return Ok(Some(made));
    }
    let desk = desk(&key);
    let _turn = desk.lock().await;
    if let Some(made) = app.blobs().get(&key).await? {
        return Ok(Some(made));
    }
    let Ok(room) = DEVELOPING.acquire().await else { return Ok(None) };
    let Some(blob) = &media.blob else { return Ok(None) };
    let Some(kept) = app.blobs().get(blob).await? else { return Ok(None) };
    // The room goes along: a reader who leaves must not let another picture in before this one is done.
    let developed = tokio::task::spawn_blocking(move || {
        let _room = room;
        darkroom::develop(&kept, &order).map_err(|refusal| refusal.to_string())
    });
    let developed = developed.await.unwrap_or_else(|panic| Err(panic.to_string()));
    let developed = developed.map_err(|why| DevelopError::Picture { key: blob.clone(), why })?;
    let bytes = Bytes::from(developed.bytes);
    app.blobs().put(&key, bytes.clone(), developed.format.media_type()).await?;
    Ok(Some(bytes))
}

/// Where what is drawn for an item, or for whatever else has an id, lies.
pub(super) fn drawn_folder(kind: &str, id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("{PREFIX}{kind}/{}/{id}/", &id[30..])
}

/// The bytes of something that is drawn. Made when first asked for, by one for all who wait; what was drawn into
/// the folder before under another name, a headline that has changed, is forgotten then. `None` while the house closes.
pub(super) async fn drawn(
    app: &App,
    folder: &str,
    name: &str,
    draw: impl FnOnce() -> Result<Developed, Refusal> + Send + 'static,
) -> Result<Option<Bytes>, DevelopError> {
    let key = format!("{folder}{name}");
    if let Some(made) = app.blobs().get(&key).await? {
        return Ok(Some(made));
    }
    let desk = desk(&key);
    let _turn = desk.lock().await;
    if let Some(made) = app.blobs().get(&key).await? {
        return Ok(Some(made));
    }
    let Ok(room) = DEVELOPING.acquire().await else { return Ok(None) };
    let developed = tokio::task::spawn_blocking(move || {
        let _room = room;
        draw().map_err(|refusal| refusal.to_string())
    });
    let developed = developed.await.unwrap_or_else(|panic| Err(panic.to_string()));
    let developed = developed.map_err(|why| DevelopError::Picture { key: key.clone(), why })?;
    // A cover's widths stand beside each other; a card is alone.
    let drawing = name.rsplit_once('-').map_or(name, |(start, _)| start);
    for old in app.blobs().list(folder).await? {
        if !old[folder.len().min(old.len())..].starts_with(drawing) {
            app.blobs().delete(&old).await?;
        }
    }
    let bytes = Bytes::from(developed.bytes);
    app.blobs().put(&key, bytes.clone(), developed.format.media_type()).await?;
    Ok(Some(bytes))
}

/// Forgets all renditions; each is made again when it is asked for. How many there were.
///
/// # Errors
/// When the store of blobs fails.
pub async fn forget_renditions(app: &App) -> Result<u64, BlobError> {
    forget(app, PREFIX).await
}

/// Forgets the renditions of a picture as it was.
pub(super) async fn forget_of(app: &App, media: &Media) -> Result<u64, BlobError> {
    match folder(media) {
        Some(folder) => forget(app, &folder).await,
        None => Ok(0),
    }
}

async fn forget(app: &App, prefix: &str) -> Result<u64, BlobError> {
    let mut forgotten = 0;
    for key in app.blobs().list(prefix).await? {
        app.blobs().delete(&key).await?;
        forgotten += 1;
    }
    Ok(forgotten)
}

/// Where the renditions of a picture lie: under its bytes' fingerprint, so that other bytes find none of them.
fn folder(media: &Media) -> Option<String> {
    let digest = media.digest.as_deref()?;
    Some(format!("{PREFIX}{}/{}/", folder_of(media.id), digest.get(..16)?))
}

/// The place where one rendition is made.
fn desk(key: &str) -> Arc<tokio::sync::Mutex<()>> {
    let mut desks = DESKS.lock().unwrap_or_else(PoisonError::into_inner);
    desks.retain(|_, desk| desk.strong_count() > 0);
    if let Some(desk) = desks.get(key).and_then(Weak::upgrade) {
        return desk;
    }
    let desk = Arc::new(tokio::sync::Mutex::new(()));
    desks.insert(key.to_owned(), Arc::downgrade(&desk));
    desk
}
