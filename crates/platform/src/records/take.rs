//! Taking: what a feature is given with a batch of records of a kind that it takes.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use futures_util::future::BoxFuture;
use intake::{Record, referred};
use kit::{Tag, Tags, Timestamp, Uuid};

use super::{Outcome, Refusal, store};
use crate::app::App;
use crate::db::{DbError, Result, Tx};

/// Takes records of one kind.
#[derive(Clone, Copy)]
pub struct Taker {
    /// The kind.
    pub kind: &'static str,
    /// Takes a batch of them. For each it must say what became of it.
    pub take: for<'a, 'b> fn(&'a mut Taking<'b>, Vec<Incoming>) -> BoxFuture<'a, Result<()>>,
    /// Looks at one without the database and says what of it cannot be carried.
    pub examine: fn(&Record) -> Vec<String>,
}

/// A record that is new or has changed.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// What it says.
    pub record: Record,
    /// What it became when it was taken before.
    pub known: Option<Uuid>,
    /// When it was taken before.
    pub taken_at: Option<Timestamp>,
    /// Fingerprint of what it says.
    pub(super) digest: [u8; 16],
}

/// One batch's transaction, and what is said of its records.
pub struct Taking<'a> {
    /// The house.
    pub app: &'a App,
    /// The transaction of the batch.
    pub tx: &'a mut Tx,
    /// The publication that the records come from.
    pub source: &'a str,
    /// Its base address, if it said so: `https://example.com/blog`.
    pub base: Option<&'a str>,
    /// The instant of the batch.
    pub now: Timestamp,
    pub(super) tags: Tags,
    pub(super) settled: Vec<Settled>,
    pub(super) remarks: Vec<Refusal>,
    pub(super) became: BTreeMap<String, Vec<Uuid>>,
    pub(super) fresh: Fresh,
}

/// What became of records, by source, kind and key, as far as the batch asked or said so.
pub(super) type Fresh = HashMap<(String, String, String), Uuid>;

/// What became of one record.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) outcome: Outcome,
    /// What it became, and the fingerprint to know it by.
    pub(super) identity: Option<(Uuid, [u8; 16])>,
}

impl<'a> Taking<'a> {
    pub(super) fn new(app: &'a App, tx: &'a mut Tx, source: &'a str, base: Option<&'a str>) -> Self {
        let now = app.now();
        let (settled, remarks) = (Vec::new(), Vec::new());
        let (became, fresh) = (BTreeMap::new(), HashMap::new());
        Self { app, tx, source, base, now, tags: Tags::new(), settled, remarks, became, fresh }
    }

    /// The record became `id`, newly or as a change to what it was before.
    pub fn took(&mut self, incoming: &Incoming, id: Uuid) {
        let outcome = if incoming.known.is_some() { Outcome::Updated } else { Outcome::Created };
        let (kind, key) = (incoming.record.kind().to_owned(), incoming.record.key.clone());
        self.fresh.insert((self.source.to_owned(), kind, key), id);
        self.became.entry(incoming.record.kind().to_owned()).or_default().push(id);
        self.settle(incoming, outcome, Some((id, incoming.digest)));
    }

    /// The record cannot be carried.
    pub fn refused(&mut self, incoming: &Incoming, why: impl Into<String>) {
        self.remark(incoming, why);
        self.settle(incoming, Outcome::Refused, None);
    }

    /// What the record became was edited in the house since it was taken: the house's state stays.
    pub fn conflict(&mut self, incoming: &Incoming, why: impl Into<String>) {
        self.remark(incoming, why);
        self.settle(incoming, Outcome::Conflict, None);
    }

    /// The record was carried, but not all of it.
    pub fn remark(&mut self, incoming: &Incoming, why: impl Into<String>) {
        let (kind, key) = (incoming.record.kind().to_owned(), incoming.record.key.clone());
        self.remarks.push(Refusal { kind, key, why: why.into() });
    }

    fn settle(&mut self, incoming: &Incoming, outcome: Outcome, identity: Option<(Uuid, [u8; 16])>) {
        let (kind, key) = (incoming.record.kind().to_owned(), incoming.record.key.clone());
        self.settled.push(Settled { kind, key, outcome, identity });
    }

    /// Pages under these tags are stale once the batch is committed.
    pub fn touch(&mut self, tags: impl IntoIterator<Item = Tag>) {
        self.tags.extend(tags);
    }

    /// What the record of this kind and key became, if it was taken, now or before.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn resolve(&mut self, kind: &str, key: &str) -> Result<Option<Uuid>, DbError> {
        Ok(self.resolve_all(kind, &[key.to_owned()]).await?.remove(key))
    }

    /// What the first record of this kind of the source became: of the site, say, that a section without one is of.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn first_of(&mut self, kind: &str) -> Result<Option<Uuid>, DbError> {
        let before = store::first_of(self.tx, self.source, kind).await?;
        let is_one = |(source, of, _): &(String, String, String)| source == self.source && of == kind;
        let fresh = self.fresh.iter().filter(|(name, _)| is_one(name)).map(|(_, id)| *id);
        Ok(fresh.chain(before).min())
    }

    /// What the records that are named so became; those that were never taken are missing.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn resolve_all(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, Uuid>, DbError> {
        let mut found = HashMap::with_capacity(keys.len());
        let mut unknown: BTreeMap<Cow<'_, str>, Vec<(&str, &str)>> = BTreeMap::new();
        for named in keys {
            let (source, key) = referred(self.source, named);
            match self.fresh.get(&(source.clone().into_owned(), kind.to_owned(), key.to_owned())) {
                Some(id) => {
                    found.insert(named.clone(), *id);
                }
                None => unknown.entry(source).or_default().push((key, named)),
            }
        }
        for (source, named) in unknown {
            let mut keys: Vec<String> = named.iter().map(|(key, _)| (*key).to_owned()).collect();
            keys.sort_unstable();
            keys.dedup();
            let known = store::known(self.tx, &source, kind, &keys).await?;
            for (key, named) in named {
                let Some(known) = known.get(key) else { continue };
                self.fresh.insert((source.clone().into_owned(), kind.to_owned(), key.to_owned()), known.id);
                found.insert(named.to_owned(), known.id);
            }
        }
        Ok(found)
    }
}
