//! Files are read as records: real exports, and small ones that are wrong in every way there is.

mod archive;
mod damaged;
mod ghost;
mod markdown;
mod pictures;
mod real;
mod wordpress;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use importer::sources::{self, Error, Form, Options, Remark};
use intake::{Header, Item, Matter, Record};

/// A file read to its end.
pub struct Reading {
    pub header: Header,
    pub records: Vec<Record>,
    pub remarks: Vec<Remark>,
    pub expected: Option<u64>,
}

pub fn read(form: Form, path: &Path, options: Options) -> Result<Reading, Error> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&heard);
    let mut source = sources::open(form, path, options, move |r| told.lock().unwrap().push(r))?;
    let mut records = Vec::new();
    while let Some(record) = source.next()? {
        records.push(record);
        assert_eq!(source.position(), records.len() as u64);
    }
    let (header, expected) = (source.header().clone(), source.expected());
    drop(source);
    let remarks = Arc::try_unwrap(heard).unwrap().into_inner().unwrap();
    Ok(Reading { header, records, remarks, expected })
}

impl Reading {
    pub fn count(&self, kind: &str) -> usize {
        self.records.iter().filter(|r| r.kind() == kind).count()
    }

    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for record in &self.records {
            *counts.entry(record.kind().to_owned()).or_default() += 1;
        }
        counts
    }

    pub fn get(&self, kind: &str, key: &str) -> &Matter {
        let found = self.records.iter().find(|r| r.kind() == kind && r.key == key);
        &found.unwrap_or_else(|| panic!("no {kind} {key}")).matter
    }

    pub fn items(&self) -> impl Iterator<Item = (&str, &Item)> {
        self.records.iter().filter_map(|r| match &r.matter {
            Matter::Item(item) => Some((r.key.as_str(), &**item)),
            _ => None,
        })
    }

    pub fn item(&self, slug: &str) -> &Item {
        let found = self.items().find(|(_, item)| item.slug.as_deref() == Some(slug));
        found.unwrap_or_else(|| panic!("no item {slug}")).1
    }

    pub fn said(&self) -> Vec<String> {
        self.remarks.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    pub fn assert_said(&self, words: &str) {
        let said = self.said();
        assert!(said.iter().any(|s| s.contains(words)), "{words:?} not among {said:#?}");
    }

    /// Keys are unique by kind, and whatever is referred to came before (save what may come later).
    pub fn assert_sound(&self) {
        let mut seen = std::collections::HashSet::new();
        for record in &self.records {
            assert!(seen.insert((record.kind().to_owned(), record.key.clone())), "{} twice", record.key);
            let has = |kind: &str, key: &str| seen.contains(&(kind.to_owned(), key.to_owned()));
            match &record.matter {
                Matter::Section(section) => {
                    assert!(section.parent.iter().all(|p| has("section", p)), "{}", record.key);
                }
                Matter::Item(item) => {
                    assert!(item.sections.iter().all(|s| has("section", s)), "{}", record.key);
                    assert!(item.topics.iter().all(|t| has("topic", t)), "{}", record.key);
                    let mut people = item.bylines.iter().filter_map(|b| b.person.as_ref());
                    assert!(people.all(|p| has("person", p)), "{}", record.key);
                }
                Matter::Comment(comment) => {
                    assert!(comment.parent.iter().all(|p| has("comment", p)), "{}", record.key);
                }
                _ => {}
            }
        }
        let labels = self.records.iter().filter(|r| phase(r) < 4);
        assert!(labels.map(phase).is_sorted());
    }
}

/// The order among what items refer to; pictures stand before the first that shows them.
fn phase(record: &Record) -> usize {
    match record.kind() {
        "site" => 0,
        "organisation" | "person" => 2,
        "section" | "topic" | "format" => 3,
        _ => 4,
    }
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}
