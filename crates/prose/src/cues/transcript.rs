//! The words of a recording as a body to read: paragraphs, each with who speaks.

use serde_json::Value;

use super::track::Track;
use crate::inline::Inline;
use crate::line::squeezed;
use crate::marks::Marks;
use crate::model::{Block, Body};
use crate::read::Options;

/// A silence this long, in milliseconds, begins a new paragraph.
const PAUSE: u32 = 3000;
/// Words after which the next sentence begins a new paragraph, where nothing else does.
const PARAGRAPH: usize = 90;
/// Letters that a speaker's name may have.
const NAME: usize = 40;

/// What one person says in one go.
#[derive(Debug, Default)]
struct Turn {
    speaker: Option<String>,
    words: String,
    until: u32,
}

/// Reads a transcript: WebVTT, SRT, Podcasting 2.0's JSON, HTML, or plain paragraphs in which `Name:` begins a turn.
pub fn read_transcript(text: &str) -> Body {
    let text = text.trim().trim_start_matches('\u{FEFF}');
    if let Ok(track) = Track::read(text) {
        let said = track.cues.into_iter().map(|cue| (cue.speaker, cue.text, cue.start, cue.end));
        return told(turns(said));
    }
    if let Some(segments) = segments(text) {
        return told(turns(segments.into_iter()));
    }
    let is_html = ["</", "<br", "<p>"].iter().any(|mark| text.contains(mark));
    if is_html {
        return crate::from_html(text, &Options::default()).body;
    }
    let paragraphs = text.split("\n\n").flat_map(|paragraph| by_turn(paragraph.trim()));
    told(paragraphs.filter(|turn| !turn.words.is_empty()).collect())
}

fn told(turns: Vec<Turn>) -> Body {
    let mut last: Option<String> = None;
    let mut blocks = Vec::with_capacity(turns.len());
    for turn in turns {
        let mut text = Vec::new();
        // Who goes on speaking need not be named again.
        if let Some(speaker) = turn.speaker.as_ref().filter(|speaker| last.as_ref() != Some(speaker)) {
            text.push(Inline::Text { text: format!("{speaker}:"), marks: Marks::STRONG });
            text.push(Inline::plain(format!(" {}", turn.words)));
        } else {
            text.push(Inline::plain(turn.words));
        }
        last = turn.speaker;
        blocks.push(Block::Paragraph { text });
    }
    let mut body = Body::of(blocks);
    body.tidy();
    body
}

/// Puts together what one speaker says without a pause.
fn turns(said: impl Iterator<Item = (Option<String>, String, u32, u32)>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (speaker, text, start, end) in said {
        let words = squeezed(&text);
        let goes_on = turns.last_mut().filter(|turn| {
            let full = turn.words.split(' ').count() >= PARAGRAPH && turn.words.ends_with(['.', '?', '!', '…']);
            (speaker.is_none() || turn.speaker == speaker) && start < turn.until.saturating_add(PAUSE) && !full
        });
        match goes_on {
            Some(turn) => {
                turn.words.push(' ');
                turn.words.push_str(&words);
                turn.until = end;
            }
            None => turns.push(Turn { speaker, words, until: end }),
        }
    }
    turns
}

/// `{"segments": [{"speaker": …, "startTime": …, "endTime": …, "body": …}]}`.
#[expect(clippy::type_complexity, reason = "it is what turns() takes")]
fn segments(text: &str) -> Option<Vec<(Option<String>, String, u32, u32)>> {
    let told: Value = serde_json::from_str(text).ok().filter(Value::is_object)?;
    let millis = |segment: &Value, name: &str| {
        let seconds = segment.get(name).and_then(Value::as_f64).filter(|at| (0.0..4e6).contains(at));
        seconds.map_or(0, |seconds| (seconds * 1000.0) as u32)
    };
    let said = |segment: &Value, name: &str| segment.get(name).and_then(Value::as_str).map(squeezed);
    let segment = |segment: &Value| {
        let speaker = said(segment, "speaker").filter(|speaker| !speaker.is_empty());
        Some((speaker, said(segment, "body")?, millis(segment, "startTime"), millis(segment, "endTime")))
    };
    Some(told.get("segments")?.as_array()?.iter().filter_map(segment).collect())
}

/// The turns of a plain paragraph: each line that begins with a name is one.
fn by_turn(paragraph: &str) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for line in paragraph.lines() {
        match (speaker_of(line), turns.last_mut()) {
            (Some((speaker, words)), _) => {
                turns.push(Turn { speaker: Some(speaker), words: squeezed(words), until: 0 });
            }
            (None, Some(turn)) => {
                turn.words.push(' ');
                turn.words.push_str(&squeezed(line));
            }
            (None, None) => turns.push(Turn { words: squeezed(line), ..Turn::default() }),
        }
    }
    turns
}

/// `Walt Brannigan: Words`, `WALT (00:12): words`. A name is a few words that begin with capitals.
fn speaker_of(line: &str) -> Option<(String, &str)> {
    let (name, words) = line.trim().split_once(": ")?;
    let name = name.split(['(', '[']).next().unwrap_or_default().trim();
    let parts: Vec<&str> = name.split(' ').collect();
    let capital = |part: &&str| part.chars().next().is_some_and(|c| c.is_uppercase());
    let is_name = parts.len() <= 4 && parts.first().is_some_and(capital) && parts.last().is_some_and(capital);
    (is_name && name.chars().count() <= NAME).then(|| (name.to_owned(), words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Nothing, to_html};

    const WALT: &str =
        "<p><strong>Walt Brannigan:</strong> Dear reader. I climb.</p>\n<p><strong>Ines:</strong> Do you?</p>\n";

    #[test]
    fn who_speaks_is_seen_whatever_the_form() {
        let plain = "Walt Brannigan: Dear reader.\nI climb.\n\nInes: Do you?";
        let vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Walt Brannigan>Dear reader.\n\n00:01.000 --> 00:02.000\nI climb.\n\n00:02.500 --> 00:03.000\n<v Ines>Do you?\n";
        let json = r#"{"version":"1.0.0","segments":[
            {"speaker":"Walt Brannigan","startTime":0,"endTime":1,"body":"Dear reader."},
            {"speaker":"Walt Brannigan","startTime":1,"endTime":2,"body":"I climb."},
            {"speaker":"Ines","startTime":2.5,"endTime":3,"body":"Do you?"}]}"#;
        for text in [plain, vtt, json, WALT] {
            assert_eq!(to_html(&read_transcript(text), &Nothing), WALT, "{text}");
        }
    }

    #[test]
    fn a_pause_begins_a_paragraph() {
        let srt = "1\n00:00:00,000 --> 00:00:01,000\nOne.\n\n2\n00:00:09,000 --> 00:00:10,000\nTwo.\n";
        assert_eq!(to_html(&read_transcript(srt), &Nothing), "<p>One.</p>\n<p>Two.</p>\n");
    }

    #[test]
    fn a_colon_alone_makes_no_speaker() {
        let text = "What we found: nothing. Note: the dog slept.";
        assert_eq!(to_html(&read_transcript(text), &Nothing), format!("<p>{text}</p>\n"));
    }

    #[test]
    fn markup_of_others_is_read_anew() {
        let shown = to_html(&read_transcript("<p onclick=x>Hello<script>alert(1)</script></p>"), &Nothing);
        assert_eq!(shown, "<p>Hello</p>\n");
    }
}
