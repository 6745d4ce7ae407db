//! What goes into a query and comes out of a row.

use kit::{Id, Slug, Timestamp, Uuid, millis, timestamp_from_millis};
use sqlx::Row as _;

use super::local::FromCell;
use super::{DbError, Result, Row};

/// A value on its way into a query. `None` is NULL, of a known type, as PostgreSQL wants it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Value {
    Id(Option<Uuid>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Text(Option<String>),
    Blob(Option<Vec<u8>>),
}

/// What can be bound to a placeholder.
pub trait Bind {
    /// The value as the database keeps it.
    fn value(self) -> Value;
}

/// What can be read from a column.
pub trait Column: Sized {
    /// Reads the column `name`.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else.
    fn read(row: &Row, name: &str) -> Result<Self>;
}

macro_rules! binds {
    ($($type:ty => $kind:ident, $as:expr;)*) => {$(
        impl Bind for $type {
            fn value(self) -> Value {
                let to: fn($type) -> _ = $as;
                Value::$kind(Some(to(self)))
            }
        }
        impl Bind for Option<$type> {
            fn value(self) -> Value {
                let to: fn($type) -> _ = $as;
                Value::$kind(self.map(to))
            }
        }
    )*};
}

binds! {
    Uuid => Id, |id| id;
    i64 => Int, |number| number;
    i32 => Int, i64::from;
    u32 => Int, i64::from;
    u16 => Int, i64::from;
    f64 => Real, |number| number;
    bool => Bool, |yes| yes;
    &str => Text, str::to_owned;
    String => Text, |text| text;
    &String => Text, String::clone;
    &Slug => Text, |slug| slug.as_str().to_owned();
    Slug => Text, String::from;
    Timestamp => Int, millis;
    Vec<u8> => Blob, |bytes| bytes;
}

impl<Noun> Bind for Id<Noun> {
    fn value(self) -> Value {
        Value::Id(Some(self.uuid()))
    }
}
impl<Noun> Bind for Option<Id<Noun>> {
    fn value(self) -> Value {
        Value::Id(self.map(Id::uuid))
    }
}
impl Bind for Value {
    fn value(self) -> Value {
        self
    }
}

macro_rules! columns {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                // SQLite's driver would make 0 or "" of a NULL.
                <Option<$type>>::read(row, name)?.ok_or_else(|| wrong(name, "NULL".to_owned(), stringify!($type)))
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Ok(match row {
                    Row::Local(row) => FromCell::from_cell(row.cell(name)?, name)?,
                    Row::Sqlite(row) => row.try_get(name)?,
                    Row::Postgres(row) => row.try_get(name)?,
                })
            }
        }
    )*};
}

columns!(Uuid, i64, f64, bool, String, Vec<u8>);

/// Columns that are another type in the database.
macro_rules! columns_through {
    ($($through:ty => $type:ty, $from:expr;)*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                let from: fn($through, &str) -> Result<$type> = $from;
                from(<$through>::read(row, name)?, name)
            }
        }
        impl Column for Option<$type> {
            fn read(row: &Row, name: &str) -> Result<Self> {
                let from: fn($through, &str) -> Result<$type> = $from;
                <Option<$through>>::read(row, name)?.map(|value| from(value, name)).transpose()
            }
        }
    )*};
}

columns_through! {
    i64 => Timestamp, |number, _| Ok(timestamp_from_millis(number));
    i64 => u32, |number, name| u32::try_from(number).map_err(|_| wrong(name, number.to_string(), "small number"));
    i64 => u64, |number, name| u64::try_from(number).map_err(|_| wrong(name, number.to_string(), "count"));
    String => Slug, |text, name| Slug::parse(text.clone()).map_err(|_| wrong(name, text, "slug"));
}

impl<Noun> Column for Id<Noun> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Ok(Self::from_uuid(Uuid::read(row, name)?))
    }
}
impl<Noun> Column for Option<Id<Noun>> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Ok(<Option<Uuid>>::read(row, name)?.map(Id::from_uuid))
    }
}

/// The error for a column that holds something it should not.
pub(super) fn wrong(column: &str, found: String, wanted: &'static str) -> DbError {
    DbError::Value { column: column.to_owned(), found, wanted }
}
