//! Pages of what is watched or heard: how it is played, its captions and chapters, and what is said in it.

use platform::views::Html;
use prose::Nothing;

use super::directory::Directory;
use super::pages::{media_type, playable};
use super::pictures::{Pictures, over};
use super::story::{Told, show_key};
use super::words::{duration, href, size};
use crate::media::{chapters_address, cover_picture, file_address, picture};
use crate::model::{self, Item, Media};
use crate::views::{
    AudioFile, Captions, ChapterMark, Chapters, Episode, Facts, Figure, Heard, Link, Meta, Picture, Playback,
    Recording, Story, Video, VideoFile, Watched,
};

/// What both kinds of pages begin with.
pub(super) struct Opening {
    pub(super) meta: Meta,
    pub(super) crumbs: Vec<Link>,
    pub(super) about: Facts,
}

/// The page of something to watch.
pub(super) fn video(
    directory: &Directory,
    item: &Item,
    plays: &model::Playback,
    told: Told,
    opening: Opening,
) -> Video {
    let Opening { mut meta, crumbs, about } = opening;
    let playback = playback(directory, item, plays, &told.pictures);
    let lead = told.story.lead.as_ref().map(|lead| lead.picture.clone());
    let poster = lead.or_else(|| still(&told.pictures, plays)).unwrap_or_else(|| cover(item, &told.story));
    let poster = Some(poster);
    let transcript = transcript(&told);
    let captions = match &playback {
        Playback::File { captions, .. } => captions.first().map(|captions| captions.address.as_str()),
        Playback::Provider { .. } => None,
    };
    let said = transcript.as_ref().map(|words| words.0.as_str());
    let watched = Watched { playback: &playback, poster: poster.as_ref(), transcript: said, captions };
    meta.json_ld.insert(0, directory.publisher().video(&told.story, &about, watched));
    meta.recording = watchable(directory, &playback);
    let chapters = match &playback {
        Playback::File { files, .. } => chapters(item, files.first().map(|file| file.address.as_str())),
        Playback::Provider { .. } => None,
    };
    Video {
        meta,
        crumbs,
        story: Story { lead: None, ..told.story },
        playback,
        poster,
        duration: plays.seconds.map(duration),
        chapters,
        transcript,
        rail: Vec::new(),
    }
}

/// The still of what a provider plays, kept by the house.
fn still(pictures: &Pictures, plays: &model::Playback) -> Option<Picture> {
    let shown = picture(pictures.of_source(&plays.still()?)?)?;
    Some(Picture { alt: String::new(), ..shown })
}

/// The cover that the house draws for what has no picture.
fn cover(item: &Item, story: &Story) -> Picture {
    cover_picture(item.id, story.section.as_ref().map(|section| section.accent).unwrap_or_default())
}

/// What sites may play where the page is shared.
fn watchable(directory: &Directory, playback: &Playback) -> Option<Recording> {
    let (address, media_type) = match playback {
        Playback::File { files, .. } => files.first().map(|file| (&file.address, file.media_type.clone()))?,
        Playback::Provider { frame, .. } => (frame, "text/html".to_owned()),
    };
    Some(Recording { kind: "video", address: directory.publisher().absolute(address), media_type })
}

/// How a video is played: by its provider, or from a file.
fn playback(directory: &Directory, item: &Item, plays: &model::Playback, pictures: &Pictures) -> Playback {
    if let Some(embed) = prose::Embed::recognise(&plays.address)
        && let Some(frame) = embed.frame()
    {
        return Playback::Provider { name: embed.provider_name(), frame, page: embed.url };
    }
    let file = File::of(plays, pictures);
    let captions = plays.captions.iter().filter_map(|captions| captioned(directory, item, captions, pictures));
    Playback::File {
        captions: captions.collect(),
        files: file.into_iter().map(|file| VideoFile { address: file.address, media_type: file.media_type }).collect(),
    }
}

/// Captions that a player may be given: the house's own files alone. Players ask for them unbidden, and those of others
/// are refused by browsers anyhow.
fn captioned(directory: &Directory, item: &Item, captions: &model::Captions, pictures: &Pictures) -> Option<Captions> {
    let media = pictures.of_source(&captions.address)?;
    let is_track = media.mime.as_deref().is_some_and(|mime| mime.starts_with("text/vtt"));
    let address = file_address(media).filter(|_| is_track)?;
    let own = item.language.as_ref().unwrap_or(&directory.site.language);
    let lang = captions.language.clone().unwrap_or_else(|| own.clone());
    let label = captions.label.clone().unwrap_or_else(|| language_name(&lang).to_owned());
    Some(Captions { address, lang, label })
}

/// A language as it calls itself; its tag, where nobody here knows.
fn language_name(tag: &str) -> &str {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    match language {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nb" | "no" => "Norsk",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        _ => tag,
    }
}

/// The file that something plays: the house's own, as it knows it, or the one that its source has.
struct File {
    address: String,
    media_type: String,
    bytes: Option<u64>,
}

impl File {
    fn of(plays: &model::Playback, pictures: &Pictures) -> Option<Self> {
        let own = |media: &Media| Some((file_address(media)?, media.mime.clone(), media.bytes));
        let own = pictures.of_source(&plays.address).and_then(own);
        let (address, mime, bytes) = match own {
            Some(own) => own,
            None => (playable(&plays.address)?, None, plays.bytes),
        };
        let media_type = mime.or_else(|| plays.mime.clone()).unwrap_or_else(|| media_type(&plays.address).to_owned());
        Some(Self { address, media_type, bytes: bytes.filter(|bytes| *bytes > 0) })
    }
}

/// The page of something to hear.
pub(super) fn episode(directory: &Directory, item: &Item, told: Told, opening: Opening) -> Episode {
    let Opening { mut meta, crumbs, about } = opening;
    let show = match show_key(item).and_then(|key| told.mentions.item(key)) {
        Some(show) => Some(Link::new(&*show.headline, &*show.address)),
        None => told.story.section.as_ref().map(|section| Link::new(&*section.name, &*section.address)),
    };
    let plays = item.playback.as_ref();
    let audio = plays.and_then(|plays| File::of(plays, &told.pictures)).map(|file| AudioFile {
        address: file.address,
        media_type: file.media_type,
        size: file.bytes.map(size),
    });
    let number = item.fields.get("episode").and_then(|number| number.as_u64());
    let transcript = transcript(&told);
    let said = transcript.as_ref().map(|words| words.0.as_str());
    let heard = Heard { show: show.as_ref(), number, audio: audio.as_ref(), transcript: said };
    let publisher = directory.publisher();
    meta.json_ld.insert(0, publisher.episode(&told.story, &about, heard));
    meta.recording = audio.as_ref().map(|audio| Recording {
        kind: "audio",
        address: publisher.absolute(&audio.address),
        media_type: audio.media_type.clone(),
    });
    let lead = item.lead.as_ref().and_then(|lead| over(told.pictures.of_id(lead.media)?, lead));
    let picture = lead.unwrap_or_else(|| cover(item, &told.story));
    Episode {
        meta,
        crumbs,
        // The cover stands beside the player, whatever the body begins with.
        story: Story { lead: Some(Figure { picture, ..Figure::default() }), ..told.story },
        show,
        number: number.map(|number| format!("Episode {number}")),
        chapters: chapters(item, audio.as_ref().map(|audio| audio.address.as_str())),
        audio,
        duration: plays.and_then(|plays| plays.seconds).map(duration),
        subscribe: subscribe(directory, item),
        transcript,
        rail: Vec::new(),
    }
}

/// Where else the podcast is to be had: what an editor says in the field `podcast` of its section, or of the site.
fn subscribe(directory: &Directory, item: &Item) -> Vec<Link> {
    let section = item.section.and_then(|id| directory.section(id)).and_then(|section| section.fields.get("podcast"));
    let said = section.or_else(|| directory.site.fields.get("podcast"));
    let link = |place: &serde_json::Value| {
        let (label, address) = (place.get("label")?.as_str()?, place.get("address")?.as_str()?);
        Some(Link::new(label, href(&prose::safe_href(address)?)))
    };
    said.and_then(|said| said.get("links")?.as_array()).into_iter().flatten().filter_map(link).collect()
}

/// The chapters of the recording at `file`.
fn chapters(item: &Item, file: Option<&str>) -> Option<Chapters> {
    let (track, file) = (chapters_address(item)?, file?);
    let marks = item.playback.iter().flat_map(|playback| &playback.chapters).map(|chapter| ChapterMark {
        start: chapter.start,
        at: prose::clock(chapter.start),
        title: chapter.title.clone(),
        address: format!("{file}#t={}", chapter.start),
        more: chapter.address.as_deref().map(href),
    });
    Some(Chapters { track, marks: marks.collect() })
}

fn transcript(told: &Told) -> Option<Html> {
    told.transcript.as_ref().map(|said| Html(prose::to_html(said, &Nothing)))
}
