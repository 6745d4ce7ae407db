//! `masthead init`: a new publication in a folder.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use intake::{Record, Site};
use platform::App;
use platform::records::{Mode, Run};

use crate::cli::{Door, Place};
use crate::house;
use crate::say::say;

/// The settings file of a new house: everything explained, nothing set.
const SETTINGS: &str = include_str!("masthead.toml");

/// What a new publication is told.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Folder of the new publication; made where it does not exist
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Its name
    #[arg(long, default_value = "A new publication")]
    name: String,
    /// Its address on the web, as https://example.com
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// Database: postgres://USER@HOST/NAME [default: a file in the folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Init {
    /// Makes the folder, its settings, its tables and its site.
    pub(crate) async fn run(&self) -> anyhow::Result<u8> {
        let dir = &self.dir;
        if house::is_house(dir) {
            bail!("{} holds a publication already; nothing was changed", dir.display());
        }
        furnish(dir, &self.settings())?;
        let place = Place { house: Some(dir.clone()), database: self.database.clone() };
        let app = house::assemble(house::settings(&place, &Door::default())?).await?;
        app.migrate().await.context("the tables could not be made")?;
        self.found_site(&app).await.context("the site could not be made")?;
        app.db().close().await;
        say(format_args!("{} is ready in {}.", self.name, dir.display()))?;
        say(format_args!("\n  masthead serve --house {0}\n  masthead doctor --house {0}", dir.display()))?;
        Ok(0)
    }

    /// The settings file with what was said on the command line.
    fn settings(&self) -> String {
        let said = [("# address = \"https://example.com\"", "address", &self.address)];
        let said = said.into_iter().chain([("# database = \"sqlite://masthead.db\"", "database", &self.database)]);
        said.fold(SETTINGS.to_owned(), |text, (example, name, value)| match value {
            Some(value) => text.replace(example, &format!("{name} = {}", serde_json::Value::from(value.as_str()))),
            None => text,
        })
    }

    /// A site of that name, which the first import may make its own.
    async fn found_site(&self, app: &App) -> anyhow::Result<()> {
        let mut site = Site { name: self.name.clone(), address: self.address.clone(), ..Site::default() };
        site.extra.insert("blank".to_owned(), true.into());
        let mut run = Run::begin(app, Mode::Import, ("house", None), "init", "init").await?;
        run.take(vec![Record::new("site", site)]).await?;
        run.finish().await?;
        Ok(())
    }
}

/// Makes a house's folder with its settings file. The file may come to hold a password: it is its owner's alone.
pub(crate) fn furnish(dir: &Path, settings: &str) -> anyhow::Result<()> {
    let media = dir.join("media");
    std::fs::create_dir_all(&media).with_context(|| format!("cannot make {}", media.display()))?;
    let path = dir.join("masthead.toml");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).with_context(|| format!("cannot make {}", path.display()))?;
    file.write_all(settings.as_bytes()).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example as it stands is the default; with every comment sign taken away it is still settings.
    #[test]
    fn the_settings_file_says_what_there_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = "# database = \"postgres://USER:PASSWORD@HOST/NAME\"\n";
        let bare = SETTINGS.replace(database, "").replace("\n# ", "\n").lines().fold(String::new(), |text, line| {
            let is_setting =
                line.starts_with('[') || line.split_once(" = ").is_some_and(|(name, _)| !name.contains(' '));
            if is_setting { text + line + "\n" } else { text }
        });
        for text in [SETTINGS.to_owned(), bare] {
            std::fs::write(folder.path().join("masthead.toml"), &text).expect("written");
            let config = platform::Config::read(folder.path(), std::iter::empty()).expect("settings");
            let default = platform::Config { house: folder.path().to_owned(), ..platform::Config::default() };
            assert_eq!((config.cache.megabytes, config.listen), (default.cache.megabytes, default.listen), "{text}");
            assert_eq!(config.media(), default.media());
        }
    }

    /// A setting that is in no example would be known to nobody. The names come from the refusal of one that is none.
    #[test]
    fn the_settings_file_has_every_setting_under_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = |text: &str| -> Vec<String> {
            std::fs::write(folder.path().join("masthead.toml"), text).expect("written");
            let refused = platform::Config::read(folder.path(), std::iter::empty()).expect_err("no such setting");
            let refused = format!("{refused:#}");
            let (_, known) = refused.split_once("expected").expect("what there is");
            known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        let has = |part: &str, name: &str| part.lines().any(|line| line.starts_with(&format!("# {name} = ")));
        let parts: Vec<(&str, &str)> =
            SETTINGS.split("\n[").skip(1).filter_map(|part| part.split_once("]\n")).collect();
        let top = SETTINGS.split("\n[").next().unwrap_or_default();
        let mut count = 0;
        for name in names("no-such-setting = 1") {
            let Some((_, part)) = parts.iter().find(|(part, _)| *part == name) else {
                assert!(has(top, &name), "masthead.toml does not explain {name}");
                count += 1;
                continue;
            };
            for inner in names(&format!("[{name}]\nno-such-setting = 1")) {
                assert!(has(part, &inner), "masthead.toml does not explain {name}.{inner}");
                count += 1;
            }
        }
        assert!(count > 15, "{count} settings are not all");
    }
}
