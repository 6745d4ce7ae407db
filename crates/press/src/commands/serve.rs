//! `masthead serve`: the publication of a folder, open to its readers.

use std::net::SocketAddr;

use anyhow::Context;
use clap::Args;
use platform::http::{Listening, serve};
use platform::records::take_kept;
use platform::{App, telemetry};

use crate::cli::{Door, Place};
use crate::say::say;
use crate::{house, signals};

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
    let stopping = signals::heed(&app);
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
