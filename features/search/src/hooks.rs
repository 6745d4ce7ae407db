//! Following the change log: the index of this node learns what has changed, or is made anew while the old one serves.
//!
//! What is read is always the present state, so that any change may be followed twice.

use std::collections::VecDeque;

use content::model::ItemId;
use content::read::{answers_tag, documents, sections_below};
use content::store;
use content::store::touched::Named;
use kit::Tags;
use platform::changes::{latest, since};
use platform::search::Batch;
use platform::{App, BoxFuture};
use tokio::sync::Mutex;

use crate::rules::{Touched, touched};
use crate::slots::likeness_tag;

/// Items given to the index at once.
const AT_ONCE: u32 = 500;
/// Changes read at once. A change of an import names hundreds of items.
const CHANGES: u32 = 100;

/// One at a time brings the index of this process forward.
#[derive(Default)]
struct Turn(Mutex<()>);

/// How far the following of the log got.
enum Came {
    /// To its end.
    ToTheEnd,
    /// To a change by which the index has to be made anew.
    ToAnew,
}

/// Brings the index up to the end of the change log. One that is missing, or knows changes that this log has not, is
/// made anew.
pub(crate) fn catch_up(app: App) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let turn = app.local::<Turn>();
        let _turn = turn.0.lock().await;
        while !app.is_closing() {
            let end = latest(&mut app.db().read().await?).await?;
            let known = app.search().position().await?.filter(|position| *position <= end);
            let Some(position) = known else {
                make_anew(&app, None).await?;
                continue;
            };
            match follow(&app, position).await? {
                Came::ToTheEnd => return Ok(()),
                // What comes in meanwhile goes into the old one, whose position stays: killed now, it begins again.
                Came::ToAnew => make_anew(&app, app.search().position().await?).await?,
            }
        }
        Ok(())
    })
}

/// Follows the log from the number `position` on.
async fn follow(app: &App, mut position: i64) -> anyhow::Result<Came> {
    loop {
        let changes = since(&mut app.db().read().await?, position, CHANGES).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(Came::ToTheEnd) };
        let touched = touched(&changes);
        if touched.everything {
            return Ok(Came::ToAnew);
        }
        learn(app, touched, (position, last)).await?;
        position = last;
    }
}

/// Gives the index what is touched, in batches. It stands at the number `before` until the last of them.
async fn learn(app: &App, touched: Touched, (before, after): (i64, i64)) -> anyhow::Result<()> {
    let mut waiting: VecDeque<Vec<ItemId>> = VecDeque::new();
    let items: Vec<ItemId> = touched.items.into_iter().collect();
    waiting.extend(items.chunks(AT_ONCE as usize).map(<[ItemId]>::to_vec));
    let mut names: Vec<Named> = with_sections_below(app, touched.names).await?;
    let mut reached = None;
    let mut ready = Batch { position: before, ..Batch::default() };
    loop {
        let ids = match waiting.pop_front() {
            Some(ids) => ids,
            None => {
                let Some(name) = names.last().copied() else { break };
                let mut conn = app.db().read().await?;
                let ids = store::touched::items(&mut conn, name, reached, AT_ONCE).await?;
                reached = ids.last().copied();
                if reached.is_none() {
                    names.pop();
                    continue;
                }
                ids
            }
        };
        if !ready.put.is_empty() || !ready.remove.is_empty() {
            app.search().take(ready).await?;
        }
        ready = batch(app, &ids, before).await?;
    }
    app.search().take(Batch { position: after, ..ready }).await?;
    app.cache().purge(&Tags::from([answers_tag()]));
    Ok(())
}

/// The present state of these items, as the index is told of it.
async fn batch(app: &App, ids: &[ItemId], position: i64) -> anyhow::Result<Batch> {
    let mut conn = app.db().read().await?;
    let items = store::items::by_ids(&mut conn, ids).await?;
    let put = documents(&mut conn, items, app.now()).await?;
    let is_found = |id: &ItemId| put.iter().any(|document| document.id == id.uuid());
    let remove = ids.iter().filter(|id| !is_found(id)).map(|id| id.uuid()).collect();
    Ok(Batch { put, remove, position })
}

/// A section stands on what is placed below it too.
async fn with_sections_below(app: &App, names: impl IntoIterator<Item = Named>) -> anyhow::Result<Vec<Named>> {
    let mut all = Vec::new();
    for name in names {
        match name {
            Named::Section(id) => {
                let below = sections_below(&mut app.db().read().await?, id).await?;
                all.extend(below.into_iter().map(Named::Section));
            }
            other => all.push(other),
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Makes the index anew from all items, a part at a time. The old one, standing at `old`, goes on learning and serving
/// meanwhile.
async fn make_anew(app: &App, old: Option<i64>) -> anyhow::Result<()> {
    let begun = latest(&mut app.db().read().await?).await?;
    tracing::info!(change = begun, "the search index is made anew");
    let mut making = app.search().begin_anew().await?;
    let (mut after, mut seen, mut found) = (None, begun, 0);
    loop {
        if app.is_closing() {
            return Ok(());
        }
        let mut conn = app.db().read().await?;
        let items = store::items::page(&mut conn, after, AT_ONCE).await?;
        let Some(last) = items.last() else { break };
        after = Some(last.id);
        let part = documents(&mut conn, items, app.now()).await?;
        drop(conn);
        found += part.len();
        making.take(part).await?;
        if let Some(old) = old {
            seen = keep_up(app, seen, old).await?;
        }
    }
    making.finish(begun).await?;
    app.cache().purge(&Tags::from([answers_tag(), likeness_tag()]));
    tracing::info!(found, "the search index is new");
    Ok(())
}

/// Tells the old index what has changed after the number `seen`, without moving it from where it stands.
async fn keep_up(app: &App, mut seen: i64, stands: i64) -> anyhow::Result<i64> {
    loop {
        let changes = since(&mut app.db().read().await?, seen, CHANGES).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(seen) };
        seen = last;
        learn(app, touched(&changes), (stands, stands)).await?;
    }
}
