//! Writing an archive, so that the same records always make the same bytes.

use std::io::Write;

use serde_json::Value;

use crate::{Error, Header, Map, Record};

/// Writes a header and then records, one a line. Within a line the fields stand in one order; in which order the
/// records stand is the caller's matter: by [`Record::rank`] and then by key makes two exports comparable.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn create(to: W, header: &Header) -> Result<Self, Error> {
        let mut writer = Self { to, line: Vec::new() };
        match serde_json::to_value(header) {
            Ok(Value::Object(map)) => writer.put(&map)?,
            _ => unreachable!("a header is a struct"),
        }
        Ok(writer)
    }

    /// Writes one record.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn write(&mut self, record: &Record) -> Result<(), Error> {
        self.put(&record.to_map())
    }

    /// Flushes, and gives the stream back.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn finish(mut self) -> Result<W, Error> {
        self.to.flush()?;
        Ok(self.to)
    }

    fn put(&mut self, map: &Map) -> Result<(), Error> {
        self.line.clear();
        put_object(map, &mut self.line);
        self.line.push(b'\n');
        Ok(self.to.write_all(&self.line)?)
    }
}

/// The record's line, without its line feed: what a digest of the record is made of.
pub fn canonical(record: &Record) -> Vec<u8> {
    let mut line = Vec::new();
    put_object(&record.to_map(), &mut line);
    line
}

/// `kind` and `key` first, for who reads an archive with their eyes; then the rest by name.
fn put_object(map: &Map, line: &mut Vec<u8>) {
    let mut fields: Vec<_> = map.iter().collect();
    let place = |name: &str| match name {
        "kind" => 0,
        "key" => 1,
        _ => 2,
    };
    fields.sort_unstable_by(|(a, _), (b, _)| (place(a), a).cmp(&(place(b), b)));
    line.push(b'{');
    for (n, (name, value)) in fields.into_iter().enumerate() {
        if n > 0 {
            line.push(b',');
        }
        put_plain(&Value::from(name.as_str()), line);
        line.push(b':');
        put_value(value, line);
    }
    line.push(b'}');
}

fn put_value(value: &Value, line: &mut Vec<u8>) {
    match value {
        Value::Object(map) => put_object(map, line),
        Value::Array(values) => {
            line.push(b'[');
            for (n, value) in values.iter().enumerate() {
                if n > 0 {
                    line.push(b',');
                }
                put_value(value, line);
            }
            line.push(b']');
        }
        plain => put_plain(plain, line),
    }
}

fn put_plain(value: &Value, line: &mut Vec<u8>) {
    serde_json::to_writer(line, value).expect("a plain value always writes to memory");
}
