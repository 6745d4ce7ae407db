//! Who there is: hosts, how a frame's and a page's address is made of an id, where the provider is asked for a still.

use super::ids::{self, Id, after};
use super::{Provider, Shape};

macro_rules! providers {
    ($($key:literal $name:literal $shape:ident [$($host:literal),*] $id:expr,
       frame $frame:literal, page $page:literal, asked $asked:literal;)*) => {
        &[$(Provider {
            key: $key,
            name: $name,
            shape: Shape::$shape,
            hosts: &[$($host),*],
            id: $id,
            frame: $frame,
            page: $page,
            asked: $asked,
        }),*]
    };
}

const YOUTUBE: Id =
    Id::Named { field: "v", after: &["embed", "shorts", "live", "v", "watch"], short: Some("youtu.be") };
const DAILYMOTION: Id = Id::Named { field: "", after: &["video"], short: Some("dai.ly") };

/// All of them, in order of asking.
pub(super) static PROVIDERS: &[Provider] = providers! {
    "youtube" "YouTube" Film ["youtube.com", "youtu.be", "youtube-nocookie.com"] YOUTUBE,
        frame "https://www.youtube-nocookie.com/embed/{id}?autoplay=1", page "https://www.youtube.com/watch?v={id}",
        asked "https://www.youtube.com/oembed?format=json&url={url}";
    "vimeo" "Vimeo" Film ["vimeo.com"] Id::LastNumber,
        frame "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1", page "https://vimeo.com/{id}",
        asked "https://vimeo.com/api/oembed.json?width=1280&url={url}";
    "dailymotion" "Dailymotion" Film ["dailymotion.com", "dai.ly"] DAILYMOTION,
        frame "https://www.dailymotion.com/embed/video/{id}?autoplay=1", page "https://www.dailymotion.com/video/{id}",
        asked "https://www.dailymotion.com/services/oembed?format=json&url={url}";
    "wistia" "Wistia" Film ["wistia.com", "wistia.net"] after(&["iframe", "medias"]),
        frame "https://fast.wistia.net/embed/iframe/{id}?autoPlay=true", page "",
        asked "https://fast.wistia.com/oembed?url={url}";
    "brightcove" "Brightcove" Film ["players.brightcove.net"] Id::Told(ids::brightcove),
        frame "https://players.brightcove.net/{rest}", page "", asked "";
    "jwplayer" "JW Player" Film ["cdn.jwplayer.com"] Id::Told(ids::jwplayer),
        frame "https://cdn.jwplayer.com/players/{rest}", page "", asked "";
    "loom" "Loom" Film ["loom.com"] after(&["embed", "share"]),
        frame "https://www.loom.com/embed/{id}", page "https://www.loom.com/share/{id}",
        asked "https://www.loom.com/v1/oembed?url={url}";
    "ted" "TED" Film ["ted.com"] after(&["talks"]),
        frame "https://embed.ted.com/talks/{id}", page "https://www.ted.com/talks/{id}",
        asked "https://www.ted.com/services/v1/oembed.json?url={url}";
    "twitch" "Twitch" Film ["twitch.tv"] Id::None, frame "", page "", asked "";
    "soundcloud" "SoundCloud" Sound ["soundcloud.com"] Id::None,
        frame "https://w.soundcloud.com/player/?auto_play=true&url={url}", page "",
        asked "https://soundcloud.com/oembed?format=json&url={url}";
    "spotify" "Spotify" Sound ["spotify.com"] Id::Path,
        frame "https://open.spotify.com/embed/{id}", page "https://open.spotify.com/{id}",
        asked "https://open.spotify.com/oembed?url={url}";
    "apple-podcasts" "Apple Podcasts" Sound ["podcasts.apple.com"] Id::Path,
        frame "https://embed.podcasts.apple.com/{id}", page "https://podcasts.apple.com/{id}", asked "";
    "mixcloud" "Mixcloud" Sound ["mixcloud.com"] Id::None,
        frame "https://www.mixcloud.com/widget/iframe/?feed={url}", page "",
        asked "https://app.mixcloud.com/oembed/?format=json&url={url}";
    "x" "X" Post ["twitter.com", "x.com"] after(&["status", "statuses"]),
        frame "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={id}", page "",
        asked "https://publish.twitter.com/oembed?omit_script=true&dnt=true&url={url}";
    "bluesky" "Bluesky" Post ["bsky.app"] after(&["post"]), frame "", page "",
        asked "https://embed.bsky.app/oembed?url={url}";
    "instagram" "Instagram" Tall ["instagram.com"] after(&["p", "reel", "tv"]),
        frame "https://www.instagram.com/p/{id}/embed", page "https://www.instagram.com/p/{id}/", asked "";
    "facebook" "Facebook" Post ["facebook.com", "fb.watch"] Id::None,
        frame "https://www.facebook.com/plugins/post.php?href={url}", page "", asked "";
    "tiktok" "TikTok" Tall ["tiktok.com"] after(&["video", "v2"]),
        frame "https://www.tiktok.com/embed/v2/{id}", page "", asked "https://www.tiktok.com/oembed?url={url}";
    "linkedin" "LinkedIn" Post ["linkedin.com"] Id::Told(ids::linkedin),
        frame "https://www.linkedin.com/embed/feed/update/{id}", page "https://www.linkedin.com/feed/update/{id}",
        asked "";
    "threads" "Threads" Post ["threads.net", "threads.com"] after(&["post"]), frame "", page "", asked "";
    "reddit" "Reddit" Post ["reddit.com"] Id::Told(ids::reddit),
        frame "https://embed.reddit.com/{id}", page "https://www.reddit.com/{id}",
        asked "https://www.reddit.com/oembed?url={url}";
    "slideshare" "SlideShare" Chart ["slideshare.net"] Id::None, frame "", page "",
        asked "https://www.slideshare.net/api/oembed/2?format=json&url={url}";
    "scribd" "Scribd" Chart ["scribd.com"] Id::None, frame "", page "",
        asked "https://www.scribd.com/services/oembed/?format=json&url={url}";
    "issuu" "Issuu" Chart ["issuu.com"] Id::None, frame "", page "",
        asked "https://issuu.com/oembed?format=json&url={url}";
    "flickr" "Flickr" Chart ["flickr.com", "flic.kr"] Id::None, frame "", page "",
        asked "https://www.flickr.com/services/oembed/?format=json&url={url}";
    "datawrapper" "Datawrapper" Chart ["datawrapper.de", "dwcdn.net"] Id::Path,
        frame "https://datawrapper.dwcdn.net/{id}/", page "",
        asked "https://api.datawrapper.de/v3/oembed?url={url}";
    "flourish" "Flourish" Chart ["flourish.studio", "flo.uri.sh"] Id::Told(ids::flourish),
        frame "https://flo.uri.sh/{id}/embed", page "https://public.flourish.studio/{id}/",
        asked "https://app.flourish.studio/api/v1/oembed?url={url}";
    "infogram" "Infogram" Chart ["infogram.com"] Id::Told(ids::infogram),
        frame "https://e.infogram.com/{id}?src=embed", page "https://infogram.com/{id}",
        asked "https://infogram.com/oembed/?format=json&url={url}";
    "tableau" "Tableau" Chart ["public.tableau.com"] Id::Told(ids::tableau),
        frame "https://public.tableau.com/views/{id}?:showVizHome=no&:embed=true", page "", asked "";
    "google-maps" "Google Maps" Chart ["maps.google.com", "google.com/maps"] Id::None,
        frame "https://www.google.com/maps/embed?{rest}", page "", asked "";
    "codepen" "CodePen" Chart ["codepen.io"] Id::None, frame "", page "",
        asked "https://codepen.io/api/oembed?format=json&url={url}";
    "gist" "GitHub Gist" Post ["gist.github.com"] Id::None, frame "", page "", asked "";
    "typeform" "Typeform" Chart ["typeform.com"] after(&["to"]), frame "https://form.typeform.com/to/{id}", page "",
        asked "https://api.typeform.com/oembed?url={url}";
    // Anybody's server: known by the form of its addresses, and asked for after all others.
    "mastodon" "Mastodon" Post [] Id::Told(ids::mastodon), frame "", page "", asked "{origin}/api/oembed?url={url}";
};
