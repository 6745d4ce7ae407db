//! `masthead demo`: a complete sample publication, made on the spot.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use platform::config::Config;
use platform::fetch::Reach;

use crate::cli::Door;
use crate::commands::{init, serve};
use crate::say::say;
use crate::{house, sample};

/// The settings file of a sample that is kept.
const SETTINGS: &str = "# The sample publication of Masthead.\n";

/// How long the first pictures may take before the doors open; the others come in behind them.
const BEFORE_OPENING: Duration = Duration::from_millis(800);

/// How the sample is shown.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    door: Door,
    /// Keep the sample in this folder [default: a temporary one, gone at the end]
    #[arg(long, value_name = "DIR")]
    house: Option<PathBuf>,
}

impl Demo {
    /// Makes the sample, or takes up the one in the folder, and serves it until told to stop.
    pub(crate) async fn run(&self) -> anyhow::Result<u8> {
        // Goes when it is dropped, with all that is in it.
        let passing = match &self.house {
            None => Some(tempfile::Builder::new().prefix("masthead-demo-").tempdir().context("no temporary folder")?),
            Some(_) => None,
        };
        let folder = self.house.as_deref().or(passing.as_ref().map(tempfile::TempDir::path));
        self.show(folder.context("the sample has no folder")?).await?;
        Ok(0)
    }

    async fn show(&self, folder: &Path) -> anyhow::Result<()> {
        let is_new = !house::is_house(folder);
        if is_new {
            init::furnish(folder, SETTINGS)?;
        }
        let app = house::assemble(self.settings(folder)?).await?;
        // Before anything is touched: a house without the sample, or without tables for it, is somebody else's.
        if !is_new && sample::first_filled(&app).await.ok().flatten().is_none() {
            bail!("{} holds another publication; the sample wants a folder of its own", folder.display());
        }
        serve::prepare(&app).await?;
        let mut filled = sample::fill(&app).await.context("the sample publication could not be made")?;
        filled.pictures.keep(&app, BEFORE_OPENING).await.context("a picture of the sample could not be kept")?;
        tokio::spawn(filled.pictures.keep_rest(app.clone()));
        tracing::debug!("the sample's records:\n{}", filled.report);
        if self.house.is_some() {
            say(format_args!(
                "The sample is kept in {0}: `masthead serve --house {0}` opens it again.",
                folder.display()
            ))?;
        }
        serve::open_doors(app, &format!("{}, the sample publication,", filled.name)).await
    }

    /// The sample's settings. Of the variables only those count that cannot lead it to somebody's real publication.
    fn settings(&self, folder: &Path) -> anyhow::Result<Config> {
        let harmless = ["MASTHEAD_LISTEN", "MASTHEAD_LOG", "MASTHEAD_LOG_JSON", "MASTHEAD_THEME"];
        let harmless = house::variables().filter(|(name, _)| harmless.contains(&name.as_str()));
        let mut config = Config::read(folder, harmless)?;
        // It is whole in itself.
        config.fetch.reach = Reach::Nothing;
        if config.log.filter == Config::default().log.filter {
            // Whoever looks at the sample wants to see the address, not the log.
            config.log.filter = "warn".to_owned();
        }
        let listen = self.door.listen.unwrap_or(config.listen);
        house::answer_on(&mut config, listen);
        Ok(config)
    }
}
