//! Markdown, with front matter and the shortcodes of Hugo and Jekyll.

use prose::{Block, Options, Origin};

use crate::given::{json, markdown, p};

#[test]
fn front_matter_is_taken_off() {
    let read = markdown("---\ntitle: A\ndate: 2020-10-01 08:00:00 -0400\ntopics: [5g, ran]\n---\n\nWords.");
    assert_eq!(read.front["title"], "A");
    assert_eq!(read.front["topics"][1], "ran");
    assert_eq!(read.body.blocks, [p("Words.")]);
    let read = markdown("+++\ntitle = \"B\"\ndate = 2020-10-01T08:00:00Z\n+++\nWords.");
    assert_eq!(read.front["date"], "2020-10-01T08:00:00Z");
    assert_eq!(markdown("---\n\nWords.\n\n---\n").front.len(), 0);
}

#[test]
fn broken_front_matter_is_said_and_the_text_is_kept() {
    let read = markdown("---\ntitle: [a\n---\nWords.");
    assert_eq!(read.leftovers[0].what, "front matter");
    assert_eq!(read.body.blocks, [p("Words.")]);
}

#[test]
fn github_tables_tasks_notes_and_alerts_are_read() {
    let read = markdown(
        "| a | b |\n|---|--:|\n| 1 | ~~2~~ |\n\n- [x] done\n\nSaid[^a].\n\n[^a]: Where.\n\n> [!WARNING]\n> Careful.",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"table","head":[[{"text":["a"],"heads":true},{"text":["b"],"heads":true,"align":"right"}]],"rows":[[{"text":["1"]},{"text":[["s","2"]],"align":"right"}]]},{"t":"list","items":[{"done":true,"blocks":[{"t":"p","text":["done"]}]}]},{"t":"p","text":["Said",{"fn":"1"},"."]},{"t":"aside","tone":"warning","title":["Warning"],"blocks":[{"t":"p","text":["Careful."]}]}]"#);
    assert_eq!(read.body.notes[0].blocks, [p("Where.")]);
}

#[test]
fn hugo_shortcodes_are_blocks_where_they_stand() {
    let read = markdown(
        "Text {{< highlight >}}marked{{< /highlight >}}.\n\n{{< figure src=\"/a.jpg\" alt=\"x\" caption=\"by *Ada*\" >}}\n\n  * entry\n\n    {{% note %}}\n    In the *entry*\n    {{% /note %}}\n\n{{< youtube id=\"G0Eij3E7RLQ\" title=\"Kit\" >}}\n\n{{< quote-block text=\"I have not failed.\" cite=\"Edison\" >}}",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":["Text ",["m","marked"],"."]},{"t":"figure","src":"/a.jpg","alt":"x","caption":["by ",["i","Ada"]]},{"t":"list","items":[{"blocks":[{"t":"p","text":["entry"]},{"t":"aside","tone":"note","blocks":[{"t":"p","text":["In the ",["i","entry"]]}]}]}]},{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=G0Eij3E7RLQ","id":"G0Eij3E7RLQ","title":"Kit"},{"t":"quote","blocks":[{"t":"p","text":["I have not failed."]}],"cite":["Edison"]}]"#);
}

#[test]
fn references_ask_the_source_and_have_an_answer_of_their_own() {
    let known = |path: &str| (path == "news/a.md").then(|| "/2014/a/".to_owned());
    let options = Options { refs: Some(&known), ..Options::default() };
    let text = "[a]({{< ref \"news/a.md\" >}} \"T\") <a href=\"{{< tmp \"events/b.md\" >}}\">b</a> {{< ref \"/c\" >}}";
    assert_eq!(prose::from_markdown(text, &options).body.links(), ["/2014/a/", "/events/b/", "/c"]);
}

#[test]
fn jekyll_tags_are_read() {
    let read = markdown(
        "{% highlight ruby %}\nputs {{ x }}\n{% endhighlight %}\n\n{% include figure.html src=\"/a.png\" caption=\"Mast\" %}\n\n[x]({{ site.baseurl }}/y)\n{: .wide }\n\n{% youtube abcdefghijk %}",
    );
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"code","text":"puts {{ x }}","lang":"ruby"},{"t":"figure","src":"/a.png","caption":["Mast"]},{"t":"p","text":[{"a":{"href":"/y","text":["x"]}}]},{"t":"embed","provider":"youtube","url":"https://www.youtube.com/watch?v=abcdefghijk","id":"abcdefghijk"}]"#);
}

#[test]
fn shortcodes_in_code_are_shown() {
    let read = markdown("`{{< ref \"a\" >}}` and {{</* note */>}}\n\n```\n{{< note >}}\n```\n\n    {{< box >}}");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"p","text":[["c","{{< ref \"a\" >}}"]," and {{< note >}}"]},{"t":"code","text":"{{< note >}}"},{"t":"code","text":"{{< box >}}"}]"#);
}

#[test]
fn unknown_shortcodes_are_said_and_their_words_stay() {
    let read = markdown("{{< carousel text=\"Look\" >}}\n\n{{< wibble >}}\nWords\n{{< /wibble >}}");
    assert_eq!(read.body.blocks, [p("Look"), p("Words")]);
    assert_eq!(read.leftovers.len(), 2);
}

#[test]
fn html_in_markdown_means_what_it_says() {
    let read = markdown("<div class=\"note\">\n\n**Bold** words\n\n</div>\n\n<center>x</center>");
    insta::assert_snapshot!(json(&read.body), @r#"[{"t":"aside","tone":"note","blocks":[{"t":"p","text":[["b","Bold"]," words"]}]},{"t":"p","text":["x"]}]"#);
}

/// One of everything, in the words of the dialect.
pub const DIALECT: &str = "\
## A heading

Words with **strong**, _emphasis_, ~~gone~~, `code`, H<sub>2</sub>O, a [link](/5g) and a note[^1].

- entry
  - deeper
- [x] done

1. first
2. second

> Said.

{{< quote cite=\"Ada Lens\" >}}

Said well.

{{< /quote >}}

{{< pullquote cite=\"Ada Lens\" >}}

Open wins.

{{< /pullquote >}}

![A mast](/mast.jpg)

{{< figure src=\"/mast.jpg#2\" alt=\"A mast\" credit=\"Ada Lens\" stand=\"right\" >}}The _tallest_ mast{{< /figure >}}

{{< gallery caption=\"Masts\" >}}

{{< figure src=\"/a.jpg\" alt=\"One\" >}}

{{< figure src=\"/b.jpg\" alt=\"Two\" >}}

{{< /gallery >}}

| Year | Masts |
| --- | --: |
| 2020 | 12 |

```rust
fn main() {}
```

{{< embed url=\"https://www.youtube.com/watch?v=abcdefghijk\" title=\"A talk\" >}}

{{< audio src=\"/talk.mp3\" title=\"The talk\" >}}

{{< callout section=\"5g/open-ran\" >}}More on open RAN{{< /callout >}}

{{< note title=\"Mind\" >}}

The gap.

{{< /note >}}

{{< details title=\"Method\" >}}

How we counted.

{{< /details >}}

<dl>
<dt>

RAN

</dt>
<dd>

Radio access network

</dd>
</dl>

{{< related title=\"Read on\" \"5g/first\" \"5g/second\" >}}

{{< button href=\"/register\" text=\"Register\" >}}

***

<!--more-->

[^1]: From the filing.
";

#[test]
fn the_dialect_is_what_is_written() {
    let read = prose::from_markdown(DIALECT, &Options { origin: Origin::House, ..Options::default() });
    assert!(read.leftovers.is_empty(), "{:?}", read.leftovers);
    assert_eq!(prose::to_markdown(&read.body), DIALECT);
    assert!(read.body.blocks.iter().any(|block| matches!(block, Block::Callout { .. })));
}

#[test]
fn pictures_that_are_paragraphs_of_their_own_stay_so() {
    let picture = |name: &str| {
        let image =
            prose::Image { src: format!("https://a.example/{name}.png"), alt: name.into(), width: None, height: None };
        Block::Paragraph { text: vec![prose::Inline::Image(image)] }
    };
    let two = || vec![picture("one"), picture("two")];
    let inside = Block::Details { summary: Vec::new(), blocks: two() };
    let body = prose::Body::of([two(), vec![inside]].concat());
    let house = Options { origin: Origin::House, ..Options::default() };
    assert_eq!(prose::from_markdown(&prose::to_markdown(&body), &house).body, body);
}

#[test]
fn a_colon_after_the_call_of_a_footnote_makes_no_footnote() {
    let body = prose::from_html(
        "<p><sup><a href=#fn1>1</a></sup>: said so.</p><ol class=footnotes><li id=fn1>Where.</li></ol>",
        &Options::default(),
    )
    .body;
    let written = prose::to_markdown(&body);
    assert_eq!(markdown(&written).body, body, "{written}");
}
