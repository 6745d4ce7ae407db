//! The commands `import` and `export`.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use clap::{Arg, ArgAction, ArgMatches};
use indicatif::{ProgressBar, ProgressStyle};
use platform::records::Mode;
use platform::{App, BoxFuture};

use crate::flow::{self, Order, Watcher};
use crate::sources::{Form, Options};
use crate::{archive, pictures};

/// How `import` is called.
pub(crate) fn usage_of_import() -> clap::Command {
    clap::Command::new("import")
        .about("Bring in a publication: repeatable, resumable, with an account of every record")
        .arg(Arg::new("form").required(true).value_parser(["wordpress", "ghost", "markdown", "archive"]))
        .arg(Arg::new("path").required(true).help("The export file, or the folder"))
        .arg(
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("Read all, say what would become of it, change nothing"),
        )
        .arg(
            Arg::new("source")
                .long("source")
                .value_name("NAME")
                .help("Name of the publication as a source [default: its host]"),
        )
        .arg(
            Arg::new("base")
                .long("base")
                .value_name("URL")
                .help("Address of the publication, where the file does not say it"),
        )
        .arg(Arg::new("time-zone").long("time-zone").value_name("ZONE").help("Zone of times written without one"))
        .arg(
            Arg::new("permalink")
                .long("permalink")
                .value_name("[SECTION=]PATTERN")
                .action(ArgAction::Append)
                .help("How addresses are made, where the file does not say it: /:year/:month/:slug/"),
        )
        .arg(
            Arg::new("pictures")
                .long("pictures")
                .value_name("PATH")
                .help("Uploads folder or archive file that has the pictures"),
        )
        .arg(
            Arg::new("fetch")
                .long("fetch")
                .action(ArgAction::SetTrue)
                .help("Fetch pictures from their addresses on the web"),
        )
        .arg(
            Arg::new("private")
                .long("allow-private-addresses")
                .action(ArgAction::SetTrue)
                .help("Fetch from private networks too"),
        )
        .arg(Arg::new("remarks").long("remarks").value_name("FILE").help("Where to list what could not be carried"))
}

/// How `export` is called.
pub(crate) fn usage_of_export() -> clap::Command {
    clap::Command::new("export")
        .about("Write everything as an archive that `import archive` takes back")
        .arg(Arg::new("folder").required(true).help("A new folder for it"))
}

/// Imports.
pub(crate) fn run_import(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let order = order(&given);
        let remarks = remarks_file(&app, &given, &order)?;
        let watcher = Arc::new(Account::open(&remarks)?);
        let begun = Instant::now();
        let account = flow::import(&app, order.clone(), Arc::<Account>::clone(&watcher)).await?;
        watcher.bar.finish_and_clear();
        let mut out = std::io::stdout();
        writeln!(out, "{}", account.report)?;
        if account.stopped {
            writeln!(out, "Stopped. The same command goes on from here.")?;
            return Ok(1);
        }
        if order.mode == Mode::Import {
            let from = pictures::Origin {
                beside: given.get_one::<String>("pictures").map(PathBuf::from).or_else(|| own_pictures(&order)),
                fetch: given.get_flag("fetch"),
                private: given.get_flag("private"),
                // An archive may be of several sources, and calls its files by what is in them.
                source: (order.form != Form::Archive).then(|| account.source.clone()),
            };
            let had = pictures::keep_missing(&app, &from, Arc::<Account>::clone(&watcher)).await?;
            writeln!(out, "{} pictures and files kept, {} stay links", had.kept, had.missing)?;
        }
        let seconds = begun.elapsed().as_secs_f64().max(0.001);
        let total = account.report.total();
        writeln!(
            out,
            "{total} records from {} in {seconds:.1} s ({:.0} a second)",
            account.source,
            total as f64 / seconds
        )?;
        match watcher.finish()? {
            0 => writeln!(out, "Everything could be carried as it stood.")?,
            many => writeln!(out, "{many} remarks on what could not be carried as it stood: {}", remarks.display())?,
        }
        Ok(0)
    })
}

/// Exports.
pub(crate) fn run_export(app: App, given: ArgMatches) -> BoxFuture<'static, anyhow::Result<u8>> {
    Box::pin(async move {
        let folder = PathBuf::from(given.get_one::<String>("folder").map(String::as_str).unwrap_or_default());
        let exported = archive::export(&app, &folder).await?;
        writeln!(std::io::stdout(), "{} records in {}", exported.records, folder.display())?;
        Ok(0)
    })
}

fn order(given: &ArgMatches) -> Order {
    let text = |name: &str| given.get_one::<String>(name).cloned();
    let form = match text("form").as_deref() {
        Some("ghost") => Form::Ghost,
        Some("markdown") => Form::Markdown,
        Some("archive") => Form::Archive,
        _ => Form::Wordpress,
    };
    let patterns = given.get_many::<String>("permalink").into_iter().flatten();
    let permalinks = patterns.map(|pattern| match pattern.split_once('=') {
        Some((section, pattern)) => (section.to_owned(), pattern.to_owned()),
        None => (String::new(), pattern.clone()),
    });
    Order {
        form,
        path: PathBuf::from(text("path").unwrap_or_default()),
        options: Options {
            source: text("source"),
            base: text("base"),
            time_zone: text("time-zone"),
            permalinks: permalinks.collect(),
            ..Options::default()
        },
        mode: if given.get_flag("check") { Mode::Check } else { Mode::Import },
    }
}

/// Markdown folders and archives have their pictures in themselves.
fn own_pictures(order: &Order) -> Option<PathBuf> {
    matches!(order.form, Form::Markdown | Form::Archive).then(|| order.path.clone())
}

/// Where the remarks go: as told, else into the house, named for the input.
fn remarks_file(app: &App, given: &ArgMatches, order: &Order) -> anyhow::Result<PathBuf> {
    if let Some(path) = given.get_one::<String>("remarks") {
        return Ok(PathBuf::from(path));
    }
    let folder = app.config().house.join("imports");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let name = order.path.file_name().map_or("import".into(), |name| name.to_string_lossy());
    let what = if order.mode == Mode::Check { "check" } else { "import" };
    Ok(folder.join(format!("{name}.{what}.tsv")))
}

/// Progress for who watches, and the list of what could not be carried.
struct Account {
    bar: ProgressBar,
    list: Mutex<(BufWriter<File>, u64)>,
    said: Mutex<Instant>,
}

impl Account {
    fn open(remarks: &Path) -> anyhow::Result<Self> {
        let file = File::create(remarks).with_context(|| format!("cannot write {}", remarks.display()))?;
        let mut list = BufWriter::new(file);
        writeln!(list, "kind\tkey\tplace\twhat")?;
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        bar.enable_steady_tick(Duration::from_millis(200));
        Ok(Self { bar, list: Mutex::new((list, 0)), said: Mutex::new(Instant::now()) })
    }

    fn finish(&self) -> std::io::Result<u64> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.0.flush()?;
        Ok(list.1)
    }
}

impl Watcher for Account {
    fn came_to(&self, records: u64, of: Option<u64>) {
        if let (Some(of), None) = (of, self.bar.length()) {
            let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}");
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.set_length(of);
        }
        self.bar.set_position(records);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if self.bar.is_hidden() && said.elapsed() > Duration::from_secs(5) {
            *said = Instant::now();
            let _ = writeln!(std::io::stderr(), "{records} records");
        }
    }

    fn remark(&self, kind: &str, key: &str, place: &str, why: &str) {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        list.1 += 1;
        let _ = writeln!(list.0, "{kind}\t{}\t{}\t{}", plain(key), plain(place), plain(why));
    }
}
