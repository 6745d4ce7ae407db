//! Pictures that were sent in for an entry: what a gallery shows that names none.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::Entry;
use crate::sources::text::file_name;

/// The pictures of each entry, by its number.
#[derive(Debug, Default)]
pub(super) struct Galleries {
    /// By place in the gallery, then number, as WordPress orders them.
    pictures: BTreeMap<u64, BTreeSet<(i64, u64)>>,
}

impl Galleries {
    /// Takes an attachment, if it is a picture that was sent in for an entry.
    pub fn take(&mut self, entry: &Entry) {
        if entry.parent != 0 && entry.id != 0 && entry.status != "trash" && is_picture(entry) {
            self.pictures.entry(entry.parent).or_default().insert((entry.menu_order, entry.id));
        }
    }

    /// What the galleries in an entry's text show without naming it: keys of media, by the key of the item that they
    /// were sent in for.
    pub fn of(&self, entry: &Entry) -> BTreeMap<String, Vec<String>> {
        let items: BTreeSet<u64> = codes(&entry.content).map(|code| number(code).unwrap_or(entry.id)).collect();
        let pictures = |item: u64| {
            let keys = self.pictures.get(&item)?.iter().map(|(_, id)| format!("media:{id}"));
            Some((format!("post:{item}"), keys.collect()))
        };
        items.into_iter().filter_map(pictures).collect()
    }
}

/// The galleries in a text that name no picture: what stands in their brackets.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let found = text.match_indices("[gallery").filter_map(|(at, name)| text[at + name.len()..].split(']').next());
    found.filter(|code| code.is_empty() || code.starts_with(char::is_whitespace)).filter(|code| !code.contains("ids="))
}

/// The number of the entry whose pictures are shown, where the gallery says it.
fn number(code: &str) -> Option<u64> {
    let said = code.split_whitespace().find_map(|word| word.strip_prefix("id="))?;
    said.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

fn is_picture(entry: &Entry) -> bool {
    let named = [entry.attachment_url.as_str(), entry.meta("_wp_attached_file").unwrap_or_default(), &entry.guid];
    let ending = named.iter().find_map(|name| Some(file_name(name).rsplit_once('.')?.1.to_ascii_lowercase()));
    let endings = ["jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "heic", "bmp", "tif", "tiff", "ico", "svg"];
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: u64, parent: u64, menu_order: i64, file: &str) -> Entry {
        let attachment_url = format!("https://x.example/wp-content/uploads/{file}");
        Entry { id, parent, menu_order, attachment_url, ..Entry::default() }
    }

    #[test]
    fn pictures_come_in_their_order_and_what_is_no_picture_does_not() {
        let mut galleries = Galleries::default();
        for (id, order, file) in [(12, 0, "b.jpg"), (9, 0, "a.PNG?x=1"), (8, 2, "c.webp"), (7, 0, "talk.mp3")] {
            galleries.take(&entry(id, 5, order, file));
        }
        galleries.take(&Entry { status: "trash".into(), ..entry(3, 5, 0, "d.jpg") });
        galleries.take(&entry(2, 0, 0, "e.jpg"));
        galleries.take(&entry(30, 6, 0, "f.jpg"));
        let of = |content: &str| galleries.of(&Entry { id: 5, content: content.into(), ..Entry::default() });
        let own = || ("post:5".to_owned(), ["media:9", "media:12", "media:8"].map(str::to_owned).to_vec());
        let other = || ("post:6".to_owned(), vec!["media:30".to_owned()]);
        assert_eq!(of("Look: [gallery]"), BTreeMap::from([own()]));
        assert_eq!(of("[gallery columns=\"2\" exclude=\"9\"]"), BTreeMap::from([own()]));
        assert_eq!(of("[gallery id=\"6\"] [gallery]"), BTreeMap::from([own(), other()]));
        for none in ["[gallery ids=\"9\"]", "[galleryx]", "gallery", "[gallery id='77']"] {
            assert_eq!(of(none), BTreeMap::new(), "{none}");
        }
    }
}
