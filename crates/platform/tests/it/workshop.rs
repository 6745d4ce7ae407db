//! A feature for stories about work: jobs that write a line, fail, panic or never end, and those who hear of changes.

use std::collections::HashSet;
use std::future::pending;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use platform::changes::Logged;
use platform::db::{Migration, query};
use platform::feature::{Feature, Hearer, Job, Timetable};
use platform::jobs::{Counts, Failed, Order};
use platform::{App, BoxFuture};
use serde_json::Value;
use testkit::House;

const TABLES: &[Migration] = &[Migration {
    number: 1,
    name: "lines",
    sql: "CREATE TABLE workshop_lines (number {serial}, line {text} NOT NULL);\n",
}];

/// How often the floor is swept.
pub const SWEEPS: Duration = Duration::from_secs(3600);

pub fn features() -> Vec<Feature> {
    vec![Feature {
        name: "workshop",
        migrations: TABLES,
        jobs: vec![
            Job { name: "workshop.note", handler: |app, line| Box::pin(async move { note(&app, &line).await }) },
            Job { name: "workshop.fail", handler: |_, _| Box::pin(async { anyhow::bail!("the lathe is broken") }) },
            Job { name: "workshop.panic", handler: |_, _| Box::pin(async { panic!("a finger is missing") }) },
            Job { name: "workshop.hang", handler: hang_once },
            Job { name: "workshop.slow", handler: slow },
            Job {
                name: "workshop.sweep",
                handler: |app, _| Box::pin(async move { note(&app, &"swept".into()).await }),
            },
            Job { name: "workshop.order_again", handler: order_again },
        ],
        timetables: vec![Timetable { job: "workshop.sweep", every: SWEEPS }],
        changes: &["StallOpened"],
        hears: vec![
            Hearer { change: "StallOpened", name: "workshop.greet", handler: greet },
            Hearer { change: "StallOpened", name: "workshop.stumble", handler: stumble_once },
        ],
        ..Feature::default()
    }]
}

async fn note(app: &App, line: &Value) -> anyhow::Result<()> {
    let mut tx = app.db().write().await?;
    let line = line.as_str().unwrap_or_default();
    query("INSERT INTO workshop_lines (line) VALUES ($1)").bind(line).run(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// What has been begun once already, by house and name.
static BEGUN: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);

fn is_first(app: &App, name: &str) -> bool {
    BEGUN.lock().unwrap().insert(begin(app, name))
}

/// Whether a job's own work has begun, which is a moment after it was claimed.
pub fn has_begun(app: &App, name: &str) -> bool {
    BEGUN.lock().unwrap().contains(&begin(app, name))
}

fn begin(app: &App, name: &str) -> String {
    format!("{} {name}", app.config().house.display())
}

fn hang_once(app: App, line: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        if is_first(&app, "hang") {
            pending::<()>().await;
        }
        note(&app, &line).await
    })
}

fn slow(app: App, line: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        note(&app, &"begun".into()).await?;
        tokio::time::sleep(Duration::from_millis(700)).await;
        note(&app, &line).await
    })
}

/// While it runs, it is ordered once more: what it has read may be old already.
fn order_again(app: App, line: Value) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        if is_first(&app, "order again") {
            order(&app, Order::new("workshop.order_again", &line, app.now()).once("the order")).await;
            note(&app, &line).await?;
            anyhow::bail!("the first time it fails");
        }
        note(&app, &line).await
    })
}

fn greet(app: App, change: Logged) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(
        async move { note(&app, &format!("welcome, {}", change.detail["name"].as_str().unwrap_or("?")).into()).await },
    )
}

fn stumble_once(app: App, change: Logged) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        anyhow::ensure!(!is_first(&app, "stumble"), "there was a step");
        note(&app, &format!("noticed number {}", change.seq).into()).await
    })
}

/// Orders a job, alone in its transaction.
pub async fn order(app: &App, order: Order) {
    let mut tx = app.db().write().await.unwrap();
    app.enqueue(&mut tx, order).await.unwrap();
    tx.commit().await.unwrap();
}

/// Orders a job that is due at once.
pub async fn order_now(house: &House, job: &'static str, payload: &str) {
    order(&house.app, Order::new(job, payload, house.app.now())).await;
}

/// What was written, in order.
pub async fn lines(house: &House) -> Vec<String> {
    let mut conn = house.app.db().read().await.unwrap();
    query("SELECT line FROM workshop_lines ORDER BY number").map(&mut conn, |row| row.get("line")).await.unwrap()
}

/// Waiting, running and given up.
pub async fn counts(house: &House) -> (i64, i64, i64) {
    let mut conn = house.app.db().read().await.unwrap();
    let Counts { waiting, running, failed } = platform::jobs::counts(&mut conn).await.unwrap();
    (waiting, running, failed)
}

pub async fn given_up(house: &House) -> Vec<Failed> {
    let mut conn = house.app.db().read().await.unwrap();
    platform::jobs::failed(&mut conn).await.unwrap()
}
