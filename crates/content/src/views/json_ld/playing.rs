//! Something to watch or to hear.

use serde_json::{Map, Value, json};

use super::{Facts, Publisher, plain, put};
use crate::views::{AudioFile, Link, Picture, Playback, Story};

/// How a video is watched.
#[derive(Debug, Clone, Copy)]
pub struct Watched<'a> {
    /// How it is played.
    pub playback: &'a Playback,
    /// What is seen before it plays.
    pub poster: Option<&'a Picture>,
    /// What is said in it, as markup.
    pub transcript: Option<&'a str>,
    /// Where its captions are had.
    pub captions: Option<&'a str>,
}

/// How an episode is heard.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// The podcast, and its own page.
    pub show: Option<&'a Link>,
    /// Which episode it is.
    pub number: Option<u64>,
    /// The sound.
    pub audio: Option<&'a AudioFile>,
    /// What is said in it, as markup.
    pub transcript: Option<&'a str>,
}

impl Publisher {
    /// `VideoObject` for something to watch.
    pub fn video(&self, story: &Story, about: &Facts, watched: Watched<'_>) -> Value {
        let mut facts = self.work(json!("VideoObject"), story, about);
        facts.insert("name".into(), json!(story.headline));
        put(&mut facts, "uploadDate", story.published.as_ref().map(|moment| moment.iso.clone()));
        let still = watched.poster.map(|picture| &picture.src).or(about.share.as_ref().map(|share| &share.address));
        put(&mut facts, "thumbnailUrl", still.map(|still| self.absolute(still)));
        Self::length(&mut facts, about.seconds);
        match watched.playback {
            Playback::File { files, .. } => {
                let file = files.first();
                put(&mut facts, "contentUrl", file.map(|file| self.absolute(&file.address)));
                put(&mut facts, "encodingFormat", file.map(|file| file.media_type.clone()));
            }
            Playback::Provider { frame, .. } => put(&mut facts, "embedUrl", Some(frame.clone())),
        }
        put(&mut facts, "transcript", watched.transcript.map(plain));
        if let Some(captions) = watched.captions {
            let captions = json!({
                "@type": "MediaObject",
                "contentUrl": self.absolute(captions),
                "encodingFormat": "text/vtt",
                "inLanguage": about.lang.as_ref().unwrap_or(&self.lang),
            });
            facts.insert("caption".into(), captions);
        }
        Value::Object(facts)
    }

    /// `PodcastEpisode` for something to hear.
    pub fn episode(&self, story: &Story, about: &Facts, heard: Heard<'_>) -> Value {
        let mut facts = self.work(json!("PodcastEpisode"), story, about);
        facts.insert("name".into(), json!(story.headline));
        Self::length(&mut facts, about.seconds);
        if let Some(number) = heard.number {
            facts.insert("episodeNumber".into(), json!(number));
        }
        if let Some(show) = heard.show {
            facts.insert("partOfSeries".into(), self.series(show));
        }
        if let Some(audio) = heard.audio {
            let mut sound = Map::new();
            sound.insert("@type".into(), json!("AudioObject"));
            sound.insert("contentUrl".into(), json!(self.absolute(&audio.address)));
            sound.insert("encodingFormat".into(), json!(audio.media_type));
            Self::length(&mut sound, about.seconds);
            put(&mut sound, "transcript", heard.transcript.map(plain));
            facts.insert("associatedMedia".into(), Value::Object(sound));
        }
        Value::Object(facts)
    }

    /// The podcast that an episode belongs to.
    fn series(&self, show: &Link) -> Value {
        let page = self.absolute(&show.address);
        json!({"@type": "PodcastSeries", "@id": format!("{page}#podcast"), "name": show.label, "url": page})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::{VideoFile, samples};

    fn about() -> Facts {
        Facts { address: "/video/wave".into(), seconds: Some(760), ..Facts::default() }
    }

    #[test]
    fn a_video_says_where_it_is_and_how_long() {
        let files = vec![VideoFile { address: "/media/wave.webm".into(), media_type: "video/webm".into() }];
        let playback = Playback::File { files, captions: Vec::new() };
        let transcript = Some("<p>No sound.</p>");
        let watched = Watched { playback: &playback, poster: None, transcript, captions: Some("/media/wave.vtt") };
        let facts = samples::publisher().video(&samples::story(), &about(), watched);
        assert_eq!(facts["contentUrl"], "https://backhaul.example/media/wave.webm");
        assert_eq!(facts["duration"], "PT12M40S");
        assert_eq!(facts["transcript"], "No sound.");
        assert_eq!(facts["caption"]["contentUrl"], "https://backhaul.example/media/wave.vtt");
        assert!(facts["uploadDate"].is_string());
    }

    #[test]
    fn an_episode_names_its_podcast_and_its_sound() {
        let show = Link::new("Line of Sight", "/podcast");
        let audio = AudioFile { address: "/media/14.mp3".into(), media_type: "audio/mpeg".into(), size: None };
        let heard = Heard { show: Some(&show), number: Some(14), audio: Some(&audio), transcript: None };
        let facts = samples::publisher().episode(&samples::story(), &about(), heard);
        assert_eq!(facts["partOfSeries"]["@id"], "https://backhaul.example/podcast#podcast");
        assert_eq!(facts["episodeNumber"], 14);
        assert_eq!(facts["associatedMedia"]["duration"], "PT12M40S");
    }
}
