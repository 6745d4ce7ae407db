//! A Ghost export as the rows of its tables, one after another, whatever the size of the file.

use std::io::{self, BufRead};

/// Why the reading stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text is no JSON from here on.
    Damaged { at: u64, why: &'static str },
    /// A row is longer than the limit.
    TooLong { at: u64, limit: usize },
    /// The stream failed.
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(cause: io::Error) -> Self {
        Self::Io(cause)
    }
}

/// One row of a table, as JSON.
#[derive(Debug)]
pub(super) struct Row {
    pub table: String,
    /// Counted from 1 within its table.
    pub number: u64,
    pub json: Vec<u8>,
}

/// Where the reading stands.
#[derive(Debug)]
enum Level {
    /// The outermost object, or one of the `db` list.
    Database,
    /// The `db` list.
    Databases,
    /// The object of tables.
    Tables,
    /// One table's list.
    Table { name: String, number: u64 },
}

/// Reads rows one by one.
pub(super) struct Rows<R> {
    from: R,
    at: u64,
    limit: usize,
    levels: Vec<Level>,
    begun: bool,
    /// There was a list of tables: the file is an export.
    pub is_export: bool,
}

impl<R: BufRead> Rows<R> {
    pub fn new(from: R, limit: usize) -> Self {
        Self { from, at: 0, limit, levels: Vec::new(), begun: false, is_export: false }
    }

    /// The next row; none at the end.
    pub fn next(&mut self) -> Result<Option<Row>, Stop> {
        if !self.begun {
            self.begun = true;
            match self.peek_solid()? {
                Some(b'{') => self.enter(Level::Database)?,
                _ => return Err(self.damaged("it does not begin with {")),
            }
        }
        while !self.levels.is_empty() {
            match self.peek_solid()? {
                None => return Err(self.damaged("it ends in the middle")),
                Some(b'}' | b']') => {
                    self.take()?;
                    self.levels.pop();
                    continue;
                }
                Some(b',') => {
                    self.take()?;
                    continue;
                }
                Some(_) => {}
            }
            match self.levels.last() {
                None => break,
                Some(Level::Databases) => match self.peek_solid()? {
                    Some(b'{') => self.enter(Level::Database)?,
                    _ => self.value(None)?,
                },
                Some(Level::Table { .. }) => return self.row().map(Some),
                Some(Level::Database | Level::Tables) => self.member()?,
            }
        }
        Ok(None)
    }

    fn row(&mut self) -> Result<Row, Stop> {
        let mut json = Vec::new();
        self.value(Some(&mut json))?;
        match self.levels.last_mut() {
            Some(Level::Table { name, number }) => {
                *number += 1;
                Ok(Row { table: name.clone(), number: *number, json })
            }
            _ => Err(self.damaged("a row stands outside of a table")),
        }
    }

    /// A name and what it leads to: further in, or over it.
    fn member(&mut self) -> Result<(), Stop> {
        let mut name = Vec::new();
        if self.peek_solid()? != Some(b'"') {
            return Err(self.damaged("a name is expected"));
        }
        self.string(&mut Some(&mut name))?;
        let name: String = serde_json::from_slice(&name).unwrap_or_default();
        if self.peek_solid()? != Some(b':') {
            return Err(self.damaged("a colon is expected"));
        }
        self.take()?;
        let next = self.peek_solid()?;
        let tables = matches!(self.levels.last(), Some(Level::Tables));
        match (tables, name.as_str(), next) {
            (true, _, Some(b'[')) => self.enter(Level::Table { name, number: 0 }),
            (false, "db", Some(b'[')) => self.enter(Level::Databases),
            (false, "data", Some(b'{')) => {
                self.is_export = true;
                self.enter(Level::Tables)
            }
            _ => self.value(None),
        }
    }

    fn enter(&mut self, level: Level) -> Result<(), Stop> {
        self.take()?;
        self.levels.push(level);
        Ok(())
    }

    /// Takes one value, whatever it is, up to what follows it.
    fn value(&mut self, mut into: Option<&mut Vec<u8>>) -> Result<(), Stop> {
        let mut open = 0_usize;
        let start = self.at;
        loop {
            let Some(byte) = self.peek()? else {
                return Err(self.damaged("it ends in the middle"));
            };
            match byte {
                b'"' => self.string(&mut into)?,
                b'{' | b'[' => {
                    open += 1;
                    self.keep(&mut into)?;
                }
                b'}' | b']' | b',' if open == 0 => return Ok(()),
                b'}' | b']' => {
                    open -= 1;
                    self.keep(&mut into)?;
                }
                _ => {
                    self.keep(&mut into)?;
                }
            }
            if open == 0 && matches!(byte, b'"' | b'}' | b']') {
                return Ok(());
            }
            if self.at - start > self.limit as u64 {
                return Err(Stop::TooLong { at: start, limit: self.limit });
            }
        }
    }

    /// Takes a string with its quotes.
    fn string(&mut self, into: &mut Option<&mut Vec<u8>>) -> Result<(), Stop> {
        let start = self.at;
        self.keep(into)?;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                return Err(self.damaged("it ends within a text"));
            }
            let end = memchr::memchr2(b'"', b'\\', chunk);
            let plain = &chunk[..end.unwrap_or(chunk.len())];
            if let Some(into) = into {
                into.extend_from_slice(plain);
            }
            let taken = plain.len();
            self.from.consume(taken);
            self.at += taken as u64;
            if self.at - start > self.limit as u64 {
                return Err(Stop::TooLong { at: start, limit: self.limit });
            }
            if end.is_some() && self.keep(into)? == b'"' {
                return Ok(());
            } else if end.is_some() {
                self.keep(into)?;
            }
        }
    }

    fn keep(&mut self, into: &mut Option<&mut Vec<u8>>) -> Result<u8, Stop> {
        let byte = self.take()?;
        if let Some(into) = into {
            into.push(byte);
        }
        Ok(byte)
    }

    fn take(&mut self) -> Result<u8, Stop> {
        let Some(byte) = self.peek()? else {
            return Err(self.damaged("it ends in the middle"));
        };
        self.from.consume(1);
        self.at += 1;
        Ok(byte)
    }

    fn peek(&mut self) -> Result<Option<u8>, Stop> {
        Ok(self.from.fill_buf()?.first().copied())
    }

    /// The next byte that is no white space.
    fn peek_solid(&mut self) -> Result<Option<u8>, Stop> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.take()?;
        }
        Ok(None)
    }

    fn damaged(&self, why: &'static str) -> Stop {
        Stop::Damaged { at: self.at, why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<(String, u64, String)>, Option<Stop>) {
        let mut rows = Rows::new(io::BufReader::with_capacity(3, text.as_bytes()), 64);
        let mut found = Vec::new();
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let json = String::from_utf8(row.json).expect("text");
                    found.push((row.table, row.number, json));
                }
                Ok(None) => return (found, None),
                Err(stop) => return (found, Some(stop)),
            }
        }
    }

    #[test]
    fn rows_come_one_by_one() {
        let text = r#" {"db": [ {"meta":{"version":"5.1"}, "data" : {"posts":[{"a":"x\"]}"}, 5 ,[1,{}]],"none":[],"odd":{"a":[1]},"tags":[{}]} } ]}"#;
        let (found, stop) = rows(text);
        assert!(stop.is_none(), "{stop:?}");
        let found: Vec<_> = found.iter().map(|(t, n, j)| (t.as_str(), *n, j.trim())).collect();
        assert_eq!(
            found,
            [("posts", 1, r#"{"a":"x\"]}"}"#), ("posts", 2, "5"), ("posts", 3, "[1,{}]"), ("tags", 1, "{}")]
        );
    }

    #[test]
    fn what_is_wrong_stops_the_reading_where_it_is() {
        assert!(matches!(rows("[]").1, Some(Stop::Damaged { at: 0, .. })));
        assert!(
            matches!(rows(r#"{"data":{"posts":[{"a":1},{"#), (found, Some(Stop::Damaged { .. })) if found.len() == 1)
        );
        let long = format!(r#"{{"data":{{"posts":[{{"a":"{}"}}]}}}}"#, "x".repeat(100));
        assert!(matches!(rows(&long).1, Some(Stop::TooLong { limit: 64, .. })));
    }
}
