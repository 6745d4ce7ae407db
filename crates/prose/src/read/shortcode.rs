//! Shortcodes, whatever brackets they stand in: a name and arguments, perhaps around some text.

/// How a shortcode is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brackets {
    /// `[name …]`: WordPress.
    Square,
    /// `{{< name … >}}`, `{{% name … %}}`: Hugo, and this crate's own Markdown.
    Curly,
    /// `{% name … %}`: Jekyll.
    Percent,
}

/// A shortcode met in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shortcode {
    pub name: String,
    pub args: Args,
    pub brackets: Brackets,
    /// Whether it closes further on.
    pub paired: bool,
    /// As written.
    pub source: String,
}

/// Arguments, in their order; those without a name have an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Args(Vec<(String, String)>);

impl Args {
    /// Reads `a="b" 'c' d=e f`. A backslash makes the next character plain, as does a backtick quote for all.
    pub fn parse(text: &str) -> Self {
        let mut args = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let name_end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')));
            let name = &rest[..name_end.unwrap_or(rest.len())];
            let after = rest[name.len()..].trim_start();
            let (name, value_at) = match after.strip_prefix('=') {
                Some(value) if !name.is_empty() => (name, value.trim_start()),
                _ => ("", rest),
            };
            let (value, after) = value(value_at);
            if !(name.is_empty() && value.is_empty() && after.len() == rest.len()) {
                args.push((name.to_ascii_lowercase(), value));
            }
            // Always goes on by at least a character.
            rest =
                if after.len() == rest.len() { &rest[rest.chars().next().map_or(1, char::len_utf8)..] } else { after };
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        }
        Self(args)
    }

    /// Reads arguments that an editor may have made pretty, with round quotes and entities.
    pub fn parse_pretty(text: &str) -> Self {
        Self::parse(&with_straight_quotes(text))
    }

    /// The first of these arguments that says something.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        let found = |name: &&str| self.0.iter().find(|(key, value)| key == name && !value.is_empty());
        names.iter().find_map(found).map(|(_, value)| value.as_str())
    }

    /// Whether an argument is there, empty or not.
    pub fn said(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An argument without a name, by its place.
    pub fn nth(&self, place: usize) -> Option<&str> {
        self.unnamed().nth(place)
    }

    pub fn unnamed(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(key, _)| key.is_empty()).map(|(_, value)| value.as_str())
    }

    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, value)| value.as_str())
    }

    pub fn has_names(&self) -> bool {
        self.0.iter().any(|(key, _)| !key.is_empty())
    }
}

/// Editors make quotes round and entities of them; here they are signs of grammar.
fn with_straight_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '“', '”', '″']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [
            ("&#8220;", "\""),
            ("&#8221;", "\""),
            ("&#8243;", "\""),
            ("&quot;", "\""),
            ("&#34;", "\""),
            ("&amp;", "&"),
            ("&#038;", "&"),
            ("“", "\""),
            ("”", "\""),
            ("″", "\""),
        ];
        match entities.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, sign)) => {
                out.push_str(sign);
                rest = &rest[entity.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A value and what follows it.
fn value(text: &str) -> (String, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let Some(quote) = quote else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote != '`' => out.extend(chars.next().map(|(_, c)| c)),
            c if c == quote => return (out, &text[at + 1..]),
            c => out.push(c),
        }
    }
    (out, "")
}

/// Where a piece of grammar ends: the first `end` outside quotes, from the start of `text`. Not farther than 8,000
/// bytes, so that a lone bracket costs no walk over the whole text.
pub(crate) fn find_outside_quotes(text: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < 8_000) {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, c) {
            (Some('"' | '\''), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, _) if text[at..].starts_with(end) => return Some(at),
            (None, '"' | '`') => quote = Some(c),
            (None, '\'') if text[..at].ends_with(['=', ' ']) => quote = Some(c),
            _ => {}
        }
    }
    // A quote that never closes is a slip; the end is then the first there is.
    text.get(..crate::read::floor(text, 8_000)).and_then(|text| text.find(end))
}
