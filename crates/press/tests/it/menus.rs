//! Menus of WordPress: nested as they were, none lost, and each place with the menu that belongs there.

use importer::archive::export;
use importer::sources::{Form, Options};
use platform::db::query;
use platform::records::Outcome;
use testkit::{House, both_engines};

use crate::archives::same;
use crate::galleries::{HOST, folder, post, wxr};
use crate::house::{house, import_file, publication, take};

/// An entry of a menu: where it leads is said by WordPress's fields.
struct Entry<'a> {
    id: u32,
    below: u32,
    menu: (&'a str, &'a str),
    label: &'a str,
    to: [&'a str; 4],
}

impl Entry<'_> {
    fn text(&self) -> String {
        let Self { id, below, menu: (slug, name), label, to } = self;
        let [sort, object, number, url] = to;
        let fields = [
            ("_menu_item_menu_item_parent", below.to_string().as_str()),
            ("_menu_item_type", sort),
            ("_menu_item_object", object),
            ("_menu_item_object_id", number),
            ("_menu_item_url", url),
        ]
        .map(|(field, value)| {
            format!(
                "<wp:postmeta><wp:meta_key>{field}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
            )
        });
        format!(
            "<item><title>{label}</title><wp:post_id>{id}</wp:post_id><wp:menu_order>{id}</wp:menu_order>\
             <wp:post_type>nav_menu_item</wp:post_type><wp:status>publish</wp:status>\
             <category domain=\"nav_menu\" nicename=\"{slug}\">{name}</category>{}</item>\n",
            fields.concat()
        )
    }
}

/// An export whose menus are these, in this order.
fn with_menus(menus: &[Vec<String>]) -> String {
    let section = "<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>5g</wp:category_nicename>\
                   <wp:cat_name>5G</wp:cat_name></wp:category>\n";
    let names = [
        ("header-menu", "Header Menu"),
        ("primary", "Primary"),
        ("footer-1", "Footer 1"),
        ("footer-2", "Footer 2"),
        ("odds", "Odds"),
    ];
    let terms = names.map(|(slug, name)| {
        format!(
            "<wp:term><wp:term_id>{}</wp:term_id><wp:term_taxonomy>nav_menu</wp:term_taxonomy>\
             <wp:term_slug>{slug}</wp:term_slug><wp:term_name>{name}</wp:term_name></wp:term>\n",
            slug.len() + 90
        )
    });
    let items = [vec![section.to_owned()], terms.to_vec(), vec![post(HOST, 1, "publish", "Text")]].concat();
    wxr(HOST, &[items, menus.concat()].concat())
}

fn menus() -> Vec<Vec<String>> {
    let entry = |id, below, menu, label, to| Entry { id, below, menu, label, to }.text();
    let header = ("header-menu", "Header Menu");
    let (one, two) = (("footer-1", "Footer 1"), ("footer-2", "Footer 2"));
    vec![
        vec![
            entry(20, 0, header, "Radio", ["taxonomy", "category", "4", ""]),
            entry(21, 20, header, "The story", ["post_type", "post", "1", ""]),
            entry(22, 21, header, "Deep", ["custom", "custom", "22", "https://backhaul.example/deep/"]),
            entry(23, 22, header, "Deeper", ["custom", "custom", "23", "https://elsewhere.example/deeper"]),
            entry(24, 0, header, "Away", ["custom", "custom", "24", "https://elsewhere.example/"]),
        ],
        vec![entry(30, 0, ("primary", "Primary"), "Only one", ["custom", "custom", "30", "/only-one"])],
        vec![entry(40, 0, one, "Of the first", ["custom", "custom", "40", "/first"])],
        vec![
            entry(50, 0, two, "Of the second", ["custom", "custom", "50", "/second"]),
            entry(51, 0, two, "Of the second too", ["custom", "custom", "51", "/second-too"]),
        ],
        vec![entry(60, 0, ("odds", "Odds"), "Odd one", ["custom", "custom", "60", "/odd"])],
    ]
}

/// What stands in the menu under the nameplate, each entry by its depth, label and address.
async fn main_menu(house: &House) -> Vec<String> {
    let page = house.get("/").await;
    let page = page.text();
    for unseen in ["Only one", "Of the first", "Odd one"] {
        assert!(!page.contains(unseen), "{unseen}: {page}");
    }
    assert!(page.contains("Of the second too"), "{page}");
    let (_, menu) = page.split_once("<ul class=\"menu-list\">").unwrap();
    let menu = menu.split("</nav>").next().unwrap();
    let mut depth = 1;
    let mut found = Vec::new();
    for tag in menu.split('<').skip(1) {
        match tag {
            _ if tag.starts_with("ul") => depth += 1,
            _ if tag.starts_with("/ul") => depth -= 1,
            _ if tag.starts_with("a ") => {
                let address = tag.split_once("href=\"").unwrap().1.split('"').next().unwrap();
                found.push(format!("{depth} {} {address}", tag.split_once('>').unwrap().1));
            }
            _ => {}
        }
    }
    found
}

const MAIN: [&str; 5] = [
    "1 Radio /5g",
    "2 The story /story-1/",
    "3 Deep /deep/",
    "3 Deeper https://elsewhere.example/deeper",
    "1 Away https://elsewhere.example/",
];

fn of_menus(remarks: &[String]) -> Vec<&str> {
    let mut said: Vec<&str> = remarks.iter().filter(|said| said.starts_with("menu ")).map(String::as_str).collect();
    said.sort_unstable();
    said
}

const SAID: [&str; 3] = [
    "menu menu:footer-1 : it is kept and not shown: at its place, footer, stands the menu \"Footer 2\", which has more \
     entries",
    "menu menu:odds : it is kept and not shown: its name says no place (main, utility, footer)",
    "menu menu:primary : it is kept and not shown: at its place, main, stands the menu \"Header Menu\", which has more \
     entries",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_menu_is_kept_and_the_best_of_each_place_is_shown() {
    both_engines(async |engine| {
        let mut turned = menus();
        turned.reverse();
        let (folder, files) = folder(&[("one.xml", with_menus(&menus())), ("two.xml", with_menus(&turned))], &[]);
        for file in &files {
            let house = house(engine).await;
            let (account, remarks) = import_file(&house, Form::Wordpress, file, Options::default()).await;
            assert_eq!(account.report.of("menu", Outcome::Created), 5);
            assert_eq!(of_menus(&remarks), SAID);
            assert_eq!(main_menu(&house).await, MAIN);
            let (again, remarks) = import_file(&house, Form::Wordpress, file, Options::default()).await;
            assert_eq!(again.report.changed(), 0, "{}", again.report);
            assert_eq!(of_menus(&remarks), SAID);
            assert_eq!(
                (main_menu(&house).await, house.rows("content_menus").await),
                (MAIN.map(str::to_owned).to_vec(), 5)
            );
        }
        let first = house(engine).await;
        import_file(&first, Form::Wordpress, &files[0], Options::default()).await;
        let (one, two) = (folder.path().join("first"), folder.path().join("second"));
        export(&first.app, &one).await.unwrap();
        let second = house(engine).await;
        import_file(&second, Form::Archive, &one, Options::default()).await;
        assert_eq!(main_menu(&second).await, MAIN);
        export(&second.app, &two).await.unwrap();
        same(&one, &two);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_better_menu_that_comes_later_takes_the_place() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let menu = |place: &str, labels: &[&str]| {
            let to = |label: &&str| Some(intake::Target::Address(format!("/{label}")));
            let entry = |label| intake::MenuEntry { label: format!("To {label}"), to: to(label), entries: Vec::new() };
            let entries = labels.iter().map(entry).collect();
            intake::Record::new(place, intake::Menu { place: place.into(), entries, ..intake::Menu::default() })
        };
        assert_eq!(take(&house, "t", publication(vec![menu("odds", &["odd", "odder"])])).await, []);
        assert!(house.get("/").await.text().contains("To odder"), "the only one there is");
        let said = take(&house, "t", vec![menu("primary", &["first"])]).await;
        assert_eq!(said.len(), 0, "nothing is said of a menu that no place was for: {said:?}");
        let page = house.get("/").await;
        assert!(page.text().contains("To first") && !page.text().contains("To odder"), "{}", page.text());
        let said = take(&house, "t", vec![menu("header", &["first", "second"])]).await;
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].why, "it takes the place of the menu \"primary\", which is kept and not shown");
        let page = house.get("/").await;
        assert!(page.text().contains("To second"), "{}", page.text());
        let places = "SELECT COUNT(*) AS answer FROM content_menus WHERE place IN ('main', 'utility', 'footer')";
        let shown: i64 = query(places).answer(&mut house.app.db().read().await.unwrap()).await.unwrap();
        assert_eq!((shown, house.rows("content_menus").await), (1, 3));
    })
    .await;
}
