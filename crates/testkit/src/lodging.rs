//! Where a test's house stands: a folder and a database, gone when the last node that lives there is.

use std::path::Path;

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
}

impl Lodging {
    /// A new one, empty.
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder that can be written");
        match engine {
            Engine::Sqlite => {
                let address = format!("sqlite://{}", folder.path().join("masthead.db").display());
                Self { folder, address, database: None }
            }
            Engine::Postgres => {
                let (address, name) = postgres::make_database().await;
                Self { folder, address, database: Some(name) }
            }
        }
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
