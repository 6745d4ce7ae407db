//! Ghost: lexical, mobiledoc, and the HTML it shows.

use prose::{Options, from_lexical, from_mobiledoc};

use crate::given::{html, json, p};

#[test]
fn lexical_documents_are_read() {
    let document = serde_json::json!({"root": {"type": "root", "children": [
        {"type": "extended-heading", "tag": "h2", "children": [{"type": "extended-text", "text": "Head", "format": 0}]},
        {"type": "paragraph", "children": [
            {"type": "extended-text", "text": "Bold & ", "format": 1},
            {"type": "link", "url": "https://a.example/", "children": [{"type": "extended-text", "text": "link", "format": 2}]}]},
        {"type": "list", "listType": "number", "start": 3, "children": [{"type": "listitem", "children": [{"type": "text", "text": "three"}]}]},
        {"type": "image", "src": "/a.jpg", "alt": "Mast", "caption": "<span>The mast</span>", "cardWidth": "wide", "width": 800, "height": 600},
        {"type": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk", "caption": "", "metadata": {"title": "Talk"}},
        {"type": "callout", "calloutText": "Mind", "calloutEmoji": "💡"},
        {"type": "codeblock", "code": "a < b", "language": "c"},
        {"type": "button", "buttonText": "Go", "buttonUrl": "/go"},
        {"type": "wibble", "heading": "Odd"}
    ]}});
    let read = from_lexical(&document.to_string(), &Options::default()).unwrap();
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"h","level":2,"text":["Head"]},{"t":"p","text":[["b","Bold &"]," ",{"a":{"href":"https://a.example/","text":[["i","link"]]}}]},{"t":"list","start":3,"items":[{"blocks":[{"t":"p","text":["three"]}]}]},{"t":"figure","src":"/a.jpg","alt":"Mast","caption":["The mast"],"width":800,"height":600,"stand":"wide"},{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=abcdefghijk","id":"abcdefghijk","title":"Talk"},{"t":"aside","tone":"note","blocks":[{"t":"p","text":["💡 Mind"]}]},{"t":"code","text":"a < b","lang":"c"},{"t":"button","href":"/go","text":"Go"},{"t":"p","text":["Odd"]}]"#);
    assert_eq!(read.leftovers.len(), 1);
}

#[test]
fn mobiledoc_documents_are_read() {
    let document = serde_json::json!({"version": "0.3.1", "atoms": [["soft-return", "", {}]],
        "cards": [["image", {"src": "/a.jpg", "caption": "Mast"}], ["bookmark", {"url": "https://a.example/", "metadata": {"title": "Page", "description": "About"}}]],
        "markups": [["strong"], ["a", ["href", "/x"]]],
        "sections": [[1, "p", [[0, [0], 1, "Bold"], [1, [], 0, 0], [0, [1], 1, "link"]]], [3, "ul", [[[0, [], 0, "one"]]]], [10, 0], [10, 1], [10, 9]]});
    let read = from_mobiledoc(&document.to_string(), &Options::default()).unwrap();
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":[["b","Bold"],{"br":1},{"a":{"href":"/x","text":["link"]}}]},{"t":"list","items":[{"blocks":[{"t":"p","text":["one"]}]}]},{"t":"figure","src":"/a.jpg","caption":["Mast"]},{"t":"aside","tone":"box","title":[{"a":{"href":"https://a.example/","text":["Page"]}}],"blocks":[{"t":"p","text":["About"]}]}]"#);
    assert_eq!(read.leftovers.len(), 1);
}

#[test]
fn what_is_no_document_is_none() {
    for text in ["", "{}", "[]", "null", "{\"root\": 1}", "{\"sections\": 1}"] {
        assert!(from_lexical(text, &Options::default()).is_none());
        assert!(from_mobiledoc(text, &Options::default()).is_none());
    }
}

#[test]
fn ghosts_cards_in_html_are_read() {
    let read = html(
        "<div class=\"kg-card kg-toggle-card\"><div class=\"kg-toggle-heading\"><h4 class=\"kg-toggle-heading-text\">Why</h4><button>v</button></div><div class=\"kg-toggle-content\"><p>So.</p></div></div>\
         <div class=\"kg-card kg-audio-card\"><div class=\"kg-audio-title\">Talk</div><audio src=\"/talk.mp3\"></audio><span>0:00</span></div>\
         <div class=\"kg-card kg-button-card\"><a href=\"/go\" class=\"kg-btn\">Go</a></div>\
         <figure class=\"kg-card kg-gallery-card\"><div class=\"kg-gallery-container\"><div class=\"kg-gallery-row\"><div class=\"kg-gallery-image\"><img src=\"/a.jpg\" alt=\"\"></div><div class=\"kg-gallery-image\"><img src=\"/b.jpg\" alt=\"\"></div></div></div></figure>",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"details","summary":["Why"],"blocks":[{"t":"p","text":["So."]}]},{"t":"recording","kind":"audio","src":"/talk.mp3","title":"Talk"},{"t":"button","href":"/go","text":"Go"},{"t":"gallery","figures":[{"src":"/a.jpg","alt":""},{"src":"/b.jpg","alt":""}]}]"#);
    assert_eq!(html("<p>x</p>").body.blocks, [p("x")]);
}
