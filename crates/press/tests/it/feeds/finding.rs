//! What machines look for by name: maps of the site, rules for robots, icons, what to show in the place of a link.

use content::acts;
use http::Method;
use intake::{Map, Record};
use serde_json::{Value, json};
use testkit::{House, both_engines};

use super::{MORNING, newsroom};
use crate::house::{address, article, house, item_at, publication, take};

/// A house whose site says these things of itself.
async fn saying(house: &House, said: Value) {
    let Value::Object(said) = said else { panic!("settings have names") };
    let mut records = publication(Vec::new());
    for record in &mut records {
        if let intake::Matter::Site(site) = &mut record.matter {
            site.extra = Map::from_iter(said.clone());
        }
    }
    take(house, "t", records).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_leads_to_everything_that_is_to_be_found() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast", "fibre"]).await;
        let hidden = intake::Item {
            seo: intake::Seo { hidden: true, ..intake::Seo::default() },
            ..article("hidden", "Hidden", MORNING)
        };
        let copy = intake::Item {
            canonical: Some("https://elsewhere.example/copy".into()),
            ..article("copy", "A copy", MORNING)
        };
        let page = intake::Item {
            item_kind: intake::ItemKind::Page,
            address: Some("/about".into()),
            ..article("about", "About us", MORNING)
        };
        let records = [hidden, copy, page].map(|item| Record::new(item.slug.clone().unwrap(), item)).into();
        take(&house, "t", publication(records)).await;
        let index = house.get("/sitemap.xml").await;
        assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
        let maps: Vec<String> = locations(index.text());
        assert_eq!(maps, ["/sitemap/lists.xml", "/sitemap/pages.xml", "/sitemap/2020-11.xml"]);
        let mut found = Vec::new();
        for map in maps {
            found.extend(locations(house.get(&map).await.text()));
        }
        found.sort();
        let expected = [
            "/",
            "/5g",
            "/5g/open-ran",
            "/5g/open-ran/fibre",
            "/5g/open-ran/mast",
            "/about",
            "/author/maya-lindqvist",
            "/topic/sharing",
        ];
        assert_eq!(found, expected);
        for address in found {
            assert_eq!(house.get(&address).await.status, 200, "{address} is on the map");
        }
        for nothing in ["/sitemap/2020-10.xml", "/sitemap/2020-11-2.xml", "/sitemap/x.xml", "/sitemap/2020-13.xml"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
        let id = item_at(&house, &address("mast")).await;
        acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        assert!(!house.get("/sitemap/2020-11.xml").await.text().contains("/mast"), "what is withdrawn is on no map");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_of_maps_says_which_have_changed() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items =
            [("new", "2020-11-20T08:00:00Z"), ("old", "2020-09-20T08:00:00Z"), ("older", "2020-08-20T08:00:00Z")];
        let items = items.map(|(slug, at)| Record::new(slug, article(slug, slug, at)));
        take(&house, "t", publication(items.into())).await;
        let opened = "2020-11-23T09:00:00Z";
        let all = ["lists", "2020-11", "2020-09", "2020-08"];
        assert_eq!(changed(&house).await, all.map(|map| (map.to_owned(), opened.to_owned())));
        // A correction changes the map of its month, and no other; what goes does too.
        for (slug, month) in [("old", "2020-09"), ("new", "2020-11")] {
            house.clock.advance(3600);
            let id = item_at(&house, &address(slug)).await;
            match slug {
                "old" => drop(acts::correct(&house.app, id, "It was the other mast.", "editor").await.unwrap()),
                _ => drop(acts::withdraw(&house.app, id, "", "editor").await.unwrap()),
            }
            let now = house.app.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let fresh: Vec<String> =
                changed(&house).await.into_iter().filter(|(_, at)| *at == now).map(|(map, _)| map).collect();
            // The map of a month without a story is gone; the lists have changed with it.
            let expected: &[&str] = if slug == "old" { &["lists", month] } else { &["lists"] };
            assert_eq!(fresh, expected, "{slug}");
        }
    })
    .await;
}

/// The maps in the index, and what it says of when they changed.
async fn changed(house: &House) -> Vec<(String, String)> {
    let index = house.get("/sitemap.xml").await;
    let between = |text: &str, tag: &str| {
        let rest = text.split(&format!("<{tag}>")).nth(1).expect(tag).to_owned();
        rest.split("</").next().unwrap().to_owned()
    };
    let name = |address: String| address.rsplit('/').next().unwrap().strip_suffix(".xml").unwrap().to_owned();
    let maps = index.text().split("<sitemap>").skip(1);
    maps.map(|map| (name(between(map, "loc")), between(map, "lastmod"))).collect()
}

/// The addresses on a map, from the root.
fn locations(xml: &str) -> Vec<String> {
    let whole = xml.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap());
    whole.map(|address| address.strip_prefix("https://backhaul.example").unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn news_are_news_for_two_days() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items = vec![
            Record::new("new", article("new", "New & true", "2020-11-22T09:00:00Z")),
            Record::new("old", article("old", "Old", "2020-11-20T09:00:00Z")),
        ];
        take(&house, "t", publication(items)).await;
        let map = house.get("/news-sitemap.xml").await;
        assert!(map.text().contains("<news:title>New &amp; true</news:title>"), "{}", map.text());
        assert!(map.text().contains("<news:language>en</news:language>") && !map.text().contains("Old"));
        house.clock.advance(24 * 3600 + 1);
        assert!(!house.get("/news-sitemap.xml").await.text().contains("New"), "two days are over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_say_what_the_site_says() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        for nothing in ["/ads.txt", "/humans.txt", "/security.txt", "/.well-known/security.txt"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing} is not there before the site says something");
        }
        let robots = house.get("/robots.txt").await;
        assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
        assert!(robots.text().contains("Sitemap: https://backhaul.example/sitemap.xml"));
        let llms = house.get("/llms.txt").await;
        assert!(
            llms.text().starts_with("# Backhaul\n") && llms.text().contains("[About mast](https://backhaul.example")
        );
        saying(
            &house,
            json!({"ads_txt": "placeholder.example, 1, DIRECT", "humans_txt": "Made by people.",
                "security_contact": "desk@backhaul.example", "ai_training": "no", "robots_txt": "Disallow: /private"}),
        )
        .await;
        assert_eq!(house.get("/ads.txt").await.text(), "placeholder.example, 1, DIRECT\n");
        assert_eq!(house.get("/humans.txt").await.text(), "Made by people.\n");
        assert!(house.get("/security.txt").await.text().contains("Expires: 2021-11-23T00:00:00Z"));
        let robots = house.get("/robots.txt").await;
        assert!(robots.text().contains("User-agent: GPTBot") && robots.text().contains("Disallow: /private"));
        saying(&house, json!({"hidden": "yes"})).await;
        assert_eq!(house.get("/robots.txt").await.text(), "User-agent: *\nDisallow: /\n");
        for nothing in ["/sitemap.xml", "/sitemap/2020-11.xml", "/news-sitemap.xml", "/llms.txt"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
        assert!(house.get("/").await.text().contains("<meta name=\"robots\" content=\"noindex\">"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_is_told_what_to_show_for_a_link() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let page = house.get(&address("mast")).await;
        let discovered = page.text().split("type=\"application/json+oembed\"").nth(1).unwrap();
        let there = discovered.split("href=\"https://backhaul.example").nth(1).unwrap().split('"').next().unwrap();
        let answer = house.get(&there.replace("&amp;", "&")).await;
        let told: Value = answer.json();
        assert_eq!(told["version"], "1.0");
        assert_eq!(told["title"], "About mast");
        assert_eq!(told["author_name"], "Maya Lindqvist");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        let ask = |more: &str| format!("/api/oembed?url=https%3A%2F%2Fbackhaul.example%2F5g%2Fopen-ran%2F{more}");
        assert!(house.get(&ask("mast&format=xml")).await.text().contains("<title>About mast</title>"));
        assert_eq!(house.get(&ask("mast/")).await.status, 200, "with a closing slash too");
        for (asked, status) in [
            (ask("mast&format=yaml"), 501),
            (ask("mast&maxwidth=wide"), 400),
            (ask("nothing"), 404),
            ("/api/oembed?url=https%3A%2F%2Fother.example%2F5g%2Fopen-ran%2Fmast".to_owned(), 404),
            ("/api/oembed".to_owned(), 400),
        ] {
            let answer = house.get(&asked).await;
            assert_eq!(answer.status, status, "{asked}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        let id = item_at(&house, &address("mast")).await;
        acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        assert_eq!(house.get(&ask("mast")).await.status, 404, "what is withdrawn is shown nowhere");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_telephone_finds_an_icon_and_a_manifest() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let manifest: Value = house.get("/manifest.webmanifest").await.json();
        assert_eq!(manifest["name"], "Backhaul");
        for icon in manifest["icons"].as_array().unwrap() {
            let answer = house.get(icon["src"].as_str().unwrap()).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
            let side = |at: usize| u32::from_be_bytes(answer.bytes[at..at + 4].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)));
        }
        assert_eq!(house.get("/apple-touch-icon.png").await.status, 200);
        let head = house.send(Method::HEAD, "/icon-192.png", &[]).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        let front = house.get("/").await;
        for link in ["rel=\"manifest\"", "rel=\"apple-touch-icon\"", "type=\"application/rss+xml\"", "/feed/json"] {
            assert!(front.text().contains(link), "{link}");
        }
        for (page, feed) in [
            ("/5g/open-ran", "/5g/open-ran/feed"),
            ("/topic/sharing", "/topic/sharing/feed"),
            ("/author/maya-lindqvist", "/author/maya-lindqvist/feed"),
            (&*address("mast"), "/5g/open-ran/feed"),
            ("/feeds", "/5g/feed/atom"),
        ] {
            assert!(house.get(page).await.text().contains(&format!("href=\"{feed}\"")), "{page} leads to {feed}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sites_own_picture_is_its_icon_in_every_shape() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let own = content::media::NewMedia {
            file: "mark.png".into(),
            addresses: vec!["backhaul.example/mark.png".into()],
            ..content::media::NewMedia::default()
        };
        content::media::add(&house.app, own, platform::Bytes::from_static(include_bytes!("../grey.png")))
            .await
            .unwrap();
        saying(&house, json!({"icon": "backhaul.example/mark.png"})).await;
        let manifest: Value = house.get("/manifest.webmanifest").await.json();
        let icons = manifest["icons"].as_array().unwrap();
        let purposes: Vec<&str> = icons.iter().map(|icon| icon["purpose"].as_str().unwrap()).collect();
        assert_eq!(purposes, ["any", "any", "maskable"], "{manifest}");
        for icon in icons {
            let answer = house.get(icon["src"].as_str().unwrap()).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{icon}");
            let side = |at: usize| u32::from_be_bytes(answer.bytes[at..at + 4].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)));
        }
        assert_eq!(icons[2]["sizes"], "512x512");
        let front = house.get("/").await;
        let links: Vec<&str> = front.text().split("<link rel=\"icon\" ").skip(1).map(link).collect();
        assert_eq!(links.len(), 2, "{links:?}");
        for (link, address) in links.into_iter().zip(["/icon-96.png", "/icon-192.png"]) {
            let side = side_of(&house, address).await;
            assert_eq!(link, format!("href=\"{address}\" type=\"image/png\" sizes=\"{side}x{side}\""));
        }
        let favicon = house.get("/favicon.ico").await;
        assert_eq!((favicon.status, favicon.header("content-type")), (200, "image/x-icon"));
        assert_eq!(favicon.bytes[..4], [0, 0, 1, 0], "a file of icons");
        let begin = u32::from_le_bytes(favicon.bytes[18..22].try_into().unwrap()) as usize;
        assert_eq!(favicon.bytes[begin..begin + 4], *b"\x89PNG");
        let again = house.get_with("/favicon.ico", &[("if-none-match", favicon.header("etag"))]).await;
        assert_eq!(again.status, 304);
        let theme = self::house(engine).await;
        saying(&theme, json!({})).await;
        assert!(theme.get("/").await.text().contains("/icon.svg\" type=\"image/svg+xml\">"));
        let of_theme = theme.get("/favicon.ico").await;
        assert_eq!((of_theme.status, of_theme.header("content-type")), (200, "image/x-icon"));
        assert_eq!(of_theme.bytes[..6], [0, 0, 1, 0, 3, 0], "three icons, for whoever reads no SVG");
        assert_eq!([6, 22, 38].map(|at| of_theme.bytes[at]), [16, 32, 48]);
        assert_ne!(of_theme.bytes, favicon.bytes);
        for address in ["/icon-192.png", "/apple-touch-icon.png"] {
            assert_ne!(theme.get(address).await.bytes, house.get(address).await.bytes, "{address}");
        }
    })
    .await;
}

/// The rest of a tag.
fn link(rest: &str) -> &str {
    rest.split('>').next().unwrap()
}

/// How many pixels a side of the square PNG at an address has.
async fn side_of(house: &House, address: &str) -> u32 {
    let answer = house.get(address).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{address}");
    let side = |at: usize| u32::from_be_bytes(answer.bytes[at..at + 4].try_into().unwrap());
    assert_eq!(side(16), side(20), "{address} is a square");
    side(16)
}

#[tokio::test(flavor = "multi_thread")]
async fn feeds_bear_the_icon_of_the_site() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let atom = house.get("/5g/feed/atom").await;
        assert!(atom.text().contains("<icon>https://backhaul.example/icon-96.png</icon>"), "{}", atom.text());
        assert!(!atom.text().contains("<logo>"), "the site has no nameplate");
        let rss = house.get("/topic/sharing/feed").await;
        for said in ["<url>https://backhaul.example/icon-96.png</url>", "<width>96</width>", "<height>96</height>"] {
            assert!(rss.text().contains(said), "{said}: {}", rss.text());
        }
        let json: Value = house.get("/feed/json").await.json();
        assert_eq!(json["icon"], "https://backhaul.example/icon-512.png");
        assert_eq!(json["favicon"], "https://backhaul.example/icon-96.png");
        assert_eq!((side_of(&house, "/icon-96.png").await, side_of(&house, "/icon-512.png").await), (96, 512));
        let plate = content::media::NewMedia {
            file: "plate.png".into(),
            addresses: vec!["backhaul.example/plate.png".into()],
            ..content::media::NewMedia::default()
        };
        let grey = platform::Bytes::from_static(include_bytes!("../grey.png"));
        content::media::add(&house.app, plate, grey).await.unwrap();
        saying(&house, json!({"logo": "backhaul.example/plate.png"})).await;
        house.app.catch_up().await.unwrap();
        let atom = house.get("/5g/feed/atom").await;
        let (_, logo) = atom.text().split_once("<logo>https://backhaul.example").expect("a nameplate");
        assert_eq!(house.get(logo.split('<').next().unwrap()).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_without_a_picture_is_shown_with_its_cover() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let json: Value = house.get("/feed/json").await.json();
        let cover = json["items"][0]["image"].as_str().unwrap();
        assert!(cover.starts_with("https://backhaul.example/media/cover/"), "{cover}");
        let path = cover.strip_prefix("https://backhaul.example").unwrap();
        let answer = house.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
        assert!(!json["items"][0]["content_html"].as_str().unwrap().contains("<img"), "no reader needs it in the text");
        assert!(house.get("/feed").await.text().contains("height=\"720\""));
        assert!(house.get("/feed/atom").await.text().contains(cover));
        let told: Value = house.get(&ask_for("mast", "&maxwidth=700")).await.json();
        assert_eq!((&told["thumbnail_width"], &told["thumbnail_height"]), (&json!(640), &json!(360)));
        let thumbnail = told["thumbnail_url"].as_str().unwrap().replace("https://backhaul.example", "");
        assert_eq!(house.get(&thumbnail).await.status, 200);
        for (slug, room, size) in [
            ("mast", "&maxwidth=200", (160, 90)),
            ("mast", "&maxheight=60", (80, 45)),
            ("mast", "&maxwidth=80", (80, 45)),
        ] {
            let small: Value = house.get(&ask_for(slug, room)).await.json();
            assert_eq!(
                (&small["thumbnail_width"], &small["thumbnail_height"]),
                (&json!(size.0), &json!(size.1)),
                "{room}"
            );
            let stamp =
                house.get(&small["thumbnail_url"].as_str().unwrap().replace("https://backhaul.example", "")).await;
            assert_eq!((stamp.status, stamp.header("content-type")), (200, "image/png"), "{room}");
            let side = |at: usize| u32::from_be_bytes(stamp.bytes[at..at + 4].try_into().unwrap());
            assert_eq!((side(16), side(20)), size, "{room}");
        }
        let none: Value = house.get(&ask_for("mast", "&maxwidth=79")).await.json();
        assert_eq!(none.get("thumbnail_url"), None, "nobody sees anything in that");
    })
    .await;
}

/// The address that asks how a story is shown elsewhere.
fn ask_for(slug: &str, more: &str) -> String {
    format!("/api/oembed?url=https%3A%2F%2Fbackhaul.example%2F5g%2Fopen-ran%2F{slug}{more}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_named_like_a_page_of_the_house_is_followed_all_the_same() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let search = intake::Section { slug: "search".into(), name: "Search".into(), ..intake::Section::default() };
        let story = intake::Item { sections: vec!["search".into()], ..article("found", "Found", MORNING) };
        let records = vec![Record::new("search", search), Record::new("found", story)];
        take(&house, "t", publication(records)).await;
        assert!(house.get("/search-2").await.text().contains("Found"));
        assert!(house.get("/search-2/feed").await.text().contains("Found"));
    })
    .await;
}
