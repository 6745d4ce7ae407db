//! A track of cues: read from WebVTT or SRT, written as WebVTT.

use super::clock::{millis_of, written};

/// More cues than this are no captions of anything that is said.
const CUES: usize = 50_000;

/// Captions, subtitles or chapters by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Track {
    /// In the order of their times; never empty where it was read.
    pub cues: Vec<Cue>,
}

/// Something shown for a while.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cue {
    /// From this millisecond.
    pub start: u32,
    /// To this millisecond, later than `start`.
    pub end: u32,
    /// Who says it, where the track tells.
    pub speaker: Option<String>,
    /// The words, plain; line breaks stand.
    pub text: String,
}

/// Why a text is no track.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrackFault {
    /// It is neither of the two.
    #[error("these are no captions: a WebVTT file begins with WEBVTT, an SRT file with a number and times")]
    Unknown,
    /// A time cannot be.
    #[error("line {line} of the captions has no times that can be: {text:?}")]
    Times {
        /// Counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// There is nothing in it.
    #[error("the captions have no words")]
    Empty,
    /// There is more in it than anybody says.
    #[error("the captions have more than {CUES} cues")]
    TooMany,
}

impl Track {
    /// Reads WebVTT or SRT, told apart by how they begin.
    ///
    /// # Errors
    /// When it is neither, a time cannot be, or nothing is said.
    pub fn read(text: &str) -> Result<Self, TrackFault> {
        let text = text.trim_start_matches('\u{FEFF}');
        let is_vtt = text
            .strip_prefix("WEBVTT")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
        if !is_vtt && !looks_like_srt(text) {
            return Err(TrackFault::Unknown);
        }
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        let mut cues = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            // Whatever stands before its times is a cue's name, a note or a style, none of which is kept.
            let Some((start, end)) = lines[at].split_once("-->") else {
                at += 1;
                continue;
            };
            let fault = || TrackFault::Times { line: at + 1, text: lines[at].chars().take(80).collect() };
            let end = end.trim().split([' ', '\t']).next().unwrap_or_default();
            let (start, end) = millis_of(start).zip(millis_of(end)).ok_or_else(fault)?;
            let words: Vec<&str> = lines[at + 1..].iter().take_while(|line| !line.trim().is_empty()).copied().collect();
            at += words.len() + 1;
            let (speaker, text) = spoken(&words.join("\n"));
            // What ends before it begins is shown by no player.
            if !text.is_empty() && start < end {
                cues.push(Cue { start, end, speaker, text });
            }
            if cues.len() > CUES {
                return Err(TrackFault::TooMany);
            }
        }
        if cues.is_empty() {
            return Err(TrackFault::Empty);
        }
        cues.sort_by_key(|cue| cue.start);
        Ok(Self { cues })
    }

    /// As WebVTT.
    pub fn to_vtt(&self) -> String {
        let mut out = "WEBVTT\n".to_owned();
        for cue in &self.cues {
            out.push_str(&format!("\n{} --> {}\n", written(cue.start), written(cue.end)));
            if let Some(speaker) = &cue.speaker {
                out.push_str(&format!("<v {}>", escaped(speaker)));
            }
            // An empty line would end the cue.
            let lines = cue.text.lines().filter(|line| !line.trim().is_empty()).map(escaped);
            out.push_str(&lines.collect::<Vec<_>>().join("\n"));
            out.push('\n');
        }
        out
    }
}

/// Whether the first lines with anything in them are a number and times, or times at once.
fn looks_like_srt(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_number = |line: &str| line.bytes().all(|byte| byte.is_ascii_digit());
    let has_times = |line: &str| line.split_once("-->").is_some_and(|(start, _)| millis_of(start).is_some());
    match lines.next() {
        Some(first) if is_number(first) => lines.next().is_some_and(has_times),
        Some(first) => has_times(first),
        None => false,
    }
}

/// Speaker and words of a cue: markup goes, entities are read.
fn spoken(payload: &str) -> (Option<String>, String) {
    let mut speaker = None;
    let mut words = String::with_capacity(payload.len());
    let mut rest = payload;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        let Some(end) = tag.find('>').filter(|_| is_tag) else {
            words.push('<');
            rest = tag;
            continue;
        };
        let voice = tag[..end].strip_prefix('v').and_then(|named| named.split_once([' ', '\t']));
        if let Some((_, name)) = voice
            && speaker.is_none()
        {
            speaker = Some(unescaped(name).trim().to_owned()).filter(|name| !name.is_empty());
        }
        rest = &tag[end + 1..];
    }
    words.push_str(rest);
    let lines: Vec<String> = unescaped(&words).lines().map(|line| line.trim().to_owned()).collect();
    (speaker, lines.join("\n").trim().to_owned())
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (entity, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&quot;", "\"")]
    {
        text = text.replace(entity, character);
    }
    text.replace("&amp;", "&")
}

fn escaped(text: impl AsRef<str>) -> String {
    text.as_ref().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srt_becomes_webvtt() {
        let srt = "\u{FEFF}1\r\n00:00:01,000 --> 00:00:04,200\r\n<i>Rain</i> & wind -->\r\n<b>again</b>\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\nDone.\r\n";
        let track = Track::read(srt).expect("captions");
        assert_eq!(
            track.to_vtt(),
            "WEBVTT\n\n00:00:01.000 --> 00:00:04.200\nRain &amp; wind --&gt;\nagain\n\n00:00:05.000 --> 00:00:06.000\nDone.\n"
        );
        assert_eq!(Track::read(&track.to_vtt()), Ok(track));
    }

    #[test]
    fn webvtt_keeps_its_speakers_and_loses_its_styles() {
        let vtt = "WEBVTT - by hand\n\nSTYLE\n::cue { background: url(https://evil.example/) }\n\nNOTE of ours\n\nfirst\n00:01.000 --> 00:03.000 line:0 align:start\n<v.loud Ada Lens>Fibre <c.x>first</c>.\n";
        let track = Track::read(vtt).expect("captions");
        assert_eq!(track.cues.len(), 1);
        assert_eq!((track.cues[0].speaker.as_deref(), &*track.cues[0].text), (Some("Ada Lens"), "Fibre first."));
        assert!(!track.to_vtt().contains("evil"), "{}", track.to_vtt());
    }

    #[test]
    fn what_cannot_be_is_said_with_its_line() {
        assert_eq!(Track::read("<html>"), Err(TrackFault::Unknown));
        assert_eq!(Track::read("WEBVTT\n"), Err(TrackFault::Empty));
        assert_eq!(
            Track::read("WEBVTT\n\n00:99.000 --> 00:01:00.000\nWords"),
            Err(TrackFault::Times { line: 3, text: "00:99.000 --> 00:01:00.000".into() })
        );
        assert_eq!(Track::read("WEBVTT\n\n00:09.000 --> 00:01.000\nBackwards"), Err(TrackFault::Empty));
    }
}
