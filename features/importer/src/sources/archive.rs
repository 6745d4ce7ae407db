//! Masthead's own archive: its records as they stand.

use std::io::BufReader;
use std::path::Path;

use intake::{Header, Reader, Record};

use super::files::Files;
use super::remark::About;
use super::stream::{Bytes, unpacked};
use super::{Error, Options, Remarks, Source};

/// What an export calls the file of its records.
pub const RECORDS: &str = "archive.jsonl";

/// An archive: a file of records, or a folder or packed folder that holds one beside its files.
pub struct Archive {
    name: String,
    header: Header,
    reader: Reader<BufReader<Bytes>>,
    remarks: Remarks,
    given: u64,
}

impl Archive {
    /// Reads the header.
    ///
    /// # Errors
    /// When it cannot be read, or is no archive of a version that is known.
    pub fn open(path: &Path, options: Options, remarks: Remarks) -> Result<Self, Error> {
        let files = Files::open(path, &options.limits, &remarks)?;
        let gz = format!("{RECORDS}.gz");
        let name = files.names().find(|name| {
            files.is_single() || [RECORDS, &gz].iter().any(|n| name == n || name.ends_with(&format!("/{n}")))
        });
        let Some(name) = name.map(str::to_owned) else {
            return Err(Error::not(path, format!("there is no archive ({RECORDS}) in it")));
        };
        let bytes = unpacked(files.stream(&name)?, options.limits.unpacked).map_err(|e| Error::io(path, e))?;
        let reader = Reader::open_limited(BufReader::new(bytes), options.limits.record)
            .map_err(|e| Error::not(path, e.to_string()))?;
        let mut header = reader.header().clone();
        if let Some(source) = options.source {
            header.source = source;
        }
        Ok(Self { name, header, reader, remarks, given: 0 })
    }
}

impl Source for Archive {
    fn header(&self) -> &Header {
        &self.header
    }

    fn next(&mut self) -> Result<Option<Record>, Error> {
        loop {
            match self.reader.next() {
                None => return Ok(None),
                Some(Ok(record)) => {
                    self.given += 1;
                    return Ok(Some(record));
                }
                Some(Err(intake::Error::Io(cause))) => {
                    return Err(Error::io(Path::new(&self.name), cause));
                }
                Some(Err(wrong)) => {
                    let about = About::line(&self.name, self.reader.line());
                    let what = match wrong {
                        intake::Error::Line { why, .. } => why,
                        other => other.to_string(),
                    };
                    self.remarks.left(&about, what, "the line is not carried");
                }
            }
        }
    }

    fn position(&self) -> u64 {
        self.given
    }
}
