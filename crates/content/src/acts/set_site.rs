//! Setting up a site: one of its settings is set, or taken back.

use kit::Tag;
use platform::App;
use platform::changes::Change;
use platform::db::{DbError, Tx};
use platform::records::ids_named_on;
use platform::setting::{Form, Setting};
use serde_json::json;

use super::ActError;
use crate::media::is_picture;
use crate::model::{MediaId, Site, SiteId};
use crate::rules::hosts::{host_of, is_host_of};
use crate::rules::picture_address::normal;
use crate::rules::settings::{is_needed, set_value, value_of};
use crate::store;

/// The change that this act writes. Its detail names the setting.
pub(crate) const CHANGE: &str = "SiteSet";

/// Sets a site's setting to what `text` says, or takes it back.
///
/// # Errors
/// When the text is not in the setting's form, the site cannot be without it, names a picture that is not here or a host
/// that another site has, there is no such site, or the database refuses.
pub async fn set_site(
    app: &App,
    id: SiteId,
    (setting, text): (&Setting, Option<&str>),
    by: &str,
) -> Result<Site, ActError> {
    let name = setting.name;
    let wanted = || ActError::Setting { name, wanted: setting.form.wanted() };
    let value = text.map(|text| setting.form.read(text).ok_or_else(wanted)).transpose()?;
    if value.is_none() && is_needed(name) {
        return Err(ActError::Needed(name));
    }
    let mut tx = app.db().write().await?;
    store::sites::hold(&mut tx).await?;
    let sites = store::sites::all(&mut tx).await?;
    let before = sites.iter().find(|site| site.id == id).ok_or(ActError::NoSuchSite)?;
    let mut site = before.clone();
    set_value(&mut site, name, value);
    if site == *before {
        return Ok(site);
    }
    let is_taken = |other: &Site| other.id != id && is_host_of(host_of(&site.address), &other.address);
    if name == "address" && sites.iter().any(is_taken) {
        return Err(ActError::HostTaken(site.address));
    }
    if setting.form == Form::Picture
        && let Some(key) = value_of(&site, name).as_ref().and_then(|key| key.as_str())
        && !has_picture(&mut tx, &site, key).await?
    {
        return Err(ActError::NoSuchPicture(key.to_owned()));
    }
    store::sites::put(&mut tx, &site).await?;
    record(app, &mut tx, (before, &site), Change::new(CHANGE).by(by).with(json!({ "setting": name }))).await?;
    tx.commit().await?;
    Ok(site)
}

/// Writes down that a site is another than it was.
async fn record(app: &App, tx: &mut Tx, (before, after): (&Site, &Site), change: Change) -> Result<(), ActError> {
    let actor = change.actor.clone();
    app.record(tx, change.to(after.id.uuid()).touching(tags(after.id))).await?;
    if let Some(change) = locale_change(before, after) {
        app.record(tx, change.by(actor)).await?;
    }
    Ok(())
}

/// What goes stale with a site: all its pages, and those of others that name it.
pub(crate) fn tags(id: SiteId) -> [Tag; 2] {
    [Site::tag(id), Site::list_tag()]
}

/// The change by which the language or the clock of all items of a site is another.
pub(crate) fn locale_change(before: &Site, after: &Site) -> Option<Change> {
    let speaks_otherwise = before.language != after.language || before.time_zone != after.time_zone;
    let detail = json!({ "language": after.language, "time_zone": after.time_zone });
    speaks_otherwise.then(|| Change::new("SiteLocaleChanged").to(after.id.uuid()).with(detail))
}

/// Whether a picture of this key, or with this address, is in the house.
async fn has_picture(tx: &mut Tx, site: &Site, key: &str) -> Result<bool, DbError> {
    let own = normal(&site.address, None);
    let addresses = [normal(key, None), normal(key, Some(&own))];
    let found = store::media::ids_by_address(tx, &addresses).await?;
    let of_key = ids_named_on(tx, site.id.uuid(), "media", &[key]).await?;
    let ids: Vec<MediaId> = found.into_values().chain(of_key.into_values().map(MediaId::from_uuid)).collect();
    Ok(store::media::by_ids(tx, &ids).await?.iter().any(is_picture))
}
