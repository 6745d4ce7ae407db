//! How one record names another.
//!
//! Within one publication by its key alone. In an archive of a house that was filled from several, a record of one may name
//! one of another: `@@telecoms.example 5` is what has the key `5` in `telecoms.example`.

use std::borrow::Cow;

const ELSEWHERE: &str = "@@";

/// How a record of the source `own` names the one that has this key in `source`.
pub fn reference(own: &str, source: &str, key: &str) -> String {
    if own == source && !key.starts_with(ELSEWHERE) {
        return key.to_owned();
    }
    let source = source.replace('%', "%25").replace(' ', "%20");
    format!("{ELSEWHERE}{source} {key}")
}

/// The source and the key of what a record of the source `own` names so.
pub fn referred<'a>(own: &'a str, reference: &'a str) -> (Cow<'a, str>, &'a str) {
    match reference.strip_prefix(ELSEWHERE).and_then(|rest| rest.split_once(' ')) {
        Some((source, key)) if source.contains('%') => (source.replace("%20", " ").replace("%25", "%").into(), key),
        Some((source, key)) => (source.into(), key),
        None => (own.into(), reference),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_found_again() {
        for (own, source, key, said) in [
            ("a", "a", "5", "5"),
            ("a", "b", "5", "@@b 5"),
            ("a", "b", "page two", "@@b page two"),
            ("a", "b %20c", "", "@@b%20%2520c "),
            ("a", "a", "@@b 5", "@@a @@b 5"),
        ] {
            assert_eq!(reference(own, source, key), said);
            assert_eq!(referred(own, said), (source.into(), key));
        }
        assert_eq!(referred("a", "@@b"), ("a".into(), "@@b"), "nothing that this module writes");
    }
}
