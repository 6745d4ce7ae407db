//! A row as SQLite's file gave it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kit::Uuid;
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::value::wrong;
use super::{Result, Value};

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    /// Sixteen bytes, as ids have.
    Id([u8; 16]),
    Blob(Vec<u8>),
}

/// The names of an answer's columns.
#[derive(Debug)]
pub(super) struct Columns(Vec<Box<str>>);

/// A row of an answer.
#[derive(Debug)]
pub struct LocalRow {
    columns: Arc<Columns>,
    cells: Vec<Cell>,
    /// Which column is likely to be asked for next: they are read in their order, mostly.
    next: AtomicUsize,
}

impl Columns {
    pub(super) fn new(names: Vec<&str>) -> Self {
        Self(names.into_iter().map(Box::from).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl LocalRow {
    pub(super) fn new(columns: Arc<Columns>, cells: Vec<Cell>) -> Self {
        Self { columns, cells, next: AtomicUsize::new(0) }
    }

    /// What stands in the column `name`.
    pub(super) fn cell(&self, name: &str) -> Result<&Cell> {
        let names = &self.columns.0;
        let likely = self.next.load(Ordering::Relaxed);
        let is_it = |place: &usize| names.get(*place).is_some_and(|column| **column == *name);
        let place = Some(likely).filter(is_it).or_else(|| names.iter().position(|column| **column == *name));
        let place = place.ok_or_else(|| sqlx::Error::ColumnNotFound(name.to_owned()))?;
        self.next.store(place + 1, Ordering::Relaxed);
        Ok(&self.cells[place])
    }
}

/// What can be read out of a cell; `None` for NULL.
pub(super) trait FromCell: Sized {
    fn from_cell(cell: &Cell, name: &str) -> Result<Option<Self>>;
}

macro_rules! from_cells {
    ($($type:ty: $cell:pat => $value:expr;)*) => {$(
        impl FromCell for $type {
            fn from_cell(cell: &Cell, name: &str) -> Result<Option<Self>> {
                match cell {
                    Cell::Null => Ok(None),
                    $cell => Ok(Some($value)),
                    other => Err(wrong(name, format!("{other:?}"), stringify!($type))),
                }
            }
        }
    )*};
}

from_cells! {
    Uuid: Cell::Id(bytes) => Uuid::from_bytes(*bytes);
    i64: Cell::Int(number) => *number;
    bool: Cell::Int(number) => *number != 0;
    String: Cell::Text(text) => text.clone();
}

impl FromCell for f64 {
    /// SQLite keeps a number without a fraction as a whole one where nothing tells it otherwise.
    fn from_cell(cell: &Cell, name: &str) -> Result<Option<Self>> {
        match cell {
            Cell::Null => Ok(None),
            Cell::Real(number) => Ok(Some(*number)),
            Cell::Int(number) => Ok(Some(*number as Self)),
            other => Err(wrong(name, format!("{other:?}"), "f64")),
        }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: &Cell, name: &str) -> Result<Option<Self>> {
        match cell {
            Cell::Null => Ok(None),
            Cell::Blob(bytes) => Ok(Some(bytes.clone())),
            Cell::Id(bytes) => Ok(Some(bytes.to_vec())),
            other => Err(wrong(name, format!("{other:?}"), "bytes")),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Id(id) => id.as_ref().map(|id| ValueRef::Blob(id.as_bytes())),
            Self::Int(number) => number.map(ValueRef::Integer),
            Self::Real(number) => number.map(ValueRef::Real),
            Self::Bool(yes) => yes.map(|yes| ValueRef::Integer(i64::from(yes))),
            Self::Text(text) => text.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => bytes.as_ref().map(|bytes| ValueRef::Blob(bytes)),
        };
        Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
    }
}
