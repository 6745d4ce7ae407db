//! The letters that cards are set in: the darkroom's own, and those of the fonts that the theme brings in its folder
//! `fonts`. They are read once, when a page first asks, and held for as long as the process runs.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use darkroom::Letters;
use platform::App;

/// Bytes of fonts that are read at the most, all together: they are held in memory.
const AT_MOST: u64 = 64 * 1024 * 1024;
/// Digits of the fingerprint.
const DIGITS: usize = 16;

/// Letters with the fingerprint of the fonts that were brought. Cheap to clone.
#[derive(Clone, Default)]
pub struct HouseLetters(Arc<Held>);

#[derive(Default)]
struct Held {
    letters: Letters,
    print: String,
    unfit: Vec<String>,
}

impl HouseLetters {
    /// Those of a house. Whoever asks first waits until its fonts are read.
    pub(crate) fn of(app: &App) -> Self {
        app.local::<OnceLock<Self>>().get_or_init(|| Self::read(app)).clone()
    }

    fn read(app: &App) -> Self {
        let (mut files, mut unfit, mut room) = (Vec::new(), Vec::new(), AT_MOST);
        let mut hash = blake3::Hasher::new();
        for (name, path) in app.views().theme_files("fonts").into_iter().filter(|(name, _)| is_font(name)) {
            match read_within(&path, room) {
                Ok(bytes) => {
                    room -= bytes.len() as u64;
                    // The length before each: no two sets of fonts give the same row of bytes.
                    hash.update(&(bytes.len() as u64).to_le_bytes());
                    hash.update(&bytes);
                    files.push((name, bytes));
                }
                Err(why) => unfit.push(format!("fonts/{name}: {why}")),
            }
        }
        let print = if files.is_empty() { String::new() } else { hash.finalize().to_hex()[..DIGITS].to_owned() };
        let (letters, broken) = Letters::with(files);
        unfit.extend(broken.into_iter().map(|font| format!("fonts/{}: {}", font.name, font.why)));
        for font in &unfit {
            tracing::warn!("a font of the theme is passed over: {font}");
        }
        Self(Arc::new(Held { letters, print, unfit }))
    }

    /// The letters themselves.
    pub fn letters(&self) -> &Letters {
        &self.0.letters
    }

    /// The fingerprint of the fonts that were brought; empty where there are none. What is drawn with other fonts has
    /// another address.
    pub fn print(&self) -> &str {
        &self.0.print
    }

    /// Which fonts were passed over, and why.
    pub(crate) fn unfit(&self) -> &[String] {
        &self.0.unfit
    }
}

/// A file's bytes, if there is room for them.
fn read_within(path: &Path, room: u64) -> Result<Vec<u8>, String> {
    let length = std::fs::metadata(path).map_err(|why| why.to_string())?.len();
    if length > room {
        return Err(format!("the fonts of a theme may have {} MB together", AT_MOST / (1024 * 1024)));
    }
    std::fs::read(path).map_err(|why| why.to_string())
}

fn is_font(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["ttf", "otf", "ttc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

impl PartialEq for HouseLetters {
    fn eq(&self, other: &Self) -> bool {
        self.print() == other.print()
    }
}

impl Eq for HouseLetters {}

impl std::fmt::Debug for HouseLetters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("HouseLetters").field(&self.0.print).finish()
    }
}
