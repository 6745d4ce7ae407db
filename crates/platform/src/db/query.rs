//! A query: its text, its values, and the ways to run it.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, SqlStr, Sqlite};

use super::conn::Link;
use super::local::LocalRow;
use super::value::wrong;
use super::{Bind, Column, Conn, Engine, Result, Value, dialect};

/// Values up to which named placeholders cost nothing worth naming.
const NAMED: usize = 16;

/// A query in the making.
#[derive(Debug, Clone)]
#[must_use = "a query does nothing until it is run"]
pub struct Query {
    sql: Cow<'static, str>,
    values: Vec<Value>,
}

/// Begins a query. Outside values come in by [`Query::bind`], never by formatting.
pub fn query(sql: impl Into<Cow<'static, str>>) -> Query {
    Query { sql: sql.into(), values: Vec::new() }
}

/// Binds values to one engine's query, each as its own type.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Id(id) => query.bind(id),
                Value::Int(number) => query.bind(number),
                Value::Real(number) => query.bind(number),
                Value::Bool(yes) => query.bind(yes),
                Value::Text(text) => query.bind(text),
                Value::Blob(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

impl Query {
    /// Gives the next placeholder its value.
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// Gives the next placeholders their values, in order.
    pub fn bind_all<B: Bind>(mut self, values: impl IntoIterator<Item = B>) -> Self {
        self.values.extend(values.into_iter().map(Bind::value));
        self
    }

    /// Runs it for its effect; the number of rows that it touched.
    ///
    /// # Errors
    /// When the engine refuses.
    pub async fn run(self, conn: &mut Conn) -> Result<u64> {
        let (text, values) = self.parts(conn.engine());
        Ok(match conn.link() {
            Link::Local(reader) => {
                reader.ask(text.as_str(), &values)?;
                0
            }
            Link::Sqlite(link) => bound!(sqlite(text), values).execute(link).await?.rows_affected(),
            Link::Postgres(link) => bound!(postgres(text), values).execute(link).await?.rows_affected(),
        })
    }

    /// All rows.
    ///
    /// # Errors
    /// When the engine refuses.
    pub async fn all(self, conn: &mut Conn) -> Result<Vec<Row>> {
        let (text, values) = self.parts(conn.engine());
        Ok(match conn.link() {
            Link::Local(reader) => reader.ask(text.as_str(), &values)?.into_iter().map(Row::Local).collect(),
            Link::Sqlite(link) => {
                bound!(sqlite(text), values).fetch_all(link).await?.into_iter().map(Row::Sqlite).collect()
            }
            Link::Postgres(link) => {
                bound!(postgres(text), values).fetch_all(link).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the engine refuses.
    pub async fn first(self, conn: &mut Conn) -> Result<Option<Row>> {
        let (text, values) = self.parts(conn.engine());
        Ok(match conn.link() {
            Link::Local(reader) => reader.ask(text.as_str(), &values)?.into_iter().next().map(Row::Local),
            Link::Sqlite(link) => bound!(sqlite(text), values).fetch_optional(link).await?.map(Row::Sqlite),
            Link::Postgres(link) => bound!(postgres(text), values).fetch_optional(link).await?.map(Row::Postgres),
        })
    }

    /// Every row through `read`, as a list.
    ///
    /// # Errors
    /// When the engine refuses, or `read` does.
    pub async fn map<T>(self, conn: &mut Conn, read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
        self.all(conn).await?.iter().map(read).collect()
    }

    /// The first row through `read`, if there is one.
    ///
    /// # Errors
    /// When the engine refuses, or `read` does.
    pub async fn find<T>(self, conn: &mut Conn, read: impl FnOnce(&Row) -> Result<T>) -> Result<Option<T>> {
        self.first(conn).await?.as_ref().map(read).transpose()
    }

    /// The column `answer` of the one row: `SELECT COUNT(*) AS answer …`.
    ///
    /// # Errors
    /// When the engine refuses or there is no row.
    pub async fn answer<T: Column>(self, conn: &mut Conn) -> Result<T> {
        let row = self.first(conn).await?.ok_or(sqlx::Error::RowNotFound)?;
        row.get("answer")
    }

    fn parts(self, engine: Engine) -> (SqlStr, Vec<Value>) {
        let many = engine == Engine::Sqlite && self.values.len() > NAMED;
        if many && let Some(text) = dialect::unnamed(&self.sql, self.values.len()) {
            return (AssertSqlSafe(text).into_sql_str(), self.values);
        }
        let text = match self.sql {
            Cow::Borrowed(text) => text.into_sql_str(),
            // Built by a store from its own words and placeholders; values are always bound.
            Cow::Owned(text) => AssertSqlSafe(text).into_sql_str(),
        };
        (text, self.values)
    }
}

fn sqlite(text: SqlStr) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
    sqlx::query(text)
}

fn postgres(text: SqlStr) -> sqlx::query::Query<'static, Postgres, PgArguments> {
    sqlx::query(text)
}

/// A row of an answer.
#[expect(missing_docs, reason = "the names say it")]
pub enum Row {
    Local(LocalRow),
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The value in column `name`.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else.
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self, name)
    }

    /// A word of a fixed list, kept as text.
    ///
    /// # Errors
    /// When the word is not on the list.
    pub fn word<T: FromStr>(&self, name: &str) -> Result<T> {
        let text: String = self.get(name)?;
        text.parse().map_err(|_| wrong(name, text, std::any::type_name::<T>()))
    }

    /// A value kept as JSON.
    ///
    /// # Errors
    /// When the text is not JSON of that shape.
    pub fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let text: String = self.get(name)?;
        serde_json::from_str(&text).map_err(|why| {
            let start: String = text.chars().take(60).collect();
            wrong(name, format!("{start} ({why})"), std::any::type_name::<T>())
        })
    }
}
