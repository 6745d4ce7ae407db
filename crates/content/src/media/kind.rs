//! Which files besides pictures are taken: sounds, films, subtitles, papers. Told by their bytes, kept as they are.

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FileKind {
    Mp3,
    Ogg,
    M4a,
    Wav,
    Mp4,
    Webm,
    Vtt,
    Pdf,
}

impl FileKind {
    /// What a file is by its first bytes; nothing for what is not on the list.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
            return Some(Self::Wav);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return mp4(bytes.get(8..12)?);
        }
        if bytes.starts_with(b"OggS") {
            let codecs: [&[u8]; 4] = [b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   "];
            return holds(bytes, &codecs).then_some(Self::Ogg);
        }
        if bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
            return holds(bytes, &[b"webm"]).then_some(Self::Webm);
        }
        if bytes.starts_with(b"ID3") || is_mp3_frame(bytes) {
            return Some(Self::Mp3);
        }
        (is_vtt(bytes) || is_srt(bytes)).then_some(Self::Vtt)
    }

    /// For `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
            Self::M4a => "audio/mp4",
            Self::Wav => "audio/wav",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Vtt => "text/vtt; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }

    /// The end of the file's name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::M4a => "m4a",
            Self::Wav => "wav",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Vtt => "vtt",
            Self::Pdf => "pdf",
        }
    }
}

/// By the brand in its first box. Pictures (AVIF, HEIC) are not ours to take.
fn mp4(brand: &[u8]) -> Option<FileKind> {
    match brand {
        b"M4A " | b"M4B " => Some(FileKind::M4a),
        b"isom" | b"mp41" | b"mp42" | b"avc1" | b"dash" | b"MSNV" | b"M4V " | b"M4VH" => Some(FileKind::Mp4),
        [b'i', b's', b'o', b'2'..=b'9'] => Some(FileKind::Mp4),
        _ => None,
    }
}

/// Whether one of these words stands near the beginning.
fn holds(bytes: &[u8], words: &[&[u8]]) -> bool {
    let start = &bytes[..bytes.len().min(128)];
    words.iter().any(|word| start.windows(word.len()).any(|window| window == *word))
}

/// A frame of MPEG layer III, with a bit rate and a sampling rate that exist.
fn is_mp3_frame(bytes: &[u8]) -> bool {
    let [0xff, second, third, ..] = bytes else { return false };
    let version_exists = (second >> 3) & 0b11 != 0b01;
    let is_layer_three = (second >> 1) & 0b11 == 0b01;
    let rates_exist = !matches!(third >> 4, 0 | 0b1111) && (third >> 2) & 0b11 != 0b11;
    second & 0xe0 == 0xe0 && version_exists && is_layer_three && rates_exist
}

/// Subtitles begin with their name on a line of its own, and are text.
fn is_vtt(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let named = text
        .strip_prefix(b"WEBVTT")
        .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')));
    named && std::str::from_utf8(text).is_ok()
}

/// Subtitles of the other kind begin with a number and a line of times. They are kept as WebVTT.
fn is_srt(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = text[..text.len().min(256)].split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.by_ref().skip_while(|line| line.is_empty());
    let is_number = |line: &[u8]| !line.is_empty() && line.iter().all(u8::is_ascii_digit);
    let has_times =
        |line: &[u8]| line.len() > 20 && line[0].is_ascii_digit() && line.windows(5).any(|part| part == b" --> ");
    lines.next().is_some_and(is_number) && lines.next().is_some_and(has_times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_bytes() {
        let known: [(&[u8], FileKind); 11] = [
            (b"ID3\x04\0", FileKind::Mp3),
            (&[0xff, 0xfb, 0x90, 0x64], FileKind::Mp3),
            (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead", FileKind::Ogg),
            (b"\0\0\0\x20ftypM4A \0\0", FileKind::M4a),
            (b"\0\0\0\x20ftypiso6\0\0", FileKind::Mp4),
            (b"RIFF\0\0\0\0WAVEfmt ", FileKind::Wav),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", FileKind::Webm),
            (b"\xef\xbb\xbfWEBVTT\n\n", FileKind::Vtt),
            (b"WEBVTT - Words", FileKind::Vtt),
            (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nWords\r\n", FileKind::Vtt),
            (b"%PDF-1.7", FileKind::Pdf),
        ];
        for (bytes, kind) in known {
            assert_eq!(FileKind::of(bytes), Some(kind), "{kind:?}");
        }
    }

    #[test]
    fn others_are_not_on_the_list() {
        let others: [&[u8]; 8] = [
            b"",
            b"<!doctype html>",
            b"\0\0\0\x20ftypavif",
            b"\0\0\0\x20ftypqt  ",
            b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
            b"WEBVTTX",
            b"\xff\xd8\xff\xe0",
            b"PK\x03\x04",
        ];
        for bytes in others {
            assert_eq!(FileKind::of(bytes), None, "{bytes:?}");
        }
    }
}
