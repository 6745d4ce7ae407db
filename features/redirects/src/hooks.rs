//! What redirects do when an item moves.

use anyhow::Context;
use content::model::{ItemId, SiteId};
use platform::changes::{Change, Logged};
use platform::{App, BoxFuture};
use serde::Deserialize;

use crate::{Redirect, Target, store};

/// What the change says of the move.
#[derive(Debug, Deserialize)]
struct Moved {
    site: SiteId,
    from: String,
    to: String,
}

/// Keeps the address that an item had. Where it stands now no redirect may be in the way. An item that moves twice may be
/// heard of in either order, so what counts is where it stands by now.
pub(crate) fn remember_address(app: App, change: Logged) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let moved: Moved = serde_json::from_value(change.detail)?;
        let item = ItemId::from_uuid(change.subject.context("an item moved, but which?")?);
        let mut tx = app.db().write().await?;
        let now_at = content::store::items::by_id(&mut tx, item).await?.map(|item| item.address);
        if now_at.as_ref() == Some(&moved.to) {
            store::remove(&mut tx, moved.site, &moved.to).await?;
        }
        if now_at.as_ref() == Some(&moved.from) {
            tx.commit().await?;
            return Ok(());
        }
        let redirect = Redirect {
            id: app.new_id(),
            site: moved.site,
            from: moved.from,
            status: 301,
            to: Some(Target::Item(item)),
            made_by: "house".to_owned(),
            made_at: change.at,
        };
        store::put(&mut tx, &redirect).await?;
        let made = Change::new("RedirectMade").to(item.uuid()).touching([Redirect::tag(moved.site)]);
        app.record(&mut tx, made).await?;
        tx.commit().await?;
        Ok(())
    })
}
