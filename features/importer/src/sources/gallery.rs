//! Pictures that a source knows only by the addresses under which its texts show them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use intake::{Media, Record};

use super::text::{digest, file_name};
use super::web::{Home, host};

/// Gives each picture one record, the first time its address is met.
pub(crate) struct Gallery {
    home: Home,
    base: Option<String>,
    known: HashSet<u64>,
}

/// A picture by its address.
pub(crate) struct Shown {
    /// The key of its record.
    pub key: String,
    /// The record, if it was not given before.
    pub record: Option<Record>,
}

impl Gallery {
    pub fn new(home: Home, base: Option<String>) -> Self {
        Self { home, base, known: HashSet::new() }
    }

    /// Remembers that a picture of this address has a record already.
    pub fn know(&mut self, address: &str) {
        let address = self.home.local(address).unwrap_or_else(|| address.to_owned());
        self.known.insert(hash(&whole_size(&address)));
    }

    /// A picture that a text shows: none for one on another host, which stays a link.
    pub fn shown(&mut self, address: &str) -> Option<Record> {
        let local = self.home.local(address)?;
        self.picture(&local, address).record
    }

    /// A picture that stands for an item or person, wherever it is.
    pub fn chosen(&mut self, address: &str) -> Shown {
        match self.home.local(address) {
            Some(local) => self.picture(&local, address),
            None => self.picture(address, address),
        }
    }

    /// A picture whose file is there, by the address it is served under.
    pub fn file(&mut self, address: &str, path: &str) -> Record {
        self.known.insert(hash(&whole_size(address)));
        let media = Media { path: Some(path.to_owned()), ..self.media(address, address) };
        Record::new(format!("media:{}", whole_size(address)), media)
    }

    /// A picture that a text names and does not address: `src="mast-at-dusk"`, for whoever has it under that name.
    pub fn named(&mut self, name: &str) -> Shown {
        let key = format!("media:{name}");
        let fresh = self.known.insert(hash(name));
        let media = || Media {
            file: file_name(name).to_owned(),
            path: name.contains('/').then(|| name.to_owned()),
            addresses: vec![name.to_owned()],
            ..Media::default()
        };
        let record = fresh.then(|| Record::new(key.clone(), media()));
        Shown { key, record }
    }

    fn picture(&mut self, place: &str, written: &str) -> Shown {
        let place = whole_size(place);
        let key = match host(&place) {
            Some(_) => format!("media:{}", digest(&place)),
            None => format!("media:{place}"),
        };
        let fresh = self.known.insert(hash(&place));
        let record = fresh.then(|| Record::new(key.clone(), self.media(&place, written)));
        Shown { key, record }
    }

    fn media(&self, place: &str, written: &str) -> Media {
        let local = host(place).is_none();
        let full = self.base.as_deref().filter(|_| local).map(|base| format!("{}{place}", origin(base)));
        let mut addresses = Vec::new();
        for address in full.into_iter().chain([place.to_owned(), written.to_owned()]) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        Media {
            file: file_name(place).to_owned(),
            path: local.then(|| place.split(['?', '#']).next().unwrap_or(place).trim_start_matches('/').to_owned()),
            addresses,
            ..Media::default()
        }
    }
}

/// The scheme and host of a base address.
fn origin(base: &str) -> &str {
    let start = base.find("//").map_or(0, |at| at + 2);
    base[start..].find('/').map_or(base, |at| &base[..start + at])
}

fn hash(address: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    hasher.finish()
}

/// The address of a picture in its whole size, by the address of a smaller rendition: WordPress writes
/// `mast-300x200.jpg`, Ghost `/size/w600/`.
pub(crate) fn whole_size(address: &str) -> String {
    let mut address = address.to_owned();
    if let Some(at) = address.find("/content/images/size/w") {
        let size = at + "/content/images".len();
        let end = address[size + "/size/".len()..].find('/');
        if let Some(end) = end {
            address.replace_range(size..size + "/size/".len() + end, "");
        }
    }
    let query = address.find(['?', '#']).unwrap_or(address.len());
    let name = address[..query].rfind('/').map_or(0, |at| at + 1);
    let Some(dot) = address[name..query].rfind('.').map(|at| name + at) else {
        return address;
    };
    let Some(dash) = address[name..dot].rfind('-').map(|at| name + at) else {
        return address;
    };
    let digits = |part: &str| !part.is_empty() && part.len() < 6 && part.bytes().all(|b| b.is_ascii_digit());
    let is_size = address[dash + 1..dot].split_once('x').is_some_and(|(w, h)| digits(w) && digits(h));
    if is_size && dash > name {
        address.replace_range(dash..dot, "");
    }
    address
}

/// The addresses of pictures within HTML.
pub(crate) fn in_html(html: &str) -> impl Iterator<Item = String> {
    html.match_indices("<img").filter_map(|(at, _)| {
        let tag = html[at..].split('>').next()?;
        let mut rest = tag;
        loop {
            let (before, after) = rest.split_once("src")?;
            let value = after.trim_start();
            if !before.ends_with(char::is_whitespace) || !value.starts_with('=') {
                rest = after;
                continue;
            }
            let value = value[1..].trim_start();
            let address = match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split(quote).next()?,
                _ => value.split_whitespace().next()?,
            };
            return Some(address.replace("&amp;", "&"));
        }
    })
}

/// The addresses of pictures within Markdown, and within HTML in it.
pub(crate) fn in_markdown(text: &str) -> impl Iterator<Item = String> {
    let own = text.match_indices("![").filter_map(|(at, _)| {
        let (_, after) = text[at..].split_once("](")?;
        let end = after.find([')', ' ', '\n'])?;
        let address = after[..end].trim_matches(['<', '>']);
        (!address.is_empty()).then(|| address.to_owned())
    });
    own.chain(in_html(text))
}

/// What pictures' short codes name or address: `{{< img src="mast-at-dusk" >}}`, `{{% figure src="/a.png" %}}`.
pub(crate) fn in_short_codes(text: &str) -> impl Iterator<Item = String> {
    text.match_indices("{{").filter_map(|(at, _)| {
        let code = text[at..].strip_prefix("{{<").or_else(|| text[at..].strip_prefix("{{%"))?;
        let code = code.split("}}").next()?;
        let name = code.split_whitespace().next()?;
        let shows = ["img", "image", "figure", "picture"].iter().any(|word| name.contains(word));
        let (_, after) = code.split_once("src=").filter(|_| shows)?;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let named = after[1..].split(quote).next()?.trim();
        (!named.is_empty()).then(|| named.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renditions_lead_to_the_whole_picture() {
        for (address, whole) in [
            ("/u/mast-300x200.jpg", "/u/mast.jpg"),
            ("/u/mast-300x200.jpg?w=5", "/u/mast.jpg?w=5"),
            ("/u/250-x-167-mast.jpg", "/u/250-x-167-mast.jpg"),
            ("/u/mast-4x.jpg", "/u/mast-4x.jpg"),
            ("/u/-300x200.jpg", "/u/-300x200.jpg"),
            ("/content/images/size/w600/2020/a.png", "/content/images/2020/a.png"),
            ("/plain", "/plain"),
        ] {
            assert_eq!(whole_size(address), whole);
        }
    }

    #[test]
    fn pictures_are_found_in_texts() {
        let html =
            "<p><img alt='a' data-src=\"/no.gif\" src = '/a.png'><img src=/b.png ><IMG><img src=\"/c.png?x=1&amp;y=2\"";
        assert_eq!(in_html(html).collect::<Vec<_>>(), ["/a.png", "/b.png", "/c.png?x=1&y=2"]);
        let text = "![A mast](/a.png \"Title\") ![b](<b.png>) <img src=\"c.png\"> ![](";
        assert_eq!(in_markdown(text).collect::<Vec<_>>(), ["/a.png", "b.png", "c.png"]);
        let codes = "{{< img src=\"dusk\" alt=\"x\" >}}{{< ref src=\"no\" >}}{{% figure src='/a.png' %}}{{< img";
        assert_eq!(in_short_codes(codes).collect::<Vec<_>>(), ["dusk", "/a.png"]);
    }

    #[test]
    fn each_picture_has_one_record() {
        let base = "https://mast.example/blog";
        let mut gallery = Gallery::new(Home::of([base]), Some(base.to_owned()));
        gallery.know("https://mast.example/u/known.jpg");
        assert!(gallery.shown("/u/known-10x10.jpg").is_none());
        assert!(gallery.shown("https://other.example/a.jpg").is_none());
        let first = gallery.shown("http://www.mast.example/u/a-10x10.jpg").expect("its own");
        assert_eq!(first.key, "media:/u/a.jpg");
        let map = first.to_map();
        assert_eq!(map["addresses"][0], "https://mast.example/u/a.jpg");
        assert_eq!(map["path"], "u/a.jpg");
        assert!(gallery.shown("/u/a.jpg").is_none());
        let other = gallery.chosen("https://other.example/b.jpg");
        assert!(other.record.is_some() && gallery.chosen("https://other.example/b.jpg").key == other.key);
    }
}
