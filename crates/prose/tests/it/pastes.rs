//! What writers paste out of Word and Google Docs: whole clipboards, with all that comes along.

use prose::{Block, Inline, Read};

use crate::given::html;

/// One block a line, then the notes, then what was left.
fn told(read: &Read) -> String {
    let blocks = read.body.blocks.iter().map(|block| serde_json::to_string(block).unwrap());
    let notes = read.body.notes.iter().map(|note| format!("note {}", serde_json::to_string(note).unwrap()));
    let left = read.leftovers.iter().map(|one| {
        let short: String = one.excerpt.chars().take(60).collect();
        format!("left {}: {} ({short})", one.what, one.why)
    });
    blocks.chain(notes).chain(left).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_paste_of_word_is_read_whole() {
    let read = html(include_str!("../pastes/word.html"));
    insta::assert_snapshot!(told(&read), @r#"
    {"t":"h","level":2,"text":["Ferries that count their own fish"]}
    {"t":"p","text":[["b","Skarholm"]," – The ",["i","Marta Lind"]," sails at noon.",{"fn":"1"}," In Skarholm, Ödberg says, nobody minds. It is a small harbour."]}
    {"t":"h","level":2,"text":["How they count"]}
    {"t":"p","text":["See the ",{"a":{"href":"https://harbour.example/counts?year=2026&month=2","text":["counts of February"]}},".",{"fn":"2"}]}
    {"t":"list","start":3,"items":[{"blocks":[{"t":"p","text":[["b","Nets"]," of two sizes"]},{"t":"list","start":1,"items":[{"blocks":[{"t":"p","text":["wide"]}]},{"blocks":[{"t":"p","text":["narrow"]}]}]}]},{"blocks":[{"t":"p","text":["A camera"]}]}]}
    {"t":"list","items":[{"blocks":[{"t":"p","text":["v. slow"]}]},{"blocks":[{"t":"p","text":["v. cheap"]}]}]}
    {"t":"h","level":3,"text":["In figures"]}
    {"t":"table","head":[[{"text":["Boat"],"heads":true},{"text":["Fish"],"heads":true,"align":"right"}]],"rows":[[{"text":["Marta Lind"]},{"text":["4,012"],"align":"right"}]]}
    {"t":"h","level":4,"text":["Who pays"]}
    {"t":"p","text":["H",["v","2"],"O and 10",["p","3"]," kroner."]}
    note {"key":"1","blocks":[{"t":"p","text":["On weekdays, says the ",{"a":{"href":"https://harbour.example/times","text":["timetable"]}},"."]},{"t":"p","text":["On Sundays at ten."]}]}
    note {"key":"2","blocks":[{"t":"p","text":["Read in ",["i","March"],"."]}]}
    left style: the theme decides how a body looks (<!-- /* Font Definitions */ @font-face {font-family:"Cambria)
    left tracked change: words that a tracked change strikes out; it is read as taken (an enormous)
    left picture: it lies on the writer's disk: it must be uploaded by itself (file:///C:/Users/ADALEN~1/AppData/Local/Temp/msohtmlclip1/01)
    left comment: a remark to the writer, not to readers ([AL1]Is it really small?)
    "#);
    let words = read.body.to_text();
    for noise in ["mso", "[if", "[AL1]", "Is it really", "supportFootnotes", "@font-face", "enormous", "·", "[1] ["] {
        assert!(!words.contains(noise), "{noise} is among the words: {words}");
    }
    assert_eq!(html(&prose::to_html(&read.body, &prose::Nothing)).body, read.body);
}

#[test]
fn a_paste_of_google_docs_is_read_whole() {
    let read = html(include_str!("../pastes/docs.html"));
    insta::assert_snapshot!(told(&read), @r#"
    {"t":"h","level":2,"text":["A lighthouse for sale"]}
    {"t":"p","text":["The keeper, ",["b","Nils Ödberg"],["i",", moved out in 1"],["p","st"]," place; see ",{"a":{"href":"https://lights.example/sale?lot=7&lang=en","text":["the lot"]}},"."]}
    {"t":"list","items":[{"blocks":[{"t":"p","text":["Stairs"]},{"t":"list","items":[{"blocks":[{"t":"p","text":["ninety of them"]}]}]}]},{"blocks":[{"t":"p","text":["A lamp"]}]}]}
    {"t":"list","start":4,"items":[{"blocks":[{"t":"p","text":["Fourth bid"]}]},{"blocks":[{"t":"p","text":["Fifth bid"]}]}]}
    {"t":"list","items":[{"done":true,"blocks":[{"t":"p","text":["Ask the coast guard"]}]}]}
    {"t":"h","level":3,"text":["The ",["b","tower"]]}
    {"t":"figure","src":"https://lh7-rt.googleusercontent.com/docsz/AD_4nXinvented?key=abc","alt":"The tower at dusk","width":602,"height":338}
    {"t":"table","head":[[{"text":["Year"],"heads":true},{"text":["Price"],"heads":true,"align":"right"}]],"rows":[[{"text":["2026"]},{"text":["12,000"],"align":"right"}]]}
    {"t":"divider"}
    {"t":"p","text":[["s","Sold."]," Not yet."]}
    "#);
}

#[test]
fn a_page_that_google_docs_saved_keeps_notes_and_nested_lists() {
    let read = html(include_str!("../pastes/docs-page.html"));
    insta::assert_snapshot!(told(&read), @r##"
    {"t":"h","level":2,"text":["The buyers"],"id":"h.3znysh7x2k"}
    {"t":"p","text":["Two sisters.",{"fn":"1"}," Back to ",{"a":{"href":"#h.3znysh7x2k","text":["the top"]}},".",{"fn":"2"}]}
    {"t":"list","items":[{"blocks":[{"t":"p","text":["Paint"]},{"t":"list","items":[{"blocks":[{"t":"p","text":["red"]}]},{"blocks":[{"t":"p","text":["white"]}]}]}]},{"blocks":[{"t":"p","text":["Glass"]}]}]}
    {"t":"divider"}
    {"t":"h","level":3,"text":["After the sale"]}
    note {"key":"1","blocks":[{"t":"p","text":["From ",{"a":{"href":"https://town.example/register","text":["the register"]}},"."]}]}
    note {"key":"2","blocks":[{"t":"p","text":["Since May."]}]}
    left comment: a remark to the writer, not to readers ([a]Is that so?)
    left style: the theme decides how a body looks (@import url(https://themes.googleusercontent.com/fonts/css?k)
    "##);
}

#[test]
fn footnotes_of_libreoffice_and_of_word_s_filtered_pages_are_notes() {
    for source in [
        "<p>Said<a class=sdfootnoteanc name=sdfootnote1anc href=#sdfootnote1sym><sup>1</sup></a>.</p><div id=sdfootnote1>\
         <p class=sdfootnote><a class=sdfootnotesym name=sdfootnote1sym href=#sdfootnote1anc>1</a> Where.</p></div>",
        "<p class=MsoNormal>Said<a href=#_ftn1 name=_ftnref1 title=\"\"><span class=MsoFootnoteReference>[1]</span></a>.</p>\
         <div><br clear=all><hr align=left size=1 width=\"33%\"><div id=ftn1><p class=MsoFootnoteText>\
         <a href=#_ftnref1 name=_ftn1 title=\"\"><span>[1]</span></a> Where.</p></div></div>",
    ] {
        let read = html(source);
        insta::allow_duplicates! {
            insta::assert_snapshot!(told(&read), @r#"
            {"t":"p","text":["Said",{"fn":"1"},"."]}
            note {"key":"1","blocks":[{"t":"p","text":["Where."]}]}
            "#);
        }
    }
}

#[test]
fn links_that_lead_to_each_other_are_no_footnotes_unless_they_look_so() {
    let read = html(
        "<p><a id=top href=#end>To the end</a> of it.</p><p>Words <a id=a href=#b>1</a>.</p><p>More <a id=b href=#a>1</a></p>\
         <p><a id=end href=#top>Back to the top</a></p>",
    );
    assert!(read.body.notes.is_empty(), "{:?}", read.body.notes);
    assert_eq!(read.body.links(), ["#end", "#b", "#a", "#top"]);
}

#[test]
fn the_number_of_a_note_that_was_not_copied_stays_and_is_said() {
    let read = html("<p>Said.<a style='mso-footnote-id:ftn7' href=\"#_ftn7\" name=\"_ftnref7\">[7]</a></p>");
    assert_eq!(read.body.blocks, [Block::Paragraph { text: vec![Inline::plain("Said.[7]")] }]);
    assert_eq!(read.leftovers[0].what, "footnote");
}

#[test]
fn changes_that_authors_mark_themselves_stay_marked() {
    let read = html("<p><del datetime=2026-03-01>old</del> <ins cite=\"https://a.example/why\">new</ins></p>");
    insta::assert_snapshot!(told(&read), @r#"{"t":"p","text":[["s","old"]," ",["n","new"]]}"#);
}

#[test]
fn a_cell_keeps_how_it_is_set_when_its_page_is_read_again() {
    let body = html("<table><tr><th>Year<th>Masts<tr><td>2026<td align=right>12</table>").body;
    assert_eq!(html(&prose::to_html(&body, &prose::Nothing)).body, body);
}
