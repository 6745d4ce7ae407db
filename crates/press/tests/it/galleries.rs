//! Galleries of WordPress show their pictures: those that they name, and those that were sent in for their story.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use importer::archive::export;
use importer::pictures::{Origin, keep_missing};
use importer::sources::{Form, Options};
use platform::db::{Engine, query};
use platform::records::Outcome;
use testkit::{House, both_engines};

use crate::archives::same;
use crate::house::{Ear, house, import_file, real};

const PIXELS: &[u8] = include_bytes!("grey.png");

pub fn wxr(host: &str, items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>{host}</title><link>https://{host}</link>\
         <language>en</language><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_blog_url>https://{host}</wp:base_blog_url><wp:author><wp:author_id>1</wp:author_id>\
         <wp:author_login>ada</wp:author_login><wp:author_display_name>Ada</wp:author_display_name></wp:author>\
         {}</channel></rss>",
        items.concat()
    )
}

pub fn post(host: &str, id: u32, status: &str, text: &str) -> String {
    let link = if status == "publish" { format!("story-{id}/") } else { format!("?p={id}") };
    format!(
        "<item><title>Story {id}</title><link>https://{host}/{link}</link><dc:creator>ada</dc:creator>\
         <content:encoded><![CDATA[<p>Look:</p>\n{text}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date_gmt>2020-03-01 09:00:00</wp:post_date_gmt><wp:post_name>story-{id}</wp:post_name>\
         <wp:status>{status}</wp:status><wp:post_type>post</wp:post_type></item>\n"
    )
}

/// A picture that was sent in for an entry, or for none.
fn picture(host: &str, id: u32, of: u32, order: u32) -> String {
    format!(
        "<item><title>Mast {id}</title><link>https://{host}/mast-{id}/</link>\
         <excerpt:encoded><![CDATA[Mast <em>{id}</em> of {host}]]></excerpt:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date_gmt>2020-03-01 08:00:00</wp:post_date_gmt><wp:status>inherit</wp:status>\
         <wp:post_parent>{of}</wp:post_parent><wp:menu_order>{order}</wp:menu_order>\
         <wp:post_type>attachment</wp:post_type>\
         <wp:attachment_url>https://{host}/wp-content/uploads/2020/03/mast-{id}.png</wp:attachment_url>\
         <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>\
         <wp:meta_value><![CDATA[Alt {id} of {host}]]></wp:meta_value></wp:postmeta></item>\n"
    )
}

/// A folder with an export in it, and the uploads of its pictures.
pub fn folder(exports: &[(&str, String)], pictures: &[u32]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let uploads = folder.path().join("uploads/2020/03");
    std::fs::create_dir_all(&uploads).unwrap();
    pictures.iter().for_each(|id| std::fs::write(uploads.join(format!("mast-{id}.png")), PIXELS).unwrap());
    let files = exports.iter().map(|(name, text)| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    });
    let files = files.collect();
    (folder, files)
}

async fn keep_pictures(house: &House, beside: &Path) -> (u64, u64) {
    let from = Origin { beside: Some(beside.to_owned()), ..Origin::default() };
    let had = keep_missing(&house.app, &from, Arc::new(Ear::default())).await.unwrap();
    (had.kept, had.missing)
}

/// The alternative texts of the pictures of a page's body, in order.
async fn shown(house: &House, host: &str, path: &str) -> Vec<String> {
    let answer = house.get_with(path, &[("host", host)]).await;
    assert_eq!(answer.status, 200, "{path}");
    let page = answer.text();
    assert!(!page.contains("picture-absent"), "{path}: {page}");
    let figures = page.split("<figure class=\"figure\">").skip(1);
    let alt = |figure: &str| figure.split_once("alt=\"")?.1.split_once('"').map(|(alt, _)| alt.to_owned());
    figures.map(|figure| alt(figure).expect("a picture")).collect()
}

fn alts(host: &str, ids: &[u32]) -> Vec<String> {
    ids.iter().map(|id| format!("Alt {id} of {host}")).collect()
}

pub const HOST: &str = "backhaul.example";

/// An export in which every picture comes after the stories.
fn publication() -> String {
    let single = "[caption id=\"attachment_7\" width=\"300\"]<img class=\"wp-image-7\" \
                  src=\"https://backhaul.example/wp-content/uploads/2020/03/mast-7-300x200.png\" alt=\"Own\"> \
                  Words[/caption]";
    wxr(
        HOST,
        &[
            post(HOST, 1, "publish", "[gallery ids=\"9,7\"]"),
            post(HOST, 2, "publish", "[gallery columns=\"2\" link=\"file\"]\n\nAnd one more."),
            post(HOST, 3, "draft", "[gallery ids=\"12\"]"),
            post(HOST, 4, "publish", single),
            post(HOST, 5, "publish", "[gallery exclude=\"11\" id=\"2\"]"),
            picture(HOST, 7, 0, 0),
            picture(HOST, 9, 1, 0),
            picture(HOST, 10, 2, 2),
            picture(HOST, 11, 2, 1),
            picture(HOST, 12, 0, 0),
            picture(HOST, 13, 2, 1),
        ],
    )
}

async fn look_at(house: &House) {
    assert_eq!(shown(house, HOST, "/story-1/").await, alts(HOST, &[9, 7]));
    assert_eq!(shown(house, HOST, "/story-2/").await, alts(HOST, &[11, 13, 10]), "by place, then number");
    assert_eq!(shown(house, HOST, "/story-4/").await, ["Own"]);
    assert_eq!(shown(house, HOST, "/story-5/").await, alts(HOST, &[13, 10]));
    let page = house.get("/story-2/").await;
    assert!(page.text().contains("<figcaption>Mast 11 of backhaul.example</figcaption>"), "{}", page.text());
    let feed = house.get("/feed/full").await;
    assert_eq!(feed.status, 200);
    assert!(feed.text().contains("Alt 13 of backhaul.example"), "{}", feed.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn galleries_show_what_they_name_and_what_was_sent_in_for_their_story() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let ids = [7, 9, 10, 11, 12, 13];
        let (folder, files) = folder(&[("export.xml", publication())], &ids);
        let (account, remarks) = import_file(&house, Form::Wordpress, &files[0], Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        assert_eq!((account.report.of("item", Outcome::Created), account.report.of("media", Outcome::Created)), (5, 6));
        let before = house.get("/story-1/").await;
        let linked = "<a href=\"https://backhaul.example/wp-content/uploads/2020/03/mast-9.png\" rel=\"noopener\">\
                      Alt 9 of backhaul.example</a>";
        assert!(before.text().contains(linked), "what is not here is where it was: {}", before.text());
        assert_eq!(keep_pictures(&house, &folder.path().join("uploads")).await, (6, 0));
        look_at(&house).await;
        let (again, _) = import_file(&house, Form::Wordpress, &files[0], Options::default()).await;
        assert_eq!(again.report.changed(), 0, "{}", again.report);
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        export(&house.app, &one).await.unwrap();
        let second = crate::house::house(engine).await;
        let (_, remarks) = import_file(&second, Form::Archive, &one, Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        assert_eq!(keep_pictures(&second, &one).await, (6, 0));
        look_at(&second).await;
        export(&second.app, &two).await.unwrap();
        same(&one, &two);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_a_gallery_may_come_in_a_later_file() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let (stories, pictures) = ([post(HOST, 1, "publish", "[gallery ids=\"9,7\"]")], [7, 9]);
        let later = pictures.map(|id| picture(HOST, id, 0, 0));
        let (folder, files) =
            folder(&[("stories.xml", wxr(HOST, &stories)), ("pictures.xml", wxr(HOST, &later))], &pictures);
        import_file(&house, Form::Wordpress, &files[0], Options::default()).await;
        assert!(house.get("/story-1/").await.text().contains("picture-absent"));
        import_file(&house, Form::Wordpress, &files[1], Options::default()).await;
        assert_eq!(keep_pictures(&house, folder.path()).await, (2, 0));
        assert_eq!(shown(&house, HOST, "/story-1/").await, alts(HOST, &[9, 7]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_only_a_hidden_story_names_is_hidden_too() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let (folder, files) = folder(&[("export.xml", publication())], &[7, 9, 10, 11, 12, 13]);
        import_file(&house, Form::Wordpress, &files[0], Options::default()).await;
        // Another publication shows a picture of the same number.
        let other = "sister.example";
        let sister = [post(other, 1, "publish", "[gallery ids=\"12\"]"), picture(other, 12, 0, 0)];
        let theirs = folder.path().join("sister.xml");
        std::fs::write(&theirs, wxr(other, &sister)).unwrap();
        import_file(&house, Form::Wordpress, &theirs, Options::default()).await;
        assert_eq!(keep_pictures(&house, folder.path()).await, (7, 0));
        let at = async |alt: &str| {
            let mut conn = house.app.db().read().await.unwrap();
            let all = content::store::media::page(&mut conn, None, 20).await.unwrap();
            let media = all.into_iter().find(|media| media.alt.as_deref() == Some(alt)).expect("a picture");
            content::media::picture(&media).expect("its bytes are here").src
        };
        let (secret, open) = (at("Alt 12 of backhaul.example").await, at("Alt 12 of sister.example").await);
        assert_eq!(house.get(&secret).await.status, 404);
        assert_eq!(house.get(&open).await.status, 200);
        assert_eq!(shown(&house, other, "/story-1/").await, alts(other, &[12]));
        content::media::rebuild_uses(&house.app).await.unwrap();
        let again = house.another_node().await;
        assert_eq!((again.get(&secret).await.status, again.get(&open).await.status), (404, 200));
        let out = crate::house::item_at(&house, "/story-1/").await;
        let named = at("Alt 9 of backhaul.example").await;
        assert_eq!(house.get(&named).await.status, 200);
        content::acts::withdraw(&house.app, out, "Gone.", "editor").await.unwrap();
        assert_eq!(house.get(&named).await.status, 410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_galleries_of_the_theme_test_show_every_picture() {
    let Some(export) = real("wxr") else { return };
    let house = house(Engine::Sqlite).await;
    let path = export.join("wpimporter-theme-unit-test-data.xml");
    let (_, remarks) = import_file(&house, Form::Wordpress, &path, Options::default()).await;
    let galleries: Vec<&String> = remarks.iter().filter(|remark| remark.contains("gallery")).collect();
    assert_eq!(galleries, Vec::<&String>::new());
    let sql = "SELECT address AS answer FROM content_items WHERE headline = 'Post Format: Gallery'";
    let address: String = query(sql).answer(&mut house.app.db().read().await.unwrap()).await.unwrap();
    let mut conn = house.app.db().read().await.unwrap();
    let sites = content::store::sites::all(&mut conn).await.unwrap();
    let item = content::store::items::by_address(&mut conn, sites[0].id, &address).await.unwrap().expect("an item");
    let body = content::store::revisions::by_id(&mut conn, item.latest_revision).await.unwrap().unwrap().body;
    let counts: Vec<usize> = body
        .blocks
        .iter()
        .filter_map(|block| match block {
            prose::Block::Gallery { figures, .. } => Some(figures.len()),
            _ => None,
        })
        .collect();
    // One without columns, nine with; 23 pictures were sent in for the story.
    assert_eq!(counts, [23; 10]);
}
