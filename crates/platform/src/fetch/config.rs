//! Settings of what the house asks of the web by itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Reach;

/// What the house asks of other machines by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FetchConfig {
    /// How far it reaches: `nothing`, `public`, or `private` for its own network as well. Default `public`.
    /// `MASTHEAD_FETCH_REACH`
    pub reach: Reach,
    /// Origins that are asked in the place of others, for a house behind a gateway or with a mirror:
    /// `"https://www.youtube.com" = "http://gateway.internal:8080"`. Default none. Not a variable.
    pub instead: BTreeMap<String, String>,
}

impl FetchConfig {
    /// The address that is asked for this one.
    pub(super) fn asked(&self, address: &str) -> String {
        let moved = self.instead.iter().find_map(|(origin, other)| {
            let rest = address.strip_prefix(origin.trim_end_matches('/'))?;
            let whole = rest.is_empty() || rest.starts_with(['/', '?']);
            whole.then(|| format!("{}{rest}", other.trim_end_matches('/')))
        });
        moved.unwrap_or_else(|| address.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_asked_in_the_place_of_another() {
        let instead = [("https://films.example".to_owned(), "http://127.0.0.1:9".to_owned())].into();
        let config = FetchConfig { instead, ..FetchConfig::default() };
        assert_eq!(config.asked("https://films.example/oembed?url=x"), "http://127.0.0.1:9/oembed?url=x");
        assert_eq!(config.asked("https://films.example.org/a"), "https://films.example.org/a");
    }
}
