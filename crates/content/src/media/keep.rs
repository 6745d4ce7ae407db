//! Taking bytes in: pictures through the darkroom, sounds, films and papers as they are, anything else refused with a
//! sentence.

use darkroom::{Kind, Limits, Notes, Refusal, Size};
use platform::blobs::BlobError;
use platform::changes::Change;
use platform::db::{DbError, Tx};
use platform::{App, Bytes};
use serde_json::{Map, Value, json};
use thiserror::Error;
use tokio::sync::Semaphore;

use super::develop;
use super::kind::FileKind;
use crate::model::{Media, MediaId, picture_tag};
use crate::store;

/// Bytes that a sound, a film or a paper may have. Pictures have the darkroom's own limits.
const FILE_AT_MOST: usize = 512 * 1024 * 1024;

/// Digits of a fingerprint that are kept.
const DIGITS: usize = 32;

/// One picture at a time is decoded on its way in, since one may take a good part of the memory that a house has. A
/// bound of the process, however many houses it holds.
static RECEIVING: Semaphore = Semaphore::const_new(1);

/// What came of bytes that were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// They are kept now.
    New,
    /// They were kept already.
    Same,
}

/// Why bytes are not kept.
#[derive(Debug, Error)]
pub enum KeepError {
    /// There is no such picture or file.
    #[error("there is no such picture or file")]
    NoSuchMedia,
    /// The darkroom refuses them; it says what to do.
    #[error(transparent)]
    Refused(Refusal),
    /// A film or sound of a kind that browsers do not play everywhere.
    #[error(
        "This is a film or sound of a kind that not every browser plays. Save it as MP4, WebM, MP3 or M4A and send that copy."
    )]
    Unplayable,
    /// Captions that are none.
    #[error("{0}. Mend the file and send it again")]
    Captions(#[from] prose::TrackFault),
    /// Nothing that is known here.
    #[error(
        "This is not a file that is known here. Taken are pictures (JPEG, PNG, GIF, WebP), sounds (MP3, OGG, M4A, \
         WAV), films (MP4, WebM), captions (WebVTT, SRT) and papers (PDF)."
    )]
    Unknown,
    /// A file that is too long.
    #[error("The file has {megabytes} MB; at most {} MB are taken. Send a shorter or smaller copy.", FILE_AT_MOST / 1024 / 1024)]
    TooLong {
        /// How long it is.
        megabytes: usize,
    },
    /// The work was broken off.
    #[error("The picture could not be worked on. Send it again.")]
    BrokenOff,
    /// The store of blobs failed.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The database's matter.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl KeepError {
    /// Whether the bytes are to blame, so that sending them again would change nothing.
    pub fn is_of_the_bytes(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Unplayable | Self::Captions(_) | Self::Unknown | Self::TooLong { .. })
    }
}

impl From<Refusal> for KeepError {
    /// The darkroom speaks of pictures alone; here more is taken.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotTaken(Kind::Film) => Self::Unplayable,
            Refusal::NotTaken(Kind::Unknown) => Self::Unknown,
            refusal => Self::Refused(refusal),
        }
    }
}

/// What is said of a picture or file that comes with its bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewMedia {
    /// The file's own name.
    pub file: String,
    /// What it is called at the desk.
    pub title: Option<String>,
    /// What it shows.
    pub alt: Option<String>,
    /// The words under it.
    pub caption: Option<String>,
    /// Whose it is, as printed.
    pub credit: Option<String>,
    /// What may be done with it.
    pub rights: Option<String>,
    /// What must stay in sight: across and down, 0 to 1.
    pub focal: Option<(f64, f64)>,
    /// Names and addresses, in their normal form, under which it is looked for.
    pub addresses: Vec<String>,
    /// Whatever else is known of it.
    pub fields: Map<String, Value>,
}

/// Keeps the bytes of a picture or file that is known already. What the picture says of itself fills in words that the
/// house does not have.
///
/// # Errors
/// When the bytes are refused, there is no such picture or file, or a store fails; then nothing has changed.
pub async fn keep(app: &App, id: MediaId, bytes: Bytes) -> Result<Kept, KeepError> {
    let received = fingerprint(bytes.clone()).await?;
    let mut conn = app.db().read().await?;
    let known = store::media::by_id(&mut conn, id).await?.ok_or(KeepError::NoSuchMedia)?;
    let is_known = store::media::received(&mut conn, id).await?.as_ref() == Some(&received);
    drop(conn);
    if let Some(blob) = known.blob.as_ref().filter(|_| is_known)
        && app.blobs().length(blob).await?.is_some()
    {
        return Ok(Kept::Same);
    }
    let arrived = arrive(app, id, bytes, received).await?;
    let mut tx = app.db().write().await?;
    let before = store::media::by_id(&mut tx, id).await?.ok_or(KeepError::NoSuchMedia)?;
    settle(app, &mut tx, &arrived.fill(before.clone()), &arrived.received).await?;
    tx.commit().await?;
    if before.blob.as_ref().is_some_and(|blob| *blob != arrived.blob) {
        forget(app, &before).await;
    }
    Ok(Kept::New)
}

/// Takes in a new picture or file with its bytes.
///
/// # Errors
/// When the bytes are refused or a store fails; then nothing has changed.
pub async fn add(app: &App, new: NewMedia, bytes: Bytes) -> Result<MediaId, KeepError> {
    let received = fingerprint(bytes.clone()).await?;
    let id = app.new_id();
    let arrived = arrive(app, id, bytes, received).await?;
    let media = Media {
        id,
        file: new.file,
        mime: None,
        blob: None,
        bytes: None,
        digest: None,
        width: None,
        height: None,
        colour: None,
        focal: new.focal,
        title: new.title,
        alt: new.alt,
        caption: new.caption,
        credit: new.credit,
        rights: new.rights,
        added_at: app.now(),
        fields: new.fields,
    };
    let media = arrived.fill(media);
    let addresses: Vec<(String, MediaId)> = new.addresses.into_iter().map(|address| (address, id)).collect();
    let mut tx = app.db().write().await?;
    store::media::put_all(&mut tx, std::slice::from_ref(&media)).await?;
    store::media::put_addresses(&mut tx, &addresses).await?;
    settle(app, &mut tx, &media, &arrived.received).await?;
    tx.commit().await?;
    Ok(id)
}

/// Bytes that lie in the store, and what is known of them.
struct Arrived {
    blob: String,
    bytes: u64,
    digest: String,
    received: String,
    mime: &'static str,
    picture: Option<Shown>,
}

/// What the darkroom says of a picture.
struct Shown {
    size: Size,
    colour: String,
    notes: Notes,
}

impl Arrived {
    /// The picture or file with these bytes.
    fn fill(&self, media: Media) -> Media {
        let shown = self.picture.as_ref();
        let notes = shown.map(|shown| shown.notes.clone()).unwrap_or_default();
        Media {
            blob: Some(self.blob.clone()),
            bytes: Some(self.bytes),
            digest: Some(self.digest.clone()),
            mime: Some(self.mime.to_owned()),
            width: shown.map(|shown| shown.size.width).or(media.width),
            height: shown.map(|shown| shown.size.height).or(media.height),
            colour: shown.map(|shown| shown.colour.clone()),
            alt: media.alt.or(notes.alt),
            caption: media.caption.or(notes.caption),
            credit: media.credit.or(notes.credit).or(notes.creator),
            rights: media.rights.or(notes.rights).or(notes.usage_terms),
            ..media
        }
    }
}

/// Makes of bytes what is kept of them, and puts it into the store under a key made of it.
async fn arrive(app: &App, id: MediaId, bytes: Bytes, received: String) -> Result<Arrived, KeepError> {
    let (bytes, mime, ending, picture) = match FileKind::of(&bytes) {
        Some(_) if bytes.len() > FILE_AT_MOST => {
            return Err(KeepError::TooLong { megabytes: bytes.len() / 1024 / 1024 });
        }
        // Written anew, so that nothing of a foreign file but its times and words is handed on.
        Some(kind @ FileKind::Vtt) => (captions(&bytes)?, kind.media_type(), kind.extension(), None),
        Some(kind) => (bytes, kind.media_type(), kind.extension(), None),
        None => {
            let room = RECEIVING.acquire().await.map_err(|_| KeepError::BrokenOff)?;
            let taken = tokio::task::spawn_blocking(move || {
                let _room = room;
                darkroom::receive(&bytes, &Limits::default())
            });
            let taken = taken.await.map_err(|_| KeepError::BrokenOff)??;
            let (facts, kept) = (taken.facts, taken.original);
            let shown = Shown { size: kept.size, colour: facts.colour.to_string(), notes: facts.notes };
            (Bytes::from(kept.bytes), kept.format.media_type(), kept.format.extension(), Some(shown))
        }
    };
    let digest = fingerprint(bytes.clone()).await?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let blob = format!("media/{}/{}.{ending}", folder_of(id), &digest[..16]);
    app.blobs().put(&blob, bytes, mime).await?;
    Ok(Arrived { blob, bytes: length, digest, received, mime, picture })
}

/// Captions as WebVTT, whatever they came as.
fn captions(bytes: &[u8]) -> Result<Bytes, KeepError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // What is no UTF-8 is Latin-1, as old subtitles are.
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    Ok(Bytes::from(prose::Track::read(&text)?.to_vtt()))
}

/// Writes the new state and says what happened.
async fn settle(app: &App, tx: &mut Tx, media: &Media, received: &str) -> Result<(), KeepError> {
    store::media::put_kept(tx, media, received).await?;
    let addresses = store::media::addresses_of(tx, &[media.id]).await?;
    let tags = addresses.iter().map(|(_, address)| picture_tag(address)).chain([Media::tag(media.id)]);
    let change = Change::new("MediaKept").to(media.id.uuid()).with(json!({ "digest": media.digest })).touching(tags);
    app.record(tx, change).await?;
    Ok(())
}

/// Forgets bytes that were replaced. What fails is left lying: nothing leads there any more.
async fn forget(app: &App, before: &Media) {
    let renditions = develop::forget_of(app, before).await.map(drop);
    let own = match &before.blob {
        Some(blob) => app.blobs().delete(blob).await,
        None => Ok(()),
    };
    for outcome in [renditions, own] {
        if let Err(error) = outcome {
            tracing::warn!(%error, media = %before.id.uuid(), "replaced bytes are left lying");
        }
    }
}

/// `7f/0190…7f`: where the bytes of a picture or file lie. Ids begin with the time, so their ends spread better.
pub(super) fn folder_of(id: MediaId) -> String {
    let id = id.uuid().simple().to_string();
    format!("{}/{id}", &id[30..])
}

/// The fingerprint of bytes.
async fn fingerprint(bytes: Bytes) -> Result<String, KeepError> {
    let hash = tokio::task::spawn_blocking(move || blake3::hash(&bytes).to_hex()[..DIGITS].to_owned());
    hash.await.map_err(|_| KeepError::BrokenOff)
}
