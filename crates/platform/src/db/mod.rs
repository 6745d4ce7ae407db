//! The database: one way to ask and to write, on SQLite and on PostgreSQL.
//!
//! A query is one SQL text with `$1` placeholders that both engines take. Where they really differ, the words come
//! from `dialect`. SQLite gets one writing connection and several reading ones, so that no writer ever meets
//! "database is locked"; PostgreSQL gets one pool.

mod conn;
pub mod dialect;
mod free;
mod local;
mod migrate;
mod query;
mod readers;
mod value;

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use thiserror::Error;

pub use conn::{Conn, Tx};
pub use dialect::Engine;
pub use free::free_slug;
pub use migrate::Migration;
pub use query::{Query, Row, query};
pub use value::{Bind, Column, Value};

use readers::Readers;

use crate::changes::Effects;

/// What can go wrong with the database.
#[derive(Debug, Error)]
pub enum DbError {
    /// The engine refused or could not be reached.
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    /// SQLite's file gave no answer.
    #[error(transparent)]
    File(#[from] rusqlite::Error),
    /// A stored value is not what its column should hold.
    #[error("column {column} holds {found:?}, which is no {wanted}")]
    Value {
        /// The column.
        column: String,
        /// What stands there.
        found: String,
        /// What should.
        wanted: &'static str,
    },
    /// The address in the settings names no engine that we speak.
    #[error("{0:?} is no database address: use sqlite://FILE or postgres://USER@HOST/NAME")]
    Address(String),
    /// A migration failed; nothing of it was kept.
    #[error("migration {feature} {number} failed: {why}")]
    Migration {
        /// Whose migration.
        feature: &'static str,
        /// Its number.
        number: u32,
        /// The engine's words.
        why: sqlx::Error,
    },
}

impl DbError {
    /// Whether a unique constraint was in the way.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(why)) if why.is_unique_violation())
    }

    /// Whether what was to be written was at fault: a constraint, a value out of range, a character that cannot be
    /// kept. Not a full disk, a lost connection, a lock.
    pub fn is_of_the_values(&self) -> bool {
        match self {
            Self::Sql(sqlx::Error::Database(why)) => dialect::is_of_the_values(why.code().as_deref()),
            Self::Sql(sqlx::Error::Encode(_)) | Self::Value { .. } => true,
            _ => false,
        }
    }
}

/// Shorthand for results of the database.
pub type Result<T, E = DbError> = std::result::Result<T, E>;

/// The house's database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pools: Pools,
    after_commit: Arc<OnceLock<AfterCommit>>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

/// What is told of each commit's effects.
type AfterCommit = Box<dyn Fn(&Effects) + Send + Sync>;

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { readers: Arc<Readers>, writer: SqlitePool },
    Postgres(PgPool),
}

impl Database {
    /// Opens the database at `address`: `sqlite://path/to/file.db` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the address is of neither kind or the engine cannot be reached.
    pub async fn open(address: &str) -> Result<Self> {
        let pools = if let Some(path) = address.strip_prefix("sqlite://") {
            open_sqlite(PathBuf::from(path)).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(address)?.application_name("masthead");
            Pools::Postgres(
                PgPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(30))
                    .connect_with(options)
                    .await?,
            )
        } else {
            return Err(DbError::Address(address.to_owned()));
        };
        Ok(Self { pools, after_commit: Arc::default() })
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// The engine's version, in its own words.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    pub async fn version(&self) -> Result<String> {
        query(self.engine().ask_version()).answer(&mut self.read().await?).await
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When none is to be had within 30 seconds.
    pub async fn read(&self) -> Result<Conn> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => Conn::local(readers.take(false).await?),
            Pools::Postgres(pool) => Conn::postgres(pool.acquire().await?),
        })
    }

    /// A connection for reading much: all that is asked on it sees one and the same state of the house.
    ///
    /// # Errors
    /// When none is to be had within 30 seconds.
    pub async fn snapshot(&self) -> Result<Conn> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => Conn::local(readers.take(true).await?),
            Pools::Postgres(pool) => Conn::postgres_tx(pool.begin_with(dialect::BEGIN_SNAPSHOT).await?),
        })
    }

    /// A connection for the reading of one page. Where a snapshot costs less than going without, it is one.
    ///
    /// # Errors
    /// When none is to be had within 30 seconds.
    pub async fn read_page(&self) -> Result<Conn> {
        match self.engine() {
            Engine::Sqlite => self.snapshot().await,
            Engine::Postgres => self.read().await,
        }
    }

    /// A transaction for writing. Dropped without [`Tx::commit`], it leaves no trace.
    ///
    /// # Errors
    /// When no connection is to be had within 30 seconds.
    pub async fn write(&self) -> Result<Tx> {
        let conn = match &self.pools {
            // IMMEDIATE: a transaction that will write takes the lock when it begins, not in its middle.
            Pools::Sqlite { writer, .. } => Conn::sqlite_tx(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Conn::postgres_tx(pool.begin().await?),
        };
        Ok(Tx::new(conn, Arc::clone(&self.after_commit)))
    }

    /// Sets what is told of each commit in this process. Once; a second call changes nothing.
    pub(crate) fn on_commit(&self, tell: impl Fn(&Effects) + Send + Sync + 'static) {
        let _ = self.after_commit.set(Box::new(tell));
    }

    /// Closes all connections, after letting those in use finish.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(path: PathBuf) -> Result<Pools> {
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30))
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8192")
        .statement_cache_capacity(256);
    let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(Duration::from_secs(30));
    let writer = pool.connect_with(options).await?;
    let readers = Readers::of(path);
    Ok(Pools::Sqlite { readers, writer })
}
