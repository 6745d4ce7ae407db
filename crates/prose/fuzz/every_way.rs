//! Any text, read in every way and written in every way: what the fuzzer calls. The property tests call it too, so that
//! it is compiled with them and holds for what they come upon.

use prose::{Body, Nothing, Options, Origin, Read};

/// What could run, however it came into a page.
const SIGNS: [&str; 6] = ["<script", "<iframe", "<object", "<embed", "javascript:\"", " onerror=\""];

/// # Panics
/// When a reader or writer does, when a page has something that could run, or a body does not survive being written.
pub fn read_and_written(text: &str) {
    let reads = [
        Some(prose::from_html(text, &Options::default())),
        Some(prose::from_html(text, &Options::wordpress())),
        Some(prose::from_markdown(text, &Options::default())),
        prose::from_lexical(text, &Options::default()),
        prose::from_mobiledoc(text, &Options::default()),
    ];
    for Read { body, .. } in reads.into_iter().flatten() {
        let page = prose::to_html(&body, &Nothing);
        for sign in SIGNS {
            assert!(!page.contains(sign), "{sign} in {page}");
        }
        let json = serde_json::to_string(&body).expect("a body is plain data");
        assert_eq!(serde_json::from_str::<Body>(&json).expect("what was written is read"), body);
        let markdown = prose::to_markdown(&body);
        let house = Options { origin: Origin::House, ..Options::default() };
        assert_eq!(prose::from_markdown(&markdown, &house).body, body, "{markdown}");
        let _ = (body.to_text(), body.excerpt(160), prose::to_mail_html(&body, &Nothing, "https://a.example"));
    }
}
