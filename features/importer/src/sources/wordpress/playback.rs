//! What a podcast episode plays.

use intake::Playback;

use super::reading::Reading;
use crate::sources::times::seconds;

/// What the entry plays, by its enclosure.
pub(super) fn playback(reading: &Reading<'_>) -> Option<Playback> {
    let entry = reading.entry;
    let mut found: Vec<Playback> = entry.metas("enclosure").filter_map(noted).collect();
    if let Some(rss) = entry.enclosure.as_ref().filter(|e| !e.url.is_empty()) {
        found.push(Playback {
            address: rss.url.clone(),
            mime: Some(rss.mime.clone()).filter(|m| !m.is_empty()),
            bytes: rss.length.trim().parse().ok().filter(|b| *b > 0),
            ..Playback::default()
        });
    }
    if found.is_empty() {
        found.extend(entry.meta("audio_file").map(|address| Playback {
            address: address.to_owned(),
            seconds: entry.meta("duration").and_then(seconds),
            ..Playback::default()
        }));
    }
    let mut found = found.into_iter();
    let first = found.next()?;
    for other in found.filter(|other| other.address != first.address) {
        reading.left(format!("it encloses a further file, {}", other.address), "only the first is carried");
    }
    Some(first)
}

/// The custom field that WordPress keeps an enclosure in: address, bytes, type, and what a plug-in added, each on a line.
fn noted(value: &str) -> Option<Playback> {
    let mut lines = value.lines().map(str::trim);
    let address = lines.next().filter(|a| !a.is_empty())?.to_owned();
    Some(Playback {
        address,
        bytes: lines.next().and_then(|b| b.parse().ok()).filter(|b| *b > 0),
        mime: lines.next().filter(|m| !m.is_empty()).map(str::to_owned),
        seconds: lines.next().and_then(duration),
        ..Playback::default()
    })
}

/// The duration within PHP's serialised array, which is otherwise not looked into.
fn duration(serialised: &str) -> Option<u32> {
    let after = serialised.split("\"duration\";").nth(1)?;
    seconds(after.split('"').nth(1)?)
}
