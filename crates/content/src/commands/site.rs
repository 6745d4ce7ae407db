//! `masthead site`: what the sites of the house say of themselves, and how that is changed.

use std::fmt::Write;
use std::io::Read;

use anyhow::{Context, bail};
use platform::clap::{self, Arg, ArgMatches};
use platform::setting::{Setting, typed};
use platform::{App, BoxFuture};

use super::{ACTOR, say, text};
use crate::acts;
use crate::model::{Site, SiteId};
use crate::rules::hosts::{host_of, is_host_of};
use crate::rules::settings::value_of;
use crate::store;

/// Letters of a setting that a list shows.
const SHOWN: usize = 90;

/// How the command is called.
pub(super) fn usage() -> clap::Command {
    let site = || Arg::new("site").required(true).value_name("SITE").help("Its host, name or id");
    let key = || Arg::new("key").required(true).value_name("KEY").help("The setting: `masthead site keys` lists them");
    clap::Command::new("site")
        .about("Show the sites with their settings, and change these")
        .subcommand(
            clap::Command::new("set")
                .about("Set a setting of a site")
                .arg(site())
                .arg(key())
                .arg(Arg::new("value").value_name("VALUE").allow_hyphen_values(true).help("What it says"))
                .arg(
                    Arg::new("file")
                        .long("file")
                        .value_name("PATH")
                        .conflicts_with("value")
                        .help("A file that holds what it says; - for standard input"),
                ),
        )
        .subcommand(clap::Command::new("unset").about("Take a setting of a site back").arg(site()).arg(key()))
        .subcommand(clap::Command::new("keys").about("Show which settings there are, and how each is written"))
}

/// Shows, sets or takes back.
pub(super) fn run(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        match given.subcommand() {
            Some(("set", given)) => {
                let setting = setting_of(&app, &text(given, "key"))?;
                let said = what_is_said(setting, given)?;
                change(&app, &text(given, "site"), setting, Some(&said)).await?;
            }
            Some(("unset", given)) => {
                let setting = setting_of(&app, &text(given, "key"))?;
                change(&app, &text(given, "site"), setting, None).await?;
            }
            Some(_) => say(keys(&app).trim_end())?,
            None => show(&app).await?,
        }
        Ok(0)
    })
}

/// All settings that features read.
fn settings(app: &App) -> impl Iterator<Item = &'static Setting> {
    app.features().iter().flat_map(|feature| feature.settings)
}

fn setting_of(app: &App, key: &str) -> anyhow::Result<&'static Setting> {
    let found = settings(app).find(|setting| setting.name == key);
    found.with_context(|| format!("there is no setting {key:?}; there are\n{}", keys(app).trim_end()))
}

/// The settings, a line each: how each is written, and what it is for.
fn keys(app: &App) -> String {
    let mut lines = String::new();
    for Setting { name, form, about } in settings(app) {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "  {name:<22} {about}\n  {:<22} = {}", "", form.wanted());
    }
    lines
}

/// The value as it was typed, or what stands in the file.
fn what_is_said(setting: &Setting, given: &ArgMatches) -> anyhow::Result<String> {
    if let Some(value) = given.get_one::<String>("value") {
        return Ok(value.clone());
    }
    let Some(path) = given.get_one::<String>("file") else {
        let (name, wanted) = (setting.name, setting.form.wanted());
        bail!(
            "nothing is said: write {wanted}; --file PATH reads it from a file, `masthead site unset` takes {name} back"
        );
    };
    let mut said = String::new();
    match path.as_str() {
        "-" => std::io::stdin().read_to_string(&mut said).context("standard input cannot be read")?,
        path => std::fs::File::open(path)
            .and_then(|mut file| file.read_to_string(&mut said))
            .with_context(|| format!("{path} cannot be read"))?,
    };
    Ok(said)
}

async fn change(app: &App, named: &str, setting: &Setting, said: Option<&str>) -> anyhow::Result<()> {
    let site = site_of(app, named).await?;
    let host = host_of(&site.address).to_owned();
    let after = acts::set_site(app, site.id, (setting, said), ACTOR).await?;
    let shown = value_of(&after, setting.name).map(|value| shown(&typed(&value)));
    match shown {
        Some(shown) => say(&format!("{host}: {} is {shown}", setting.name))?,
        None => say(&format!("{host}: {} is not set", setting.name))?,
    }
    if after.time_zone != site.time_zone {
        say("`masthead reindex` sorts the archive's months and days by the new clock")?;
    }
    Ok(())
}

/// The site of this id, host or name.
async fn site_of(app: &App, named: &str) -> anyhow::Result<Site> {
    let mut sites = store::sites::all(&mut app.db().read().await?).await?;
    let id: Option<SiteId> = named.parse().ok();
    let is_meant = |site: &Site| {
        Some(site.id) == id || is_host_of(host_of(named), &site.address) || site.name.eq_ignore_ascii_case(named)
    };
    let meant: Vec<usize> = (0..sites.len()).filter(|at| is_meant(&sites[*at])).collect();
    if let [at] = meant[..] {
        return Ok(sites.swap_remove(at));
    }
    let all: Vec<String> = sites.iter().map(|site| format!("  {}  {}", host_of(&site.address), site.name)).collect();
    match (meant.len(), all.is_empty()) {
        (_, true) => bail!("the house has no site yet: `masthead init` and imports make one"),
        (0, _) => bail!("there is no site {named:?}; there are\n{}", all.join("\n")),
        _ => bail!("{named:?} may be several sites; name one by its host or its id\n{}", all.join("\n")),
    }
}

/// Each site with what it says of itself.
async fn show(app: &App) -> anyhow::Result<()> {
    let sites = store::sites::all(&mut app.db().read().await?).await?;
    for site in sites {
        say(&format!("{}  (id {})", host_of(&site.address), site.id))?;
        for setting in settings(app) {
            if let Some(value) = value_of(&site, setting.name) {
                say(&format!("  {:<22} {}", setting.name, shown(&typed(&value))))?;
            }
        }
    }
    Ok(())
}

/// A text as a list shows it: one line, and how much more there is.
fn shown(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let begin: String = first.chars().take(SHOWN).collect();
    match text.lines().count() {
        0 | 1 if begin.len() == first.len() => begin,
        0 | 1 => format!("{begin}…"),
        lines => format!("{begin} … ({lines} lines)"),
    }
}
