//! The sample publication: from the files of `demo/` to archive records, as any other import brings them.
//!
//! The files are embedded in a release, and read from their folder in a debug build, so that a story can be worked on
//! while it is shown.

mod files;
mod pictures;
mod span;

use anyhow::Context;
use intake::Matter;
use kit::Timestamp;
use platform::App;
use platform::records::{Mode, Report, Run, runs};

use pictures::Pictures;

/// The name under which the sample's records are known in the house.
const SOURCE: &str = "backhaul";
/// What its run is called.
const INPUT: &str = "the sample publication";

/// What became of the sample.
pub(crate) struct Filled {
    /// Its name on the masthead.
    pub(crate) name: String,
    /// Its records.
    pub(crate) report: Report,
    /// Its pictures and recordings, still to be kept.
    pub(crate) pictures: Pictures,
}

/// Fills a house with the sample, or brings an earlier sample up to date. Times in the sample's files count from when
/// the house was first filled, so that a kept house stays as it was.
pub(crate) async fn fill(app: &App) -> anyhow::Result<Filled> {
    let mut run = Run::begin(app, Mode::Import, (SOURCE, None), INPUT, &files::fingerprint()).await?;
    let started_at = first_filled(app).await?.unwrap_or_else(|| app.now());
    let records = files::records(started_at)?;
    let name = records.iter().find_map(|record| match &record.matter {
        Matter::Site(site) => Some(site.name.clone()),
        _ => None,
    });
    let pictures = Pictures::of(&records);
    let done = usize::try_from(run.position()).unwrap_or(usize::MAX);
    for remark in run.take(records.into_iter().skip(done).collect()).await? {
        tracing::warn!("{} {}: {}", remark.kind, remark.key, remark.why);
    }
    let report = run.finish().await?;
    Ok(Filled { name: name.context("demo/house.yaml names no site")?, report, pictures })
}

/// When the house was first filled with the sample.
pub(crate) async fn first_filled(app: &App) -> anyhow::Result<Option<Timestamp>> {
    let runs = runs(&mut app.db().read().await?, 1000).await?;
    Ok(runs.into_iter().filter(|run| run.source == SOURCE && run.input == INPUT).map(|run| run.started_at).min())
}
