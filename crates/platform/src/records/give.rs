//! Giving: what a feature writes into an export.

use std::collections::HashMap;

use futures_util::future::BoxFuture;
use intake::{Matter, Record, reference};
use kit::{Id, Uuid};

use super::store;
use crate::app::App;
use crate::db::{Conn, Result};

/// Gives records of one kind, in a stable order.
#[derive(Clone, Copy)]
pub struct Giver {
    /// The kind.
    pub kind: &'static str,
    /// Gives all of them, one after the other.
    pub give: for<'a, 'b> fn(&'a mut Giving<'b>) -> BoxFuture<'a, anyhow::Result<()>>,
}

/// Where an export's records go.
pub struct Giving<'a> {
    /// The house.
    pub app: &'a App,
    /// A connection that sees one state of the house from beginning to end.
    pub conn: &'a mut Conn,
    /// Takes each record.
    pub write: &'a mut (dyn FnMut(Record) -> anyhow::Result<()> + Send),
    /// Takes each file, under its path in the archive's folder.
    pub file: &'a mut (dyn FnMut(&str, &[u8]) -> anyhow::Result<()> + Send),
    /// The publication that the archive says it is of. What was made in the house has keys of this one.
    pub source: &'a str,
}

impl Giving<'_> {
    /// What the archive calls these.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn names<Noun>(&mut self, kind: &str, ids: impl IntoIterator<Item = Id<Noun>>) -> Result<Names> {
        let mut ids: Vec<Uuid> = ids.into_iter().map(Id::uuid).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Names { here: self.source.to_owned(), known: store::names(self.conn, kind, &ids).await? })
    }

    /// What a record calls the one of this id.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn reference<Noun>(&mut self, from: &Name, kind: &str, id: Id<Noun>) -> Result<String> {
        Ok(self.names(kind, [id]).await?.reference(from, id))
    }

    /// The name of a record for which the house keeps none.
    pub fn own_name(&self, key: impl Into<String>) -> Name {
        Name { source: self.source.to_owned(), key: key.into() }
    }
}

/// What a record is called: a key, and the publication within which it is unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The publication.
    pub source: String,
    /// The key.
    pub key: String,
}

impl Name {
    /// The record of this name.
    pub fn record(self, matter: impl Into<Matter>) -> Record {
        Record { source: Some(self.source), ..Record::new(self.key, matter) }
    }
}

/// What an archive calls things, by their ids: as they came in, and what was made in the house by the digits of its id.
#[derive(Debug)]
pub struct Names {
    here: String,
    known: HashMap<Uuid, Name>,
}

impl Names {
    /// What this one is called.
    pub fn name<Noun>(&self, id: Id<Noun>) -> Name {
        let made_here = || Name { source: self.here.clone(), key: id.uuid().simple().to_string() };
        self.known.get(&id.uuid()).cloned().unwrap_or_else(made_here)
    }

    /// What a record calls this one.
    pub fn reference<Noun>(&self, from: &Name, id: Id<Noun>) -> String {
        let name = self.name(id);
        reference(&from.source, &name.source, &name.key)
    }
}
