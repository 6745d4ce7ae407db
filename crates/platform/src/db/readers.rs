//! Connections that read SQLite's file, in the thread that asks.
//!
//! sqlx gives each connection of SQLite a thread of its own. A page asks some twenty questions, each of which the file
//! answers in a few microseconds: going to another thread and back for each would cost more than all the answers.
//! Writing stays with sqlx, since a write waits for the disk.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::local::{Cell, Columns, LocalRow};
use super::{Result, Value};

/// Connections at the most.
const AT_MOST: usize = 8;
/// Texts whose prepared form a connection keeps.
const PREPARED: usize = 256;
/// How long somebody waits for a connection, and a connection for a lock.
const PATIENCE: Duration = Duration::from_secs(30);

/// The connections of a house that are not in use, the one used last on top: its pages are still in its memory.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Link>>,
    places: Arc<Semaphore>,
}

/// A connection, with what it knows of the answers to texts that it has prepared.
#[derive(Debug)]
struct Link {
    conn: Connection,
    columns: HashMap<Box<str>, Arc<Columns>>,
}

/// A connection in somebody's hands. Goes back when dropped.
#[derive(Debug)]
pub(super) struct Reader {
    /// There until it is dropped. The lock is never waited for: it lets a future hold the reader across threads.
    link: Mutex<Option<Link>>,
    in_snapshot: bool,
    home: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Readers {
    /// Readers of the file at `path`, which is there. None is opened before it is needed.
    pub(super) fn of(path: PathBuf) -> Arc<Self> {
        Arc::new(Self { path, idle: Mutex::default(), places: Arc::new(Semaphore::new(AT_MOST)) })
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Link>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection; within a snapshot all that is asked on it sees one state of the file.
    pub(super) async fn take(self: &Arc<Self>, in_snapshot: bool) -> Result<Reader> {
        let waiting = Arc::clone(&self.places).acquire_owned();
        let place = match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(place)) => place,
            Ok(Err(_)) => return Err(sqlx::Error::PoolClosed.into()),
            Err(_) => return Err(sqlx::Error::PoolTimedOut.into()),
        };
        let idle = self.idle().pop();
        let link = match idle {
            Some(link) => link,
            None => Link { conn: self.open()?, columns: HashMap::new() },
        };
        if in_snapshot {
            link.conn.prepare_cached("BEGIN")?.raw_execute()?;
        }
        Ok(Reader { link: Mutex::new(Some(link)), in_snapshot, home: Arc::clone(self), _place: place })
    }

    fn open(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        conn.busy_timeout(PATIENCE)?;
        conn.set_prepared_statement_cache_capacity(PREPARED);
        // A plan holds whatever is asked with it. Otherwise the engine makes it anew for each value that could have led to
        // another, which costs more than most answers: <https://sqlite.org/queryplanner-ng.html>.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // Nothing is mapped: what is mapped counts as the process's memory, and an archive would be all of it.
        let settings = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;";
        conn.execute_batch(settings)?;
        Ok(conn)
    }

    /// Lets nobody in any more, waits for those who read, and closes every connection.
    pub(super) async fn close(&self) {
        let all = u32::try_from(AT_MOST).unwrap_or(u32::MAX);
        let _ = tokio::time::timeout(PATIENCE, self.places.acquire_many(all)).await;
        self.places.close();
        self.idle().clear();
    }
}

impl Reader {
    /// All rows that answer a question.
    pub(super) fn ask(&mut self, sql: &str, values: &[Value]) -> Result<Vec<LocalRow>> {
        let link = self.link.get_mut().unwrap_or_else(PoisonError::into_inner);
        link.as_mut().expect("a reader has its connection until it is dropped").ask(sql, values)
    }
}

impl Link {
    fn ask(&mut self, sql: &str, values: &[Value]) -> Result<Vec<LocalRow>> {
        // `?1` has a place of its own for each number; `$1` has to be looked up by its name.
        let sql = &*sql.replace('$', "?");
        let mut question = self.conn.prepare_cached(sql)?;
        let columns = match self.columns.get(sql) {
            Some(columns) => Arc::clone(columns),
            None => {
                let columns = Arc::new(Columns::new(question.column_names()));
                if self.columns.len() >= PREPARED {
                    self.columns.clear();
                }
                self.columns.insert(Box::from(sql), Arc::clone(&columns));
                columns
            }
        };
        let mut answers = question.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(answer) = answers.next()? {
            let cell = |place: usize| Ok::<Cell, rusqlite::Error>(cell(answer.get_ref(place)?));
            let cells = (0..columns.len()).map(cell).collect::<Result<_, _>>()?;
            rows.push(LocalRow::new(Arc::clone(&columns), cells));
        }
        Ok(rows)
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(number) => Cell::Real(number),
        // What is no UTF-8 was not written by us, and is no text to anyone.
        ValueRef::Text(bytes) => {
            std::str::from_utf8(bytes).map_or_else(|_| Cell::Blob(bytes.to_owned()), |text| Cell::Text(text.to_owned()))
        }
        ValueRef::Blob(bytes) => bytes.try_into().map_or_else(|_| Cell::Blob(bytes.to_owned()), Cell::Id),
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let link = self.link.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let Some(link) = link else { return };
        // One that cannot end its snapshot is of no more use.
        let ended =
            !self.in_snapshot || link.conn.prepare_cached("COMMIT").and_then(|mut end| end.raw_execute()).is_ok();
        if ended && !self.home.places.is_closed() {
            self.home.idle().push(link);
        }
    }
}
