//! Runs of records: in batches, resumable, repeatable, one bad record alone refused, and a check that changes nothing.

use intake::{Map, Other, Record, Topic};
use kit::{Tag, Uuid};
use platform::App;
use platform::changes::recent;
use platform::db::{Migration, query};
use platform::feature::Feature;
use platform::records::{
    Incoming, Mode, Name, Outcome, Refusal, Report, Run, Taker, Taking, ids_by_key, names_of, remarks, runs,
};
use serde_json::json;
use testkit::{House, both_engines};

const TABLES: &[Migration] = &[Migration {
    number: 1,
    name: "topics",
    sql: "CREATE TABLE shelf_topics (id {id} PRIMARY KEY, name {text} NOT NULL CHECK (name <> 'cursed'));\n",
}];

pub fn features() -> Vec<Feature> {
    let taker = Taker {
        kind: "topic",
        take: |taking, records| Box::pin(async move { take_topics(taking, records).await }),
        examine: |record| match &record.matter {
            intake::Matter::Topic(topic) if topic.internal => vec!["it is for the desk alone".to_owned()],
            _ => Vec::new(),
        },
    };
    vec![Feature { name: "shelf", migrations: TABLES, takes: vec![taker], ..Feature::default() }]
}

async fn take_topics(taking: &mut Taking<'_>, records: Vec<Incoming>) -> platform::db::Result<()> {
    for incoming in records {
        let intake::Matter::Topic(topic) = &incoming.record.matter else { continue };
        if topic.name.is_empty() {
            taking.refused(&incoming, "it has no name");
            continue;
        }
        if topic.name.starts_with("Half") {
            taking.remark(&incoming, "only half of it is carried");
        }
        let id = incoming.known.unwrap_or_else(|| taking.app.new_id::<Topic>().uuid());
        let sql = "INSERT INTO shelf_topics (id, name) VALUES ($1, $2) \
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name";
        query(sql).bind(id).bind(&topic.name).run(taking.tx).await?;
        taking.touch([Tag::new("topic", id)]);
        taking.took(&incoming, id);
    }
    Ok(())
}

pub fn topic(key: &str, name: &str) -> Record {
    Record::new(key, Topic { slug: key.to_owned(), name: name.to_owned(), ..Topic::default() })
}

fn rumour(key: &str, text: &str) -> Record {
    let fields = Map::from_iter([("text".to_owned(), json!(text))]);
    Record::new(key, Other { kind: "rumour".to_owned(), fields })
}

pub async fn begin(app: &App, mode: Mode) -> Run {
    Run::begin(app, mode, ("backhaul", None), "export.xml", "size 1").await.unwrap()
}

/// A whole run, in batches as they come.
pub async fn run(app: &App, mode: Mode, batches: Vec<Vec<Record>>) -> (Report, Vec<Refusal>) {
    let mut run = begin(app, mode).await;
    let mut refused = Vec::new();
    for batch in batches {
        refused.extend(run.take(batch).await.unwrap());
    }
    (run.finish().await.unwrap(), refused)
}

async fn names(house: &House) -> Vec<String> {
    let mut conn = house.app.db().read().await.unwrap();
    query("SELECT name FROM shelf_topics ORDER BY name").map(&mut conn, |row| row.get("name")).await.unwrap()
}

#[tokio::test]
async fn a_batch_is_one_transaction_and_one_change() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let batches = vec![vec![topic("5g", "5G"), topic("iot", "IoT")], vec![topic("6g", "6G")]];
        let (report, refused) = run(&house.app, Mode::Import, batches).await;
        assert_eq!((report.of("topic", Outcome::Created), report.total(), refused.len()), (3, 3, 0));
        assert_eq!(names(&house).await, ["5G", "6G", "IoT"]);
        let mut conn = house.app.db().read().await.unwrap();
        let changes = recent(&mut conn, 10).await.unwrap();
        assert_eq!(changes.iter().map(|change| change.tags.len()).collect::<Vec<_>>(), [1, 2], "one change a batch");
        let ids = ids_by_key(&mut conn, "topic", &["5g", "none"]).await.unwrap();
        assert_eq!(ids.len(), 1);
        let names = names_of(&mut conn, "topic", ids["5g"]).await.unwrap();
        assert_eq!(names, [Name { source: "backhaul".into(), key: "5g".into() }]);
        assert_eq!(names_of(&mut conn, "topic", Uuid::from_u128(7)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_second_import_changes_nothing_and_a_third_only_what_changed() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let all = || vec![vec![topic("5g", "5G"), rumour("r1", "soon"), topic("iot", "IoT")]];
        run(&house.app, Mode::Import, all()).await;
        let changes = house.rows("platform_changes").await;
        let (second, _) = run(&house.app, Mode::Import, all()).await;
        assert_eq!((second.of("topic", Outcome::Unchanged), second.of("rumour", Outcome::Unchanged)), (2, 1));
        assert_eq!(second.changed(), 0);
        assert_eq!(house.rows("platform_changes").await, changes, "nothing changed, so nothing is said");

        let news = vec![vec![topic("5g", "5G"), topic("iot", "Things"), rumour("r1", "later"), topic("6g", "6G")]];
        let (third, _) = run(&house.app, Mode::Import, news).await;
        let topics = [Outcome::Unchanged, Outcome::Updated, Outcome::Created].map(|outcome| third.of("topic", outcome));
        assert_eq!((topics, third.of("rumour", Outcome::Kept)), ([1, 1, 1], 1));
        assert_eq!(names(&house).await, ["5G", "6G", "Things"]);
    })
    .await;
}

#[tokio::test]
async fn of_two_records_with_one_key_the_later_stands() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let twice = || vec![vec![topic("5g", "Fifth"), topic("5g", "5G"), rumour("r", "a"), rumour("r", "b")]];
        run(&house.app, Mode::Import, twice()).await;
        assert_eq!(names(&house).await, ["5G"]);
        assert_eq!(house.rows("platform_records").await, 1);
        assert_eq!(house.rows("platform_kept_records").await, 1);
        let (again, _) = run(&house.app, Mode::Import, vec![vec![topic("5g", "5G"), rumour("r", "b")]]).await;
        assert_eq!(again.changed(), 0, "the later one is what is remembered");
    })
    .await;
}

#[tokio::test]
async fn sources_do_not_take_each_other_s_keys() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        run(&house.app, Mode::Import, vec![vec![topic("1", "Ours")]]).await;
        let mut other = Run::begin(&house.app, Mode::Import, ("sister", None), "export.xml", "size 1").await.unwrap();
        other.take(vec![topic("1", "Theirs")]).await.unwrap();
        assert_eq!(other.finish().await.unwrap().of("topic", Outcome::Created), 1);
        assert_eq!(names(&house).await, ["Ours", "Theirs"]);
    })
    .await;
}

#[tokio::test]
async fn a_run_that_was_cut_off_goes_on_where_it_was() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut first = begin(&house.app, Mode::Import).await;
        let empty = topic("empty", "");
        assert_eq!(first.take(vec![topic("5g", "5G"), empty]).await.unwrap().len(), 1);
        let id = first.id();
        drop(first);

        let mut second = begin(&house.app, Mode::Import).await;
        assert_eq!((second.id(), second.position()), (id, 2));
        second.take(vec![topic("6g", "6G")]).await.unwrap();
        let report = second.finish().await.unwrap();
        assert_eq!((report.of("topic", Outcome::Created), report.of("topic", Outcome::Refused)), (2, 1));
        assert_eq!(report.remarks, 1, "what the first part could not carry is in the account");
        let mut conn = house.app.db().read().await.unwrap();
        let [remark] = remarks(&mut conn, id, 0, 10).await.unwrap().try_into().expect("one remark");
        assert_eq!((remark.key.as_str(), remark.why.as_str()), ("empty", "it has no name"));
        drop(conn);

        assert_ne!(begin(&house.app, Mode::Import).await.id(), id, "what is finished is not taken up");
        let changed = Run::begin(&house.app, Mode::Import, ("backhaul", None), "export.xml", "size 2").await.unwrap();
        assert_eq!(changed.position(), 0, "a file that has changed is read from its beginning");
        let mut conn = house.app.db().read().await.unwrap();
        assert_eq!(runs(&mut conn, 10).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_carried_is_said_again_as_long_as_it_holds() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let all = || vec![vec![topic("5g", "5G"), topic("half", "Half of it"), topic("empty", "")]];
        let (first, said) = run(&house.app, Mode::Import, all()).await;
        assert_eq!((first.remarks, said.len()), (2, 2));
        for _ in 0..2 {
            let (again, said_again) = run(&house.app, Mode::Import, all()).await;
            assert_eq!((again.changed(), again.remarks), (0, 2));
            assert_eq!(said_again, said, "nothing has changed, so nothing more is carried");
            let last = runs(&mut house.app.db().read().await.unwrap(), 1).await.unwrap().remove(0);
            let mut conn = house.app.db().read().await.unwrap();
            assert_eq!(remarks(&mut conn, last.id, 0, 10).await.unwrap().len(), 2);
            drop(conn);
            house.clock.advance(60);
        }
        let (mended, said) =
            run(&house.app, Mode::Import, vec![vec![topic("half", "All of it"), topic("empty", "Full")]]).await;
        assert_eq!((mended.remarks, said), (0, Vec::new()));
        let (after, _) = run(&house.app, Mode::Import, vec![vec![topic("half", "All of it")]]).await;
        assert_eq!(after.remarks, 0, "what was mended is not said any more");
    })
    .await;
}

#[tokio::test]
async fn one_bad_record_is_found_and_refused_alone() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut batch: Vec<Record> =
            (0..40).map(|number| topic(&format!("t{number}"), &format!("T{number}"))).collect();
        batch[17] = topic("t17", "cursed");
        batch.push(rumour("r", "kept all the same"));
        let (report, refused) = run(&house.app, Mode::Import, vec![batch.clone()]).await;
        assert_eq!((report.of("topic", Outcome::Created), report.of("topic", Outcome::Refused)), (39, 1));
        assert_eq!((report.of("rumour", Outcome::Kept), report.remarks), (1, 1));
        let [refusal] = refused.try_into().expect("one refusal");
        assert!(refusal.key == "t17" && refusal.why.starts_with("the database refused it: "), "{refusal:?}");
        assert_eq!(house.rows("shelf_topics").await, 39);
        let (again, _) = run(&house.app, Mode::Import, vec![batch]).await;
        assert_eq!((again.of("topic", Outcome::Unchanged), again.of("topic", Outcome::Refused)), (39, 1));
    })
    .await;
}

#[tokio::test]
async fn a_character_that_the_database_cannot_keep_stops_nobody() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let batch = vec![topic("nul\0key", "Nul"), topic("5g", "5\0G"), topic("6g", "6G")];
        let (report, _) = run(&house.app, Mode::Import, vec![batch]).await;
        assert_eq!(report.of("topic", Outcome::Created) + report.of("topic", Outcome::Refused), 3);
        assert!(names(&house).await.contains(&"6G".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_check_says_what_would_be_and_changes_nothing() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        run(&house.app, Mode::Import, vec![vec![topic("5g", "5G"), topic("iot", "IoT")]]).await;
        let tables =
            ["platform_changes", "platform_records", "platform_kept_records", "platform_import_runs", "shelf_topics"];
        let count = async || {
            let mut counts = Vec::new();
            for table in tables {
                counts.push(house.rows(table).await);
            }
            counts
        };
        let before = count().await;
        let secret = Topic { name: "Secret".to_owned(), internal: true, ..Topic::default() };
        let batch = vec![topic("5g", "5G"), topic("iot", "Things"), Record::new("s", secret), rumour("r", "soon")];
        let (report, remarks) = run(&house.app, Mode::Check, vec![batch]).await;
        let topics =
            [Outcome::Unchanged, Outcome::Updated, Outcome::Created].map(|outcome| report.of("topic", outcome));
        assert_eq!((topics, report.of("rumour", Outcome::Kept)), ([1, 1, 1], 1));
        assert_eq!(remarks.iter().map(|remark| remark.why.as_str()).collect::<Vec<_>>(), ["it is for the desk alone"]);
        assert_eq!(count().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_full_house_stops_the_run_and_refuses_no_record() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut run = begin(&house.app, Mode::Import).await;
        house.app.db().close().await;
        assert!(run.take(vec![topic("5g", "5G")]).await.is_err());
        assert_eq!((run.position(), run.report().total()), (0, 0));
    })
    .await;
}
