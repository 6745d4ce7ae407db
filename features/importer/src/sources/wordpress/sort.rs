//! What an entry is, by its post type.

use intake::ItemKind;

use super::raw::Entry;

/// What an entry becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// An item.
    Item(ItemKind),
    /// A conference, webinar or meeting.
    Event,
    /// A picture or file.
    Media,
    /// An entry of a menu.
    Menu,
    /// An author of Co-Authors Plus.
    Guest,
    /// Of a type that the house keeps whole.
    Other,
    /// What WordPress writes down for itself.
    Bookkeeping,
}

/// What an entry becomes.
pub(super) fn sort(entry: &Entry) -> Sort {
    match entry.post_type.as_str() {
        // Exports that leave the type out hold posts, and pictures.
        "" if !entry.attachment_url.is_empty() => Sort::Media,
        "" | "post" if has_audio(entry) => Sort::Item(ItemKind::Podcast),
        "" | "post" => Sort::Item(ItemKind::Article),
        "page" => Sort::Item(ItemKind::Page),
        "podcast" | "podcasts" | "episode" | "podcast_episode" if has_audio(entry) => Sort::Item(ItemKind::Podcast),
        "attachment" => Sort::Media,
        "nav_menu_item" => Sort::Menu,
        "guest-author" => Sort::Guest,
        "event" | "events" | "webinar" | "tribe_events" | "ai1ec_event" | "mec-events" | "sc_event" | "em_event" => {
            Sort::Event
        }
        "revision" | "customize_changeset" | "oembed_cache" | "user_request" | "wp_global_styles" => Sort::Bookkeeping,
        _ => Sort::Other,
    }
}

/// Whether the entry is a recording. WordPress also notes every sound file that a text merely links to: that makes no
/// episode of an article.
fn has_audio(entry: &Entry) -> bool {
    let audio = |mime: &str| mime.trim().starts_with("audio/");
    let enclosed = entry.enclosure.as_ref().is_some_and(|e| audio(&e.mime));
    let noted = entry.metas("enclosure").any(|value| {
        let mut lines = value.lines();
        let address = lines.next().unwrap_or_default().trim();
        lines.nth(1).is_some_and(audio) && !entry.content.contains(address)
    });
    enclosed || noted || entry.meta("audio_file").is_some()
}
