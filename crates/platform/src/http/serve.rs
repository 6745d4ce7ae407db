//! Listening, and stopping without dropping anyone.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::hits::Hits;
use super::{doors, router};
use crate::app::App;
use crate::jobs::Runner;

/// How long requests and jobs in hand may take after the word to stop.
const FAREWELL: Duration = Duration::from_secs(25);

/// A house that listens.
pub struct Listening {
    /// Where readers reach it.
    pub address: SocketAddr,
    reader: TcpListener,
    operator: Option<TcpListener>,
}

impl Listening {
    /// Opens the doors that the settings name.
    ///
    /// # Errors
    /// When an address is taken or not ours.
    pub async fn open(app: &App) -> anyhow::Result<Self> {
        let listen = async |at: SocketAddr| {
            TcpListener::bind(at).await.with_context(|| format!("cannot listen on {at}: is it in use?"))
        };
        let reader = listen(app.config().listen).await?;
        let operator = match app.config().metrics.listen {
            Some(at) => Some(listen(at).await?),
            None => None,
        };
        Ok(Self { address: reader.local_addr()?, reader, operator })
    }
}

/// Serves until `stop` turns true; then finishes the requests and the job in hand.
///
/// # Errors
/// When a listener fails.
pub async fn serve(
    app: App,
    at: Listening,
    figures: PrometheusHandle,
    stop: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let runner = tokio::spawn(Runner::new(app.clone()).run(stop.clone()));
    let seen = async { crate::changes::latest(&mut app.db().read().await?).await };
    let following = tokio::spawn(crate::changes::follow_from(app.clone(), seen.await.ok()));
    let keeping_time = tokio::spawn(crate::timetable::keep(app.clone()));
    let watching = tokio::spawn(watch_theme(app.clone()));
    let attending = crate::attend::begin(&app, &stop);
    let counting = tokio::spawn(tidy_figures(figures.clone()));
    if let Some(listener) = at.operator {
        let router = Router::new().route("/metrics", get(show_metrics)).with_state((app.clone(), figures));
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    let router = with_health(router(app.clone()), app.clone());
    let mut late = stop.clone();
    tokio::select! {
        () = doors::open(at.reader, Hits::new(app.clone()), router, stop) => {}
        () = async { let _ = late.wait_for(|stop| *stop).await; tokio::time::sleep(FAREWELL).await } => {
            tracing::warn!("some requests were still open after {} s and were cut off", FAREWELL.as_secs());
        }
    }
    for task in [following, keeping_time, watching, counting] {
        task.abort();
    }
    if tokio::time::timeout(FAREWELL, runner).await.is_err() {
        tracing::warn!("a job was still running; another runner will take it up");
    }
    if tokio::time::timeout(FAREWELL, attending.join_all()).await.is_err() {
        tracing::warn!("what this node keeps for itself was not put in order in time; it is at the next start");
    }
    app.db().close().await;
    Ok(())
}

/// Outside everything else, so that a sick house can still say so.
fn with_health(router: Router, app: App) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(show_readiness))
        .with_state(app)
        .fallback_service(router)
}

/// Ready: the database answers.
async fn show_readiness(State(app): State<App>) -> (StatusCode, &'static str) {
    let asked = async { crate::changes::latest(&mut app.db().read().await?).await };
    match tokio::time::timeout(Duration::from_secs(2), asked).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

async fn show_metrics(State((app, figures)): State<(App, PrometheusHandle)>) -> String {
    metrics::gauge!("masthead_page_cache_bytes").set(app.cache().bytes() as f64);
    metrics::gauge!("masthead_page_cache_pages").set(app.cache().count() as f64);
    let counts = async { crate::jobs::counts(&mut app.db().read().await?).await };
    if let Ok(counts) = counts.await {
        metrics::gauge!("masthead_jobs", "state" => "waiting").set(counts.waiting as f64);
        metrics::gauge!("masthead_jobs", "state" => "running").set(counts.running as f64);
        metrics::gauge!("masthead_jobs", "state" => "failed").set(counts.failed as f64);
    }
    figures.render()
}

/// Sums up what was counted, so that figures that nobody asks for do not pile up.
async fn tidy_figures(figures: PrometheusHandle) {
    loop {
        tokio::time::sleep(Duration::from_secs(5)).await;
        figures.run_upkeep();
    }
}

/// Takes a theme's new files as they are saved; a broken theme is told of once and not taken.
async fn watch_theme(app: App) {
    let mut last = String::new();
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        match app.views().refresh() {
            Ok(true) => {
                last.clear();
                tracing::info!("the theme was read anew");
                app.cache().purge(&kit::Tags::from([kit::Tag::everything()]));
            }
            Ok(false) => {}
            Err(error) if error.to_string() != last => {
                last = error.to_string();
                tracing::error!("{last}; the last good theme goes on serving");
            }
            Err(_) => {}
        }
    }
}
