//! The runner: claims jobs, does them, writes down what became of them.

use std::time::Duration;

use anyhow::Context;
use futures_util::future::join_all;
use kit::{Timestamp, Uuid};
use tokio::sync::watch;
use tokio::task::JoinError;

use super::{ATTEMPTS, Claimed, delay_after, store};
use crate::app::App;
use crate::db::Result;
use crate::feature::JobHandler;

/// Jobs that one node does side by side: a slow one does not keep a publication from its hour.
const HANDS: usize = 4;
/// How long the runner sleeps at most: jobs may come from another process.
const NAP: Duration = Duration::from_secs(1);

/// Works through the jobs of a house.
#[derive(Debug, Clone)]
pub struct Runner {
    app: App,
    id: Uuid,
}

impl Runner {
    /// A runner for `app`.
    pub fn new(app: App) -> Self {
        let id = app.new_id::<Self>().uuid();
        Self { app, id }
    }

    /// Works until `stop` turns true, then finishes the jobs in hand.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        // An import in another process may hold the database for long; the house must not go without jobs for that.
        while let Err(error) = self.free_orphans().await {
            tracing::error!(%error, "what a former process held cannot be freed yet; it is tried again");
            let closing = async { stop.wait_for(|stop| *stop).await.is_ok() };
            if tokio::time::timeout(NAP, closing).await.is_ok() {
                return;
            }
        }
        join_all((0..HANDS).map(|_| Self::new(self.app.clone()).work_on(stop.clone()))).await;
    }

    /// How long a job may go without a sign of life before another node takes it.
    fn lease(&self) -> Duration {
        self.app.config().jobs.lease()
    }

    async fn free_orphans(&self) -> Result<()> {
        let mut tx = self.app.db().write().await?;
        store::free_orphans(&mut tx, self.app.now()).await?;
        tx.commit().await
    }

    async fn work_on(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let nap = match self.work_one().await {
                Ok(true) => continue,
                Ok(false) => self.until_next().await,
                Err(error) => {
                    tracing::error!(%error, "the table of jobs cannot be read or written");
                    NAP
                }
            };
            tokio::select! {
                () = self.app.jobs_waiting() => {}
                () = tokio::time::sleep(nap) => {}
                stopped = stop.changed() => if stopped.is_err() { return },
            }
        }
    }

    /// Works until nothing is due. For commands and tests.
    ///
    /// # Errors
    /// When the table cannot be read or written. A job's own failure is written to its row.
    pub async fn run_due(&self) -> Result<u32> {
        let mut done = 0;
        while self.work_one().await? {
            done += 1;
        }
        Ok(done)
    }

    async fn until_next(&self) -> Duration {
        let due = async { store::next_due(&mut self.app.db().read().await?).await };
        match due.await {
            Ok(Some(at)) => Duration::try_from(at.duration_since(self.app.now())).unwrap_or_default().min(NAP),
            _ => NAP,
        }
    }

    /// Claims and does one job. False: none is due.
    async fn work_one(&self) -> Result<bool> {
        let mut tx = self.app.db().write().await?;
        let now = self.app.now();
        let Some(claimed) = store::claim(&mut tx, self.id, now, now + self.lease()).await? else { return Ok(false) };
        tx.commit().await?;
        let outcome = self.perform(&claimed).await;
        metrics::counter!("masthead_jobs_total", "job" => claimed.job.clone(),
            "outcome" => if outcome.is_ok() { "done" } else { "failed" })
        .increment(1);
        let mut tx = self.app.db().write().await?;
        match outcome {
            Ok(()) => store::finish(&mut tx, claimed.id, self.id).await?,
            Err(error) => {
                let again = delay_after(claimed.attempt).map(|wait| self.app.now() + wait);
                report(&claimed, again, &error);
                store::put_back(&mut tx, &claimed, self.id, again, &format!("{error:#}")).await?;
            }
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Does the job, renewing the lease while it takes its time. A panic is a failure like any other; a job that takes
    /// its process down each time is not begun for ever.
    async fn perform(&self, claimed: &Claimed) -> anyhow::Result<()> {
        anyhow::ensure!(claimed.attempt <= ATTEMPTS, "every runner that began it ended before it did");
        let handler: JobHandler =
            self.app.job(&claimed.job).with_context(|| format!("no feature knows the job {:?}", claimed.job))?;
        let mut work = tokio::spawn(handler(self.app.clone(), claimed.payload.clone()));
        loop {
            match tokio::time::timeout(self.lease() / 3, &mut work).await {
                Ok(Ok(outcome)) => return outcome,
                Ok(Err(gone)) => anyhow::bail!("the job panicked: {}", last_words(gone)),
                Err(_) => {
                    if let Err(error) = self.renew(claimed.id).await {
                        tracing::warn!(%error, job = claimed.job, "a lease was not renewed; the job may be done twice");
                    }
                }
            }
        }
    }

    async fn renew(&self, id: Uuid) -> Result<()> {
        let mut tx = self.app.db().write().await?;
        store::renew(&mut tx, id, self.id, self.app.now() + self.lease()).await?;
        tx.commit().await
    }
}

/// What a panic said.
fn last_words(gone: JoinError) -> String {
    let Ok(panic) = gone.try_into_panic() else { return "it was stopped".to_owned() };
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}

fn report(claimed: &Claimed, again: Option<Timestamp>, error: &anyhow::Error) {
    match again {
        Some(again) => {
            tracing::warn!(job = claimed.job, attempt = claimed.attempt, %again, error = format!("{error:#}"), "job failed");
        }
        None => tracing::error!(job = claimed.job, error = format!("{error:#}"), "job given up"),
    }
}
