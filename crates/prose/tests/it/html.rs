//! Plain HTML and what word processors paste.

use prose::{Block, Inline, Marks};

use crate::given::{html, json, p};

#[test]
fn marks_links_and_breaks_are_read() {
    let read =
        html("<p>A <b>bold</b> <a href=\"https://a.example/x\" rel=\"nofollow noopener\" title=T>link</a><br>next</p>");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["A ",["b","bold"]," ",{"a":{"href":"https://a.example/x","title":"T","rel":"nofollow","text":["link"]}},{"br":1},"next"]}]"#);
    assert!(read.leftovers.is_empty());
}

#[test]
fn headings_start_at_two_without_gaps() {
    let read = html("<h1>One</h1><h4>Two</h4><h6>Three</h6><h1>Four</h1>");
    let levels: Vec<u8> = read
        .body
        .blocks
        .iter()
        .map(|block| if let Block::Heading { level, .. } = block { *level } else { 0 })
        .collect();
    assert_eq!(levels, [2, 3, 4, 2]);
}

#[test]
fn a_link_that_could_run_something_loses_its_address_and_is_counted() {
    let read = html("<p><a href=\"jav\tascript:alert(1)\">words</a></p>");
    assert_eq!(read.body.blocks, [p("words")]);
    assert_eq!(read.leftovers[0].what, "link");
}

#[test]
fn scripts_and_forms_are_leftovers_and_their_words_stay() {
    let read = html("<script>x()</script><form>Your name <input name=n></form><style>p{}</style>");
    assert_eq!(read.body.blocks, [p("Your name")]);
    let what: Vec<_> = read.leftovers.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(what, ["script", "form", "input", "style"]);
}

#[test]
fn a_picture_in_a_sentence_stands_before_or_after_it() {
    let read = html("<p>Before <a href=/big.jpg><img src=/a.jpg alt=Tower align=left width=300></a> after.</p>");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["Before"]},{"t":"figure","src":"/a.jpg","alt":"Tower","link":"/big.jpg","width":300,"stand":"left"},{"t":"p","text":["after."]}]"#);
}

#[test]
fn a_figure_keeps_caption_and_credit_apart() {
    let read = html(
        "<figure><img src=/a.jpg alt=x><figcaption>A <em>mast</em>. <span class=credit>Ada Lens</span></figcaption></figure>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"figure","src":"/a.jpg","alt":"x","caption":["A ",["i","mast"],"."],"credit":"Ada Lens"}]"#);
}

#[test]
fn lists_nest_even_where_the_source_nested_them_wrongly() {
    let read = html(
        "<ul><li>one<ul><li>deep</li></ul></li><ul><li>stray</li></ul><li><input type=checkbox checked> done</li></ul>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"list","items":[{"blocks":[{"t":"p","text":["one"]},{"t":"list","items":[{"blocks":[{"t":"p","text":["deep"]}]},{"blocks":[{"t":"p","text":["stray"]}]}]}]},{"done":true,"blocks":[{"t":"p","text":["done"]}]}]}]"#);
}

#[test]
fn tables_keep_captions_heads_spans_and_are_square() {
    let read =
        html("<table><caption>Masts</caption><tr><th>Year<th>Built<tr><td colspan=2>none<tr><td align=right>1</table>");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"table","caption":["Masts"],"head":[[{"text":["Year"],"heads":true},{"text":["Built"],"heads":true}]],"rows":[[{"text":["none"],"columns":2}],[{"text":["1"],"align":"right"},{}]]}]"#);
}

#[test]
fn a_table_that_only_arranges_the_page_dissolves() {
    let read = html("<table><tr><td><h2>Left</h2><p>words</p></td><td><img src=/a.jpg></td></tr></table>");
    assert!(matches!(&read.body.blocks[..], [Block::Heading { .. }, Block::Paragraph { .. }, Block::Figure(_)]));
}

#[test]
fn frames_become_embeds_and_unknown_ones_are_said() {
    let read = html(
        "<iframe src=\"//www.youtube.com/embed/abc-DEF_123?rel=0\" title=\"A talk\"></iframe><iframe src=\"https://forms.example/1\"></iframe>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=abc-DEF_123","id":"abc-DEF_123","title":"A talk"},{"t":"embed","provider":"web","url":"https://forms.example/1"}]"#);
    assert_eq!(read.leftovers.len(), 1);
}

#[test]
fn footnotes_of_many_makes_are_read() {
    for source in [
        "<p>Said.<sup><a href=#fn1>1</a></sup></p><ol class=footnotes><li id=fn1>Where. <a href=#ref1>↩</a></li></ol>",
        "<p>Said.<sup id=fnref:1><a href=#fn:1 class=footnote-ref>1</a></sup></p><div class=footnotes role=doc-endnotes><hr><ol><li id=fn:1><p>Where.&nbsp;<a href=#fnref:1 class=footnote-backref>↩︎</a></p></li></ol></div>",
    ] {
        let body = html(source).body;
        assert_eq!(body.notes.len(), 1, "{source}");
        assert_eq!(body.notes[0].blocks, [p("Where.")], "{source}");
        let Block::Paragraph { text } = &body.blocks[0] else { panic!("{source}") };
        assert_eq!(text[1], Inline::Note { key: "1".into() });
    }
}

#[test]
fn google_docs_paste_has_no_bold_wrapper() {
    let read = html(
        "<b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=ltr><span style=\"font-weight:400\">Plain </span><span style=\"font-weight:700;font-style:italic\">strong</span></p></b>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["Plain ",["bi","strong"]]}]"#);
}

#[test]
fn words_lists_are_lists() {
    let read = html(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>One<o:p></o:p></p>\
         <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>o&nbsp; Two</p>\
         <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>·&nbsp; Three</p><p class=MsoNormal>After<o:p>&nbsp;</o:p></p>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"list","items":[{"blocks":[{"t":"p","text":["One"]},{"t":"list","items":[{"blocks":[{"t":"p","text":["Two"]}]}]}]},{"blocks":[{"t":"p","text":["Three"]}]}]},{"t":"p","text":["After"]}]"#);
}

#[test]
fn small_elements_are_kept() {
    let read = html(
        "<p>H<sub>2</sub>O <abbr title=\"radio access network\">RAN</abbr> <kbd>Esc</kbd> <mark>new</mark> <del>old</del><ins>now</ins></p>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["H",["v","2"],"O ",{"abbr":["RAN","radio access network",""]}," ",["k","Esc"]," ",["m","new"]," ",["s","old"],["n","now"]]}]"#);
    assert!(Marks::STRONG.with(Marks::CODE).has(Marks::CODE));
}

#[test]
fn definitions_details_and_quotes_keep_their_parts() {
    let read = html(
        "<dl><dt>RAN<dd>Radio access network</dl><details><summary>More</summary><p>Hidden</p></details>\
         <blockquote><p>Said.</p><footer>— Ada</footer></blockquote>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"definitions","entries":[{"terms":[["RAN"]],"meanings":[[{"t":"p","text":["Radio access network"]}]]}]},{"t":"details","summary":["More"],"blocks":[{"t":"p","text":["Hidden"]}]},{"t":"quote","blocks":[{"t":"p","text":["Said."]}],"cite":["— Ada"]}]"#);
}

#[test]
fn places_on_the_page_stay_where_links_lead_to_them() {
    let read = html("<p><a href=#end>Down</a> <a name=idle></a></p><p id=end>Here</p>");
    insta::assert_snapshot!(json(&read.body), @r##"[{"t":"p","text":[{"a":{"href":"#end","text":["Down"]}}]},{"t":"p","text":[{"id":"end"},"Here"]}]"##);
}

#[test]
fn blanks_and_controls_are_made_plain() {
    let read = html("<p>a&nbsp;&nbsp; b\u{200B}c\u{0}</p><p>&nbsp;</p><p></p>");
    assert_eq!(read.body.blocks, [p("a bc")]);
}

#[test]
fn a_picture_in_a_heading_stands_under_it() {
    let read =
        html("<h2>The mast <figure><img src=\"https://a.example/mast.png\" alt=\"A mast\"></figure></h2><p>It</p>");
    let [Block::Heading { text, .. }, Block::Figure(figure), Block::Paragraph { .. }] = &read.body.blocks[..] else {
        panic!("{:?}", read.body.blocks)
    };
    assert_eq!(text, &[Inline::plain("The mast")]);
    assert_eq!(figure.src, "https://a.example/mast.png");
}

#[test]
fn a_player_that_has_its_file_in_a_link_alone_plays_it() {
    let read = html("<audio controls><a href=\"https://a.example/talk.mp3\">https://a.example/talk.mp3</a></audio>");
    assert!(matches!(&read.body.blocks[..], [Block::Recording(talk)] if talk.src == "https://a.example/talk.mp3"));
}

#[test]
fn words_after_the_naming_of_their_encoding_are_read() {
    let read =
        html("<meta charset='utf-8'><meta http-equiv=content-type content='text/html; charset=utf-8'><p>Words</p>");
    assert_eq!(read.body.blocks, [p("Words")]);
}

#[test]
fn a_head_of_a_row_has_words() {
    let source = "<table><caption>Masts</caption><tr><th></th></tr></table>\
                  <table><tr><td>a</td><td>b</td></tr><tr><th>c</th><th></th></tr></table>";
    let first = html(source).body;
    let shown = prose::to_html(&first, &prose::Nothing);
    assert_eq!(html(&shown).body.blocks.last(), first.blocks.last(), "{shown}");
    assert!(shown.contains("<tr><th scope=\"row\">c</th><td></td></tr>"), "{shown}");
}

#[test]
fn a_place_that_a_link_leads_to_stays_before_a_box() {
    for source in [
        "<a id=x1 href='#x2'><p class=note><a id=x2 href='#x1'>A<p class=note><img src=/a.jpg>",
        "<a id=x1></a><hr><p><a href='#x1'>A</a></p>",
        "<p><a href='#x1'>A</a></p><hr><a id=x1></a>",
    ] {
        let body = html(source).body;
        assert!(json(&body).contains("x1"), "{source}");
        crate::every_way::read_and_written(source);
    }
    let body = html("<a id=x1></a><hr><p><a href='#x1'>A</a></p>").body;
    assert!(matches!(body.blocks[..], [Block::Paragraph { .. }, Block::Divider, Block::Paragraph { .. }]), "{body:?}");
}
