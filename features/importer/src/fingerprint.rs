//! Whether an input is still the same: what a cut-off run needs to know before it goes on.

use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Names, sizes and times of change of a file, or of all files of a folder.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn of(path: &Path) -> io::Result<String> {
    let mut hash = blake3::Hasher::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        let about = fs::symlink_metadata(&path)?;
        if about.is_dir() {
            let mut inside: Vec<_> = fs::read_dir(&path)?.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            waiting.extend(inside);
            continue;
        }
        let about = if about.is_symlink() { fs::metadata(&path).unwrap_or(about) } else { about };
        let changed = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(&about.len().to_le_bytes());
        hash.update(&changed.to_le_bytes());
    }
    Ok(hash.finalize().to_hex()[..32].to_owned())
}
