//! Records put aside until the rest of an import is through: in a file, so that memory does not grow with them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use intake::{Record, canonical};

/// Records put aside, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Aside {
    file: Option<BufWriter<File>>,
}

impl Aside {
    /// Puts one aside.
    ///
    /// # Errors
    /// When there is no room for it on the disk.
    pub(crate) fn put(&mut self, record: &Record) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(BufWriter::new(tempfile::tempfile()?));
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(&canonical(record))?;
        file.write_all(b"\n")
    }

    /// Takes them up again, one after the other.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn take_up(self) -> io::Result<impl Iterator<Item = io::Result<Record>>> {
        let file = match self.file {
            Some(waiting) => {
                let mut file = waiting.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.rewind()?;
                Some(file)
            }
            None => None,
        };
        let lines = file.into_iter().flat_map(|file| BufReader::new(file).lines());
        Ok(lines.map(|line| Record::from_map(serde_json::from_str(&line?)?).map_err(io::Error::other)))
    }
}

#[cfg(test)]
mod tests {
    use intake::{Map, Redirect, Target};

    use super::*;

    #[test]
    fn what_was_put_aside_comes_back_in_order_and_takes_no_memory_meanwhile() {
        let redirect = |at: usize| {
            let to = Some(Target::Item(format!("post:{at}")));
            Record::new(format!("/?p={at}"), Redirect { from: format!("/ö{at}\n"), to, status: 301, extra: Map::new() })
        };
        let mut aside = Aside::default();
        (0..20_000).for_each(|at| aside.put(&redirect(at)).expect("put aside"));
        let held = aside.file.as_ref().map_or(0, |file| file.buffer().len());
        assert!(held < 64 * 1024, "{held} bytes are held");
        let back = aside.take_up().expect("a file");
        let back: Vec<Record> = back.map(|record| record.expect("a record")).collect();
        assert_eq!(back.len(), 20_000);
        assert!(back.iter().enumerate().all(|(at, record)| *record == redirect(at)));
        assert_eq!(Aside::default().take_up().expect("nothing").count(), 0);
    }
}
