//! The pages that hostile input made, opened in a browser: nothing may run, open, or reach out.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use testkit::{Answer, House};

/// Pages, each once. What surrounds every page alike is left out.
#[derive(Debug, Default)]
pub struct Sheaf {
    pages: Vec<String>,
    seen: HashSet<u64>,
}

impl Sheaf {
    /// Adds a page.
    pub fn add(&mut self, answer: &Answer) {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let page = String::from_utf8_lossy(&answer.bytes);
        let (head, rest) = page.split_once("<body").unwrap_or((&page, ""));
        let main = rest.find("<main").map_or(rest, |start| &rest[start..]);
        let main = main.rfind("</main>").map_or(main, |end| &main[..end + "</main>".len()]);
        let piece = format!("{head}<body>{main}");
        let mut hasher = DefaultHasher::new();
        piece.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.pages.push(piece);
        }
    }

    /// Adds those of another.
    pub fn absorb(&mut self, other: Self) {
        self.pages.extend(other.pages);
        self.seen.extend(other.seen);
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
