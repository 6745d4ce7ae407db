//! A connection, alone or inside a transaction.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use super::readers::Reader;
use super::{AfterCommit, Engine, Result};
use crate::changes::Effects;

/// A connection to ask on.
pub struct Conn {
    kind: Kind,
}

enum Kind {
    Local(Reader),
    SqliteTx(Transaction<'static, Sqlite>),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// The engine's own connection, for [`super::Query`].
pub(super) enum Link<'conn> {
    Local(&'conn mut Reader),
    Sqlite(&'conn mut SqliteConnection),
    Postgres(&'conn mut PgConnection),
}

impl Conn {
    pub(super) fn local(reader: Reader) -> Self {
        Self { kind: Kind::Local(reader) }
    }

    pub(super) fn sqlite_tx(tx: Transaction<'static, Sqlite>) -> Self {
        Self { kind: Kind::SqliteTx(tx) }
    }

    pub(super) fn postgres(conn: PoolConnection<Postgres>) -> Self {
        Self { kind: Kind::Postgres(conn) }
    }

    pub(super) fn postgres_tx(tx: Transaction<'static, Postgres>) -> Self {
        Self { kind: Kind::PostgresTx(tx) }
    }

    /// Which engine is at the other end.
    pub fn engine(&self) -> Engine {
        match self.kind {
            Kind::Local(_) | Kind::SqliteTx(_) => Engine::Sqlite,
            Kind::Postgres(_) | Kind::PostgresTx(_) => Engine::Postgres,
        }
    }

    pub(super) fn link(&mut self) -> Link<'_> {
        match &mut self.kind {
            Kind::Local(reader) => Link::Local(reader),
            Kind::SqliteTx(tx) => Link::Sqlite(tx),
            Kind::Postgres(conn) => Link::Postgres(conn),
            Kind::PostgresTx(tx) => Link::Postgres(tx),
        }
    }
}

/// A transaction: all of it or nothing. Rolls back when dropped.
///
/// Besides rows it gathers effects: which pages the commit makes stale, whether it left jobs. They are told to this
/// process when, and only when, the commit has succeeded.
pub struct Tx {
    conn: Conn,
    pub(crate) effects: Effects,
    after_commit: Arc<OnceLock<AfterCommit>>,
}

impl Tx {
    pub(super) fn new(conn: Conn, after_commit: Arc<OnceLock<AfterCommit>>) -> Self {
        Self { conn, effects: Effects::default(), after_commit }
    }

    /// Makes it durable, then tells its effects.
    ///
    /// # Errors
    /// When the engine cannot; then nothing of it is kept.
    pub async fn commit(self) -> Result<()> {
        match self.conn.kind {
            Kind::SqliteTx(tx) => tx.commit().await?,
            Kind::PostgresTx(tx) => tx.commit().await?,
            Kind::Local(_) | Kind::Postgres(_) => {}
        }
        if let Some(tell) = self.after_commit.get() {
            tell(&self.effects);
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
