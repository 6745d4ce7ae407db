//! `masthead serve`: the publication of a folder, open to its readers.

use std::net::SocketAddr;

use anyhow::Context;
use clap::Args;
use platform::http::{Listening, serve};
use platform::records::take_kept;
use platform::{App, telemetry};
use tokio::sync::watch;

use crate::cli::{Door, Place};
use crate::house;
use crate::say::say;

/// Where, and which house.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    door: Door,
    #[command(flatten)]
    place: Place,
}

impl Serve {
    /// Brings the tables up to date, takes what waited for a feature, and serves until told to stop.
    pub(crate) async fn run(&self) -> anyhow::Result<u8> {
        let app = house::assemble(house::settings(&self.place, &self.door)?).await?;
        prepare(&app).await?;
        open_doors(app, "The publication").await?;
        Ok(0)
    }
}

/// Brings the house up to what this program knows.
pub(crate) async fn prepare(app: &App) -> anyhow::Result<()> {
    for step in app.migrate().await? {
        tracing::info!("migrated: {step}");
    }
    let taken = take_kept(app).await.context("records kept for later could not be taken")?;
    if taken.total() > 0 {
        tracing::info!("records that had waited for a feature were taken:\n{taken}");
    }
    Ok(())
}

/// Serves until SIGTERM or SIGINT; then finishes the requests and the job in hand.
pub(crate) async fn open_doors(app: App, name: &str) -> anyhow::Result<()> {
    let figures = telemetry::start_counting();
    let doors = Listening::open(&app).await?;
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(heed_signals(app.clone(), stop));
    say(format_args!("{name} is open at {}", address_of(doors.address)))?;
    say("Ctrl-C closes it.")?;
    serve(app, doors, figures, stopping).await?;
    say("Closed.")?;
    Ok(())
}

/// What to put into a browser on this machine.
fn address_of(door: SocketAddr) -> String {
    if door.ip().is_loopback() || door.ip().is_unspecified() {
        format!("http://localhost:{}", door.port())
    } else {
        format!("http://{door}")
    }
}

/// The first signal asks everybody to finish. The second does not wait for them.
async fn heed_signals(app: App, stop: watch::Sender<bool>) {
    let signal = next_signal().await;
    tracing::info!("{signal}: finishing what is in hand; once more to stop at once");
    app.close();
    stop.send_replace(true);
    let signal = next_signal().await;
    tracing::warn!("{signal} again: stopped at once");
    std::process::exit(1);
}

#[cfg(unix)]
async fn next_signal() -> &'static str {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        },
        _ => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn next_signal() -> &'static str {
    match tokio::signal::ctrl_c().await {
        Ok(()) => "Ctrl-C",
        Err(_) => std::future::pending().await,
    }
}
