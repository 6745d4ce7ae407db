//! Things that live elsewhere: known by their addresses, quoted with their words, loaded by nobody unasked.

use prose::{Block, Embed, Nothing, Picture, Resolver, Still, providers, to_html, to_markdown};

use crate::given::{html, markdown, wordpress};

#[test]
fn addresses_are_known_however_they_are_handed_out() {
    let known = [
        (
            "https://youtu.be/aqz-KE-bpKQ?t=9",
            "youtube",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1",
        ),
        (
            "https://vimeo.com/channels/staff/76979871",
            "vimeo",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
        ),
        ("https://dai.ly/x8jvq1", "dailymotion", "https://www.dailymotion.com/embed/video/x8jvq1?autoplay=1"),
        (
            "https://players.brightcove.net/1752604059001/default_default/index.html?videoId=4093643993001",
            "brightcove",
            "https://players.brightcove.net/1752604059001/default_default/index.html?videoId=4093643993001",
        ),
        (
            "https://cdn.jwplayer.com/players/nPripu9l-ALJ3XQCI.html",
            "jwplayer",
            "https://cdn.jwplayer.com/players/nPripu9l-ALJ3XQCI.html",
        ),
        (
            "https://www.linkedin.com/posts/ada-lens_open-ran-activity-6740123456789012345-xYz1",
            "linkedin",
            "https://www.linkedin.com/embed/feed/update/urn:li:activity:6740123456789012345",
        ),
        (
            "https://public.flourish.studio/visualisation/4523421/",
            "flourish",
            "https://flo.uri.sh/visualisation/4523421/embed",
        ),
        ("https://www.datawrapper.de/_/kV3nR/", "datawrapper", "https://datawrapper.dwcdn.net/_/kV3nR/"),
        (
            "https://www.google.com/maps/embed?pb=!1m18!2m3",
            "google-maps",
            "https://www.google.com/maps/embed?pb=!1m18!2m3",
        ),
        (
            "https://www.reddit.com/r/networking/comments/k1a2b3/a_bad_day/",
            "reddit",
            "https://embed.reddit.com/r/networking/comments/k1a2b3/a_bad_day",
        ),
    ];
    for (address, provider, frame) in known {
        let embed = Embed::recognise(address).unwrap_or_else(|| panic!("{address} is not known"));
        assert_eq!((&*embed.provider, embed.frame().as_deref()), (provider, Some(frame)), "{address}");
        let origins = || providers().iter().filter_map(|provider| provider.frame_origin());
        assert!(origins().any(|origin| frame.starts_with(&format!("{origin}/"))), "{frame} is in no policy");
        // What is known of it is known of its own page, too.
        assert_eq!(Embed::recognise(&embed.url).as_ref(), Some(&embed), "{address}");
    }
}

#[test]
fn posts_on_anybody_s_server_are_known_by_their_form() {
    let embed = Embed::recognise("https://social.example/@ada/109876543210987654/embed").unwrap();
    assert_eq!((&*embed.provider, &*embed.url), ("mastodon", "https://social.example/@ada/109876543210987654"));
    assert_eq!(embed.frame(), None, "no policy can name every server");
    let told = embed.told_at().unwrap();
    assert!(told.starts_with("https://social.example/api/oembed?url=https%3A%2F%2Fsocial.example%2F%40ada"), "{told}");
    for other in ["https://medium.example/@ada/open-ran-2020", "https://social.example/@ada", "https://a.example/7"] {
        assert_eq!(Embed::recognise(other), None, "{other}");
    }
}

#[test]
fn an_address_cannot_smuggle_anything_into_a_frame() {
    for address in [
        "https://www.youtube.com/watch?v=\"><script>",
        "https://players.brightcove.net.evil.example/1/d/index.html?videoId=1",
        "https://www.google.com/maps/../evil",
        "https://evil.example/?https://www.youtube.com/watch?v=abcdefghijk",
        "javascript:https://vimeo.com/1",
    ] {
        let frame = Embed::of(address).and_then(|embed| embed.frame()).unwrap_or_default();
        assert!(!frame.contains(['"', '<']) && !frame.contains("evil"), "{address}: {frame}");
    }
}

#[test]
fn a_post_keeps_its_words_its_author_and_its_date() {
    let read = wordpress(
        "<blockquote class=\"twitter-tweet\"><p lang=\"en\">No <a href=\"https://t.co/x\">lock-in</a>.</p>&mdash; Ada \
         Lens (@ada) <a href=\"https://twitter.com/ada/status/601378918776623104?ref=x\">May 1, 2020</a></blockquote>",
    );
    let Block::Embed(embed) = &read.body.blocks[0] else { panic!("{:?}", read.body) };
    assert_eq!((embed.by.as_deref(), embed.date.as_deref()), (Some("Ada Lens (@ada)"), Some("May 1, 2020")));
    insta::assert_snapshot!(to_html(&read.body, &Nothing), @r#"
    <figure class="embed" data-provider="x" data-shape="post">
    <blockquote class="embed-words"><p>No <a href="https://t.co/x" rel="noopener">lock-in</a>.</p></blockquote>
    <a class="embed-link" href="https://twitter.com/ada/status/601378918776623104?ref=x" rel="noopener"><span class="embed-by">Ada Lens (@ada)</span> <span class="embed-date">May 1, 2020</span> <span class="embed-provider">X</span></a>
    </figure>
    "#);
    assert_eq!(html(&to_html(&read.body, &Nothing)).body, read.body);
    assert_eq!(markdown(&to_markdown(&read.body)).body, read.body);
}

#[test]
fn posts_of_other_networks_keep_theirs() {
    let read = wordpress(
        "<blockquote class=\"bluesky-embed\" data-bluesky-uri=\"at://did:plc:x/app.bsky.feed.post/3k2\"><p>Fibre \
         first.<br><br><a href=\"https://bsky.app/profile/ada.example/post/3k2\">[image]</a></p>&mdash; Ada (<a \
         href=\"https://bsky.app/profile/ada.example\">@ada.example</a>) <a \
         href=\"https://bsky.app/profile/ada.example/post/3k2\">May 2, 2020</a></blockquote>\n\n<div class=\"fb-post\" \
         data-href=\"https://www.facebook.com/backhaul/posts/77\"><blockquote \
         cite=\"https://www.facebook.com/backhaul/posts/77\"><p>Out now.</p>Posted by <a \
         href=\"https://www.facebook.com/backhaul\">Backhaul</a> on <a \
         href=\"https://www.facebook.com/backhaul/posts/77\">Sunday</a></blockquote></div>",
    );
    let embeds: Vec<&Embed> = read
        .body
        .blocks
        .iter()
        .filter_map(|block| if let Block::Embed(embed) = block { Some(embed) } else { None })
        .collect();
    assert_eq!(embeds.len(), 2, "{:?}", read.body);
    assert_eq!((embeds[0].by.as_deref(), embeds[0].date.as_deref()), (Some("Ada (@ada.example)"), Some("May 2, 2020")));
    assert!(embeds.iter().all(|embed| embed.is_quoted()));
    assert!(embeds[1].by.as_deref().is_some_and(|by| by.starts_with("Backhaul")), "{:?}", embeds[1].by);
}

#[test]
fn the_house_s_own_still_and_its_words_are_shown() {
    struct Kept;
    impl Resolver for Kept {
        fn picture(&self, _: &str) -> Option<Picture> {
            None
        }
        fn item(&self, _: &str) -> Option<prose::ItemLink> {
            None
        }
        fn section(&self, _: &str) -> Option<prose::SectionLink> {
            None
        }
        fn still(&self, name: &str) -> Option<Still> {
            assert_eq!(name, "still:https://www.youtube.com/watch?v=abcdefghijk");
            let picture =
                Picture { src: "/media/7/a/still-640.jpg".into(), width: 640, height: 360, ..Picture::default() };
            Some(Still { picture, title: "A talk on masts".into() })
        }
    }
    let body = markdown("https://youtu.be/abcdefghijk").body;
    assert_eq!(body.stills(), ["still:https://www.youtube.com/watch?v=abcdefghijk"]);
    assert_eq!(Embed::of_still(&body.stills()[0]).unwrap().id.as_deref(), Some("abcdefghijk"));
    let shown = to_html(&body, &Kept);
    assert!(shown.contains("src=\"/media/7/a/still-640.jpg\"") && shown.contains(">A talk on masts<"), "{shown}");
    assert_eq!(html(&shown).body, body, "what the house adds is not taken for the body's own");
    assert!(to_html(&body, &Nothing).contains(">Watch on YouTube<"), "without a still there are words");
}
