//! The flow of an import: a thread reads and makes records, the house takes them batch by batch.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Context;
use intake::{Header, Matter, Record};
use kit::Uuid;
use platform::App;
use platform::records::{Mode, Refusal, Report, Run, remarks};
use tokio::sync::mpsc;

use crate::aside::Aside;
use crate::expand::redirects_of;
use crate::fingerprint;
use crate::sources::{self, Form, Options, Remark};

/// Records taken in one transaction.
const BATCH: usize = 500;
/// Batches read ahead.
const AHEAD: usize = 2;

/// What is to be imported, and how.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which kind of file.
    pub form: Form,
    /// The file or folder.
    pub path: PathBuf,
    /// What the file does not say of itself.
    pub options: Options,
    /// Whether the house is changed.
    pub mode: Mode,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Account {
    /// The run, where the house remembers it.
    pub run: Uuid,
    /// The name of the publication as a source.
    pub source: String,
    /// Every record by kind and what became of it.
    pub report: Report,
    /// Whether it was stopped before the end; it goes on from there when it is started again.
    pub stopped: bool,
}

/// Who is told while an import runs.
pub trait Watcher: Send + Sync {
    /// So many records have been dealt with; so many there are, where that is known.
    fn came_to(&self, records: u64, of: Option<u64>);
    /// Something did not come through as it stood.
    fn remark(&self, kind: &str, key: &str, place: &str, why: &str);
}

/// A batch on its way from the reader to the house.
struct Load {
    records: Vec<Record>,
    expected: Option<u64>,
}

/// Imports, or checks what an import would do.
///
/// # Errors
/// When the input cannot be read or the database cannot be reached. What was taken before stays taken, and the same
/// call goes on from there.
pub async fn import(app: &App, order: Order, watcher: std::sync::Arc<dyn Watcher>) -> anyhow::Result<Account> {
    let fingerprint = fingerprint::of(&order.path).with_context(|| format!("cannot read {}", order.path.display()))?;
    let heard = std::sync::Arc::clone(&watcher);
    let (form, path, options) = (order.form, order.path.clone(), order.options.clone());
    let source =
        tokio::task::spawn_blocking(move || sources::open(form, &path, options, move |remark| hear(&*heard, &remark)))
            .await??;
    let header: Header = source.header().clone();
    let input = input_name(&order.path);
    let from = (header.source.as_str(), header.base.as_deref());
    let mut run = Run::begin(app, order.mode, from, &input, &fingerprint).await?;
    let done = run.position();
    tell_again(app, &run, &*watcher).await?;
    let (send, mut receive) = mpsc::channel(AHEAD);
    let heard = std::sync::Arc::clone(&watcher);
    let reader = tokio::task::spawn_blocking(move || read(source, done, &*heard, &send));
    let mut stopped = false;
    while let Some(load) = receive.recv().await {
        if app.is_closing() {
            stopped = true;
            break;
        }
        for Refusal { kind, key, why } in run.take(load.records).await? {
            watcher.remark(&kind, &key, "", &why);
        }
        watcher.came_to(run.position(), load.expected);
    }
    drop(receive);
    reader.await??;
    let (id, report) = (run.id(), run.report().clone());
    if !stopped {
        run.finish().await?;
    }
    Ok(Account { run: id, source: header.source, report, stopped })
}

/// Tells what a run that was cut off remarked before: whoever lists it begins a new list. What the reader has to say it
/// says again by itself.
async fn tell_again(app: &App, run: &Run, watcher: &dyn Watcher) -> anyhow::Result<()> {
    const AT_ONCE: u32 = 500;
    let mut conn = app.db().read().await?;
    let mut told = 0;
    loop {
        let some = remarks(&mut conn, run.id(), told, AT_ONCE).await?;
        told += AT_ONCE;
        let is_last = some.len() < AT_ONCE as usize;
        some.iter().for_each(|Refusal { kind, key, why }| watcher.remark(kind, key, "", why));
        if is_last {
            return Ok(());
        }
    }
}

fn hear(watcher: &dyn Watcher, remark: &Remark) {
    let (sources::Outcome::Carried(done) | sources::Outcome::Left(done)) = &remark.outcome;
    watcher.remark(&remark.kind, &remark.key, &remark.place, &format!("{}: {done}", remark.what));
}

/// How a run is found again: the input's whole path.
fn input_name(path: &Path) -> String {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Reads to the end, past what is `done` already. The same input gives the same batches.
fn read(
    mut source: Box<dyn sources::Source>,
    done: u64,
    watcher: &dyn Watcher,
    to: &mpsc::Sender<Load>,
) -> Result<(), sources::Error> {
    let mut counted = 0;
    let mut leading = HashSet::new();
    let mut batch = Vec::with_capacity(BATCH * 2);
    let mut taken = 0;
    let mut last = Aside::default();
    let lost = |cause| sources::Error::io(Path::new("the file of what is put aside"), cause);
    while let Some(record) = source.next()? {
        let mut implied = redirects_of(&record);
        implied.retain(|redirect| leads_here_alone(&mut leading, redirect, &record, watcher));
        // A picture comes before the item that it leads to.
        match &record.matter {
            Matter::Media(_) => implied.iter().try_for_each(|redirect| last.put(redirect)).map_err(lost)?,
            _ => batch.append(&mut implied),
        }
        batch.push(record);
        taken += 1;
        if taken == BATCH {
            taken = 0;
            let expected = source.expected();
            if !hand_over(&mut batch, &mut counted, done, expected, to) {
                return Ok(());
            }
        }
    }
    let expected = source.expected();
    let mut is_taken = hand_over(&mut batch, &mut counted, done, expected, to);
    let mut rest = last.take_up().map_err(lost)?;
    while is_taken {
        let some = rest.by_ref().take(BATCH).collect::<std::io::Result<Vec<Record>>>();
        batch = some.map_err(lost)?;
        if batch.is_empty() {
            break;
        }
        is_taken = hand_over(&mut batch, &mut counted, done, expected, to);
    }
    Ok(())
}

/// Whether no record before has had the same address: an address leads to the first that claims it, in every import.
fn leads_here_alone(leading: &mut HashSet<u64>, redirect: &Record, of: &Record, watcher: &dyn Watcher) -> bool {
    let mut hasher = DefaultHasher::new();
    redirect.key.hash(&mut hasher);
    let alone = leading.insert(hasher.finish());
    if !alone {
        let why = format!("its old address {} leads to another that has had it too", redirect.key);
        watcher.remark(of.kind(), &of.key, "", &why);
    }
    alone
}

/// Sends a batch on, if it was not taken before. False: nobody takes any more.
fn hand_over(
    batch: &mut Vec<Record>,
    counted: &mut u64,
    done: u64,
    expected: Option<u64>,
    to: &mpsc::Sender<Load>,
) -> bool {
    let mut records = std::mem::replace(batch, Vec::with_capacity(BATCH * 2));
    let before = *counted;
    *counted += records.len() as u64;
    if *counted <= done || records.is_empty() {
        return true;
    }
    // What is referred to comes before what refers to it.
    records.sort_by_key(Record::rank);
    // A run may have been cut off in the middle of a batch.
    let dealt_with = usize::try_from(done.saturating_sub(before)).unwrap_or(usize::MAX);
    records.drain(..dealt_with.min(records.len()));
    to.blocking_send(Load { records, expected }).is_ok()
}

#[cfg(test)]
mod tests {
    use intake::Topic;

    use super::*;

    #[test]
    fn a_run_that_was_cut_off_within_a_batch_goes_on_within_it() {
        let topic = |key: &str| Record::new(key, Topic::default());
        let item = |key: &str| Record::new(key, intake::Item::default());
        let keys = |done: u64| {
            let (to, mut from) = mpsc::channel(4);
            let mut counted = 0;
            for batch in [vec![item("1"), topic("a"), item("2")], vec![item("3"), topic("b")]] {
                assert!(hand_over(&mut batch.clone(), &mut counted, done, None, &to));
            }
            drop(to);
            let mut keys = String::new();
            while let Ok(load) = from.try_recv() {
                keys.extend(load.records.iter().map(|record| record.key.as_str()));
                keys.push(' ');
            }
            keys
        };
        assert_eq!(keys(0), "a12 b3 ");
        assert_eq!(keys(1), "12 b3 ");
        assert_eq!(keys(3), "b3 ");
        assert_eq!(keys(4), "3 ");
        assert_eq!(keys(5), "");
    }
}
