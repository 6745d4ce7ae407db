//! What pages, mails and searches get.

use prose::{Nothing, to_html, to_mail_html};

use crate::given::{House, html, markdown};

#[test]
fn a_figure_has_sizes_sources_caption_credit_and_a_way_to_all_of_it() {
    let body = markdown("{{< figure src=\"/x.jpg\" caption=\"The mast\" >}}").body;
    insta::assert_snapshot!(to_html(&body, &House), @r##"
    <figure class="figure">
    <a class="enlarge" href="/media/1/tower-1280.jpg"><picture><source type="image/avif" srcset="/media/1/tower-640.avif 640w" sizes="(min-width: 46rem) 44rem, 100vw"><img src="/media/1/tower-640.jpg" alt="A tower" width="1280" height="720" data-colour="#336699" loading="lazy"></picture><span>Enlarge</span></a>
    <figcaption>The mast <span class="credit">Ada Lens</span></figcaption>
    </figure>
    "##);
}

#[test]
fn a_figure_that_leads_somewhere_still_leads_there() {
    let body = html(r#"<figure><a href="/5g"><img src="/x.jpg" alt="A mast"></a></figure>"#).body;
    let shown = to_html(&body, &House);
    assert!(shown.contains("<a href=\"/5g\"><picture>") && !shown.contains("enlarge"), "{shown}");
}

#[test]
fn a_picture_the_house_does_not_have_is_a_link() {
    let body = markdown("![A mast](https://x.example/a.jpg)").body;
    let shown = to_html(&body, &Nothing);
    assert!(shown.contains("<a href=\"https://x.example/a.jpg\" rel=\"noopener\">A mast</a>"), "{shown}");
    assert!(!shown.contains("<img"));
}

#[test]
fn an_embed_asks_nobody_before_a_click() {
    let body = markdown("{{< youtube id=\"abcdefghijk\" title=\"A talk\" >}}").body;
    insta::assert_snapshot!(to_html(&body, &Nothing), @r#"
    <figure class="embed" data-provider="youtube" data-shape="film" data-src="https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1">
    <a class="embed-link" href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener" data-title="A talk"><span class="embed-title">A talk</span> <span class="embed-provider">YouTube</span></a>
    </figure>
    "#);
}

#[test]
fn notes_lead_there_and_back() {
    let body = markdown("Said[^a] and again[^a].\n\n[^a]: Where.").body;
    let shown = to_html(&body, &Nothing);
    assert!(shown.contains("<a href=\"#note-1\" id=\"call-1\" role=\"doc-noteref\">1</a>"), "{shown}");
    assert!(shown.contains("id=\"call-1-2\""), "{shown}");
    assert!(shown.contains("<li id=\"note-1\">"), "{shown}");
    assert!(shown.contains("<a href=\"#call-1\" role=\"doc-backlink\""), "{shown}");
}

#[test]
fn headings_have_anchors_of_their_own() {
    let shown = to_html(&markdown("# Why 5G?\n\n# Why 5G?\n\n## Näher").body, &Nothing);
    assert_eq!(
        shown,
        "<h2 id=\"why-5g\">Why 5G?</h2>\n<h2 id=\"why-5g-2\">Why 5G?</h2>\n<h3 id=\"näher\">Näher</h3>\n"
    );
}

#[test]
fn links_away_are_kept_from_the_opener_and_links_within_are_plain() {
    let body = markdown("[out](https://x.example/) [in](https://backhaul.example/a) [here](/a)").body;
    let shown = to_html(&body, &House);
    assert_eq!(shown.matches("rel=\"noopener\"").count(), 1, "{shown}");
}

#[test]
fn sections_and_items_are_named_by_the_house() {
    let body = markdown("{{< callout section=\"5g\" >}}\n\n{{< related title=\"Read on\" \"first\" >}}").body;
    insta::assert_snapshot!(to_html(&body, &House), @r#"
    <aside class="callout" data-section="5g"><p><a href="/5g">Section 5g</a></p></aside>
    <aside class="related">
    <p class="related-title">Read on</p>
    <ul>
    <li data-item="first"><span class="related-format">News</span> <a href="/5g/first">Item first</a></li>
    </ul>
    </aside>
    "#);
    assert_eq!(to_html(&body, &Nothing).trim(), "");
}

#[test]
fn tables_scroll_on_their_own() {
    let shown = to_html(&markdown("| a | b |\n|---|---|\n| 1 | 2 |").body, &Nothing);
    assert!(
        shown.starts_with("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>"),
        "{shown}"
    );
    assert!(shown.contains("<th scope=\"col\">a</th>"), "{shown}");
}

#[test]
fn a_head_without_words_is_a_plain_cell() {
    let shown = to_html(&markdown("| | b |\n|---|---|\n| 1 | 2 |").body, &Nothing);
    assert!(shown.contains("<tr><td></td><th scope=\"col\">b</th></tr>"), "{shown}");
}

#[test]
fn mail_has_whole_addresses_and_styles() {
    let body = markdown("[here](/a) ![x](/b.jpg)\n\n{{< youtube abcdefghijk >}}").body;
    let mail = to_mail_html(&body, &House, "https://backhaul.example/");
    assert!(mail.contains("href=\"https://backhaul.example/a\""), "{mail}");
    assert!(mail.contains("src=\"https://backhaul.example/media/1/tower-640.jpg\""), "{mail}");
    assert!(!mail.contains("class=") && !mail.contains("<iframe"), "{mail}");
}

#[test]
fn plain_text_reads_well() {
    let body = markdown(crate::markdown::DIALECT).body;
    let text = body.to_text();
    assert!(
        text.starts_with("A heading\n\nWords with strong, emphasis, gone, code, H2O, a link and a note."),
        "{text}"
    );
    assert!(text.contains("- entry\n  - deeper\n- done"), "{text}");
    assert!(text.ends_with("[1] From the filing."), "{text}");
}

#[test]
fn excerpts_end_at_words() {
    let body = html("<h2>Head</h2><p>Operators build open networks, slowly.</p><p>More follows.</p>").body;
    assert_eq!(body.excerpt(200), "Operators build open networks, slowly. More follows.");
    assert_eq!(body.excerpt(30), "Operators build open networks…");
    assert_eq!(body.excerpt(12), "Operators…");
    assert_eq!(body.word_count(), 8);
    assert_eq!(body.reading_minutes(), 1);
    assert_eq!(prose::Body::default().reading_minutes(), 0);
}

#[test]
fn quotes_are_themselves_in_words_and_entities_in_attributes() {
    let shown = to_html(
        &html(r#"<p>It's "<a href="/x" title="a &quot;b&quot; 'c'">&lt;5G&gt; & more</a>"</p>"#).body,
        &Nothing,
    );
    assert!(shown.contains(r#"It's "<a"#) && shown.contains("&lt;5G&gt; &amp; more</a>\""), "{shown}");
    assert!(shown.contains("title=\"a &quot;b&quot; &#39;c&#39;\""), "{shown}");
}
