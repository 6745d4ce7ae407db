//! The log and the figures.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::Directive;
use tracing_subscriber::prelude::*;

use crate::config::LogConfig;

/// The part of the log that has a line for each request. Nobody has to name it in a filter: the setting is for that.
pub(crate) const REQUESTS: &str = "requests";

/// Starts logging to standard error as the settings say. A second call in one process changes nothing.
///
/// # Errors
/// When the filter is not in tracing's words.
pub fn start_logging(config: &LogConfig) -> anyhow::Result<()> {
    let requests: Directive = format!("{REQUESTS}={}", if config.requests { "info" } else { "off" }).parse()?;
    let filter = EnvFilter::try_new(&config.filter)?.add_directive(requests);
    let plain = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    // Fails only when logging has been started already.
    let _ = if config.json { registry.with(plain.json()).try_init() } else { registry.with(plain).try_init() };
    Ok(())
}

/// Starts counting; the handle renders the figures. In a process that counts already, the figures stay empty.
pub fn start_counting() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let _ = metrics::set_global_recorder(recorder);
    handle
}
