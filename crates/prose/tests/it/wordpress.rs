//! WordPress: its block editor, its classic editor, its shortcodes.

use prose::{Block, Options, Read};

use crate::given::{json, p, wordpress};

#[test]
fn classic_text_has_paragraphs_at_blank_lines() {
    let read =
        wordpress("First line\nsecond line\n\n<em>Second</em> paragraph\n\n<h2>Head</h2>\nThird <!--more--> rest");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["First line",{"br":1},"second line"]},{"t":"p","text":[["i","Second"]," paragraph"]},{"t":"h","level":2,"text":["Head"]},{"t":"p","text":["Third"]},{"t":"more"},{"t":"p","text":["rest"]}]"#);
}

#[test]
fn block_comments_say_that_line_breaks_are_nothing() {
    let read =
        wordpress("<!-- wp:paragraph -->\n<p>One\nline</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:latest-posts /-->");
    assert_eq!(read.body.blocks, [p("One line")]);
    assert_eq!(read.leftovers[0].what, "block latest-posts");
}

#[test]
fn galleries_of_the_block_editor_keep_each_caption() {
    let read = wordpress(
        "<!-- wp:gallery -->\n<figure class=\"wp-block-gallery has-nested-images\"><!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"https://x.example/a.jpg\" alt=\"A\"/><figcaption>First</figcaption></figure>\n<!-- /wp:image -->\n<figure class=\"wp-block-image\"><img src=\"https://x.example/b.jpg\" alt=\"\"/></figure><figcaption class=\"blocks-gallery-caption\">Both</figcaption></figure>\n<!-- /wp:gallery -->",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"gallery","figures":[{"src":"https://x.example/a.jpg","alt":"A","caption":["First"]},{"src":"https://x.example/b.jpg","alt":""}],"caption":["Both"]}]"#);
}

#[test]
fn pull_quotes_embeds_buttons_and_files_are_blocks() {
    let read = wordpress(
        "<!-- wp:pullquote --><figure class=\"wp-block-pullquote\"><blockquote><p>Open wins.</p><cite>Ada</cite></blockquote></figure><!-- /wp:pullquote -->\
         <!-- wp:embed --><figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://vimeo.com/12345678\n</div><figcaption>Seen</figcaption></figure><!-- /wp:embed -->\
         <!-- wp:button --><div class=\"wp-block-button\"><a href=\"/register\">Register</a></div><!-- /wp:button -->\
         <!-- wp:file --><div class=\"wp-block-file\"><a href=\"/a.pdf\">Paper</a><a href=\"/a.pdf\" download>Download</a></div><!-- /wp:file -->",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"pullquote","text":["Open wins."],"cite":["Ada"]},{"t":"embed","provider":"vimeo","url":"https://vimeo.com/12345678","id":"12345678","caption":["Seen"]},{"t":"button","href":"/register","text":"Register"},{"t":"p","text":[{"a":{"href":"/a.pdf","text":["Paper"]}}]}]"#);
}

#[test]
fn caption_shortcodes_become_figures() {
    let read = wordpress(
        "[caption id=\"a1\" align=\"alignright\" width=\"300\"]<a href=\"/b.jpg\"><img src=\"/a.jpg\" alt=\"Mast\" width=\"300\" height=\"200\" /></a> The <em>mast</em>[/caption]\n\nAfter",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"figure","src":"/a.jpg","alt":"Mast","caption":["The ",["i","mast"]],"link":"/b.jpg","width":300,"height":200,"stand":"right"},{"t":"p","text":["After"]}]"#);
}

#[test]
fn gallery_shortcodes_name_pictures_by_number() {
    let known = |number: &u64| (*number == 7).then(|| "https://x.example/seven.jpg".to_owned());
    let options = Options { attachments: Some(&known), ..Options::wordpress() };
    let body = prose::from_html("[gallery ids=\"7,9\" columns=\"2\"]", &options).body;
    assert_eq!(body.pictures(), ["https://x.example/seven.jpg", "attachment:9"]);
}

#[test]
fn galleries_that_name_no_picture_show_what_was_sent_in_for_their_item() {
    let attached = |of: Option<u64>| match of {
        None => vec![9, 7, 8],
        Some(5) => vec![50],
        Some(_) => Vec::new(),
    };
    let known = |number: &u64| Some(format!("media:{number}"));
    let options = Options { attached: Some(&attached), attachments: Some(&known), ..Options::wordpress() };
    for (code, shown) in [
        ("[gallery]", "media:9 media:7 media:8"),
        ("[gallery columns=\"2\" order=\"DESC\"]", "media:8 media:7 media:9"),
        ("[gallery orderby=\"ID\"]", "media:7 media:8 media:9"),
        ("[gallery exclude=\"7, 9\"]", "media:8"),
        ("[gallery include=\"12,3\"]", "media:3 media:12"),
        ("[gallery id=\"5\"]", "media:50"),
        ("[gallery ids=\"8,1,8\" order=\"DESC\"]", "media:8 media:1"),
    ] {
        let read = prose::from_html(code, &options);
        assert_eq!(read.body.pictures().join(" "), shown, "{code}");
        assert_eq!(read.leftovers, [], "{code}");
    }
    let none = prose::from_html("[gallery id=\"6\"]", &options);
    assert!(none.body.is_empty() && none.leftovers[0].why.contains("none was sent in"), "{none:?}");
}

#[test]
fn pictures_shown_one_by_one_keep_their_addresses() {
    let read = wordpress(
        "[caption id=\"attachment_7\" width=\"300\"]<img class=\"wp-image-7\" src=\"/a-300x200.jpg\" alt=\"Mast\" /> \
         Dusk[/caption]\n\n<img class=\"wp-image-9 size-full\" src=\"https://x.example/b.jpg\" alt=\"\" />",
    );
    assert_eq!(read.body.pictures(), ["/a-300x200.jpg", "https://x.example/b.jpg"]);
}

#[test]
fn media_shortcodes_and_bare_addresses_are_embeds_and_recordings() {
    let read = wordpress(
        "[youtube https://www.youtube.com/watch?v=r1jgCa5OT-k&w=600]\n\n[embed]https://vimeo.com/7654321[/embed]\n\nhttps://youtu.be/6muKykwvYOI\n\n[audio src=\"https://x.example/a.mp3\"]\n\n[soundcloud url=&#8221;https://api.soundcloud.com/tracks/219833304&#8243; width=&#8221;100%&#8221;]",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=r1jgCa5OT-k","id":"r1jgCa5OT-k"},{"t":"embed","provider":"vimeo","url":"https://vimeo.com/7654321","id":"7654321"},{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=6muKykwvYOI","id":"6muKykwvYOI"},{"t":"recording","kind":"audio","src":"https://x.example/a.mp3"},{"t":"embed","provider":"soundcloud","url":"https://api.soundcloud.com/tracks/219833304"}]"#);
}

#[test]
fn words_in_brackets_stay_words_and_unknown_shortcodes_are_said() {
    let read = wordpress("He said [sic] so [1]. [[gallery]] shows [contact-form id=\"3\"] and [box]inside[/box].");
    let Read { body, leftovers, .. } = read;
    assert_eq!(body.to_text(), "He said [sic] so [1]. [gallery] shows and\n\ninside\n\n.");
    assert_eq!(leftovers.len(), 1);
    assert_eq!(leftovers[0].what, "shortcode contact-form");
}

#[test]
fn posts_that_networks_hand_out_are_embeds_with_their_words() {
    let read = wordpress(
        "<blockquote class=\"twitter-tweet\"><p>No lock-in.</p>&mdash; Ada (@ada) <a href=\"https://twitter.com/ada/status/601378918776623104?ref=x\">May 1</a></blockquote><script src=\"//platform.twitter.com/widgets.js\"></script>",
    );
    let Block::Embed(embed) = &read.body.blocks[0] else { panic!() };
    assert_eq!((embed.provider.as_str(), embed.id.as_deref()), ("x", Some("601378918776623104")));
    assert!(!embed.caption.is_empty());
    assert_eq!(read.leftovers[0].what, "script");
}
