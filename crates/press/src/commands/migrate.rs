//! `masthead migrate`: the tables of an older house, brought up to date.

use crate::cli::Place;
use crate::house;
use crate::say::say;

/// Runs the steps that are still to be run, and names them.
pub(crate) async fn run(place: &Place) -> anyhow::Result<u8> {
    let app = house::open(place).await?;
    let ran = app.migrate().await?;
    for step in &ran {
        say(format_args!("done: {step}"))?;
    }
    if ran.is_empty() {
        say("The tables are up to date.")?;
    }
    app.db().close().await;
    Ok(0)
}
