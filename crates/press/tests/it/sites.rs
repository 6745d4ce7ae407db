//! Settings of a site: shown, set and taken back from the command line, and seen by readers at once.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use content::acts::set_site;
use content::media::NewMedia;
use content::model::Site;
use content::store;
use intake::{Record, Writer};
use platform::Bytes;
use platform::changes;
use platform::setting::Setting;
use testkit::{House, both_engines};

use crate::binary::{Said, Serving, run, said, word};
use crate::cut_off::Place;
use crate::house::{article, house, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";

/// A house for the program, filled from an archive with one story.
async fn filled(engine: platform::db::Engine) -> Place {
    let place = Place::new(engine).await;
    let archive = place.house.folder().join("archive.jsonl");
    let header = intake::Header::new("t", Some("https://backhaul.example".to_owned()));
    let mut writer = Writer::create(std::fs::File::create(&archive).unwrap(), &header).unwrap();
    for record in publication(vec![Record::new("mast", article("mast", "About masts", MORNING))]) {
        writer.write(&record).unwrap();
    }
    writer.finish().unwrap();
    let done = place.run(&["import", "archive", word(&archive)]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    place
}

/// Runs the program with this on its standard input.
fn run_with(place: &Place, words: &[&str], input: &str) -> Said {
    let mut command = place.command(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    said(process.wait_with_output().unwrap())
}

/// Asks a server until its answer is as wanted: within a second.
fn soon(server: &Serving, path: &str, wanted: impl Fn(&str) -> bool) {
    let begun = Instant::now();
    loop {
        let answer = server.get(path);
        if wanted(&answer) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(1), "{path}: {answer}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_set_from_the_command_line_is_seen_by_a_server_that_runs() {
    both_engines(async |engine| {
        let place = filled(engine).await;
        let server = Serving::start_command(place.command(&["serve", "--listen", "127.0.0.1:0"]));
        assert!(server.get("/ads.txt").starts_with("HTTP/1.1 404"));
        assert!(server.get("/").contains("Backhaul"));

        let ads = "ads.example, 12, DIRECT\nads.example, 13, RESELLER\n";
        let set = run_with(&place, &["site", "set", "backhaul.example", "ads_txt", "--file", "-"], ads);
        assert_eq!((set.code, set.err.as_str()), (0, ""), "{}", set.out);
        assert_eq!(set.out, "backhaul.example: ads_txt is ads.example, 12, DIRECT … (2 lines)\n");
        soon(&server, "/ads.txt", |answer| answer.starts_with("HTTP/1.1 200") && answer.contains(ads.trim()));

        let file = place.house.folder().join("robots");
        std::fs::write(&file, "Disallow: /drafts\n").unwrap();
        assert_eq!(place.run(&["site", "set", "Backhaul", "robots_txt", "--file", word(&file)]).code, 0);
        soon(&server, "/robots.txt", |answer| answer.contains("Disallow: /drafts"));
        assert_eq!(place.run(&["site", "set", "www.backhaul.example", "name", "The Duct"]).code, 0);
        soon(&server, "/", |answer| answer.contains("The Duct"));
        soon(&server, "/5g/open-ran/mast", |answer| answer.contains("The Duct"));

        let shown = place.run(&["site"]).out;
        for line in
            ["backhaul.example  (id ", "  name                   The Duct\n", "(2 lines)", "Disallow: /drafts\n"]
        {
            assert!(shown.contains(line), "{line:?} is missing in\n{shown}");
        }
        assert_eq!(place.run(&["site", "unset", "backhaul.example", "ads_txt"]).code, 0);
        soon(&server, "/ads.txt", |answer| answer.starts_with("HTTP/1.1 404"));
        assert!(!place.run(&["site"]).out.contains("ads_txt"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_set_is_refused_with_what_can() {
    both_engines(async |engine| {
        let place = filled(engine).await;
        let wrong: [(&[&str], &[&str]); 9] = [
            (&["set", "backhaul.example", "adds_txt", "x"], &["no setting \"adds_txt\"", "ads_txt", "podcast.title"]),
            (&["set", "elsewhere.example", "hub", "x"], &["no site \"elsewhere.example\"", "backhaul.example"]),
            (&["set", "backhaul.example", "hub", "here"], &["hub must be a whole address: https://"]),
            (&["set", "backhaul.example", "accent", "pink"], &["accent must be one of ink, signal"]),
            (&["set", "backhaul.example", "icon", "none-such"], &["no picture \"none-such\""]),
            (&["set", "backhaul.example", "time_zone", "Berlin"], &["time_zone must be a time zone: Europe/Berlin"]),
            (&["set", "backhaul.example", "hub"], &["nothing is said", "--file"]),
            (&["set", "backhaul.example", "ads_txt", "--file", "none-such"], &["none-such cannot be read"]),
            (&["unset", "backhaul.example", "language"], &["every site has its language"]),
        ];
        let before = place.run(&["site"]).out;
        for (words, told) in wrong {
            let said = place.run(&[&["site"], words].concat());
            assert_eq!((said.code, said.out.as_str()), (1, ""), "{words:?}");
            for told in told {
                assert!(said.err.contains(told), "{words:?} does not say {told:?}: {}", said.err);
            }
        }
        assert_eq!(place.run(&["site"]).out, before);
        // Which house is meant may be said before or behind what is done there.
        let (home, database) = (word(place.house.folder()), place.house.app.config().database());
        let first = run(&["site", "--house", home, "--database", &database, "unset", "backhaul.example", "notice"]);
        assert_eq!((first.code, first.out.as_str()), (0, "backhaul.example: notice is not set\n"), "{}", first.err);
        let keys = place.run(&["site", "keys"]);
        assert_eq!(keys.code, 0);
        for setting in press::features().iter().flat_map(|feature| feature.settings) {
            assert!(keys.out.contains(setting.name) && keys.out.contains(&setting.form.wanted()), "{}", setting.name);
        }
    })
    .await;
}

/// The setting of this name.
fn setting(name: &str) -> &'static Setting {
    let all = press::features().into_iter().flat_map(|feature| feature.settings);
    all.into_iter().find(|setting| setting.name == name).expect("a setting")
}

async fn only_site(house: &House) -> Site {
    store::sites::all(&mut house.app.db().read().await.unwrap()).await.unwrap().remove(0)
}

async fn set(house: &House, name: &str, text: Option<&str>) {
    let site = only_site(house).await;
    set_site(&house.app, site.id, (setting(name), text), "command line").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_is_one_change_purges_this_node_and_stays_when_the_import_is_repeated() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items = || vec![Record::new("mast", article("mast", "About masts", MORNING))];
        take(&house, "t", publication(items())).await;
        let mark = NewMedia {
            file: "mark.png".into(),
            addresses: vec!["backhaul.example/mark.png".into()],
            ..NewMedia::default()
        };
        content::media::add(&house.app, mark, Bytes::from_static(include_bytes!("grey.png"))).await.unwrap();
        assert_eq!(house.get("/humans.txt").await.status, 404);
        assert!(!house.get("/").await.text().contains("Down for the night"));

        set(&house, "humans_txt", Some("Made in Cairo\nby three")).await;
        set(&house, "notice", Some("Down for the night")).await;
        set(&house, "icon", Some("https://backhaul.example/mark.png")).await;
        set(&house, "podcast.title", Some("Airtime")).await;
        set(&house, "time_zone", Some("Africa/Cairo")).await;
        assert_eq!(house.get("/humans.txt").await.text(), "Made in Cairo\nby three\n");
        assert!(house.get("/").await.text().contains("Down for the night"));
        assert!(house.get("/").await.text().contains("<link rel=\"icon\""));
        let log = |kind: &'static str| {
            let house = &house;
            async move {
                let site = only_site(house).await.id.uuid();
                changes::of(&mut house.app.db().read().await.unwrap(), site, kind).await.unwrap()
            }
        };
        assert_eq!((log("SiteSet").await.len(), log("SiteLocaleChanged").await.len()), (5, 1));
        set(&house, "notice", Some("Down for the night")).await;
        assert_eq!(log("SiteSet").await.len(), 5, "nothing was changed");

        // The source says something else since: what it says of other things is taken, what was set here stays.
        let mut again = publication(items());
        for record in &mut again {
            if let intake::Matter::Site(site) = &mut record.matter {
                site.tagline = Some("The line".into());
                site.extra.insert("notice".into(), "From the source".into());
                site.extra.insert("copyright".into(), "The source".into());
            }
        }
        let remarks = take(&house, "t", again).await;
        let told: Vec<&str> = remarks.iter().map(|remark| remark.why.as_str()).collect();
        assert!(told.contains(&"its setting notice was set in the house, and stays"), "{told:?}");
        let site = only_site(&house).await;
        assert_eq!((site.tagline.as_deref(), site.time_zone.as_str()), (Some("The line"), "Africa/Cairo"));
        assert_eq!(site.fields["notice"], "Down for the night");
        assert_eq!(site.fields["copyright"], "The source");
        assert_eq!(site.fields["podcast"]["title"], "Airtime");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_set_at_once_lose_nothing() {
    both_engines(async |engine| {
        let house = house(engine).await;
        take(&house, "t", publication(Vec::new())).await;
        let other = house.another_node().await;
        let names = ["copyright", "notice", "short_name", "handle", "description", "ads_txt", "humans_txt", "llms_txt"];
        let (ours, theirs) = names.split_at(4);
        let all = |house: &'static House, names: Vec<&'static str>| async move {
            for name in names {
                set(house, name, Some(name)).await;
            }
        };
        let (one, two): (&'static House, &'static House) = (Box::leak(Box::new(house)), Box::leak(Box::new(other)));
        tokio::join!(all(one, ours.to_vec()), all(two, theirs.to_vec()));
        let site = only_site(one).await;
        for name in names {
            assert_eq!(site.fields.get(name).and_then(|said| said.as_str()), Some(name), "{:?}", site.fields);
        }
    })
    .await;
}

/// A setting that is read and that nobody can set would be found in the source alone.
#[test]
fn every_setting_that_is_read_can_be_set() {
    let known: Vec<&str> =
        press::features().iter().flat_map(|feature| feature.settings).map(|setting| setting.name).collect();
    let is_known = |name: &str| known.iter().any(|known| *known == name || known.starts_with(&format!("{name}.")));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut read = 0;
    for file in sources(&root.join("crates/content/src")).into_iter().chain(sources(&root.join("features"))) {
        let text = std::fs::read_to_string(&file).unwrap();
        for call in ["directory.setting(\"", "self.setting(\"", "site.fields.get(\""] {
            for (at, _) in text.match_indices(call) {
                let name = text[at + call.len()..].split('"').next().unwrap();
                assert!(is_known(name), "{} reads {name}, which no feature lists", file.display());
                read += 1;
            }
        }
    }
    assert!(read > 20, "they are read in other words: {read}");
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}
