//! Whatever encoding a text file is in comes out as UTF-8, a piece at a time, and what was mended is counted.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, WINDOWS_1252};

const PIECE: usize = 64 << 10;

/// A stream of bytes in some encoding, read as UTF-8.
///
/// The encoding is the byte order mark's, else the one that the XML declaration names, else UTF-8. Bytes that are not
/// UTF-8 in a file that should be are read as windows-1252, which is what they are in practice.
pub(crate) struct Utf8<R> {
    from: R,
    encoding: &'static Encoding,
    declared: Option<String>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    ended: bool,
    mended: u64,
}

impl<R: Read> Utf8<R> {
    pub fn new(mut from: R) -> io::Result<Self> {
        let mut raw = Vec::new();
        from.by_ref().take(1024).read_to_end(&mut raw)?;
        let declared = declared(&raw);
        let (encoding, mark) = match Encoding::for_bom(&raw) {
            Some(found) => found,
            None => (guess(&raw, declared.as_deref()), 0),
        };
        raw.drain(..mark);
        Ok(Self {
            from,
            encoding,
            declared,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw,
            text: Vec::new(),
            at: 0,
            ended: false,
            mended: 0,
        })
    }

    /// The encoding that the file is read in.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The encoding that the XML declaration names, if it is one that nobody knows.
    pub fn unknown(&self) -> Option<&str> {
        let declared = self.declared.as_deref()?;
        Encoding::for_label(declared.as_bytes()).is_none().then_some(declared)
    }

    /// How many bytes or characters were wrong in that encoding so far.
    pub fn mended(&self) -> u64 {
        self.mended
    }

    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        while self.text.is_empty() && !self.ended {
            let held = self.raw.len();
            if held < PIECE {
                self.raw.resize(PIECE, 0);
                let read = read_some(&mut self.from, &mut self.raw[held..]);
                self.raw.truncate(held + *read.as_ref().unwrap_or(&0));
                self.ended = read? == 0;
            }
            if self.encoding == UTF_8 {
                self.pass();
            } else {
                self.convert();
            }
        }
        Ok(())
    }

    /// UTF-8 goes through as it is, save for the bytes that are none.
    fn pass(&mut self) {
        let mut rest = &self.raw[..];
        loop {
            let wrong = match std::str::from_utf8(rest) {
                Ok(_) => {
                    self.text.extend_from_slice(rest);
                    rest = &[];
                    break;
                }
                Err(wrong) => wrong,
            };
            let (good, bad) = rest.split_at(wrong.valid_up_to());
            self.text.extend_from_slice(good);
            let bytes = match wrong.error_len() {
                Some(bytes) => bytes,
                None if self.ended => bad.len(),
                None => {
                    rest = bad;
                    break;
                }
            };
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bad[..bytes]);
            self.text.extend_from_slice(text.as_bytes());
            self.mended += 1;
            rest = &bad[bytes..];
        }
        let done = self.raw.len() - rest.len();
        self.raw.drain(..done);
    }

    fn convert(&mut self) {
        let room = self.decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(PIECE * 4);
        self.text.resize(room, 0);
        let (_, read, written, wrong) = self.decoder.decode_to_utf8(&self.raw, &mut self.text, self.ended);
        self.text.truncate(written);
        self.raw.drain(..read);
        if wrong {
            self.mended += 1;
        }
    }
}

fn read_some(from: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
    loop {
        match from.read(to) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let taken = chunk.len().min(buf.len());
        buf[..taken].copy_from_slice(&chunk[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.text.len() {
            self.fill()?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

/// What the XML declaration says, if there is one.
fn declared(start: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(start);
    let line = text.trim_start_matches('\u{feff}').trim_start();
    let line = line.strip_prefix("<?xml")?.split("?>").next()?;
    let value = line.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.trim().to_owned())
}

fn guess(start: &[u8], declared: Option<&str>) -> &'static Encoding {
    match start {
        [b'<', 0, b'?', 0, ..] => return encoding_rs::UTF_16LE,
        [0, b'<', 0, b'?', ..] => return encoding_rs::UTF_16BE,
        _ => {}
    }
    let named = declared.and_then(|name| Encoding::for_label(name.as_bytes()));
    // A declaration that could be read byte by byte is not in UTF-16, whatever it says.
    named.filter(|e| e.is_ascii_compatible()).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, u64) {
        let mut from = Utf8::new(bytes).expect("memory");
        let mut out = String::new();
        from.read_to_string(&mut out).expect("always UTF-8");
        (out, from.encoding(), from.mended())
    }

    #[test]
    fn each_encoding_comes_out_as_utf8() {
        let said = b"<?xml version='1.0' encoding='iso-8859-1'?>caf\xe9 \x93x\x94";
        let (text, encoding, mended) = read(said);
        assert!(text.ends_with("café “x”"), "{text}");
        assert_eq!((encoding, mended), ("windows-1252", 0));
        assert_eq!(read(b"\xef\xbb\xbfcaf\xc3\xa9").0, "café");
        let wide: Vec<u8> = "\u{feff}<?xml?>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).0, "<?xml?>é");
        assert_eq!(read(b"<?xml encoding=\"utf-16\"?>caf\xc3\xa9").0, "<?xml encoding=\"utf-16\"?>café");
    }

    #[test]
    fn stray_bytes_are_read_as_what_they_are() {
        let (text, encoding, mended) = read(b"ok \xe9t\xe9 \xe2\x82\xac \x92 \xe2\x82");
        assert_eq!(text, "ok été € ’ â‚");
        assert_eq!((encoding, mended), ("UTF-8", 4));
    }

    #[test]
    fn letters_cut_by_the_pieces_stay_whole() {
        let long = "é".repeat(PIECE);
        let (text, _, mended) = read(format!("x{long}").as_bytes());
        assert_eq!((text.len(), mended), (1 + 2 * PIECE, 0));
    }
}
