//! An item on its own page: to read, to watch, to hear.

use platform::views::{Html, View};
use serde::Serialize;

use super::{
    AuthorBox, Card, CorrectionNote, Credit, Figure, Link, Meta, Moment, Picture, RailModule, SectionLink, samples,
};

/// What articles, videos and episodes have in common.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Story {
    /// Its canonical section.
    pub section: Option<SectionLink>,
    /// The label over the headline, and the list of all items under it, when there is one.
    pub format: Option<Link>,
    /// The headline.
    pub headline: String,
    /// Which way its words run, `ltr` or `rtl`; empty where its language is not known.
    pub direction: Option<String>,
    /// The summary under it.
    pub standfirst: Option<String>,
    /// Who wrote it, in the desk's order.
    pub byline: Vec<Credit>,
    /// When it was published; empty on a preview.
    pub published: Option<Moment>,
    /// When it was last changed in substance.
    pub updated: Option<Moment>,
    /// "4 min read".
    pub reading_time: Option<String>,
    /// The picture over the body.
    pub lead: Option<Figure>,
    /// The body.
    pub body: Html,
    /// "Special to Backhaul", under the body.
    pub sign_off: Option<String>,
    /// Who paid for it. Set, the page says so over the headline.
    pub sponsor: Option<Link>,
    /// What was wrong.
    pub corrections: Vec<CorrectionNote>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// Other sections it appears in.
    pub also_in: Vec<SectionLink>,
    /// Related items, chosen by the editor.
    pub related: Vec<Card>,
    /// Who the authors are.
    pub authors: Vec<AuthorBox>,
    /// More from the same section.
    pub more: Option<MoreFrom>,
    /// The item published before it.
    pub previous: Option<Link>,
    /// The item published after it.
    pub next: Option<Link>,
}

/// The latest of a section, under an item of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct MoreFrom {
    /// The section.
    pub section: SectionLink,
    /// Its latest, without the item itself and what stands on its page anyway.
    pub cards: Vec<Card>,
    /// All of it as it is written for many pages at once; empty where there is nothing to say.
    pub written: Option<Html>,
}

impl View for MoreFrom {
    const TEMPLATE: &'static str = "more_from.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |story: Story| story.more.unwrap_or_default();
        vec![("full", of(samples::story())), ("extreme", of(samples::extreme_story())), ("none", Self::default())]
    }
}

/// An article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The item.
    pub story: Story,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

impl View for Article {
    const TEMPLATE: &'static str = "article.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |story: Story, rail| Article {
            meta: samples::story_meta(&story, "/open-ran/korea-clean-networks"),
            crumbs: samples::crumbs(&story),
            story,
            rail,
        };
        vec![
            ("full", page(samples::story(), samples::rail())),
            ("minimal", page(samples::minimal_story(), Vec::new())),
            ("sponsored", page(samples::sponsored_story(), samples::rail())),
            ("extreme", page(samples::extreme_story(), samples::extreme_rail())),
        ]
    }
}

/// How a video is played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "way", rename_all = "lowercase")]
pub enum Playback {
    /// From the house's own files.
    File {
        /// Encodings, best first.
        files: Vec<VideoFile>,
        /// Captions, the first of them shown unless the reader chooses another.
        captions: Vec<Captions>,
    },
    /// From a provider, asked only after a click.
    Provider {
        /// "YouTube".
        name: String,
        /// The frame to load after the click.
        frame: String,
        /// The provider's page, for those without scripts.
        page: String,
    },
}

/// One encoding of a video.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VideoFile {
    /// Where it is.
    pub address: String,
    /// `video/mp4`.
    pub media_type: String,
}

/// Captions of a video in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Captions {
    /// Where they are, as WebVTT.
    pub address: String,
    /// BCP 47 language.
    pub lang: String,
    /// What the player calls them.
    pub label: String,
}

/// The chapters of a recording.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Chapters {
    /// Where they are had as a track for players.
    pub track: String,
    /// Each of them, in order.
    pub marks: Vec<ChapterMark>,
}

/// A chapter in the list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChapterMark {
    /// Where it begins, in seconds.
    pub start: u32,
    /// The same for readers: `9:40`.
    pub at: String,
    /// What it is called.
    pub title: String,
    /// The recording from there on, for those without scripts.
    pub address: String,
    /// Where more about it is to be read.
    pub more: Option<String>,
}

impl Chapters {
    /// The same recording's chapters for samples.
    fn sample(file: &str) -> Self {
        let mark = |start: u32, title: &str| ChapterMark {
            start,
            at: prose::clock(start),
            title: title.into(),
            address: format!("{file}#t={start}"),
            more: None,
        };
        let mut marks =
            vec![mark(0, "The cabinet"), mark(95, "What a splice is, and what it is not"), mark(580, "Letters")];
        marks[1].more = Some("/optical/splices".into());
        Self { track: "/media/chapters/0190.vtt".into(), marks }
    }
}

/// A video.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Video {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The item; its body holds what is said about the video.
    pub story: Story,
    /// How it is played.
    pub playback: Playback,
    /// What is seen before it plays.
    pub poster: Option<Picture>,
    /// `12:40`.
    pub duration: Option<String>,
    /// Its chapters.
    pub chapters: Option<Chapters>,
    /// What is said in it.
    pub transcript: Option<Html>,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

impl View for Video {
    const TEMPLATE: &'static str = "video.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |story: Story, playback| Video {
            meta: samples::story_meta(&story, "/video/inside-a-small-cell"),
            crumbs: samples::crumbs(&story),
            poster: story.lead.as_ref().map(|lead| lead.picture.clone()),
            story: Story { lead: None, ..story },
            playback,
            duration: Some("12:40".into()),
            chapters: None,
            transcript: None,
            rail: samples::rail(),
        };
        let captions = |lang: &str, label: &str| Captions {
            address: format!("/media/small-cell.{lang}.vtt"),
            lang: lang.into(),
            label: label.into(),
        };
        let file = Playback::File {
            files: vec![VideoFile { address: "/media/small-cell.mp4".into(), media_type: "video/mp4".into() }],
            captions: vec![captions("en", "English"), captions("de", "Deutsch")],
        };
        let provider = Playback::Provider {
            name: "YouTube".into(),
            frame: "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ".into(),
            page: "https://www.youtube.com/watch?v=aqz-KE-bpKQ".into(),
        };
        let transcript = Some(Html("<p>Welcome back to the workshop. Today we open a small cell.</p>".into()));
        vec![
            (
                "full",
                Video {
                    transcript,
                    chapters: Some(Chapters::sample("/media/small-cell.mp4")),
                    ..page(samples::story(), file)
                },
            ),
            ("provider", page(samples::story(), provider.clone())),
            ("minimal", Video { duration: None, rail: Vec::new(), ..page(samples::minimal_story(), provider.clone()) }),
            ("extreme", page(samples::extreme_story(), provider)),
        ]
    }
}

/// A sound file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AudioFile {
    /// Where it is.
    pub address: String,
    /// `audio/mpeg`.
    pub media_type: String,
    /// "38 MB".
    pub size: Option<String>,
}

/// An episode of a podcast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Episode {
    /// The head.
    pub meta: Meta,
    /// Where the page lies.
    pub crumbs: Vec<Link>,
    /// The item; its body holds the show notes.
    pub story: Story,
    /// The podcast, and its own page.
    pub show: Option<Link>,
    /// "Episode 14".
    pub number: Option<String>,
    /// The sound; `None` while it is not to be had.
    pub audio: Option<AudioFile>,
    /// `38:12`.
    pub duration: Option<String>,
    /// Its chapters.
    pub chapters: Option<Chapters>,
    /// Where else the podcast is to be had.
    pub subscribe: Vec<Link>,
    /// What is said in it.
    pub transcript: Option<Html>,
    /// Beside it.
    pub rail: Vec<RailModule>,
}

impl View for Episode {
    const TEMPLATE: &'static str = "episode.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |story: Story, audio| Episode {
            meta: samples::story_meta(&story, "/podcast/the-fibre-that-was-not-there"),
            crumbs: samples::crumbs(&story),
            story,
            show: None,
            number: None,
            audio,
            duration: None,
            chapters: None,
            subscribe: Vec::new(),
            transcript: None,
            rail: Vec::new(),
        };
        let audio = AudioFile {
            address: "/media/episode-14.mp3".into(),
            media_type: "audio/mpeg".into(),
            size: Some("38 MB".into()),
        };
        let full = Episode {
            show: Some(Link::new("Line of Sight", "/podcast")),
            number: Some("Episode 14".into()),
            duration: Some("38:12".into()),
            chapters: Some(Chapters::sample(&audio.address)),
            subscribe: vec![
                Link::new("Apple Podcasts", "https://podcasts.apple.com/"),
                Link::new("RSS", "/podcast/feed"),
            ],
            transcript: Some(Html("<p><strong>Lindqvist:</strong> You were the one who found it.</p>".into())),
            rail: samples::rail(),
            ..page(samples::story(), Some(audio.clone()))
        };
        vec![
            ("full", full),
            ("minimal", page(samples::minimal_story(), None)),
            ("extreme", page(samples::extreme_story(), Some(audio))),
        ]
    }
}
