//! Nothing that runs, and nothing that leads where it should not, comes out: the output is parsed again and every
//! element, attribute and address compared with a list.

use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use prose::{Body, Nothing, Options, to_html, to_mail_html};

use crate::given::{House, SamePlace};

const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "aside",
    "audio",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "hr",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "video",
];

const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "border",
    "cellpadding",
    "cellspacing",
    "checked",
    "class",
    "colspan",
    "controls",
    "data-colour",
    "data-item",
    "data-poster",
    "data-shape",
    "data-still",
    "data-provider",
    "data-section",
    "data-src",
    "data-title",
    "disabled",
    "height",
    "hidden",
    "href",
    "id",
    "loading",
    "poster",
    "preload",
    "rel",
    "role",
    "rowspan",
    "scope",
    "sizes",
    "src",
    "srcset",
    "start",
    "style",
    "tabindex",
    "title",
    "type",
    "width",
];

struct Inspector;

impl TokenSink for Inspector {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(Tag { name, attrs, .. }) = token {
            assert!(ELEMENTS.contains(&&*name), "element {name}");
            for attr in attrs {
                let (key, value) = (&*attr.name.local, &*attr.value);
                assert!(ATTRIBUTES.contains(&key), "attribute {key} of {name}");
                if matches!(key, "href" | "data-src") {
                    assert!(prose::safe_href(value).is_some(), "{name} {key}={value}");
                }
                if matches!(key, "src" | "poster" | "data-poster") {
                    assert!(prose::safe_src(value).is_some(), "{name} {key}={value}");
                }
            }
        } else if let Token::CommentToken(text) = token {
            panic!("a comment came out: {text}");
        }
        TokenSinkResult::Continue
    }
}

fn inspect(html: &str) {
    let tokenizer = Tokenizer::new(Inspector, Default::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

pub fn assert_harmless(body: &Body) {
    inspect(&to_html(body, &SamePlace));
    inspect(&to_html(body, &Nothing));
    inspect(&to_html(body, &House));
    inspect(&to_mail_html(body, &SamePlace, "https://backhaul.example"));
}

#[test]
fn known_attacks_do_nothing() {
    let attacks = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\" &#1; javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:x\">x</a>",
        "<a href=\"/\\evil.example\">x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "<video poster=javascript:alert(1) src=/a.mp4 onplay=alert(1)></video>",
        "<embed src=javascript:alert(1)>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<h2 id='\"><script>alert(1)</script>'>x</h2>",
        "<pre><code class='language-\"><img src=x onerror=alert(1)>'>x</code></pre>",
        "[caption caption='<img src=x onerror=alert(1)>']<img src=/a.jpg>[/caption]",
        "{{< figure src=\"javascript:alert(1)\" >}}",
        "[x](javascript:alert(1))",
        "![x](data:text/html,x)",
    ];
    for attack in attacks {
        assert_harmless(&prose::from_html(attack, &Options::default()).body);
        assert_harmless(&prose::from_html(attack, &Options::wordpress()).body);
        let read = prose::from_markdown(attack, &Options::default());
        assert_harmless(&read.body);
        let shown = to_html(&read.body, &SamePlace);
        assert!(!shown.contains("javascript:") || !shown.contains("href=\"javascript"), "{attack}: {shown}");
    }
}

#[test]
fn hostile_nesting_costs_neither_stack_nor_time() {
    let started = std::time::Instant::now();
    let n = 100_000;
    let texts = [
        "<div>".repeat(n) + "words",
        "<b>".repeat(n) + "words",
        "<p><b id=x>".repeat(n) + "words",
        "<blockquote>".repeat(n) + "words",
        "<ul><li>".repeat(n) + "words",
        "<table><tr><td>".repeat(n) + "words",
        "<a href=/x>".repeat(n) + "words",
        "<span>x</span>".repeat(n) + "words",
        "[".repeat(n) + "words",
        "[caption]".repeat(n) + "words",
        "<font color=a><p>".repeat(n / 10) + "words",
        "words".to_owned() + &"<svg><desc>".repeat(n),
        "<code>".repeat(n) + "words",
    ];
    for text in &texts {
        let body = prose::from_html(text, &Options::wordpress()).body;
        assert!(body.to_text().contains("words"), "{}", &text[..20]);
        let json = serde_json::to_string(&body).unwrap();
        serde_json::from_str::<Body>(&json).unwrap();
    }
    let n = 20_000;
    let texts = [
        "> ".repeat(n) + "words",
        "- ".repeat(n) + "words",
        "*a **a ".repeat(n) + "words",
        "[a](".repeat(n) + "words",
        "![".repeat(n) + "words",
        "`a``".repeat(n) + "words",
        "{{< note >}}\n".repeat(n) + "words",
        "{{< ".repeat(n) + "words",
        "{{< a \"".repeat(n) + "words",
    ];
    for text in &texts {
        let body = prose::from_markdown(text, &Options::default()).body;
        let json = serde_json::to_string(&body).unwrap();
        serde_json::from_str::<Body>(&json).unwrap();
    }
    assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
}
