//! Caption, credit and rights, from wherever an agency or a camera wrote them.

use darkroom::{Limits, Notes, inspect, receive};
use jiff::civil::date;

use crate::fixtures::*;

fn notes_of(bytes: &[u8]) -> Notes {
    inspect(bytes, &Limits::default()).unwrap().notes
}

fn text(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn an_agency_photograph_is_described_by_its_iptc_fields() {
    let sent = with_iptc(
        &jpeg(&flag(32, 32)),
        &[
            (120, b"A mast above the harbour.\r\nIt carries three operators."),
            (105, b"The last mast"),
            (110, b"Example Photos"),
            (80, b"Kim Example"),
            (80, b"Lee Sample"),
            (116, "\u{a9} 2020 Example Photos".as_bytes()),
            (115, b"Example Photos Seoul"),
            (55, b"20200317"),
            (60, b"101502+0900"),
        ],
    );
    let notes = notes_of(&sent);
    assert_eq!(notes.caption, text("A mast above the harbour.\nIt carries three operators."));
    assert_eq!(notes.headline, text("The last mast"));
    assert_eq!(notes.credit, text("Example Photos"));
    assert_eq!(notes.creator, text("Kim Example, Lee Sample"));
    assert_eq!(notes.rights, text("© 2020 Example Photos"));
    assert_eq!(notes.source, text("Example Photos Seoul"));
    assert_eq!(notes.taken_at, Some(date(2020, 3, 17).at(10, 15, 2, 0)));
}

#[test]
fn fields_older_than_utf_8_are_read_as_latin_1() {
    let sent = with_iptc(&jpeg(&flag(16, 16)), &[(80, b"Ren\xe9 Dupont")]);
    assert_eq!(notes_of(&sent).creator, text("René Dupont"));
}

#[test]
fn xmp_gives_what_iptc_lacks() {
    let sent = with_xmp(
        &jpeg(&flag(16, 16)),
        r#"<dc:description><rdf:Alt><rdf:li xml:lang="de">Ein Mast</rdf:li>
             <rdf:li xml:lang="x-default">A mast &amp; a crane&#33;</rdf:li></rdf:Alt></dc:description>
           <dc:creator><rdf:Seq><rdf:li>Kim Example</rdf:li><rdf:li>Lee Sample</rdf:li></rdf:Seq></dc:creator>
           <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All rights reserved</rdf:li></rdf:Alt></dc:rights>
           <photoshop:Credit>Example Photos</photoshop:Credit>
           <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use</rdf:li></rdf:Alt></xmpRights:UsageTerms>
           <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A steel mast</rdf:li></rdf:Alt>
           </Iptc4xmpCore:AltTextAccessibility>
           <photoshop:DateCreated>2020-03-17T10:15:02+09:00</photoshop:DateCreated>"#,
    );
    let notes = notes_of(&sent);
    assert_eq!(notes.caption, text("A mast & a crane!"));
    assert_eq!(notes.creator, text("Kim Example, Lee Sample"));
    assert_eq!(notes.rights, text("All rights reserved"));
    assert_eq!(notes.credit, text("Example Photos"));
    assert_eq!(notes.usage_terms, text("Editorial use"));
    assert_eq!(notes.alt, text("A steel mast"));
    assert_eq!(notes.source, text("The archive"), "a property written as an attribute");
    assert_eq!(notes.taken_at, Some(date(2020, 3, 17).at(10, 15, 2, 0)));
}

#[test]
fn a_camera_writes_exif() {
    let fields = [
        Field::Text(IMAGE_DESCRIPTION, "The harbour at dawn"),
        Field::Text(ARTIST, "Kim Example"),
        Field::Text(COPYRIGHT, "Kim Example 2020"),
    ];
    let sent = with_exif(&jpeg(&flag(16, 16)), &exif(&fields, Some("2020:03:17 06:01:59"), None));
    let notes = notes_of(&sent);
    assert_eq!(notes.caption, text("The harbour at dawn"));
    assert_eq!(notes.creator, text("Kim Example"));
    assert_eq!(notes.rights, text("Kim Example 2020"));
    assert_eq!(notes.taken_at, Some(date(2020, 3, 17).at(6, 1, 59, 0)));
}

#[test]
fn what_a_camera_writes_into_every_picture_is_no_caption() {
    let fields = [Field::Text(IMAGE_DESCRIPTION, "OLYMPUS DIGITAL CAMERA         ")];
    let sent = with_exif(&jpeg(&flag(16, 16)), &exif(&fields, Some("0000:00:00 00:00:00"), None));
    let notes = notes_of(&sent);
    assert_eq!(notes.caption, None);
    assert_eq!(notes.taken_at, None);
}

#[test]
fn iptc_goes_before_xmp_and_xmp_before_exif() {
    let plain = jpeg(&flag(16, 16));
    let fields = [Field::Text(IMAGE_DESCRIPTION, "From EXIF"), Field::Text(ARTIST, "EXIF's artist")];
    let sent = with_exif(&plain, &exif(&fields, None, None));
    let sent = with_xmp(&sent, "<dc:description>From XMP</dc:description><photoshop:Credit>XMP's</photoshop:Credit>");
    let sent = with_iptc(&sent, &[(120, b"From IPTC")]);
    let notes = notes_of(&sent);
    assert_eq!(notes.caption, text("From IPTC"));
    assert_eq!(notes.credit, text("XMP's"));
    assert_eq!(notes.creator, text("EXIF's artist"));
}

#[test]
fn a_text_that_iptc_breaks_off_is_taken_whole_from_xmp() {
    let credit = "Example Photos / Associated Examples of Seoul";
    let sent = with_xmp(&jpeg(&flag(16, 16)), &format!("<photoshop:Credit>{credit}</photoshop:Credit>"));
    let sent = with_iptc(&sent, &[(110, &credit.as_bytes()[..32])]);
    assert_eq!(notes_of(&sent).credit, text(credit));
}

#[test]
fn the_place_is_noticed_and_gone() {
    let place = exif(&[Field::Text(ARTIST, "Kim Example")], None, Some([37, 33, 59]));
    let sent = with_exif(&jpeg(&flag(64, 64)), &place);
    let received = receive(&sent, &Limits::default()).unwrap();
    assert!(received.facts.had_location);
    for trace in [&b"Exif"[..], b"Kim Example", b"II\x2a\0"] {
        let kept = &received.original.bytes;
        assert!(!kept.windows(trace.len()).any(|window| window == trace), "metadata is left in the copy");
    }
    let again = inspect(&received.original.bytes, &Limits::default()).unwrap();
    assert!(!again.had_location);
    assert_eq!(again.notes, Notes::default());
}

#[test]
fn markup_in_a_caption_is_text() {
    let sent = with_iptc(&jpeg(&flag(16, 16)), &[(120, b"<script>alert(1)</script> \x00\x07& more")]);
    assert_eq!(notes_of(&sent).caption, text("<script>alert(1)</script> & more"));
}

#[test]
fn broken_or_malicious_metadata_refuses_no_picture() {
    let plain = jpeg(&flag(16, 16));
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><dc:rights>&b;kept</dc:rights>"#;
    assert_eq!(notes_of(&with_xmp(&plain, bomb)).rights, text("kept"));
    assert_eq!(notes_of(&with_xmp(&plain, "<dc:rights>half")).rights, None);
    assert_eq!(notes_of(&with_exif(&plain, b"II\x2a\0\xff\xff\xff\xff")), Notes::default());
    assert_eq!(
        notes_of(&with_segment(&plain, 0xed, b"Photoshop 3.0\08BIM\x04\x04\0\0\xff\xff\xff\xff")),
        Notes::default()
    );
}

#[test]
fn a_png_carries_iptc_as_hexadecimal_text() {
    let hex = "1c02780006736e6f777920"; // 2:120, six bytes: "snowy "
    let content = format!("Raw profile type iptc\0\niptc\n      11\n{hex}\n");
    let chunk = chunk(b"tEXt", content.as_bytes());
    let plain = png(&flag(16, 16));
    let sent = [&plain[..33], &chunk, &plain[33..]].concat();
    assert_eq!(notes_of(&sent).caption, text("snowy"));
}
