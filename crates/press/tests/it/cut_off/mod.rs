//! The program is killed, at random moments, a hundred times: nothing that it acknowledged is lost, and nothing is
//! there twice. Each story prints the seed of its chance; MASTHEAD_TEST_SEED tells it again, MASTHEAD_TEST_KILLS says
//! how often it kills, and `cargo xtask soak kills` says a hundred and writes down what came of it.

mod importing;
mod publishing;
mod scheduled;

use std::io::{BufRead, BufReader, Read, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use platform::db::Engine;
use testkit::House;

use crate::binary::{Said, masthead, said, word};

/// Dice that can be thrown again.
pub(crate) struct Dice(u64);

impl Dice {
    /// New ones, whose seed is said.
    pub(crate) fn new(story: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let given = std::env::var("MASTHEAD_TEST_SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
        let seed = given.unwrap_or(now.subsec_nanos().into());
        eprintln!("{story}: MASTHEAD_TEST_SEED={seed}");
        Self(seed | 1)
    }

    /// A number below this.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }

    /// A while of at least five milliseconds, below this.
    pub(crate) fn moment(&mut self, longest: Duration) -> Duration {
        Duration::from_millis(5 + self.below(u64::try_from(longest.as_millis()).unwrap()))
    }
}

/// How often a story kills: as often as it says, unless the environment says otherwise.
pub(crate) fn kills(own: u32) -> u32 {
    std::env::var("MASTHEAD_TEST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(own)
}

/// Says what a story came to, in a line that `cargo xtask soak` takes down.
pub(crate) fn tally(line: &str) {
    eprintln!("tally: {line}");
}

/// A house for the program: nobody else is in it until the killing is over.
pub(crate) struct Place {
    pub(crate) house: House,
    database: String,
}

impl Place {
    /// A new house with its tables made.
    pub(crate) async fn new(engine: Engine) -> Self {
        // Long after everything that happens here, so that readers are shown all of it.
        Self::at(engine, "2100-01-01T00:00:00Z").await
    }

    /// The same, for houses in this process whose clock shows `at`.
    pub(crate) async fn at(engine: Engine, at: &str) -> Self {
        let house = House::on(engine).features(press::features).at(at).open_empty().await;
        house.app.db().close().await;
        let place = Self { database: house.app.config().database(), house };
        let made = place.run(&["migrate"]);
        assert_eq!(made.code, 0, "{}", made.err);
        place
    }

    /// The program, in this house.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = masthead(words);
        command.args(["--house", word(self.house.folder()), "--database", &self.database]);
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        said(self.command(words).output().unwrap())
    }

    /// Runs it for a while, then kills it if it is still there. What it said, and whether it came to its end.
    fn run_for(&self, words: &[&str], input: &str, a_while: Duration) -> (Vec<String>, bool) {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let (mut stdin, out, mut err) =
            (process.stdin.take().unwrap(), process.stdout.take().unwrap(), process.stderr.take().unwrap());
        let input = input.to_owned();
        // A program that is killed takes no more.
        std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let heard = std::thread::spawn(move || {
            let mut out = BufReader::new(out);
            let (mut lines, mut line) = (Vec::new(), String::new());
            while out.read_line(&mut line).is_ok_and(|read| read > 0) {
                // Half a line acknowledges nothing.
                lines.extend(line.strip_suffix('\n').map(str::to_owned));
                line.clear();
            }
            lines
        });
        let complaint = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = err.read_to_string(&mut text);
            text
        });
        let begun = std::time::Instant::now();
        while process.try_wait().unwrap().is_none() && begun.elapsed() < a_while {
            std::thread::sleep(Duration::from_millis(2));
        }
        process.kill().unwrap();
        // Without a code it was killed; it may have come to its end before.
        let code = process.wait().unwrap().code();
        let complaint = complaint.join().unwrap();
        assert!(code.is_none_or(|code| code == 0), "{complaint}");
        (heard.join().unwrap(), code.is_some())
    }

    /// The list of what the import of this file could not carry, without its heading; in no order, since two write it.
    fn remarks(&self, file: &Path) -> Vec<String> {
        let name = file.file_name().unwrap().to_string_lossy();
        let list = self.house.folder().join("imports").join(format!("{name}.import.tsv"));
        let text = std::fs::read_to_string(list).unwrap();
        let mut lines: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        lines.sort();
        lines
    }

    /// Everything in it, as an archive has it, a record a line.
    fn archive(&self) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("archive");
        let done = self.run(&["export", word(&folder)]);
        assert_eq!(done.code, 0, "{}", done.err);
        lines(&folder.join(importer::archive::RECORDS))
    }

    /// Looks whether anything is wrong.
    pub(crate) fn assert_well(&self) {
        let doctor = self.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "{}{}", doctor.out, doctor.err);
    }
}

/// The lines of an archive. When a picture came into the house is another time in each: that is left out.
fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let timeless = |line: &str| match line.split_once(",\"uploaded_at\":\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once('"').map_or("", |(_, after)| after)),
        None => line.to_owned(),
    };
    text.lines().map(timeless).collect()
}

/// An export of WordPress with this many posts of that status.
pub(crate) fn export(posts: usize, status: &str) -> String {
    export_of(1..=posts, status)
}

/// The same with the posts of these numbers.
pub(crate) fn export_of(posts: RangeInclusive<usize>, status: &str) -> String {
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Mast and Wire</title><link>https://mast.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://mast.example</wp:base_site_url>
<wp:base_blog_url>https://mast.example</wp:base_blog_url>
"#,
    );
    for author in 0..12 {
        text += &format!(
            "<wp:author><wp:author_id>{author}</wp:author_id><wp:author_login>author-{author}</wp:author_login>\
             <wp:author_display_name>Author {author}</wp:author_display_name></wp:author>\n"
        );
    }
    for section in 0..6 {
        text += &format!(
            "<wp:category><wp:term_id>{section}</wp:term_id><wp:category_nicename>section-{section}\
             </wp:category_nicename><wp:cat_name>Section {section}</wp:cat_name></wp:category>\n"
        );
    }
    for post in posts {
        let (day, month, author, section) = (1 + post % 28, 1 + post % 12, post % 12, post % 6);
        // Of some not everything can be carried: the house says so of these, the reader of the comments of those.
        let form = if post % 40 == 0 { "[contact-form id=\"3\"]" } else { "" };
        let answers = if post % 70 == 0 { "<wp:comment_parent>999999</wp:comment_parent>" } else { "" };
        let link = if status == "publish" { format!("story-{post}/") } else { format!("?p={post}") };
        text += &format!(
            "<item><title>Story {post}</title><link>https://mast.example/{link}</link>\
             <dc:creator>author-{author}</dc:creator><content:encoded><![CDATA[<p>What story {post} says of the \
             masts of town {day}.</p>{form}<p><img src=\"https://mast.example/uploads/{post}.jpg\" alt=\"\"></p>]]>\
             </content:encoded><wp:post_id>{post}</wp:post_id>\
             <wp:post_date>2019-{month:02}-{day:02} 10:00:00</wp:post_date>\
             <wp:post_date_gmt>2019-{month:02}-{day:02} 09:00:00</wp:post_date_gmt>\
             <wp:post_name>story-{post}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>\
             <category domain=\"category\" nicename=\"section-{section}\">Section {section}</category>\
             <wp:comment><wp:comment_id>{post}</wp:comment_id><wp:comment_author>Reader</wp:comment_author>\
             <wp:comment_date_gmt>2019-12-31 09:00:00</wp:comment_date_gmt><wp:comment_content>Well.\
             </wp:comment_content><wp:comment_approved>1</wp:comment_approved>{answers}</wp:comment></item>\n"
        );
    }
    text + "</channel></rss>"
}
