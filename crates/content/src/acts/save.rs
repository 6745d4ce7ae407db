//! Saving: a new revision on top of the one it started from. A stale save is refused with both texts kept.

use platform::App;
use platform::changes::Change;
use serde_json::json;

use super::{ActError, load};
use crate::media;
use crate::model::{ItemId, Revision, RevisionId};
use crate::store;

/// What an editor saves.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The revision that the editor started from.
    pub based_on: RevisionId,
    /// The headline.
    pub headline: String,
    /// The standfirst.
    pub standfirst: Option<String>,
    /// The body.
    pub body: prose::Body,
}

/// What came of a save.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// It is the latest revision now.
    Saved(Box<Revision>),
    /// Somebody saved in between. Both texts are kept: theirs is the latest, ours stands beside it as a revision.
    Stale {
        /// The latest.
        theirs: Box<Revision>,
        /// What was to be saved.
        ours: Box<Revision>,
    },
}

/// How many words a body has, as an item is said to have.
pub(super) fn words(body: &prose::Body) -> u32 {
    u32::try_from(body.word_count()).unwrap_or(u32::MAX)
}

/// Saves a draft. Readers get it when the item is published again.
///
/// # Errors
/// When the headline is empty, there is no such item, or the database refuses.
pub async fn save(app: &App, id: ItemId, draft: Draft, by: &str) -> Result<Saved, ActError> {
    if draft.headline.trim().is_empty() {
        return Err(ActError::Empty("the headline"));
    }
    let mut tx = app.db().write().await?;
    let mut item = load(&mut tx, id).await?;
    let revisions = store::revisions::of_item(&mut tx, id).await?;
    let revision = Revision {
        id: app.new_id(),
        item: id,
        number: revisions.first().map_or(0, |latest| latest.number) + 1,
        based_on: Some(draft.based_on),
        made_at: app.now(),
        made_by: by.to_owned(),
        headline: draft.headline.trim().to_owned(),
        standfirst: draft.standfirst,
        body: draft.body,
    };
    store::revisions::insert_all(&mut tx, std::slice::from_ref(&revision)).await?;
    let stale = item.latest_revision != draft.based_on;
    let kind = if stale { "StaleSaveKept" } else { "RevisionSaved" };
    if !stale {
        item.latest_revision = revision.id;
        // Lists say how long that is what readers get.
        if item.live_revision.is_none() {
            item.words = words(&revision.body);
        }
        store::items::update(&mut tx, &item).await?;
        media::record_item(app, &mut tx, &item).await?;
    }
    let change = Change::new(kind).by(by).to(id.uuid()).with(json!({ "revision": revision.id }));
    app.record(&mut tx, change).await?;
    tx.commit().await?;
    let theirs = revisions.into_iter().find(|known| known.id == item.latest_revision);
    Ok(match theirs.filter(|_| stale) {
        Some(theirs) => Saved::Stale { theirs: Box::new(theirs), ours: Box::new(revision) },
        None => Saved::Saved(Box::new(revision)),
    })
}
