//! Exports of WordPress that are damaged, hostile, or nothing of the kind.

use importer::sources::{Form, Options};
use intake::Body;

use super::wordpress::{HEAD, export, meta, post, read_bytes, read_text};
use super::{folder, gzip, read};

fn refused(bytes: &[u8]) -> String {
    let folder = folder(&[("export.xml", bytes)]);
    match read(Form::Wordpress, &folder.path().join("export.xml"), Options::default()) {
        Ok(reading) => panic!("not refused: {:?}", reading.counts()),
        Err(refused) => refused.to_string(),
    }
}

#[test]
fn damage_leaves_what_is_whole_before_it() {
    for (wrong, says) in [
        ("<item><title>Cut", "it ends in the middle"),
        ("<item><title>Torn</link></item>", "expected `</title>`"),
        ("<item><content:encoded><![CDATA[never closed</content:encoded></item>", "CDATA"),
    ] {
        let text = format!("{HEAD}{}{}{wrong}", post(1, "one", ""), post(2, "two", ""));
        let reading = read_bytes(text.as_bytes());
        assert_eq!(reading.items().count(), 2);
        reading.assert_said("the file is damaged here");
        reading.assert_said(says);
        let left = reading.remarks.iter().find(|r| r.what.contains("damaged")).unwrap();
        assert!(left.place.starts_with("export.xml, line 12"), "{}", left.place);
    }
    let packed = gzip(export(&(1..500).map(|n| post(n, "x", "")).collect::<String>()).as_bytes());
    let reading = read_bytes(&packed[..packed.len() - 200]);
    reading.assert_said("the file is damaged here");
    assert!(reading.items().count() > 100);
}

#[test]
fn what_is_no_export_is_refused_with_a_reason() {
    for (bytes, says) in [
        (&b""[..], "it has no WXR version"),
        (b"<html><body>Sign in</body></html>", "it has no WXR version"),
        (b"{\"db\":[]}", "it has no WXR version"),
        (export("").replace("<wp:wxr_version>1.2</wp:wxr_version>", "").as_bytes(), "it has no WXR version"),
    ] {
        let refused = refused(bytes);
        assert!(refused.contains(says), "{refused}");
    }
    let nothing = folder(&[("readme.txt", b"hello")]);
    let refused = read(Form::Wordpress, nothing.path(), Options::default()).err().unwrap().to_string();
    assert!(refused.ends_with("there is no export (*.xml, *.xml.gz) in it"), "{refused}");
}

#[test]
fn encodings_are_converted_and_told() {
    let text = export(&post(1, "one", "").replace("Post 1", "Café “5G”"));
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let stray = read_bytes(&latin);
    assert_eq!(stray.items().next().unwrap().1.headline, "Café “5G”");
    stray.assert_said("3 places are not UTF-8: they are read as windows-1252");
    let honest = text.replace("UTF-8", "iso-8859-1");
    let (honest, _, _) = encoding_rs::WINDOWS_1252.encode(&honest);
    let honest = read_bytes(&honest);
    assert_eq!(honest.items().next().unwrap().1.headline, "Café “5G”");
    honest.assert_said("it is written in windows-1252: it is converted to UTF-8");
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_bytes(&wide).items().next().unwrap().1.headline, "Café “5G”");
}

#[test]
fn names_of_characters_are_read_and_no_entity_is_expanded() {
    let text = export(
        &post(1, "one", "")
            .replace("Post 1", "A &mdash; B &lol; &#8217; &#0; C & D")
            .replace("<![CDATA[<p>Text 1</p>]]>", "&lt;p&gt;x&nbsp;&xxe;&lt;/p&gt;"),
    );
    let types = "<!DOCTYPE rss [<!ENTITY lol \"lollollol\"><!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>";
    let reading = read_bytes(text.replacen("<rss", &format!("{types}<rss"), 1).as_bytes());
    let (_, item) = reading.items().next().unwrap();
    assert_eq!(item.headline, "A — B &lol; ’ \u{fffd} C & D");
    let Some(Body::Html { text, .. }) = &item.body else { panic!() };
    assert_eq!(text, "<p>x\u{a0}&xxe;</p>");
    reading.assert_said("it has a document type declaration: nothing that it declares is expanded or fetched");
}

#[test]
fn bombs_are_refused_before_they_are_held() {
    let deep = export(&"<a>".repeat(100));
    assert!(refused(deep.as_bytes()).contains("elements nest deeper than 64"));
    let wide: String = (0..2000).map(|n| format!(" xmlns:n{n}=\"x\"")).collect();
    assert!(refused(export(&format!("<a{wide}/>")).as_bytes()).contains("more than 256 name spaces are declared"));
    let long = format!("<a b=\"{}\"/>", "x".repeat(100_000));
    assert!(refused(export(&long).as_bytes()).contains("a tag is longer than 65536 bytes"));

    let folder = folder(&[("e.xml", export(&post(1, "one", &meta("big", &"x".repeat(1 << 20)))).as_bytes())]);
    let mut options = Options::default();
    options.limits.record = 1 << 18;
    let refused = read(Form::Wordpress, folder.path(), options).err().unwrap().to_string();
    assert!(
        refused.contains("refused: line ") && refused.contains("one record is longer than 262144 bytes"),
        "{refused}"
    );
    let mut options = Options::default();
    options.limits.unpacked = 1 << 16;
    let refused = read(Form::Wordpress, folder.path(), options).err().unwrap().to_string();
    assert!(refused.contains("it is longer than 65536 bytes"), "{refused}");
}

#[test]
fn empty_headlines_and_control_characters_have_an_outcome() {
    let reading = read_text(&post(1, "one", "").replace("Post 1", " <b></b> ").replace("Text 1", "Te\u{0}xt\u{8} 1"));
    let (_, item) = reading.items().next().unwrap();
    assert_eq!(item.headline, "");
    reading.assert_said("it has no headline: it is carried without one");
    let Some(Body::Html { text, .. }) = &item.body else { panic!() };
    assert_eq!(text, "<p>Text 1</p>");
}
