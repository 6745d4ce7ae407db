//! Themes: a folder over the built-in templates; a broken one is refused by file and line, the last good one serves on.

use std::borrow::Cow;
use std::path::Path;

use platform::App;
use platform::axum::extract::State;
use platform::axum::response::Html;
use platform::axum::routing::get;
use platform::feature::{Feature, Route};
use platform::http::HttpError;
use platform::minijinja::{Value, context};
use platform::views::{Embedded, SampledView, Samples, View, Views};
use serde::Serialize;
use tempfile::TempDir;
use testkit::{House, both_engines};

#[derive(Serialize)]
struct Stall {
    name: &'static str,
}

impl View for Stall {
    const TEMPLATE: &'static str = "stall.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("plain", Self { name: "plums" }), ("sly", Self { name: "<b>pears</b>" })]
    }
}

const TEMPLATES: Embedded = Embedded {
    names: || vec![Cow::from("stall.html"), Cow::from("partials/sign.html")],
    bytes: |name| match name {
        "stall.html" => Some(Cow::from(&b"built in: {% include 'partials/sign.html' %}"[..])),
        "partials/sign.html" => Some(Cow::from(&b"{{ page.name }} in {{ chrome.town }} {{ asset('sign.css') }}"[..])),
        _ => None,
    },
    modified: |_| None,
};
const ASSETS: Embedded = Embedded {
    names: || vec![Cow::from("sign.css")],
    bytes: |name| (name == "sign.css").then(|| Cow::from(&b"h1{color:red}"[..])),
    modified: |_| None,
};

fn chrome() -> Value {
    context! { town => "Lusara" }
}

async fn show(State(app): State<App>) -> Result<Html<String>, HttpError> {
    let page = app.views().render(&Stall { name: "<i>plums</i>" }, &chrome()).map_err(HttpError::internal)?;
    Ok(Html(page))
}

fn features() -> Vec<Feature> {
    vec![Feature {
        name: "market",
        templates: Some(TEMPLATES),
        assets: Some(ASSETS),
        views: vec![SampledView::of::<Stall>()],
        chrome_sample: Some(chrome),
        routes: vec![Route::page("/stall", "show_stall", || get(show))],
        ..Feature::default()
    }]
}

fn open(theme: &Path) -> Result<Views, String> {
    let samples = Samples { views: vec![SampledView::of::<Stall>()], chrome };
    Views::open(vec![(TEMPLATES, ASSETS)], samples, Some(theme.to_owned())).map_err(|why| why.to_string())
}

fn write(theme: &TempDir, name: &str, text: &str) {
    let path = theme.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn theme(files: &[(&str, &str)]) -> TempDir {
    let theme = tempfile::tempdir().unwrap();
    write(&theme, "theme.toml", "name = \"Night market\"\n");
    for (name, text) in files {
        write(&theme, name, text);
    }
    theme
}

#[tokio::test]
async fn a_theme_overrides_what_it_names_and_leaves_the_rest() {
    both_engines(async |engine| {
        let plain = House::on(engine).features(features).open().await.get("/stall").await;
        assert!(plain.text().starts_with("built in: &lt;i&gt;plums"), "{}", plain.text());
        let folder = theme(&[("templates/partials/sign.html", "a sign: {{ page.name }} {{ asset('sign.css') }}")]);
        write(&folder, "assets/sign.css", "h1{color:blue}");
        let path = folder.path().to_owned();
        let house = House::on(engine).features(features).settings(|config| config.theme = Some(path)).open().await;
        let themed = house.get("/stall").await;
        assert!(themed.text().starts_with("built in: a sign: &lt;i&gt;plums"), "{}", themed.text());
        let address = themed.text().rsplit(' ').next().unwrap();
        assert!(address.ends_with("/sign.css") && !plain.text().ends_with(address), "its own style at its own address");

        // Saved with a fault in it: the last good one goes on serving; mended, the new one is taken.
        write(&folder, "templates/stall.html", "first line\n{% if page.name %}never closed");
        let error = house.app.views().refresh().expect_err("it is broken").to_string();
        assert!(error.contains("stall.html, line 2"), "{error}");
        assert_eq!(house.get("/stall").await.bytes, themed.bytes);
        write(&folder, "templates/stall.html", "mended: {{ page.name }}");
        assert!(house.app.views().refresh().unwrap());
        assert_eq!(house.get("/stall").await.text(), "mended: &lt;i&gt;plums&lt;&#x2f;i&gt;".replace("&#x2f;", "/"));
        assert!(!house.app.views().refresh().unwrap(), "nothing has changed since");
    })
    .await;
}

#[test]
fn a_broken_theme_is_refused_by_file_and_line() {
    let cases = [
        ("templates/stall.html", "one\ntwo {{ page.name", "stall.html, line 2"),
        ("templates/stall.html", "one\n\n{{ page.name.colour.depth }}", "stall.html, line 3"),
        ("templates/partials/sign.html", "one\n{{ nonsense() }}", "partials/sign.html, line 2"),
        ("templates/partials/sign.html", "{{ asset('lost.css') }}", "there is no asset \"lost.css\""),
        ("templates/stall.html", "{% extends 'nowhere.html' %}", "nowhere.html"),
        ("theme.toml", "name = \"x\"\ncolour = \"red\"\n", "unknown field `colour`"),
        ("theme.toml", "name = \n", "theme.toml"),
    ];
    for (file, text, says) in cases {
        let folder = theme(&[(file, text)]);
        let error = open(folder.path()).expect_err(text);
        assert!(error.contains(says), "{error}\nshould say {says}");
    }
    let nowhere = open(Path::new("/nonexistent/theme")).expect_err("there is no such folder");
    assert!(nowhere.contains("/nonexistent/theme/theme.toml"), "{nowhere}");
    assert!(open(theme(&[]).path()).is_ok());
}

#[test]
fn what_a_reader_wrote_is_escaped_in_every_template() {
    let folder = theme(&[]);
    let views = open(folder.path()).unwrap();
    let html = views.render(&Stall { name: "<script>alert(1)</script>" }, &chrome()).unwrap();
    assert!(!html.contains("<script>"), "{html}");
}
