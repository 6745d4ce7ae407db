//! A feature for stories about pages: stalls with a price, each on a page of its own, and addresses that go wrong.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use kit::Tag;
use platform::axum::extract::{Path, State};
use platform::axum::response::{IntoResponse, Response};
use platform::axum::routing::get;
use platform::changes::Change;
use platform::db::{Migration, query};
use platform::feature::{Feature, Route};
use platform::http::{HttpError, Page, Visit};
use platform::{App, BoxFuture};
use testkit::{Builder, Engine, House};
use tokio::sync::Notify;

const TABLES: &[Migration] = &[Migration {
    number: 1,
    name: "stalls",
    sql: "CREATE TABLE market_stalls (name {text} PRIMARY KEY, price {int} NOT NULL);\n",
}];

pub fn features() -> Vec<Feature> {
    vec![Feature {
        name: "market",
        migrations: TABLES,
        routes: vec![
            Route::page("/stall/{name}", "show_stall", || get(show_stall)).reading(&["page", "order"]),
            Route::page("/today", "show_today", || get(show_today)),
            Route::page("/mine", "show_mine", || get(show_mine)),
            Route::page("/fails", "fail", || get(async || failure("the till is jammed"))),
            Route::page("/panics", "panic", || get(panics)),
            Route::page("/gone", "show_gone", || get(async || gone())),
            Route::page("/bad", "refuse", || get(async || refusal())),
            Route::api("/api/fails", "fail", || get(async || failure("the till is jammed"))),
            Route::api("/api/panics", "panic", || get(panics)),
            Route::api("/api/prices", "list_prices", || get(async || "[]")),
        ],
        resolver: Some(find_kiosk),
        parameters: &["kind"],
        ..Feature::default()
    }]
}

fn failure(why: &'static str) -> Result<&'static str, HttpError> {
    Err(HttpError::internal(anyhow::anyhow!(why)))
}

async fn panics() -> &'static str {
    panic!("the roof came down")
}

fn gone() -> Result<&'static str, HttpError> {
    Err(HttpError::Gone { notice: "This stall <was> closed on 3 March & its page withdrawn.".to_owned() })
}

fn refusal() -> Result<&'static str, HttpError> {
    Err(HttpError::BadRequest("There is no page 0; pages count from 1.".to_owned()))
}

/// What a story knows of one house's renders.
#[derive(Default)]
pub struct Renders {
    pub count: AtomicU32,
    /// The next render waits in its midst until it is let go.
    pub hold: AtomicBool,
    pub held: Notify,
    pub go_on: Notify,
}

static RENDERS: LazyLock<Mutex<HashMap<String, Arc<Renders>>>> = LazyLock::new(Mutex::default);

/// Of this house, all its nodes together.
pub fn renders(app: &App) -> Arc<Renders> {
    let house = app.config().house.display().to_string();
    Arc::clone(RENDERS.lock().unwrap().entry(house).or_default())
}

async fn show_stall(State(app): State<App>, Path(name): Path<String>, visit: Visit) -> Result<Page, HttpError> {
    let renders = renders(&app);
    renders.count.fetch_add(1, Ordering::SeqCst);
    let mut reading = app.reading().await?;
    reading.note(Tag::new("stall", &name));
    reading.note(Tag::new("market", "all"));
    let sql = "SELECT price FROM market_stalls WHERE name = $1";
    let price: Option<i64> = query(sql).bind(&name).find(&mut reading, |row| row.get("price")).await?;
    if renders.hold.swap(false, Ordering::SeqCst) {
        renders.held.notify_one();
        renders.go_on.notified().await;
    } else {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let price = price.ok_or(HttpError::NotFound)?;
    let goods = "Apples, pears and plums from our own trees. ".repeat(500);
    let html = format!("<h1>{name} at {}</h1><p>price {price}</p><p>{:?}</p><p>{goods}</p>", visit.host, visit.query);
    Ok(reading.page(html))
}

/// A kiosk stands at an address that no route has.
fn find_kiosk(app: App, visit: Visit) -> BoxFuture<'static, Result<Option<Response>, HttpError>> {
    Box::pin(async move {
        if visit.path != "/kiosk" {
            return Ok(None);
        }
        renders(&app).count.fetch_add(1, Ordering::SeqCst);
        let html = format!("<p>{:?}</p>", visit.query);
        Ok(Some(app.reading().await?.page(html).into_response()))
    })
}

/// True for an hour.
async fn show_today(State(app): State<App>) -> Result<Page, HttpError> {
    renders(&app).count.fetch_add(1, Ordering::SeqCst);
    let mut reading = app.reading().await?;
    reading.expires(app.now() + Duration::from_secs(3600));
    let html = format!("<p>{}</p>", app.now());
    Ok(reading.page(html))
}

/// Never kept: it says nothing of what it was made of.
async fn show_mine(State(app): State<App>) -> String {
    let renders = renders(&app);
    let number = renders.count.fetch_add(1, Ordering::SeqCst);
    if renders.hold.swap(false, Ordering::SeqCst) {
        renders.held.notify_one();
        renders.go_on.notified().await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    format!("visitor {number}")
}

/// A market of a story's own, with stalls of these names at price 1.
pub async fn market(engine: Engine, stalls: &[&str]) -> House {
    market_with(House::on(engine), stalls).await
}

pub async fn market_with(builder: Builder, stalls: &[&str]) -> House {
    let house = builder.features(features).open().await;
    let mut tx = house.app.db().write().await.unwrap();
    for name in stalls {
        query("INSERT INTO market_stalls (name, price) VALUES ($1, 1)").bind(*name).run(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    house
}

/// Changes a stall's price, as a feature would.
pub async fn set_price(house: &House, name: &str, price: i64) {
    let mut tx = house.app.db().write().await.unwrap();
    let sql = "UPDATE market_stalls SET price = $1 WHERE name = $2";
    query(sql).bind(price).bind(name).run(&mut tx).await.unwrap();
    let change = Change::new("PriceChanged").touching([Tag::new("stall", name)]);
    house.app.record(&mut tx, change).await.unwrap();
    tx.commit().await.unwrap();
}

pub fn rendered(house: &House) -> u32 {
    renders(&house.app).count.load(Ordering::SeqCst)
}
