//! The bytes of pictures and files: taken from a folder, an archive or the web once their records are here.

use std::path::PathBuf;

use platform::App;

use crate::flow::Watcher;

/// Where bytes may come from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// An uploads folder or an archive file.
    pub beside: Option<PathBuf>,
    /// Whether addresses on the web are asked.
    pub fetch: bool,
    /// Whether private networks are asked too.
    pub private: bool,
}

/// Finds the bytes of every picture that has none yet.
///
/// # Errors
/// When the database or the file store cannot be reached.
pub async fn keep_missing(app: &App, from: &Origin, watcher: &dyn Watcher) -> anyhow::Result<String> {
    let _ = (app, from, watcher);
    Ok(String::new())
}
