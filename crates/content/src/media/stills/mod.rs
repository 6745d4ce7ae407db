//! Stills: a picture kept in the house of what is embedded from elsewhere, so that a page asks nobody before a reader
//! does. Each is fetched once, by a job, and found by every item that shows the same film or post.
//!
//! What a provider answers is read as facts (a title, the address of a picture); no markup of it goes further.

mod told;

use anyhow::bail;
use kit::{Slug, Timestamp};
use platform::db::{Conn, Result, Tx};
use platform::fetch::{FetchError, Web};
use platform::jobs::Order;
use platform::{App, BoxFuture, Bytes};
use prose::Embed;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use self::told::Told;
use super::keep::{KeepError, NewMedia, add};
use super::uses::Uses;
use crate::store;

/// Bytes that a still may have.
const PICTURE: u64 = 8 << 20;
/// Bytes that a provider's answer, or its page, may have.
const ANSWER: u64 = 1 << 20;
/// Stills that are fetched one after the other before the walk writes down how far it has come.
const STEP: u32 = 20;

/// The job that fetches one.
const ONE: &str = "content.keep_still";
/// The job that walks through all that are wanted after an import.
const ALL: &str = "content.keep_stills";

/// Which still is wanted.
#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    still: String,
}

/// How far the walk has come.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Walk {
    after: String,
}

/// Leaves a job for each still that these items show and the house does not have.
pub(crate) async fn want(app: &App, tx: &mut Tx, all: &[Uses]) -> Result<()> {
    let names: Vec<String> = all.iter().flat_map(Uses::stills).map(str::to_owned).collect();
    if names.is_empty() || !app.web().is_open() {
        return Ok(());
    }
    let known = store::media::ids_by_address(tx, &names).await?;
    for name in names.into_iter().filter(|name| !known.contains_key(name)) {
        order(app, tx, name, app.now()).await?;
    }
    Ok(())
}

/// Leaves one job for all that a batch of an import wants: there may be thousands, and other work has to go on.
pub(crate) async fn want_later(app: &App, tx: &mut Tx, all: &[Uses]) -> Result<()> {
    if app.web().is_open() && all.iter().flat_map(Uses::stills).next().is_some() {
        app.enqueue(tx, Order::new(ALL, Walk::default(), app.now()).once(ALL)).await?;
    }
    Ok(())
}

async fn order(app: &App, tx: &mut Tx, still: String, at: Timestamp) -> Result<()> {
    let mark = format!("{ONE} {still}");
    app.enqueue(tx, Order::new(ONE, Wanted { still }, app.now()).at(at).once(mark)).await
}

/// Fetches and keeps one still. Tried again later while its provider is away; not at all where there is none.
pub(crate) fn keep_still(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Wanted { still } = serde_json::from_value(payload)?;
        match keep_one(&app, &still).await? {
            Outcome::Later(why) => {
                bail!("the still of {} cannot be had now: {why}", still.trim_start_matches("still:"))
            }
            Outcome::Kept | Outcome::Never => Ok(()),
        }
    })
}

/// Fetches the next stills that are wanted, and goes on with those after them.
pub(crate) fn keep_stills(app: App, payload: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Walk { after } = serde_json::from_value(payload)?;
        let names = wanting(&mut app.db().read().await?, &after).await?;
        let Some(last) = names.last().cloned() else { return Ok(()) };
        let mut later = Vec::new();
        let mut why_later = String::new();
        for name in &names {
            if app.is_closing() {
                bail!("the house closes");
            }
            if let Outcome::Later(why) = keep_one(&app, name).await? {
                why_later = why;
                later.push(name.clone());
            }
        }
        // Nobody answers: it is not them, it is us.
        if later.len() == names.len() && names.len() > 2 {
            bail!("no provider can be reached: {why_later}");
        }
        let mut tx = app.db().write().await?;
        for name in later {
            order(&app, &mut tx, name, app.now()).await?;
        }
        app.enqueue(&mut tx, Order::new(ALL, Walk { after: last }, app.now()).once(ALL)).await?;
        tx.commit().await?;
        Ok(())
    })
}

async fn wanting(conn: &mut Conn, after: &str) -> Result<Vec<String>> {
    store::uses::stills_wanting(conn, after, STEP).await
}

/// What became of a still.
enum Outcome {
    /// It is here.
    Kept,
    /// There is none, or none that may be taken.
    Never,
    /// Its provider is away.
    Later(String),
}

async fn keep_one(app: &App, name: &str) -> anyhow::Result<Outcome> {
    let names = [name.to_owned()];
    let Some(embed) = Embed::of_still(name) else { return Ok(Outcome::Never) };
    if !store::media::ids_by_address(&mut app.db().read().await?, &names).await?.is_empty() {
        return Ok(Outcome::Kept);
    }
    let told = match ask(app.web(), &embed).await {
        Ok(told) => told,
        Err(why) => return Ok(Outcome::Later(why.to_string())),
    };
    let mut later = None;
    for address in embed.still_addresses().into_iter().chain(told.picture.clone()) {
        match app.web().get(&address, "image/*", PICTURE).await {
            Ok(answer) => match add(app, new_media(&embed, &told, name, &address), Bytes::from(answer.bytes)).await {
                Ok(_) => return Ok(Outcome::Kept),
                Err(error) if error.is_of_the_bytes() => {
                    tracing::debug!(%address, %error, "a still is not taken");
                }
                Err(error) => return Err(KeepError::into(error)),
            },
            Err(why) if why.may_pass() => later = Some(why.to_string()),
            Err(why) => tracing::debug!(%address, %why, "a still is not there"),
        }
    }
    Ok(later.map_or(Outcome::Never, Outcome::Later))
}

/// What is known of it besides its bytes.
fn new_media(embed: &Embed, told: &Told, name: &str, address: &str) -> NewMedia {
    let words = Slug::from_text(&format!("{} {}", embed.provider, embed.id.as_deref().unwrap_or("still")));
    let stem = words.map_or_else(|| "still".to_owned(), String::from);
    let provider = embed.provider_name();
    let fields: Map<String, Value> = [
        ("still_of".to_owned(), json!(embed.url)),
        ("fetched_from".to_owned(), json!(address)),
        ("addresses".to_owned(), json!([name])),
    ]
    .into_iter()
    .collect();
    NewMedia {
        file: format!("{stem}.jpg"),
        title: told.title.clone(),
        credit: Some(told.by.as_ref().map_or_else(|| provider.clone(), |by| format!("{by}, {provider}"))),
        addresses: vec![name.to_owned()],
        fields,
        ..NewMedia::default()
    }
}

/// What its provider tells of an embed; what its page tells where the provider does not.
async fn ask(web: &Web, embed: &Embed) -> Result<Told, FetchError> {
    let mut told = Told::default();
    if let Some(address) = embed.told_at()
        && let Some(answer) = answered(web.get(&address, "application/json", ANSWER).await)?
    {
        told = told::by_provider(&answer);
    }
    if told.picture.is_none()
        && embed.still_addresses().is_empty()
        && let Some(answer) = answered(web.get(&embed.url, "text/html", ANSWER).await)?
    {
        told = told.or(told::by_page(&answer));
    }
    Ok(told)
}

/// The bytes of an answer. A refusal is an answer, too: there is nothing.
fn answered(answer: Result<platform::fetch::Answer, FetchError>) -> Result<Option<Vec<u8>>, FetchError> {
    match answer {
        Ok(answer) => Ok(Some(answer.bytes)),
        Err(why) if why.may_pass() => Err(why),
        Err(_) => Ok(None),
    }
}
