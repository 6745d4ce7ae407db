//! `masthead jobs`: work that waits, and work that was given up.

use clap::Args;
use platform::{App, jobs};

use crate::cli::Place;
use crate::house;
use crate::say::say;

/// What can be asked of jobs.
#[derive(Debug, Args)]
pub(crate) struct Jobs {
    /// Give every job that was given up another round of attempts
    #[arg(long)]
    retry: bool,
    #[command(flatten)]
    place: Place,
}

impl Jobs {
    /// Counts the jobs and lists those that were given up; or tries those again.
    pub(crate) async fn run(&self) -> anyhow::Result<u8> {
        let app = house::open(&self.place).await?;
        house::expect_tables(&app).await?;
        if self.retry {
            retry(&app).await?;
        } else {
            list(&app).await?;
        }
        app.db().close().await;
        Ok(0)
    }
}

async fn list(app: &App) -> anyhow::Result<()> {
    let mut conn = app.db().read().await?;
    let counts = jobs::counts(&mut conn).await?;
    say(format_args!("{} waiting, {} running, {} given up", counts.waiting, counts.running, counts.failed))?;
    for job in jobs::failed(&mut conn).await? {
        say(format_args!("\n{}  {}", job.job, job.id))?;
        say(format_args!("  for  {}", job.payload))?;
        say(format_args!("  why  {}", job.last_error.as_deref().unwrap_or("nothing was written down")))?;
    }
    if counts.failed > 0 {
        say("\n`masthead jobs --retry` has them tried again.")?;
    }
    Ok(())
}

async fn retry(app: &App) -> anyhow::Result<()> {
    let mut tx = app.db().write().await?;
    let retried = jobs::retry(&mut tx, app.now()).await?;
    tx.commit().await?;
    say(format_args!("{retried} jobs wait for another round; `masthead serve` does them"))?;
    Ok(())
}
