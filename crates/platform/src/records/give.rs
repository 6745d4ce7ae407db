//! Giving: what a feature writes into an export.

use futures_util::future::BoxFuture;
use intake::Record;

use crate::app::App;
use crate::db::Conn;

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
}
