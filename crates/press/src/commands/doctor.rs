//! `masthead doctor`: what is in force, and what is wrong.

use std::path::{Path, PathBuf};

use platform::config::Config;
use platform::db::{Database, Engine};
use platform::{App, Bytes, jobs};

use crate::cli::{Door, Place};
use crate::say::say;
use crate::{blobs, house};

/// Less free space than this is trouble soon.
const SPACE_NEEDED: u64 = 512 * 1024 * 1024;

/// Name of the file that is written to see whether files can be.
const PROBE: &str = "doctor-was-here";

/// Looks through the house; what is wrong is said at the end, and makes the exit code 1.
pub(crate) async fn run(place: &Place) -> anyhow::Result<u8> {
    let config = house::settings(place, &Door::default())?;
    say(format_args!("Settings in force\n{}", config.describe()))?;
    let mut wrong = Vec::new();
    look_at_disks(&config, &mut wrong)?;
    // Opened, a file that is not there would be made: a look must change nothing.
    if let Some(file) = file_of(&config).filter(|file| !file.exists()) {
        wrong.push(format!("There is no database at {}: `masthead migrate` makes one.", file.display()));
        return tell(&wrong);
    }
    match Database::open(&config.database()).await {
        Err(error) => wrong.push(format!("The database cannot be opened: {error}.")),
        Ok(db) => {
            let version = db.version().await.unwrap_or_else(|error| error.to_string());
            let engine = match db.engine() {
                Engine::Sqlite => "SQLite",
                Engine::Postgres => "PostgreSQL",
            };
            say(format_args!("Database\n  {:<16} {engine} {version}", "engine"))?;
            db.close().await;
            match house::assemble(config).await {
                Err(error) => wrong.push(format!("The house cannot be opened: {error:#}.")),
                Ok(app) => look_at_house(&app, &mut wrong).await?,
            }
        }
    }
    tell(&wrong)
}

/// Says what is wrong; the exit code.
fn tell(wrong: &[String]) -> anyhow::Result<u8> {
    if wrong.is_empty() {
        say("\nNothing is wrong.")?;
        return Ok(0);
    }
    say("\nWrong")?;
    for sentence in wrong {
        say(format_args!("  - {sentence}"))?;
    }
    Ok(1)
}

/// The file of the database, where it is one.
fn file_of(config: &Config) -> Option<PathBuf> {
    let address = config.database();
    let file = address.strip_prefix("sqlite://")?;
    Some(PathBuf::from(file.split('?').next().unwrap_or(file)))
}

/// Free space where pictures and the database stand.
fn look_at_disks(config: &Config, wrong: &mut Vec<String>) -> anyhow::Result<()> {
    say("Space")?;
    let media = config.media();
    let database = config.database();
    let file = database.strip_prefix("sqlite://").map(Path::new);
    let file = file.and_then(Path::parent).filter(|folder| *folder != media);
    let folder = Some(media.as_path()).filter(|place| blobs::bucket_of(place).is_none());
    for (name, folder) in [("media", folder), ("database", file)] {
        let Some(folder) = folder else { continue };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match fs4::available_space(existing(folder)) {
            Ok(free) => {
                say(format_args!("  {name:<16} {} MB free", free / (1024 * 1024)))?;
                if free < SPACE_NEEDED {
                    let (folder, free) = (folder.display(), free / (1024 * 1024));
                    wrong.push(format!("The disk of {folder} is nearly full: {free} MB are free. Make room there."));
                }
            }
            Err(error) => wrong.push(format!("Free space of {} cannot be told: {error}.", folder.display())),
        }
    }
    Ok(())
}

/// The nearest folder above that is there.
fn existing(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/"))
}

/// Tables, files, jobs, and what each feature finds in its own rooms.
async fn look_at_house(app: &App, wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let pending = app.db().pending(&app.migrations()).await?;
    let state = if pending == 0 { "up to date".to_owned() } else { format!("{pending} steps behind") };
    say(format_args!("  {:<16} {state}", "tables"))?;
    if pending > 0 {
        wrong.push(format!("The tables are {pending} steps behind this program: run `masthead migrate`."));
        return Ok(());
    }
    if let Err(error) = try_files(app).await {
        wrong.push(format!("Files cannot be kept: {error:#}. Check who owns {}.", app.config().media().display()));
    }
    let counts = jobs::counts(&mut app.db().read().await?).await?;
    say(format_args!("Jobs\n  {:<16} {}\n  {:<16} {}", "waiting", counts.waiting, "given up", counts.failed))?;
    if counts.failed > 0 {
        wrong.push(format!("Jobs were given up: {}. `masthead jobs` shows them.", counts.failed));
    }
    say("Features")?;
    for feature in app.features() {
        let found = match feature.checkup {
            Some(checkup) => checkup(app.clone()).await.unwrap_or_else(|error| vec![format!("{error:#}")]),
            None => Vec::new(),
        };
        let state = if found.is_empty() { "well".to_owned() } else { format!("{} things wrong", found.len()) };
        say(format_args!("  {:<16} {state}", feature.name))?;
        wrong.extend(found.into_iter().map(|sentence| format!("{}: {sentence}", feature.name)));
    }
    app.db().close().await;
    Ok(())
}

/// Keeps a file, reads it back, and forgets it.
async fn try_files(app: &App) -> anyhow::Result<()> {
    let written = Bytes::from_static(b"masthead doctor");
    app.blobs().put(PROBE, written.clone(), "text/plain").await?;
    let read = app.blobs().get(PROBE).await?;
    app.blobs().delete(PROBE).await?;
    anyhow::ensure!(read == Some(written), "what was written does not come back");
    Ok(())
}
