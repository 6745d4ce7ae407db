//! What editors and imports do while the house is killed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::binary::word;
use crate::cut_off::{Place, export_of};

/// Drafts that are published, moved and withdrawn.
pub const DRAFTS: usize = 200;
/// Stories that come in, and come again with other headlines.
pub const STORIES: usize = 600;

/// A word that only the headlines of one edition of these stories have.
pub const EDITIONS: [&str; 5] = ["amber", "basalt", "cobalt", "dahlia", "ebony"];

/// So many are published in one go.
const AT_ONCE: usize = 4;

/// Work that goes on whether the house is up or not.
pub struct Work<'a> {
    place: &'a Place,
    files: &'a Path,
    waiting: Vec<String>,
    out: Vec<String>,
    moves: usize,
    editions: usize,
    importing: Option<Child>,
    doing: Vec<Child>,
    /// How often something was withdrawn.
    pub withdrawals: usize,
}

impl<'a> Work<'a> {
    /// Work on these items, none of which is out yet.
    pub fn new(place: &'a Place, files: &'a Path, waiting: Vec<String>) -> Self {
        let (out, doing) = (Vec::new(), Vec::new());
        Self { place, files, waiting, out, moves: 0, editions: 0, importing: None, doing, withdrawals: 0 }
    }

    /// Publishes some, moves one that is out, withdraws another, and has the next edition come in when the last is there.
    pub fn begin(&mut self) {
        let some = self.waiting.split_off(self.waiting.len().saturating_sub(AT_ONCE));
        self.doing.push(start(self.place.command(&["publish"]), &some.join("\n")));
        if self.out.len() > AT_ONCE {
            let moved = self.out.remove(0);
            self.moves += 1;
            let to = format!("/moved/story-{}", self.moves);
            self.doing.push(start(self.place.command(&["move", &moved, &to]), ""));
            self.out.push(moved);
            let withdrawn = self.out.remove(0);
            self.withdrawals += 1;
            self.doing.push(start(self.place.command(&["withdraw", &withdrawn]), ""));
            // It will be published again, in its turn.
            self.waiting.insert(0, withdrawn);
        }
        self.out.extend(some);
        let is_there = self.importing.as_mut().is_none_or(|import| import.try_wait().unwrap().is_some());
        if is_there {
            self.has_come_in();
            let file = self.edition();
            self.importing = Some(start(self.place.command(&["import", "wordpress", word(&file)]), ""));
        }
    }

    /// Waits until what was begun is done.
    pub fn finish(&mut self) {
        self.doing.drain(..).for_each(succeeded);
    }

    /// Waits for the edition that is coming in; how many there were.
    pub fn has_come_in(&mut self) -> usize {
        self.importing.take().into_iter().for_each(succeeded);
        self.editions
    }

    fn edition(&mut self) -> PathBuf {
        let word = EDITIONS[self.editions % EDITIONS.len()];
        let text = export_of(DRAFTS + 1..=DRAFTS + STORIES, "publish");
        let file = self.files.join(format!("edition-{}.xml", self.editions));
        std::fs::write(&file, text.replace("<title>Story ", &format!("<title>The {word} story "))).unwrap();
        self.editions += 1;
        file
    }
}

/// Starts it, and says this to it.
pub fn start(mut command: Command, input: &str) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    process
}

/// Waits for its end.
pub fn succeeded(process: Child) {
    let done = process.wait_with_output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
