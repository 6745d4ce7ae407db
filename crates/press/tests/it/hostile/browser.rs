//! The pages that hostile input made, opened in a browser: nothing may run, open, or reach out.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use testkit::{Answer, House};

/// Pages in two pieces, each piece once: the main part with the head, and what surrounds it, which many pages share.
#[derive(Debug, Default)]
pub struct Sheaf {
    pages: Vec<String>,
    seen: HashSet<u64>,
}

const MAIN: &str = "</main>";

impl Sheaf {
    /// Adds a page.
    pub fn add(&mut self, answer: &Answer) {
        let page = String::from_utf8_lossy(&answer.bytes);
        let Some((head, body)) = page.split_once("<body") else { return self.add_piece(page.into_owned()) };
        let start = body.find("<main").unwrap_or(body.len());
        let end = body.rfind(MAIN).map_or(body.len(), |end| end + MAIN.len());
        let (before, main, after) = (&body[..start], &body[start..end], &body[end..]);
        self.add_piece(format!("{head}<body>{main}"));
        let assets: Vec<&str> = head.lines().filter(|line| line.contains("\"/assets/")).collect();
        let assets = assets.join("\n");
        self.add_piece(format!("<!doctype html><title>What surrounds</title>{assets}<body{before}{after}"));
    }

    fn add_piece(&mut self, piece: String) {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        piece.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.pages.push(piece);
        }
    }

    /// Adds those of another.
    pub fn absorb(&mut self, other: Self) {
        other.pages.into_iter().for_each(|piece| self.add_piece(piece));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }
}

/// Opens all of them in Chromium, many at a time, with the house's own styles and scripts and without its content
/// security policy.
pub async fn assert_nothing_runs(house: &House, sheaf: &Sheaf, folder: &Path) {
    let pages = folder.join("pages");
    std::fs::create_dir_all(&pages).unwrap();
    for (at, page) in sheaf.pages.iter().enumerate() {
        std::fs::write(pages.join(format!("{at:05}.html")), page).unwrap();
    }
    for address in assets(house).await {
        let file = pages.join(&address[1..]);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, house.get(&address).await.bytes).unwrap();
    }
    let Some((succeeded, said)) = open(&pages) else { return };
    assert!(succeeded, "{said}");
    eprintln!("{}", said.trim_end());
}

/// Opens every page of a folder in Chromium: whether nothing ran, and what was said. Where there is no Chromium, this
/// says so.
pub fn open(pages: &Path) -> Option<(bool, String)> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !Path::new(&chromium).exists() || !web.join("node_modules/playwright-core").exists() {
        eprintln!("NOT CHECKED: {} was not opened; it takes Chromium, and `npm ci` in web/", pages.display());
        return None;
    }
    let outcome = Command::new("node").arg(web.join("proof/hostile.mjs")).arg(pages).output().expect("node runs");
    let said = String::from_utf8_lossy(&outcome.stdout).into_owned() + &String::from_utf8_lossy(&outcome.stderr);
    Some((outcome.status.success(), said))
}

/// The styles and scripts of a page.
async fn assets(house: &House) -> Vec<String> {
    let page = house.get("/").await;
    let parts = page.text().split('"').filter(|part| part.starts_with("/assets/"));
    parts.map(str::to_owned).collect()
}
