//! Writing the archive: everything that the features give, one record a line, and the files beside it.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, bail};
use intake::{Header, KINDS, Record, Writer, canonical};
use platform::App;
use platform::records::{Giver, Giving, Kept, first_source, kept_page};

/// Name of the file with the records.
pub const RECORDS: &str = "archive.jsonl";

/// What became of an export.
#[derive(Debug)]
pub struct Exported {
    /// Records in the archive.
    pub records: u64,
}

/// Writes an archive of the house into a new folder.
///
/// # Errors
/// When the folder has something in it already, cannot be written, or the database cannot be asked.
pub async fn export(app: &App, folder: &Path) -> anyhow::Result<Exported> {
    if fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        bail!("{} is not empty; an archive gets a folder of its own", folder.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut conn = app.db().snapshot().await?;
    let sites = content::store::sites::all(&mut conn).await?;
    let base = sites.first().map(|site| site.address.clone());
    let host = base.as_deref().map_or("house", |base| base.split_once("://").map_or(base, |(_, host)| host));
    let source = first_source(&mut conn).await?.unwrap_or_else(|| host.to_owned());
    let header = Header::new(source, base.clone());
    let mut sorted = Sorted::create(&folder.join(RECORDS), &header)?;
    for giver in givers(app) {
        let mut write = |record: Record| sorted.put(record);
        let mut keep = |path: &str, bytes: &[u8]| write_file(folder, path, bytes);
        let mut giving = Giving { app, conn: &mut conn, write: &mut write, file: &mut keep, source: &header.source };
        (giver.give)(&mut giving).await.with_context(|| format!("while writing the {} records", giver.kind))?;
        sorted.end_kind()?;
    }
    let mut after = None;
    loop {
        let kept = kept_page(&mut conn, after.as_ref(), 500).await?;
        let Some(last) = kept.last() else { break };
        after = Some(last.place.clone());
        for Kept { place, record } in kept {
            let Some(mut record) = record else { continue };
            record.source = Some(place.source);
            sorted.put(record)?;
        }
    }
    sorted.end_kind()?;
    Ok(Exported { records: sorted.finish()? })
}

/// The features' givers in the archive's order of kinds.
fn givers(app: &App) -> Vec<Giver> {
    let mut givers: Vec<Giver> = app.features().iter().flat_map(|feature| &feature.gives).copied().collect();
    givers.sort_by_key(|giver| KINDS.iter().position(|kind| *kind == giver.kind).unwrap_or(KINDS.len()));
    givers
}

/// Records of a kind sorted by rank, source and key, so that two archives of one publication are equal whatever the ids are.
/// Only the keys are held in memory; the lines wait in a file beside the archive.
struct Sorted {
    source: String,
    to: BufWriter<File>,
    waiting: BufWriter<File>,
    lines: Vec<Line>,
    end: u64,
    records: u64,
}

/// A line that waits: what it is sorted by, and where it is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    rank: usize,
    kind: String,
    source: String,
    key: String,
    at: u64,
    long: usize,
}

impl Sorted {
    fn create(path: &Path, header: &Header) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let to = Writer::create(BufWriter::new(file), header)?.finish()?;
        let waiting = BufWriter::new(tempfile::tempfile_in(path.parent().unwrap_or(Path::new(".")))?);
        Ok(Self { source: header.source.clone(), to, waiting, lines: Vec::new(), end: 0, records: 0 })
    }

    fn put(&mut self, mut record: Record) -> anyhow::Result<()> {
        record.source = record.source.filter(|source| *source != self.source);
        let line = canonical(&record);
        self.waiting.write_all(&line)?;
        let (rank, kind) = (record.rank(), record.kind().to_owned());
        let source = record.source.unwrap_or_default();
        self.lines.push(Line { rank, kind, source, key: record.key, at: self.end, long: line.len() });
        self.end += line.len() as u64;
        Ok(())
    }

    /// Writes what waits, in order.
    fn end_kind(&mut self) -> anyhow::Result<()> {
        self.waiting.flush()?;
        self.lines.sort();
        self.records += self.lines.len() as u64;
        let file = self.waiting.get_mut();
        let mut bytes = Vec::new();
        for line in self.lines.drain(..) {
            bytes.resize(line.long, 0);
            file.seek(SeekFrom::Start(line.at))?;
            file.read_exact(&mut bytes)?;
            self.to.write_all(&bytes)?;
            self.to.write_all(b"\n")?;
        }
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        self.end = 0;
        Ok(())
    }

    fn finish(self) -> anyhow::Result<u64> {
        self.to.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        Ok(self.records)
    }
}

fn write_file(folder: &Path, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let to = folder.join(path);
    if let Some(above) = to.parent() {
        fs::create_dir_all(above)?;
    }
    fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display()))
}
