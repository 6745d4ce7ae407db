//! What each node does for itself: following the change log, and chores by the clock.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::feature::{Chore, Follower};

/// How long a follower that failed waits, and how long one that heard nothing.
const AGAIN: Duration = Duration::from_secs(1);
const AT_LEAST: Duration = Duration::from_secs(10);

/// Begins all of it. Each ends when `stop` turns true and what it has in hand is done.
pub(crate) fn begin(app: &App, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    for feature in app.features() {
        for follower in &feature.follows {
            tasks.spawn(follow(app.clone(), *follower, stop.clone()));
        }
        for chore in &feature.chores {
            tasks.spawn(attend(app.clone(), *chore, stop.clone()));
        }
    }
    tasks
}

async fn follow(app: App, follower: Follower, mut stop: watch::Receiver<bool>) {
    let mut commits = app.commits();
    let mut last = String::new();
    loop {
        // What is committed from here on is seen by the next round.
        commits.borrow_and_update();
        let wait = match (follower.catch_up)(app.clone()).await {
            Ok(()) => {
                last.clear();
                AT_LEAST
            }
            Err(error) => {
                let error = format!("{error:#}");
                if error != last {
                    tracing::error!(error, "{} cannot follow the change log; it is tried again", follower.name);
                    last = error;
                }
                AGAIN
            }
        };
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = commits.changed(), if wait == AT_LEAST => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn attend(app: App, chore: Chore, mut stop: watch::Receiver<bool>) {
    loop {
        let stopped = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => true,
            () = tokio::time::sleep(chore.every) => false,
        };
        if let Err(error) = (chore.run)(app.clone()).await {
            tracing::error!(error = format!("{error:#}"), "{} failed; it is tried again in time", chore.name);
        }
        if stopped {
            return;
        }
    }
}
