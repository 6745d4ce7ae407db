//! Signals: the first asks everybody to finish what is in hand, the second does not wait for them.

use platform::App;
use tokio::sync::watch;

/// Tells the house to close when the first SIGTERM or SIGINT comes, and ends the process at the second.
pub(crate) fn heed(app: &App) -> watch::Receiver<bool> {
    let (stop, stopping) = watch::channel(false);
    let app = app.clone();
    tokio::spawn(async move {
        let signal = next().await;
        tracing::warn!("{signal}: finishing what is in hand; once more to stop at once");
        app.close();
        stop.send_replace(true);
        let signal = next().await;
        tracing::warn!("{signal} again: stopped at once");
        std::process::exit(1);
    });
    stopping
}

#[cfg(unix)]
async fn next() -> &'static str {
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
async fn next() -> &'static str {
    match tokio::signal::ctrl_c().await {
        Ok(()) => "Ctrl-C",
        Err(_) => std::future::pending().await,
    }
}
