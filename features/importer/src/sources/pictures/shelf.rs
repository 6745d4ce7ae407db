//! Pictures in a folder or packed folder, found by as much of their path as is known.

use std::collections::HashMap;
use std::path::Path;

use intake::Media;

use super::names;
use crate::sources::files::Files;
use crate::sources::gallery::whole_size;
use crate::sources::text::file_name;
use crate::sources::{Error, Limits, Remarks};

/// A folder with pictures.
#[derive(Debug)]
pub(super) struct Shelf {
    files: Files,
    /// Files by their own name in lower case, and by that name without its ending.
    named: HashMap<String, Vec<String>>,
}

impl Shelf {
    pub fn open(path: &Path, limits: &Limits, remarks: &Remarks) -> Result<Self, Error> {
        let files = Files::open(path, limits, remarks)?;
        let mut named: HashMap<String, Vec<String>> = HashMap::new();
        for name in files.names() {
            let own = file_name(name).to_lowercase();
            let stem = own.rsplit_once('.').map(|(stem, _)| stem.to_owned()).filter(|stem| *stem != own);
            for word in [Some(own), stem].into_iter().flatten() {
                named.entry(word).or_default().push(name.to_owned());
            }
        }
        Ok(Self { files, named })
    }

    /// The name of the file that the picture is.
    pub fn find(&self, media: &Media) -> Result<String, String> {
        let wanted = names(media);
        for name in &wanted {
            for name in [name.clone(), whole_size(name)] {
                if let Some(found) = self.nearest(&name) {
                    return found;
                }
            }
        }
        let name = wanted.first().map_or("a picture without a name", String::as_str);
        Err(format!("{name} is not in {}", self.files.path().display()))
    }

    /// The file that shares the most parts of its path with the name; none if there is none of that name.
    fn nearest(&self, name: &str) -> Option<Result<String, String>> {
        if self.files.has(name) {
            return Some(Ok(name.to_owned()));
        }
        let own = file_name(name).to_lowercase();
        let candidates = self.named.get(&own)?;
        let shared = |candidate: &str| {
            let parts = candidate.rsplit('/').zip(name.rsplit('/')).skip(1);
            parts.take_while(|(a, b)| a == b).count()
        };
        let most = candidates.iter().map(|candidate| shared(candidate)).max()?;
        let mut best = candidates.iter().filter(|candidate| shared(candidate) == most);
        let first = best.next()?;
        if best.next().is_some() {
            let many = 1 + 1 + best.count();
            return Some(Err(format!("{name} could be any of {many} files in {}", self.files.path().display())));
        }
        Some(Ok(first.clone()))
    }

    pub fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
        self.files.bytes(name, limit)
    }
}
