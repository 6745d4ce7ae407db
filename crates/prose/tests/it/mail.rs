//! Bodies in mail, where nothing runs, nothing is styled from afar, and no address is understood that is not whole.

use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use prose::{Absent, Block, Body, Figure, ItemLink, Picture, Recording, RecordingKind, Resolver, SectionLink, Still};
use prose::{Nothing, to_mail_html};

use crate::given::{House, markdown};

const SITE: &str = "https://backhaul.example";

/// A house that also has every recording, and a still of every film.
struct Full;

impl Resolver for Full {
    fn picture(&self, src: &str) -> Option<Picture> {
        House.picture(src)
    }

    fn item(&self, key: &str) -> Option<ItemLink> {
        House.item(key)
    }

    fn section(&self, key: &str) -> Option<SectionLink> {
        House.section(key)
    }

    fn recording(&self, _: &str) -> Option<String> {
        Some("/media/9/talk.mp3".into())
    }

    fn still(&self, _: &str) -> Option<Still> {
        let picture = Picture { src: "/media/7/still-480.jpg".into(), width: 480, height: 270, ..Picture::default() };
        Some(Still { picture, title: "A talk on masts".into() })
    }
}

struct Inspector;

impl TokenSink for Inspector {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(Tag { name, attrs, .. }) = token else { return TokenSinkResult::Continue };
        let refused = ["script", "style", "iframe", "audio", "video", "picture", "source", "form", "input", "details"];
        assert!(!refused.contains(&&*name), "{name} in a mail");
        for attr in attrs {
            let (key, value) = (&*attr.name.local, &*attr.value);
            assert!(!matches!(key, "class" | "id" | "srcset" | "loading"), "{name} has {key}");
            let starts: &[&str] = match key {
                "href" => &["https://", "http://", "mailto:", "tel:"],
                "src" => &["https://", "http://"],
                "width" if &*name == "img" => {
                    assert!(value.parse::<u32>().is_ok_and(|width| (1..=600).contains(&width)), "{name} {key}={value}");
                    continue;
                }
                _ => continue,
            };
            assert!(starts.iter().any(|start| value.starts_with(start)), "{name} {key}={value}");
        }
        TokenSinkResult::Continue
    }
}

/// Nothing in this mail needs a page around it.
pub fn assert_mail(body: &Body) {
    for mail in [
        to_mail_html(body, &Full, SITE),
        to_mail_html(body, &Nothing, SITE),
        to_mail_html(body, &crate::given::SamePlace, SITE),
    ] {
        let tokenizer = Tokenizer::new(Inspector, Default::default());
        let input = BufferQueue::default();
        input.push_back((&*mail).into());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
    }
}

#[test]
fn every_kind_of_block_has_a_form_for_mail() {
    let body = markdown(crate::markdown::DIALECT).body;
    assert_mail(&body);
    insta::assert_snapshot!(to_mail_html(&body, &Full, SITE), @r#"
    <h2 style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">A heading</h2>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5">Words with <strong>strong</strong>, <em>emphasis</em>, <del>gone</del>, <code>code</code>, H<sub>2</sub>O, a <a href="https://backhaul.example/5g" rel="noopener">link</a> and a note<sup>1</sup>.</p>
    <ul style="margin:0 0 16px;padding-left:24px">
    <li style="margin:0 0 6px;font-size:16px;line-height:1.5"><p style="margin:0 0 16px;font-size:16px;line-height:1.5">entry</p>
    <ul style="margin:0 0 16px;padding-left:24px">
    <li style="margin:0 0 6px;font-size:16px;line-height:1.5">deeper</li>
    </ul>
    </li>
    <li style="margin:0 0 6px;font-size:16px;line-height:1.5">☑ done</li>
    </ul>
    <ol style="margin:0 0 16px;padding-left:24px">
    <li style="margin:0 0 6px;font-size:16px;line-height:1.5">first</li>
    <li style="margin:0 0 6px;font-size:16px;line-height:1.5">second</li>
    </ol>
    <blockquote style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999"><p style="margin:0 0 16px;font-size:16px;line-height:1.5">Said.</p>
    </blockquote>
    <blockquote style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999"><p style="margin:0 0 16px;font-size:16px;line-height:1.5">Said well.</p>
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Ada Lens</p>
    </blockquote>
    <blockquote style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999"><p style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">Open wins.</p>
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Ada Lens</p>
    </blockquote>
    <img src="https://backhaul.example/media/1/tower-640.jpg" alt="A mast" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0">
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Ada Lens</p>
    <img src="https://backhaul.example/media/1/tower-640.jpg" alt="A mast" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0">
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">The <em>tallest</em> mast Ada Lens</p>
    <img src="https://backhaul.example/media/1/tower-640.jpg" alt="One" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0">
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Ada Lens</p>
    <img src="https://backhaul.example/media/1/tower-640.jpg" alt="Two" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0">
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Ada Lens</p>
    <p style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">Masts</p>
    <table border="0" cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse">
    <tr><th style="padding:6px 8px;border:1px solid #cccccc;vertical-align:top;font-size:14px;text-align:left">Year</th><th style="padding:6px 8px;border:1px solid #cccccc;vertical-align:top;font-size:14px;text-align:right">Masts</th></tr>
    <tr><td style="padding:6px 8px;border:1px solid #cccccc;vertical-align:top;font-size:14px;text-align:left">2020</td><td style="padding:6px 8px;border:1px solid #cccccc;vertical-align:top;font-size:14px;text-align:right">12</td></tr>
    </table>
    <pre style="margin:0 0 16px;font-size:13px;white-space:pre-wrap">fn main() {}</pre>
    <a href="https://www.youtube.com/watch?v=abcdefghijk"><img src="https://backhaul.example/media/7/still-480.jpg" alt="A talk" width="480" style="display:block;width:100%;max-width:480px;height:auto;border:0"></a>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://www.youtube.com/watch?v=abcdefghijk">A talk (YouTube)</a></p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/media/9/talk.mp3">The talk</a></p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/5g/open-ran" style="font-weight:bold">More on open RAN</a></p>
    <div style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999"><p style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">Mind</p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5">The gap.</p>
    </div>
    <div style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #999999"><p style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">Method</p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5">How we counted.</p>
    </div>
    <p style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">RAN</p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5">Radio access network</p>
    <p style="margin:24px 0 8px;font-size:20px;line-height:1.25;font-weight:bold">Read on</p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/5g/5g/first">Item 5g/first</a></p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/5g/5g/second">Item 5g/second</a></p>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/register" style="display:inline-block;padding:10px 18px;border:2px solid">Register</a></p>
    <hr style="margin:24px 0;border:0;border-top:1px solid #cccccc">
    <div style="margin:4px 0 16px;font-size:13px;line-height:1.4;color:#555555">1. <p style="margin:0 0 16px;font-size:16px;line-height:1.5">From the filing.</p>
    </div>
    "#);
}

#[test]
fn a_picture_in_mail_leads_where_its_figure_does() {
    let figure = |src: &str, link: &str| {
        Body::of(vec![Block::Figure(Figure { src: src.into(), link: Some(link.into()), ..Figure::default() })])
    };
    let mail = to_mail_html(&figure("/x.jpg", "/report"), &House, SITE);
    assert!(mail.starts_with("<a href=\"https://backhaul.example/report\"><img src="), "{mail}");
    let absent = to_mail_html(&figure("/x.jpg", "/report"), &Nothing, SITE);
    assert!(absent.contains("<a href=\"https://backhaul.example/report\">Picture</a>"), "{absent}");
    let within = to_mail_html(&figure("/x.jpg", "#method"), &House, SITE);
    assert!(within.starts_with("<img "), "a place on the page is none in a mail: {within}");
}

#[test]
fn a_small_picture_in_mail_is_not_stretched() {
    struct Small;
    impl Resolver for Small {
        fn picture(&self, _: &str) -> Option<Picture> {
            Some(Picture { src: "/media/2/a.png".into(), width: 120, height: 80, ..Picture::default() })
        }
        fn item(&self, _: &str) -> Option<ItemLink> {
            None
        }
        fn section(&self, _: &str) -> Option<SectionLink> {
            None
        }
    }
    let mail = to_mail_html(&markdown("![A](/a.png)").body, &Small, SITE);
    assert!(mail.contains(" width=\"120\"") && mail.contains("max-width:120px"), "{mail}");
}

#[test]
fn a_film_in_mail_is_its_still_and_leads_to_the_house_s_file() {
    let film = Recording {
        kind: RecordingKind::Video,
        src: "https://old.example/talk.mp4".into(),
        title: Some("The talk".into()),
        poster: Some("/poster.jpg".into()),
        caption: Vec::new(),
    };
    let mail = to_mail_html(&Body::of(vec![Block::Recording(film)]), &Full, SITE);
    insta::assert_snapshot!(mail, @r#"
    <a href="https://backhaul.example/media/9/talk.mp3"><img src="https://backhaul.example/media/1/tower-640.jpg" alt="The talk" width="600" style="display:block;width:100%;max-width:600px;height:auto;border:0"></a>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://backhaul.example/media/9/talk.mp3">The talk</a></p>
    "#);
}

#[test]
fn an_embed_in_mail_is_the_still_that_the_house_keeps() {
    let body = markdown("https://youtu.be/abcdefghijk").body;
    insta::assert_snapshot!(to_mail_html(&body, &Full, SITE), @r#"
    <a href="https://www.youtube.com/watch?v=abcdefghijk"><img src="https://backhaul.example/media/7/still-480.jpg" alt="A talk on masts" width="480" style="display:block;width:100%;max-width:480px;height:auto;border:0"></a>
    <p style="margin:0 0 16px;font-size:16px;line-height:1.5"><a href="https://www.youtube.com/watch?v=abcdefghijk">A talk on masts (YouTube)</a></p>
    "#);
    let bare = to_mail_html(&body, &Nothing, SITE);
    assert!(!bare.contains("<img") && bare.contains(">Watch on YouTube</a>"), "{bare}");
}

#[test]
fn a_picture_elsewhere_is_loaded_from_a_mail_only_where_pages_do_so_too() {
    struct Hot;
    impl Resolver for Hot {
        fn picture(&self, _: &str) -> Option<Picture> {
            None
        }
        fn item(&self, _: &str) -> Option<ItemLink> {
            None
        }
        fn section(&self, _: &str) -> Option<SectionLink> {
            None
        }
        fn absent_picture(&self) -> Absent {
            Absent::Hotlink
        }
    }
    let body = markdown("![A mast](https://x.example/a.jpg)\n\n![Key](key.jpg)").body;
    let mail = to_mail_html(&body, &Hot, SITE);
    assert_eq!(mail.matches("<img src=\"https://x.example/a.jpg\"").count(), 1, "{mail}");
    assert!(mail.contains(">Key<") && !mail.contains("key.jpg"), "what has no whole address is its words: {mail}");
    assert!(!to_mail_html(&body, &Nothing, SITE).contains("<img"));
}
