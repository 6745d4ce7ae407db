//! What holds for any input.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use prose::*;

use crate::every_way::read_and_written;
use crate::given::SamePlace;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zäö0-9]{1,8}( [a-zA-Z0-9]{1,8}){0,4}",
        2 => "[ -~]{1,24}",
        1 => "\\PC{1,12}",
        1 => prop::sample::select(vec!["1. x", "# x", "- x", "> x", "```", "***", "a_b_c", "{{< x >}}", "[x](y)", "<b>", "&amp;", "| a |", ": x", "\\", "http://x.y", "a@b.c", "[^1]", "^", "^1", "[ ] x", "---", "===", "+ x", "~~x~~", "![a](b)", "{#id}", "www.a.b", "* *", "{% raw %}", "\u{FFFC}", "a\u{200B} b", " a  b ", "{: .x}", "<!--more-->", "a  b", "x\\"]).prop_map(str::to_owned),
    ]
}

fn marks() -> impl Strategy<Value = Marks> {
    let one = prop::sample::select(vec![
        Marks::STRONG,
        Marks::EMPHASIS,
        Marks::CODE,
        Marks::DELETED,
        Marks::UNDERLINED,
        Marks::SUPERSCRIPT,
        Marks::MARKED,
        Marks::KEY,
        Marks::CITED,
        Marks::SMALL,
    ]);
    prop_oneof![3 => Just(Marks::NONE), 2 => one.clone(), 1 => (one.clone(), one).prop_map(|(a, b)| a.with(b))]
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        "https://[a-z]{1,8}\\.example/[a-z0-9/]{0,10}(\\?[a-z]=[a-z0-9&=;]{0,6})?",
        "/[a-z0-9/_()*.-]{0,12}",
        "mailto:[a-z]{1,5}@[a-z]{1,5}\\.example",
    ]
    .prop_filter_map("an address that is kept", |address| safe_href(&address))
}

fn picture_address() -> impl Strategy<Value = String> {
    prop_oneof![
        "https://[a-z]{1,8}\\.example/[a-z0-9_]{1,10}\\.jpg",
        "/[a-z0-9]{1,8}/[a-z_]{1,4}\\.png",
        "[a-z]{2,8}\\.jpg"
    ]
}

fn piece() -> impl Strategy<Value = Inline> {
    let text = || (words(), marks()).prop_map(|(text, marks)| Inline::Text { text, marks });
    let link = (address(), option::of(words()), vec(text(), 1..3), option::of(Just("sponsored".to_owned())))
        .prop_map(|(href, title, text, rel)| Inline::Link(Link { href, title, rel, text }));
    let image = (picture_address(), words(), option::of(1u32..40))
        .prop_map(|(src, alt, height)| Inline::Image(Image { src, alt, width: height, height }));
    prop_oneof![
        6 => text(),
        2 => link,
        1 => Just(Inline::Break),
        1 => (words(), words(), marks()).prop_map(|(text, title, marks)| Inline::Abbr { text, title, marks }),
        1 => image,
        1 => (1u8..4).prop_map(|key| Inline::Note { key: key.to_string() }),
    ]
}

fn line() -> impl Strategy<Value = Text> {
    vec(piece(), 1..5)
}

/// A line where footnotes are not called: titles, credits.
fn title() -> impl Strategy<Value = Text> {
    vec(piece(), 0..3).prop_map(|line| {
        line.into_iter().filter(|piece| !matches!(piece, Inline::Note { .. } | Inline::Image(_))).collect()
    })
}

fn figure() -> impl Strategy<Value = Figure> {
    let stand = prop::sample::select(vec![Stand::Column, Stand::Left, Stand::Right, Stand::Wide]);
    (picture_address(), option::of(words()), title(), option::of(words()), option::of(address()), stand).prop_map(
        |(src, alt, caption, credit, link, stand)| Figure {
            src,
            alt,
            caption,
            credit,
            link,
            stand,
            ..Figure::default()
        },
    )
}

fn table() -> impl Strategy<Value = Table> {
    let cell = (title(), any::<bool>(), 1u16..3, 1u16..3);
    let cell = cell.prop_map(|(text, heads, columns, rows)| Cell { text, heads, columns, rows, align: None }).boxed();
    let plain = title().prop_map(|text| Cell { text, heads: false, columns: 1, rows: 1, align: Some(Align::Right) });
    let head = title().prop_map(|text| Cell { text, heads: true, columns: 1, rows: 1, align: Some(Align::Right) });
    prop_oneof![
        (title(), vec(vec(cell.clone(), 2..4), 0..2), vec(vec(cell, 2..4), 1..3))
            .prop_map(|(caption, head, rows)| Table { caption, head, rows }),
        (vec(head, 2), vec(vec(plain, 2), 1..3)).prop_map(|(head, rows)| Table {
            caption: vec![],
            head: vec![head],
            rows
        }),
    ]
}

fn leaf() -> impl Strategy<Value = Block> {
    let tone = prop::sample::select(vec![Tone::Note, Tone::Tip, Tone::Warning, Tone::Box]);
    prop_oneof![
        6 => line().prop_map(|text| Block::Paragraph { text }),
        2 => (2u8..5, line()).prop_map(|(level, text)| Block::Heading { level, text, id: None }),
        1 => (line(), title()).prop_map(|(text, cite)| Block::PullQuote { text, cite }),
        2 => figure().prop_map(Block::Figure),
        1 => (vec(figure(), 1..4), title()).prop_map(|(figures, caption)| Block::Gallery { figures, caption }),
        1 => table().prop_map(Block::Table),
        1 => ("[ -~\n]{1,40}", option::of("[a-z]{1,4}")).prop_map(|(text, lang)| Block::Code { text, lang }),
        1 => (address(), option::of(words()), title()).prop_map(|(url, title, caption)| {
            Block::Embed(Embed { provider: "web".into(), url: url.replace("mailto:", "https://m/"), title, caption, ..Embed::default() })
        }),
        1 => "[a-zA-Z0-9_-]{6,11}".prop_map(|id| Block::Embed(Embed { url: format!("https://www.youtube.com/watch?v={id}"), ..Embed::default() })),
        1 => ("[0-9]{5,12}", title(), option::of(words()), option::of(words())).prop_map(|(id, caption, by, date)| {
            Block::Embed(Embed { url: format!("https://x.com/ada/status/{id}"), caption, by, date, ..Embed::default() })
        }),
        1 => ("[a-z]{1,6}", option::of(words()), title()).prop_map(|(name, title, caption)| {
            let src = format!("/sound/{name}.mp3");
            Block::Recording(Recording { kind: RecordingKind::Audio, src, title, poster: None, caption })
        }),
        1 => ("[a-z0-9/-]{1,10}", title()).prop_map(|(section, text)| Block::Callout { section, text }),
        1 => (vec("[a-z\" -]{1,10}", 1..3), title()).prop_map(|(items, title)| Block::Related { items, title }),
        1 => (address(), words()).prop_map(|(href, text)| Block::Button { href, text }),
        1 => Just(Block::Divider),
        1 => Just(Block::More),
        1 => (tone, title(), vec(line().prop_map(|text| Block::Paragraph { text }), 0..2)).prop_map(|(tone, title, blocks)| Block::Aside { tone, title, blocks }),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    leaf().prop_recursive(3, 24, 4, |inner| {
        let item =
            (option::of(any::<bool>()), vec(inner.clone(), 1..3)).prop_map(|(done, blocks)| ListItem { done, blocks });
        let definition = (vec(line(), 0..2), vec(vec(inner.clone(), 1..2), 0..2))
            .prop_map(|(terms, meanings)| Definition { terms, meanings });
        prop_oneof![
            (option::of(1u32..30), vec(item, 1..4)).prop_map(|(start, items)| Block::List(List { start, items })),
            (vec(inner.clone(), 1..3), title()).prop_map(|(blocks, cite)| Block::Quote { blocks, cite }),
            (title(), vec(inner.clone(), 0..3)).prop_map(|(summary, blocks)| Block::Details { summary, blocks }),
            vec(definition, 1..3).prop_map(|entries| Block::Definitions { entries }),
            (title(), vec(inner, 1..3)).prop_map(|(title, blocks)| Block::Aside { tone: Tone::Box, title, blocks }),
        ]
    })
}

fn body() -> impl Strategy<Value = Body> {
    (vec(block(), 0..5), vec(vec(block(), 1..3), 0..3)).prop_map(|(blocks, notes)| {
        let mut body = Body::of(blocks);
        body.notes =
            notes.into_iter().zip(1u8..).map(|(blocks, key)| Footnote { key: key.to_string(), blocks }).collect();
        body.tidy();
        body
    })
}

/// Pieces of HTML that go wrong together.
fn soup() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "p",
        "div",
        "b",
        "em",
        "a href='/x'",
        "a href='javascript:alert(1)'",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "blockquote",
        "pre",
        "code",
        "h2",
        "h3",
        "img src=/a.jpg",
        "img src=x onerror=alert(1)",
        "script",
        "style",
        "svg",
        "math",
        "iframe src='https://evil.example'",
        "br",
        "hr",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "sup",
        "span style='font-weight:700'",
        "form",
        "input",
        "template",
        "noscript",
        "textarea",
        "select",
        "option",
        "title",
        "video src=/v.mp4",
        "audio",
        "object data='data:text/html,x'",
        "p class=note",
        "div class='kg-callout-card'",
        "section class=footnotes",
        "li id=fn1",
        "a href='#fn1'",
        "caption",
        "font",
        "button",
        "frameset",
        "body onload=x",
        "html",
        "nobr",
        "xmp",
        "plaintext",
        "blockquote class='twitter-tweet'",
        "p class=MsoHeading7",
        "p style='mso-list:l0 level2 lfo1'",
        "span style='mso-list:Ignore'",
        "span style='font-weight:normal'",
        "div style='mso-element:comment'",
        "del cite='mailto:a'",
        "a id=x1 href='#x2'",
        "a id=x2 href='#x1'",
        "li aria-level=2",
        "table class=MsoTableGrid",
    ]);
    let part = prop_oneof![
        3 => tag.clone().prop_map(|tag| format!("<{tag}>")),
        2 => tag.prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or_default())),
        2 => words(),
        1 => prop::sample::select(vec!["\n\n", "\n", " ", "&nbsp;", "&lt;script&gt;", "<!--more-->", "<!-- wp:paragraph -->", "<!-- wp:x /-->", "[caption]", "[/caption]", "[gallery ids=\"1,2\"]", "[x y=z]", "[[a]]", "[embed]https://youtu.be/abcdefg[/embed]", "https://youtu.be/abcdefgh", "{{< note >}}", "<prose-code n=0>", "<![CDATA[x]]>", "<?x?>", "\u{0}"]).prop_map(str::to_owned),
    ];
    vec(part, 0..30).prop_map(|parts| parts.concat())
}

fn markdown_soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => soup(),
        3 => words(),
        3 => prop::sample::select(vec!["\n\n", "\n", "\n> ", "\n- ", "\n1. ", "\n    ", "# ", "```\n", "{{< note >}}", "{{< /note >}}", "{{% box %}}", "{{% /box %}}", "{{< figure src=\"/a.jpg\" >}}", "{{< youtube abc >}}", "{{< ref \"a.md\" >}}", "[x]({{< ref \"a.md\" >}})", "{% highlight rb %}", "{% endhighlight %}", "{{</* x */>}}", "`", "[^1]", "\n[^1]: ", "**", "_", "| a | b |\n|---|---|\n", "{{< ", " >}}", "\"", "\\", "---\n", "+++\n", "{{ site.url }}"]).prop_map(str::to_owned),
    ];
    vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_body_survives_json(body in body()) {
        let json = serde_json::to_string(&body).unwrap();
        prop_assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
    }

    #[test]
    fn the_normal_form_is_one(body in body()) {
        let mut again = body.clone();
        again.tidy();
        prop_assert_eq!(again, body);
    }

    #[test]
    fn a_mail_needs_no_page_around_it(body in body()) {
        crate::mail::assert_mail(&body);
    }

    #[test]
    fn a_body_survives_markdown(body in body()) {
        let markdown = to_markdown(&body);
        let read = from_markdown(&markdown, &Options { origin: Origin::House, ..Options::default() });
        prop_assert_eq!(&read.body, &body, "{}", markdown);
    }

    #[test]
    fn html_read_shown_and_read_again_is_the_same(source in soup()) {
        let mut first = from_html(&source, &Options::default()).body;
        say_alts(&mut first.blocks);
        let shown = to_html(&first, &SamePlace);
        let second = from_html(&shown, &Options { origin: Origin::House, ..Options::default() }).body;
        prop_assert_eq!(&second, &first, "{}", shown);
    }

    #[test]
    fn what_was_read_survives_whatever_it_is_written_in(source in prop_oneof![soup(), markdown_soup()]) {
        read_and_written(&source);
    }

    #[test]
    fn nothing_harmful_comes_out_of_html(source in soup()) {
        for options in [Options::default(), Options::wordpress()] {
            crate::safety::assert_harmless(&from_html(&source, &options).body);
        }
    }

    #[test]
    fn nothing_harmful_comes_out_of_markdown(source in markdown_soup()) {
        crate::safety::assert_harmless(&from_markdown(&source, &Options::default()).body);
    }

    #[test]
    fn any_text_is_read(source in "\\PC{0,80}") {
        crate::safety::assert_harmless(&from_html(&source, &Options::default()).body);
        crate::safety::assert_harmless(&from_markdown(&source, &Options::default()).body);
        read_and_written(&source);
    }

    #[test]
    fn excerpts_are_short(body in body(), longest in 1usize..200) {
        prop_assert!(body.excerpt(longest).chars().count() <= longest + 1);
    }
}

/// A page says of every picture what it shows, if only that it is decoration.
fn say_alts(blocks: &mut [Block]) {
    let json = serde_json::to_string(blocks).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    fn walk(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                let is_figure = map.contains_key("src") && !map.contains_key("kind");
                if is_figure && !map.contains_key("alt") {
                    map.insert("alt".into(), "".into());
                }
                map.values_mut().for_each(walk);
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut value);
    let said: Vec<Block> = serde_json::from_value(value).unwrap();
    blocks.clone_from_slice(&said);
}
