//! A run: batches of records into the house, or past it.

use std::collections::{BTreeMap, HashMap, HashSet};

use intake::{Record, canonical};
use kit::{Timestamp, Uuid};
use serde_json::json;

use super::clean::without_zeros;
use super::store::{self, Keeping, Taken};
use super::{Incoming, Outcome, Refusal, Report, Taker, Taking};
use crate::app::App;
use crate::changes::Change;
use crate::db::{DbError, Result, Tx};

/// Whether a run changes the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It does.
    Import,
    /// It reads all, says what would become of it, and changes nothing.
    Check,
}

/// A run as it is remembered.
#[derive(Debug, Clone)]
pub struct RunState {
    /// Its id.
    pub id: Uuid,
    /// The publication.
    pub source: String,
    /// The file or folder.
    pub input: String,
    /// How many records have been dealt with.
    pub position: u64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// What has become of them.
    pub report: Report,
}

/// A run in progress.
pub struct Run {
    app: App,
    mode: Mode,
    state: RunState,
    base: Option<String>,
    takers: HashMap<&'static str, Taker>,
}

impl Run {
    /// Begins a run, or takes up the one of the same input that was cut off.
    ///
    /// `fingerprint` says whether the input is still the same file: size and time of change, say.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin(
        app: &App,
        mode: Mode,
        source: (&str, Option<&str>),
        input: &str,
        fingerprint: &str,
    ) -> Result<Self> {
        let (source, base) = source;
        let started_at = app.now();
        let new = RunState {
            id: app.new_id::<Self>().uuid(),
            source: source.to_owned(),
            input: input.to_owned(),
            position: 0,
            started_at,
            finished_at: None,
            report: Report::default(),
        };
        let state = if mode == Mode::Check {
            new
        } else {
            let mut tx = app.db().write().await?;
            let state = match store::unfinished(&mut tx, source, input, fingerprint).await? {
                Some(state) => state,
                None => {
                    store::begin_run(&mut tx, &new, fingerprint).await?;
                    new
                }
            };
            tx.commit().await?;
            state
        };
        let takers = app.features().iter().flat_map(|feature| &feature.takes).map(|taker| (taker.kind, *taker));
        Ok(Self { app: app.clone(), mode, state, base: base.map(str::to_owned), takers: takers.collect() })
    }

    /// How many records have been dealt with: by this run, or by the one that it took up.
    pub fn position(&self) -> u64 {
        self.state.position
    }

    /// Its id.
    pub fn id(&self) -> Uuid {
        self.state.id
    }

    /// What has become of them.
    pub fn report(&self) -> &Report {
        &self.state.report
    }

    /// Deals with the next records, in one transaction and under one change; with them is saved how far the run has
    /// come. A record that the database itself will not have is found by halving the batch, and refused alone.
    ///
    /// What of them could not be carried is returned, and kept with the run.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn take(&mut self, records: Vec<Record>) -> Result<Vec<Refusal>> {
        let mut all = Vec::new();
        let mut parts = vec![records.into_iter().map(incoming).collect::<Vec<_>>()];
        while let Some(mut part) = parts.pop() {
            let mut state = self.state.clone();
            // Cut off between the parts of a batch, the run goes on in the middle of it.
            state.position += part.len() as u64;
            let outcome = match self.mode {
                Mode::Check => self.check(&part, &mut state).await,
                Mode::Import => self.import(part.clone(), &mut state).await,
            };
            let remarks = match outcome {
                Ok(remarks) => remarks,
                Err(error) if !error.is_of_the_values() => return Err(error),
                Err(error) if part.len() == 1 => {
                    let position = state.position;
                    state = RunState { position, ..self.state.clone() };
                    self.refuse(&part[0], &error, &mut state).await?
                }
                Err(_) => {
                    let second = part.split_off(part.len() / 2);
                    parts.extend([second, part]);
                    continue;
                }
            };
            self.state = state;
            all.extend(remarks);
        }
        Ok(all)
    }

    /// Writes down that the database would not have a record.
    async fn refuse(&self, incoming: &Incoming, error: &DbError, state: &mut RunState) -> Result<Vec<Refusal>> {
        let (kind, key) = (incoming.record.kind().to_owned(), incoming.record.key.clone());
        state.report.count(&kind, Outcome::Refused);
        let remarks = vec![Refusal { kind, key, why: format!("the database refused it: {error}") }];
        let mut tx = self.app.db().write().await?;
        self.save(&mut tx, state, &remarks).await?;
        tx.commit().await?;
        Ok(remarks)
    }

    /// Saves how far the run has come, in the transaction of what brought it there.
    async fn save(&self, tx: &mut Tx, state: &mut RunState, remarks: &[Refusal]) -> Result<()> {
        state.report.remarks += remarks.len() as u64;
        store::save_run(tx, state).await?;
        store::save_remarks(tx, state.id, remarks).await
    }

    /// Ends the run.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn finish(mut self) -> Result<Report> {
        if self.mode == Mode::Import {
            let now = self.app.now();
            self.state.finished_at = Some(now);
            let mut tx = self.app.db().write().await?;
            store::save_run(&mut tx, &self.state).await?;
            tx.commit().await?;
        }
        Ok(self.state.report)
    }

    /// What would become of these records.
    async fn check(&self, records: &[Incoming], state: &mut RunState) -> Result<Vec<Refusal>> {
        let report = &mut state.report;
        let mut conn = self.app.db().read().await?;
        let mut remarks = Vec::new();
        for part in by_kind(records) {
            let (source, kind) = (self.source_of(&part[0]), part[0].record.kind());
            let keys: Vec<String> = part.iter().map(|incoming| incoming.record.key.clone()).collect();
            let known = store::known(&mut conn, source, kind, &keys).await?;
            for incoming in part {
                let key = &incoming.record.key;
                let outcome = match (self.takers.get(kind), known.get(key)) {
                    (None, _) => Outcome::Kept,
                    (Some(_), Some(known)) if known.digest == incoming.digest => Outcome::Unchanged,
                    (Some(_), Some(_)) => Outcome::Updated,
                    (Some(_), None) => Outcome::Created,
                };
                report.count(kind, outcome);
                let said = self.takers.get(kind).map(|taker| (taker.examine)(&incoming.record));
                remarks.extend(said.into_iter().flatten().map(|why| Refusal {
                    kind: kind.to_owned(),
                    key: key.clone(),
                    why,
                }));
            }
        }
        report.remarks += remarks.len() as u64;
        Ok(remarks)
    }

    /// The publication that the key of a record is of.
    fn source_of<'a>(&'a self, incoming: &'a Incoming) -> &'a str {
        incoming.record.source.as_deref().unwrap_or(&self.state.source)
    }

    /// Takes records into the house, all of them or none.
    async fn import(&self, records: Vec<Incoming>, state: &mut RunState) -> Result<Vec<Refusal>> {
        let mut tx = self.app.db().write().await?;
        let mut remarks = Vec::new();
        let mut tags = kit::Tags::new();
        let (mut fresh, mut became) = (HashMap::new(), BTreeMap::new());
        let changed_before = state.report.changed();
        for part in split_by_kind(records) {
            let kind = part[0].record.kind().to_owned();
            match self.takers.get(kind.as_str()) {
                None => self.keep(&mut tx, &part, &mut state.report).await?,
                Some(taker) => {
                    let source = self.source_of(&part[0]).to_owned();
                    // The base is that of the publication that the input is of.
                    let base = self.base.as_deref().filter(|_| source == self.state.source);
                    let mut taking = Taking::new(&self.app, &mut tx, &source, base);
                    (taking.fresh, taking.became) = (fresh, became);
                    self.take_kind(&mut taking, *taker, part, &mut state.report).await?;
                    tags.append(&mut taking.tags);
                    remarks.append(&mut taking.remarks);
                    (fresh, became) = (taking.fresh, taking.became);
                }
            }
        }
        if state.report.changed() > changed_before {
            let detail = json!({ "source": self.state.source, "run": self.state.id, "became": became });
            let change = Change::new("RecordsTaken").by("import").touching(tags).with(detail);
            self.app.record(&mut tx, change).await?;
        }
        self.save(&mut tx, state, &remarks).await?;
        tx.commit().await?;
        Ok(remarks)
    }

    async fn take_kind(
        &self,
        taking: &mut Taking<'_>,
        taker: Taker,
        records: Vec<Incoming>,
        report: &mut Report,
    ) -> Result<()> {
        let keys: Vec<String> = records.iter().map(|incoming| incoming.record.key.clone()).collect();
        let known = store::known(taking.tx, taking.source, taker.kind, &keys).await?;
        let mut news = Vec::with_capacity(records.len());
        let mut passed: BTreeMap<Uuid, Vec<&str>> = BTreeMap::new();
        for mut incoming in records {
            let before = known.get_key_value(&incoming.record.key);
            if let Some((key, before)) = before.filter(|(_, known)| known.digest == incoming.digest) {
                report.count(taker.kind, Outcome::Unchanged);
                if let Some(run) = before.run.filter(|run| *run != self.state.id) {
                    passed.entry(run).or_default().push(key);
                }
                continue;
            }
            let before = before.map(|(_, known)| known);
            incoming.known = before.map(|known| known.id);
            incoming.taken_at = before.map(|known| known.taken_at);
            news.push(incoming);
        }
        // What could not be carried of a record when it was taken cannot be carried now.
        for (run, keys) in passed {
            taking.remarks.extend(store::remarks_on(taking.tx, run, taker.kind, &keys).await?);
        }
        if !news.is_empty() {
            (taker.take)(taking, news).await?;
        }
        let run = Some(self.state.id);
        let mut taken = Vec::with_capacity(taking.settled.len());
        for settled in taking.settled.drain(..) {
            report.count(&settled.kind, settled.outcome);
            if let Some((id, digest)) = settled.identity {
                taken.push(Taken { kind: settled.kind, key: settled.key, id, digest, run });
            }
        }
        store::remember(taking.tx, taking.source, taking.now, &taken).await
    }

    async fn keep(&self, tx: &mut Tx, records: &[Incoming], report: &mut Report) -> Result<()> {
        let whole = |incoming: &Incoming| Keeping {
            kind: incoming.record.kind().to_owned(),
            key: incoming.record.key.clone(),
            record: String::from_utf8_lossy(&canonical(&incoming.record)).into_owned(),
            digest: incoming.digest,
        };
        let keeping: Vec<Keeping> = records.iter().map(whole).collect();
        let kept = store::keep(tx, self.source_of(&records[0]), self.app.now(), &keeping).await?;
        let kind = records[0].record.kind();
        report.count_many(kind, Outcome::Kept, kept);
        report.count_many(kind, Outcome::Unchanged, records.len() as u64 - kept);
        Ok(())
    }
}

/// A record with its fingerprint.
pub(super) fn incoming(record: Record) -> Incoming {
    let record = without_zeros(record);
    let hash = blake3::hash(&canonical(&record));
    let mut digest = [0; 16];
    digest.copy_from_slice(&hash.as_bytes()[..16]);
    Incoming { record, known: None, taken_at: None, digest }
}

/// Runs of records of one kind and source, in order.
fn by_kind(records: &[Incoming]) -> impl Iterator<Item = &[Incoming]> {
    records.chunk_by(|a, b| are_alike(&a.record, &b.record))
}

fn are_alike(a: &Record, b: &Record) -> bool {
    a.kind() == b.kind() && a.source == b.source
}

/// The same, with each key once in a part: the second record of a key finds what the first became, and changes it.
fn split_by_kind(records: Vec<Incoming>) -> Vec<Vec<Incoming>> {
    let mut parts: Vec<Vec<Incoming>> = Vec::new();
    let mut keys: HashSet<String> = HashSet::with_capacity(records.len());
    for incoming in records {
        let is_new = keys.insert(incoming.record.key.clone());
        match parts.last_mut() {
            Some(part) if is_new && are_alike(&part[0].record, &incoming.record) => part.push(incoming),
            _ => {
                keys.clear();
                keys.insert(incoming.record.key.clone());
                parts.push(vec![incoming]);
            }
        }
    }
    parts
}
