//! What each file of the folder is, by where it stands.

use super::config::{Config, System};

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A text that becomes an item or event.
    Text(Text),
    /// The text of a section's front, by the section's path.
    Section(String),
    /// The page of a term, by its taxonomy and slug.
    Term(String, String),
    /// The page over all terms of a taxonomy.
    Taxonomy(String),
    /// What is known of one author or of several.
    Author(String),
    Authors,
    /// A picture or document, by the address it is served under.
    Media(String),
    /// Nothing that a publication says: themes, settings, programs.
    Nothing,
}

/// Where a text stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// Its path below the texts' folder, without its ending: what its key is made of.
    pub path: String,
    /// The folder it is in, for its section.
    pub folder: String,
    /// Its own word: the file's name, without a date and a language.
    pub name: String,
    /// The date in the file's name.
    pub date: Option<String>,
    /// The language in the file's name.
    pub language: Option<String>,
    /// It stands among the drafts.
    pub draft: bool,
    /// What its text is written in.
    pub markup: Markup,
    /// It stands among the posts of a Jekyll folder.
    pub post: bool,
    /// It is the page of a folder, whose pictures are its own.
    pub bundle: bool,
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Markup {
    #[default]
    Markdown,
    Html,
}

impl Config {
    /// What the file is.
    pub fn role(&self, root: &str, name: &str) -> Role {
        let below = name.strip_prefix(root).unwrap_or(name);
        if let Some(role) = data(below, self.system) {
            return role;
        }
        if let Some(address) = media(below, name.strip_prefix(&self.content)) {
            return Role::Media(address);
        }
        let Some(path) = name.strip_prefix(&self.content) else {
            return Role::Nothing;
        };
        let Some((path, ending)) = path.rsplit_once('.') else {
            return Role::Nothing;
        };
        let markup = match ending {
            "md" | "markdown" | "mdown" | "mkd" => Markup::Markdown,
            "html" | "htm" => Markup::Html,
            _ => return Role::Nothing,
        };
        match self.system {
            System::Hugo => self.hugo(path, markup),
            System::Jekyll => jekyll(path, markup),
        }
    }

    fn hugo(&self, path: &str, markup: Markup) -> Role {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let top = path.split('/').next().unwrap_or_default();
        let taxonomy =
            folder.split('/').next().filter(|top| self.taxonomies.contains(*top)).filter(|_| !folder.is_empty());
        if let Some(taxonomy) = taxonomy {
            let term = folder.strip_prefix(taxonomy).unwrap_or_default().trim_start_matches('/');
            let term = match (term, name) {
                ("", "_index") => return Role::Taxonomy(taxonomy.to_owned()),
                ("", name) => name,
                (term, _) => term,
            };
            return match taxonomy {
                "authors" => Role::Author(term.to_owned()),
                _ => Role::Term(taxonomy.to_owned(), term.to_owned()),
            };
        }
        if name == "_index" {
            return Role::Section(folder.to_owned());
        }
        // Layouts, programs and notes for those who work on the folder, where it has no folder of texts.
        let outside =
            matches!(top, "layouts" | "themes" | "archetypes" | "node_modules" | "public" | "i18n" | ".github")
                || (self.content.is_empty()
                    && folder.is_empty()
                    && matches!(name, "README" | "CONTRIBUTING" | "LICENSE" | "CHANGELOG"));
        if outside || path.split('/').any(|part| part.starts_with('.')) {
            return Role::Nothing;
        }
        Role::Text(text(path, folder, name, markup))
    }
}

fn text(path: &str, folder: &str, name: &str, markup: Markup) -> Text {
    let (own, language) = language(name);
    let bundle = own == "index" && !folder.is_empty();
    let (path, folder, name) = match folder.rsplit_once('/') {
        Some((above, page)) if bundle => (folder, above, page),
        None if bundle => (folder, "", folder),
        _ => (path, folder, own),
    };
    Text {
        path: path.to_owned(),
        folder: folder.to_owned(),
        name: name.to_owned(),
        language,
        markup,
        bundle,
        ..Text::default()
    }
}

/// `name.fr` is the French text of `name`.
fn language(name: &str) -> (&str, Option<String>) {
    match name.rsplit_once('.') {
        Some((own, tag)) if tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase()) => {
            (own, Some(tag.to_owned()))
        }
        _ => (name, None),
    }
}

fn jekyll(path: &str, markup: Markup) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    let (name, folders) = parts.split_last().map_or(("", &[][..]), |(name, folders)| (*name, folders));
    if folders.first() == Some(&"_authors") {
        return Role::Author(name.to_owned());
    }
    let place = folders.iter().position(|part| *part == "_posts" || *part == "_drafts");
    let outside =
        |part: &&&str| part.starts_with('_') || part.starts_with('.') || **part == "node_modules" || **part == "vendor";
    let Some(place) = place else {
        let collection = folders.first().is_some_and(|first| first.starts_with('_') && !BUILT_IN.contains(first));
        if folders.iter().skip(usize::from(collection)).any(|part| outside(&part))
            || folders.first().is_some_and(|f| BUILT_IN.contains(f))
        {
            return Role::Nothing;
        }
        let known = folders.is_empty()
            && (markup == Markup::Html
                || matches!(name, "README" | "CONTRIBUTING" | "LICENSE" | "CHANGELOG" | "404" | "index"));
        if known || (markup == Markup::Html && !collection) {
            return Role::Nothing;
        }
        let folder = folders.join("/");
        return Role::Text(text(path, folder.trim_start_matches('_'), name, markup));
    };
    let (date, name) = dated(name);
    Role::Text(Text {
        path: path.to_owned(),
        folder: folders[..place].join("/"),
        name: name.to_owned(),
        date: date.map(str::to_owned),
        draft: folders[place] == "_drafts",
        markup,
        post: true,
        ..Text::default()
    })
}

const BUILT_IN: [&str; 5] = ["_layouts", "_includes", "_sass", "_site", "_data"];

/// `2020-03-01-mast` is `mast`, of that date.
fn dated(name: &str) -> (Option<&str>, &str) {
    let Some((date, rest)) = name.get(..10).zip(name.get(11..)) else {
        return (None, name);
    };
    let is_date = date.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    if is_date && name.as_bytes()[10] == b'-' { (Some(date), rest) } else { (None, name) }
}

fn data(below: &str, system: System) -> Option<Role> {
    let folder = if system == System::Hugo { "data/" } else { "_data/" };
    let (name, ending) = below.strip_prefix(folder)?.rsplit_once('.')?;
    if !matches!(ending, "yml" | "yaml" | "toml" | "json") {
        return Some(Role::Nothing);
    }
    Some(match name.split_once('/') {
        None if name == "authors" => Role::Authors,
        Some(("authors", author)) => Role::Author(author.to_owned()),
        _ => Role::Nothing,
    })
}

/// The address under which a picture or document is served.
fn media(below: &str, in_content: Option<&str>) -> Option<String> {
    let ending = below.rsplit_once('.')?.1.to_ascii_lowercase();
    if !matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "pdf" | "mp3") {
        return None;
    }
    let hidden = |path: &str| path.split('/').any(|part| part.starts_with(['.', '_']) || part == "node_modules");
    let path = below.strip_prefix("static/").or(in_content).or_else(|| {
        ["assets/", "images/", "img/", "uploads/"].iter().any(|top| below.starts_with(top)).then_some(below)
    })?;
    (!hidden(path)).then(|| format!("/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jekyll_files_are_known_by_their_place() {
        let text = |path: &str| match jekyll(path, Markup::Markdown) {
            Role::Text(text) => text,
            other => panic!("{other:?}"),
        };
        let post = text("tech/_posts/2020-03-01-mast");
        assert_eq!(
            (post.name.as_str(), post.date.as_deref(), post.folder.as_str()),
            ("mast", Some("2020-03-01"), "tech")
        );
        assert!(text("_drafts/soon").draft && !text("about").post);
        assert_eq!(text("_papers/white").folder, "papers");
        for path in ["_layouts/post", "README", "vendor/x/y", "_includes/a"] {
            assert_eq!(jekyll(path, Markup::Markdown), Role::Nothing, "{path}");
        }
    }

    #[test]
    fn names_may_hold_a_date_and_a_language() {
        assert_eq!(dated("2020-03-01-mast"), (Some("2020-03-01"), "mast"));
        assert_eq!(dated("2020-03-mast"), (None, "2020-03-mast"));
        assert_eq!(dated("ünïcödé-and-more"), (None, "ünïcödé-and-more"));
        assert_eq!(language("mast.fr"), ("mast", Some("fr".to_owned())));
        assert_eq!(language("v1.20"), ("v1.20", None));
    }
}
