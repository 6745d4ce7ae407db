//! The stored form.

use prose::{Body, Inline, Marks};

use crate::given::{marked, p};

#[test]
fn plain_words_are_plain_strings_in_json() {
    let body = Body::of(vec![p("Ericsson said no.")]);
    let json = serde_json::to_string(&body).unwrap();
    assert_eq!(json, r#"{"v":1,"blocks":[{"t":"p","text":["Ericsson said no."]}]}"#);
    assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
}

#[test]
fn every_inline_survives_json() {
    let line = vec![
        marked("bold", Marks::STRONG.with(Marks::EMPHASIS)),
        Inline::Break,
        Inline::Note { key: "1".into() },
        Inline::Abbr { text: "RAN".into(), title: "radio access network".into(), marks: Marks::CODE },
        Inline::Anchor { id: "here".into() },
        Inline::Link(prose::Link { href: "/a".into(), text: vec![Inline::plain("a")], ..Default::default() }),
    ];
    let json = serde_json::to_string(&line).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Inline>>(&json).unwrap(), line);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::from_value::<Vec<Inline>>(value).unwrap(), line);
}

#[test]
fn a_mark_of_a_later_version_is_passed_over() {
    let line: Vec<Inline> = serde_json::from_str(r#"[["bZ","words"]]"#).unwrap();
    assert_eq!(line, vec![marked("words", Marks::STRONG)]);
}

#[test]
fn a_body_lists_what_must_be_loaded_before_it_is_shown() {
    let body = crate::given::markdown(
        "![Tower](/a.jpg)\n\n{{< callout section=\"5g\" >}}\n\n{{< related \"one\" \"two\" >}}\n\n\
         {{< gallery >}}\n\n{{< figure src=\"/b.jpg\" >}}\n\n{{< figure src=\"/a.jpg\" >}}\n\n{{< /gallery >}}\n\n[x](/y)",
    )
    .body;
    assert_eq!(body.pictures(), ["/a.jpg", "/b.jpg"]);
    assert_eq!(body.items(), ["one", "two"]);
    assert_eq!(body.sections(), ["5g"]);
    assert_eq!(body.links(), ["/y"]);
}

#[test]
fn addresses_can_be_changed_in_place() {
    let mut body = crate::given::markdown("[x](https://old.example/y) ![](https://old.example/a.jpg)").body;
    body.map_addresses(|_, address| address.strip_prefix("https://old.example").map(str::to_owned));
    assert_eq!(body.links(), ["/y"]);
    assert_eq!(body.pictures(), ["/a.jpg"]);
}

#[test]
fn what_a_picture_in_a_line_shows_is_told_in_words_alone() {
    let icon =
        prose::Image { src: "/a.png".into(), alt: " a \u{FFFC}\u{200B}  mast\u{FEFF}".into(), ..Default::default() };
    let mut body = Body::of(vec![prose::Block::Paragraph { text: vec![Inline::Image(icon)] }]);
    body.tidy();
    let markdown = prose::to_markdown(&body);
    assert!(markdown.contains(r#"alt="a mast""#), "{markdown}");
    assert_eq!(crate::given::markdown(&markdown).body, body);
}

#[test]
fn headings_in_notes_have_the_levels_that_they_have_when_the_notes_are_in_order() {
    let note = |key: &str, level: u8| prose::Footnote {
        key: key.into(),
        blocks: vec![prose::Block::Heading { level, text: vec![Inline::plain("Heading")], id: None }, p("Words.")],
    };
    let calls = vec![Inline::Note { key: "late".into() }, Inline::Note { key: "soon".into() }];
    let mut body = Body::of(vec![prose::Block::Paragraph { text: calls }]);
    body.notes = vec![note("soon", 2), note("late", 3)];
    body.tidy();
    let tidy = body.clone();
    body.tidy();
    assert_eq!(body, tidy);
    assert_eq!(crate::given::markdown(&prose::to_markdown(&tidy)).body, tidy);
}

#[test]
fn code_in_a_table_keeps_a_backslash_before_a_bar() {
    let cell = |words: &str| prose::Cell {
        text: vec![marked(words, Marks::CODE)],
        heads: false,
        columns: 1,
        rows: 1,
        align: None,
    };
    let head = ["a", "b"].map(|words| prose::Cell { heads: true, ..cell(words) }).to_vec();
    let table = prose::Table { caption: vec![], head: vec![head], rows: vec![vec![cell(r"\|"), cell("a|b")]] };
    let mut body = Body::of(vec![prose::Block::Table(table)]);
    body.tidy();
    let markdown = prose::to_markdown(&body);
    assert_eq!(crate::given::markdown(&markdown).body, body, "{markdown}");
}

#[test]
fn a_caret_that_begins_a_link_or_tells_of_a_picture_calls_no_footnote() {
    let link = |text: &str| prose::Link {
        href: "https://a.example/".into(),
        text: vec![Inline::plain(text)],
        ..Default::default()
    };
    let picture = |alt: &str| {
        prose::Block::Figure(prose::Figure { src: "/a.jpg".into(), alt: Some(alt.into()), ..Default::default() })
    };
    let line = |text: &str| prose::Block::Paragraph { text: vec![Inline::Link(link(text))] };
    let called = prose::Block::Paragraph { text: vec![Inline::Note { key: "1".into() }] };
    let mut body = Body::of(vec![called, picture("^"), picture("^1"), line("^"), line("^1"), p("^ and x^2")]);
    body.notes = vec![prose::Footnote { key: "1".into(), blocks: vec![p("^")] }];
    body.tidy();
    let markdown = prose::to_markdown(&body);
    assert_eq!(crate::given::markdown(&markdown).body, body, "{markdown}");
}
