//! Where a test's house stands: a folder and a database, gone when the last node that lives there is.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use platform::db::Engine;
use tempfile::TempDir;

use crate::postgres;

/// A folder and the address of a database.
#[derive(Debug)]
pub(crate) struct Lodging {
    folder: TempDir,
    /// For the settings: `sqlite://…` or `postgres://…`.
    pub(crate) address: String,
    database: Option<String>,
    nodes: AtomicU32,
}

impl Lodging {
    /// A new one, empty.
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder that can be written");
        match engine {
            Engine::Sqlite => {
                let address = format!("sqlite://{}", folder.path().join("masthead.db").display());
                Self { folder, address, database: None, nodes: AtomicU32::default() }
            }
            Engine::Postgres => {
                let (address, name) = postgres::make_database().await;
                Self { folder, address, database: Some(name), nodes: AtomicU32::default() }
            }
        }
    }

    /// The folder of one more node's index.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join(format!("index-{}", self.nodes.fetch_add(1, Ordering::Relaxed)))
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Lodging {
    fn drop(&mut self) {
        if let Some(name) = &self.database {
            postgres::drop_database(name);
        }
    }
}
