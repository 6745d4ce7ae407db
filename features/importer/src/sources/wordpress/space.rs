//! Name spaces of an export, whichever prefixes and versions it writes them under.

/// The name spaces that an export uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS itself.
    Rss,
    /// WordPress's own.
    Wp,
    /// Dublin Core.
    Dc,
    /// RSS's module for bodies.
    Content,
    /// WordPress's, for standfirsts.
    Excerpt,
    /// Any other.
    Other,
}

/// How many prefixes a file may declare.
const DECLARED: usize = 256;

/// Which prefix stands for which name space.
#[derive(Debug, Default)]
pub(super) struct Spaces {
    declared: Vec<(String, Space)>,
}

impl Spaces {
    /// Takes a declaration. A file that declares without end is refused.
    pub fn declare(&mut self, prefix: &str, name: &str) -> Result<(), String> {
        let space = known(name);
        if let Some(declared) = self.declared.iter_mut().find(|(p, _)| p == prefix) {
            declared.1 = space;
        } else if self.declared.len() < DECLARED {
            self.declared.push((prefix.to_owned(), space));
        } else {
            return Err(format!("more than {DECLARED} name spaces are declared"));
        }
        Ok(())
    }

    /// The name space and the local name. A prefix that was not declared is taken for what it usually stands for.
    pub fn resolve<'a>(&self, name: &'a str) -> (Space, &'a str) {
        let Some((prefix, local)) = name.split_once(':') else {
            return (Space::Rss, name);
        };
        let declared = self.declared.iter().find(|(p, _)| p == prefix);
        let space = declared.map_or_else(|| usual(prefix), |(_, space)| *space);
        (space, local)
    }
}

fn known(name: &str) -> Space {
    let name = name.trim().trim_end_matches('/');
    let name = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
    match name {
        "purl.org/dc/elements/1.1" => Space::Dc,
        "purl.org/rss/1.0/modules/content" => Space::Content,
        _ if !name.starts_with("wordpress.org/export") => Space::Other,
        _ if name.ends_with("/excerpt") => Space::Excerpt,
        _ => Space::Wp,
    }
}

fn usual(prefix: &str) -> Space {
    match prefix {
        "wp" => Space::Wp,
        "dc" => Space::Dc,
        "content" => Space::Content,
        "excerpt" => Space::Excerpt,
        _ => Space::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_counts_and_not_the_prefix() {
        let mut spaces = Spaces::default();
        for (prefix, name) in [
            ("w", "http://wordpress.org/export/1.0/"),
            ("e", "https://wordpress.org/export/1.2/excerpt/"),
            ("wp", "http://elsewhere.example/"),
        ] {
            spaces.declare(prefix, name).expect("few");
        }
        assert_eq!(spaces.resolve("w:post_id"), (Space::Wp, "post_id"));
        assert_eq!(spaces.resolve("e:encoded"), (Space::Excerpt, "encoded"));
        assert_eq!(spaces.resolve("wp:post_id"), (Space::Other, "post_id"));
        assert_eq!(spaces.resolve("content:encoded"), (Space::Content, "encoded"));
        assert_eq!(spaces.resolve("title"), (Space::Rss, "title"));
    }

    #[test]
    fn declarations_without_end_are_refused() {
        let mut spaces = Spaces::default();
        let refused = (0..=DECLARED).find_map(|n| spaces.declare(&format!("n{n}"), "x").err());
        assert_eq!(refused.as_deref(), Some("more than 256 name spaces are declared"));
    }
}
