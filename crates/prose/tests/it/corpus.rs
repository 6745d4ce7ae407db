//! Real publications, where they are at hand: each body is read, nothing harmful comes out, and what a reader saw
//! before is still there. Says so where they are not.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use prose::{Body, Nothing, Options, Origin};

/// The folder of real input, beside the checkout.
fn folder(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !root.is_dir() {
        eprintln!("not checked: there is no {}", root.display());
        return None;
    }
    Some(root)
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    let file = std::fs::File::open(path).unwrap();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    text
}

/// Every stored attack, read in every way.
#[test]
fn no_stored_attack_gets_through() {
    let Some(folder) = folder("hostile") else { return };
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("LICENSE") || name.ends_with(".xz") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let mut attacks: Vec<String> = text.lines().map(str::to_owned).collect();
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            strings(&value, &mut attacks);
        }
        attacks.push(text);
        for attack in attacks {
            count += 1;
            for options in [Options::default(), Options::wordpress()] {
                crate::safety::assert_harmless(&prose::from_html(&attack, &options).body);
            }
            crate::safety::assert_harmless(&prose::from_markdown(&attack, &Options::default()).body);
        }
    }
    assert!(count > 1000, "only {count} attacks were found");
}

fn strings(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        serde_json::Value::Object(map) => map.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// Words that a reader of the source could see, in no order.
fn lost(source: &str, body: &Body) -> Vec<String> {
    let shown = prose::to_html(body, &Nothing);
    let there: HashSet<String> = words(&visible(&shown)).collect();
    words(source).filter(|word| !there.contains(word)).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<_> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect();
    words.into_iter()
}

/// The text of HTML, without tags and entities, scripts and styles.
fn visible(html: &str) -> String {
    use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
    #[derive(Default)]
    struct Words {
        text: std::cell::RefCell<String>,
        silent: std::cell::Cell<bool>,
    }
    impl TokenSink for Words {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            match token {
                Token::CharacterTokens(text) if !self.silent.get() => self.text.borrow_mut().push_str(&text),
                Token::TagToken(tag) => {
                    self.text.borrow_mut().push(' ');
                    if matches!(&*tag.name, "script" | "style" | "svg" | "select" | "textarea") {
                        self.silent.set(tag.kind == TagKind::StartTag);
                    }
                }
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let tokenizer = Tokenizer::new(Words::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.text.into_inner()
}

#[test]
fn the_real_publication_keeps_its_words_from_markdown() {
    let Some(folder) = folder("corpus-digitalgov") else { return };
    let text = unpacked(&folder.join("digitalgov-2010-2020.jsonl.gz"));
    let (mut bodies, mut all, mut gone) = (0, 0, Vec::new());
    let mut shortcodes = HashSet::new();
    for record in text.lines() {
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        if !matches!(record["kind"].as_str(), Some("news" | "event")) {
            continue;
        }
        let source = record["body"].as_str().unwrap_or_default();
        let read = prose::from_markdown(source, &Options::default());
        crate::safety::assert_harmless(&read.body);
        bodies += 1;
        all += words(source).count();
        shortcodes
            .extend(read.leftovers.iter().filter(|one| one.what.starts_with("shortcode")).map(|one| one.what.clone()));
        let plain = comrak::markdown_to_html(&without_shortcodes(source), &plain_markdown());
        let missing = lost(&visible(&plain), &read.body);
        gone.extend(missing.into_iter().map(|word| format!("{word} in {}", record["path"])));
        let written = prose::to_markdown(&read.body);
        let again = prose::from_markdown(&written, &Options { origin: Origin::House, ..Options::default() });
        assert_eq!(again.body, read.body, "{}", record["path"]);
    }
    eprintln!(
        "{bodies} bodies, {all} words; not carried: {shortcodes:?}; lost: {} {:?}",
        gone.len(),
        &gone[..gone.len().min(40)]
    );
    assert_eq!(bodies, 1_976);
    assert!(gone.len() * 10_000 < all, "{} of {all} words are gone: {:?}", gone.len(), &gone[..gone.len().min(40)]);
}

fn plain_markdown() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.header_attributes = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    options
}

/// The text without shortcodes; where one is an address, another address.
fn without_shortcodes(source: &str) -> String {
    let signs = [("{{", "}}"), ("[youtube", "]"), ("[soundcloud", "]")];
    let mut out = String::new();
    let mut rest = source;
    let next = |rest: &str| {
        let found = signs.iter().filter_map(|(open, close)| {
            let at = rest.find(open)?;
            Some((at, at + rest[at..].find(close)? + close.len()))
        });
        found.min()
    };
    while let Some((start, end)) = next(rest) {
        let shown =
            rest[..end].ends_with(']') && (rest[start..].starts_with("[youtube.") || rest[end..].starts_with('('));
        out.push_str(&rest[..if shown { end } else { start }]);
        if out.ends_with("](") || out.ends_with("=\"") {
            out.push_str("/x");
        }
        rest = &rest[end..];
    }
    out + rest
}

#[test]
fn the_real_publication_keeps_its_words_from_wordpress() {
    let Some(folder) = folder("corpus-digitalgov") else { return };
    let text = unpacked(&folder.join("digitalgov-2010-2020.wxr.xml.gz"));
    contents(&text, "the export", 1_976);
}

#[test]
fn the_theme_test_of_wordpress_keeps_its_words() {
    let Some(folder) = folder("wxr") else { return };
    let text = std::fs::read_to_string(folder.join("wpimporter-theme-unit-test-data.xml")).unwrap();
    contents(&text, "the theme test", 100);
}

fn contents(text: &str, name: &str, least: usize) {
    let (mut bodies, mut all, mut gone) = (0, 0, Vec::new());
    for part in text.split("<content:encoded><![CDATA[").skip(1) {
        let source = part.split("]]></content:encoded>").next().unwrap_or_default();
        let read = prose::from_html(source, &Options::wordpress());
        crate::safety::assert_harmless(&read.body);
        bodies += 1;
        let before = visible(&without_brackets(source));
        all += words(&before).count();
        gone.extend(lost(&before, &read.body));
    }
    eprintln!("{name}: {bodies} bodies, {all} words; lost: {} {:?}", gone.len(), &gone[..gone.len().min(60)]);
    assert!(bodies >= least, "{bodies}");
    assert!(gone.len() * 1_000 < all, "{} of {all} words are gone: {:?}", gone.len(), &gone[..gone.len().min(60)]);
}

/// The text without the shortcodes in it.
fn without_brackets(source: &str) -> String {
    let names = ["caption", "/caption", "gallery", "youtube", "soundcloud", "audio", "video", "embed"];
    let mut out = String::new();
    let mut rest = source;
    while let Some(at) = rest.find('[') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = names.iter().any(|name| rest[1..].starts_with(name));
        match rest.find(']').filter(|_| code) {
            Some(end) => rest = &rest[end + 1..],
            None => {
                out.push('[');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}
