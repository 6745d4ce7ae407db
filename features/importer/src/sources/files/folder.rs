//! Folders on disk. Links are remarked and not followed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::{Spot, safe_name, too_many};
use crate::sources::remark::About;
use crate::sources::stream::Bytes;
use crate::sources::{Error, Limits, Remarks};

/// Folders below folders, at most.
const DEPTH: usize = 64;

pub(super) fn list(root: &Path, limits: &Limits, remarks: &Remarks) -> Result<BTreeMap<String, Spot>, Error> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let path = root.join(&folder);
        let io = |e| Error::io(&path, e);
        for entry in fs::read_dir(&path).map_err(io)? {
            let entry = entry.map_err(io)?;
            let kind = entry.file_type().map_err(io)?;
            let written = entry.file_name();
            let name = match safe_name(written.as_encoded_bytes()) {
                Some(name) => join(&folder, &name),
                None => {
                    let shown = join(&folder, &written.to_string_lossy());
                    remarks.left(&About::file(&shown), "its name is not UTF-8", "the file was not read");
                    continue;
                }
            };
            if kind.is_symlink() || !(kind.is_dir() || kind.is_file()) {
                remarks.left(&About::file(&name), "it is a link or a device, not a file", "it was not followed");
            } else if kind.is_file() {
                let size = entry.metadata().map_err(io)?.len();
                found.insert(name, Spot { size, at: 0 });
            } else if depth >= DEPTH {
                remarks.left(&About::file(&name), "folders nest too deeply", "the folder was not read");
            } else {
                open.push((name, depth + 1));
            }
            if found.len() > limits.files {
                return Err(too_many(root, limits));
            }
        }
    }
    Ok(found)
}

/// Opens a listed file, unless it became a link since.
pub(super) fn open(root: &Path, name: &str) -> io::Result<Bytes> {
    let path = root.join(name);
    if !fs::symlink_metadata(&path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is no plain file any more"));
    }
    Ok(Box::new(File::open(path)?))
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
