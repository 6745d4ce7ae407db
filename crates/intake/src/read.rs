//! Reading an archive, one line at a time, whatever its size.

use std::io::BufRead;

use crate::{Error, Header, Map, Record};

/// The longest line taken unless told otherwise, in bytes: many times the longest article.
pub const LINE_LIMIT: usize = 64 << 20;

/// Reads records one by one, in constant memory. A line that is no record is an error of its own, after which the
/// next line can be read; only a failing stream ends the reading.
#[derive(Debug)]
pub struct Reader<R> {
    from: R,
    header: Header,
    line: u64,
    limit: usize,
    held: Vec<u8>,
    ended: bool,
}

enum Line {
    Whole,
    TooLong,
    End,
}

impl<R: BufRead> Reader<R> {
    /// Reads the header. A byte order mark before it is passed over.
    ///
    /// # Errors
    /// When the stream fails, or the first line is no header of a version known here.
    pub fn open(from: R) -> Result<Self, Error> {
        Self::open_limited(from, LINE_LIMIT)
    }

    /// As [`Reader::open`], taking no line longer than `limit` bytes.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open_limited(mut from: R, limit: usize) -> Result<Self, Error> {
        let mut held = Vec::new();
        match next_line(&mut from, &mut held, limit)? {
            Line::Whole => {}
            Line::TooLong => return Err(Error::LineTooLong { line: 1, limit }),
            Line::End => {
                return Err(Error::NotAnArchive { why: "the file is empty".to_owned() });
            }
        }
        let first = held.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&held);
        Ok(Self { header: Header::from_line(first)?, from, line: 1, limit, held, ended: false })
    }

    /// What the first line said.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The line last read, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn record(&self) -> Result<Record, Error> {
        let line = self.line;
        let wrong = |why: String| Error::Line { line, why };
        let map: Map = serde_json::from_slice(&self.held).map_err(|e| wrong(e.to_string()))?;
        Record::from_map(map).map_err(wrong)
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let found = next_line(&mut self.from, &mut self.held, self.limit);
            self.line += 1;
            match found {
                Ok(Line::Whole) if self.held.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => return Some(self.record()),
                Ok(Line::TooLong) => {
                    return Some(Err(Error::LineTooLong { line: self.line, limit: self.limit }));
                }
                Ok(Line::End) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(e.into()));
                }
            }
        }
        None
    }
}

/// Reads up to the next line feed into `held`, holding no more than `limit` bytes of it.
fn next_line(from: &mut impl BufRead, held: &mut Vec<u8>, limit: usize) -> std::io::Result<Line> {
    held.clear();
    let mut too_long = false;
    let mut any = false;
    loop {
        let chunk = match from.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', chunk);
        let text = &chunk[..end.unwrap_or(chunk.len())];
        too_long |= held.len() + text.len() > limit;
        if too_long {
            held.clear();
        } else {
            held.extend_from_slice(text);
        }
        let taken = text.len() + usize::from(end.is_some());
        from.consume(taken);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}
