//! Opening a house: from settings to an app handle.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use indexer::Index;
use platform::config::Config;
use platform::db::Database;
use platform::system::{SystemChance, SystemClock};
use platform::{App, Parts, telemetry};

use crate::blobs;
use crate::cli::{Door, Place};
use crate::features;

/// The settings of a house: its file, then variables, then flags.
pub(crate) fn settings(place: &Place, door: &Door) -> anyhow::Result<Config> {
    let folder = folder(place);
    let mut config = Config::read(&folder, variables())?;
    if let Some(database) = &place.database {
        config.database = Some(database.clone());
    }
    if let Some(listen) = door.listen {
        answer_on(&mut config, listen);
    }
    if config.database.is_none() && !is_house(&folder) {
        let folder = folder.display();
        bail!("there is no publication in {folder}: `masthead init {folder}` makes one, --house DIR names another");
    }
    Ok(config)
}

/// The variables that are text. Others' may be anything, and are none of ours.
pub(crate) fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// The folder of the house: the flag, the variable, or where we stand.
fn folder(place: &Place) -> PathBuf {
    let named = place.house.clone().or_else(|| std::env::var_os("MASTHEAD_HOUSE").map(PathBuf::from));
    named.unwrap_or_else(|| PathBuf::from("."))
}

/// Whether a folder holds a publication.
pub(crate) fn is_house(folder: &Path) -> bool {
    ["masthead.toml", "masthead.db"].iter().any(|name| folder.join(name).exists())
}

/// Answers at `listen`. A publication whose own address was not set is then found there.
pub(crate) fn answer_on(config: &mut Config, listen: SocketAddr) {
    let listen = with_port(listen);
    if config.address == Config::default().address {
        config.address = format!("http://localhost:{}", listen.port());
    }
    config.listen = listen;
}

/// Port 0 means any free one. Which it is must be known before the door opens, since addresses in pages name it.
fn with_port(listen: SocketAddr) -> SocketAddr {
    if listen.port() != 0 {
        return listen;
    }
    TcpListener::bind(listen).and_then(|door| door.local_addr()).unwrap_or(listen)
}

/// Puts a house together for a command.
pub(crate) async fn open(place: &Place) -> anyhow::Result<App> {
    assemble(settings(place, &Door::default())?).await
}

/// Puts a house together from its settings. Nothing runs yet.
pub(crate) async fn assemble(config: Config) -> anyhow::Result<App> {
    telemetry::start_logging(&config.log).context("the setting log.filter is not understood")?;
    let db = Database::open(&config.database()).await.context("the database cannot be opened")?;
    let vault = blobs::open(&config.media()).context("the place for media cannot be used")?;
    let search = Index::in_folder(config.index());
    let parts = Parts {
        config,
        db,
        blobs: Arc::new(vault),
        search: Arc::new(search),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        features: features(),
    };
    Ok(App::new(parts)?)
}

/// Refuses a house whose tables are older than this program.
pub(crate) async fn expect_tables(app: &App) -> anyhow::Result<()> {
    match app.db().pending(&app.migrations()).await? {
        0 => Ok(()),
        1 => bail!("the tables are one step behind this program: run `masthead migrate`"),
        steps => bail!("the tables are {steps} steps behind this program: run `masthead migrate`"),
    }
}
