//! What a redirect may be, and what it makes of an address.

use platform::http::percent_decoded;
use thiserror::Error;

use crate::{Redirect, Target};

/// Why a redirect is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// It does not begin at the root.
    #[error("{0:?} is no address of this site: write it from the root, /like/this")]
    NotFromRoot(String),
    /// It leads back to where it came from.
    #[error("it would lead in a circle: {0}")]
    Loop(String),
    /// It leads nowhere, and does not say that it is gone.
    #[error("a redirect needs a target, or the status 410")]
    NoTarget,
    /// Its target is no address.
    #[error("{0:?} is no address to lead to")]
    Target(String),
    /// The status is none of ours.
    #[error("{0} is no status for a redirect: 301, 302, 307, 308 or 410")]
    Status(u16),
    /// More than one star.
    #[error("a pattern has one star")]
    Stars,
}

/// Hops that are followed to find a circle.
pub(crate) const HOPS: usize = 16;

/// Whether a redirect may be made, among those that `known` tells of by their old address.
///
/// # Errors
/// When it may not, with why.
pub fn check(redirect: &Redirect, known: &dyn Fn(&str) -> Option<Target>) -> Result<(), Refused> {
    let from = &redirect.from;
    if !from.starts_with('/') || from.starts_with("//") || from.chars().any(char::is_control) {
        return Err(Refused::NotFromRoot(from.clone()));
    }
    if from.matches('*').count() > 1 {
        return Err(Refused::Stars);
    }
    if !matches!(redirect.status, 301 | 302 | 307 | 308 | 410) {
        return Err(Refused::Status(redirect.status));
    }
    match &redirect.to {
        None if redirect.status == 410 => Ok(()),
        None => Err(Refused::NoTarget),
        Some(Target::Address(to)) => check_address(redirect, to, known),
        Some(_) => Ok(()),
    }
}

fn check_address(redirect: &Redirect, to: &str, known: &dyn Fn(&str) -> Option<Target>) -> Result<(), Refused> {
    let web = ["https://", "http://"].iter().any(|scheme| to.starts_with(scheme));
    if !web && (!to.starts_with('/') || to.starts_with("//")) || to.chars().any(char::is_control) {
        return Err(Refused::Target(to.to_owned()));
    }
    let (mut at, mut way) = (to.to_owned(), redirect.from.clone());
    for _ in 0..HOPS {
        way = format!("{way} → {at}");
        let plain = at.split(['?', '#']).next().unwrap_or_default();
        if applies(&redirect.from, plain).is_some() || applies(&redirect.from, &at).is_some() {
            return Err(Refused::Loop(way));
        }
        match known(&at) {
            Some(Target::Address(next)) => at = next,
            _ => return Ok(()),
        }
    }
    Err(Refused::Loop(way))
}

/// An old address as it is kept: the percent-encoding of its path undone, as visits undo it.
pub fn kept(from: &str) -> String {
    match from.trim().split_once('?') {
        Some((path, query)) => format!("{}?{query}", percent_decoded(path)),
        None => percent_decoded(from.trim()),
    }
}

/// What the star of `from` stands for in `address`; an empty text for one without a star. `None`: it does not apply.
pub fn applies<'a>(from: &str, address: &'a str) -> Option<&'a str> {
    match from.split_once('*') {
        None => (from == address).then_some(""),
        Some((start, end)) => {
            let rest = address.strip_prefix(start)?.strip_suffix(end)?;
            (!rest.is_empty() || end.is_empty()).then_some(rest)
        }
    }
}

/// The target's address with its star filled in.
pub fn filled(to: &str, star: &str) -> String {
    to.replacen('*', star, 1)
}

#[cfg(test)]
mod tests {
    use content::model::SiteId;
    use kit::{Id, Timestamp, Uuid};

    use super::*;

    fn redirect(from: &str, to: &str) -> Redirect {
        Redirect {
            id: Id::from_uuid(Uuid::nil()),
            site: SiteId::from_uuid(Uuid::nil()),
            from: from.into(),
            status: 301,
            to: Some(Target::Address(to.into())),
            made_by: "test".into(),
            made_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn circles_are_refused_however_long() {
        let none = |_: &str| None;
        assert!(matches!(check(&redirect("/a", "/a"), &none), Err(Refused::Loop(_))));
        assert!(matches!(check(&redirect("/a", "/a?again"), &none), Err(Refused::Loop(_))));
        let known = |address: &str| match address {
            "/b" => Some(Target::Address("/c".into())),
            "/c" => Some(Target::Address("/a".into())),
            _ => None,
        };
        assert!(matches!(check(&redirect("/a", "/b"), &known), Err(Refused::Loop(_))));
        assert_eq!(check(&redirect("/x", "/b"), &none), Ok(()));
        assert!(matches!(check(&redirect("/old/*", "/old/new/*"), &none), Err(Refused::Loop(_))));
    }

    #[test]
    fn targets_stay_on_the_web() {
        let none = |_: &str| None;
        for bad in ["//evil.example", "javascript:alert(1)", "relative"] {
            assert!(matches!(check(&redirect("/a", bad), &none), Err(Refused::Target(_))), "{bad}");
        }
    }

    #[test]
    fn a_star_stands_for_the_rest() {
        assert_eq!(applies("/category/*", "/category/5g/open-ran/"), Some("5g/open-ran/"));
        assert_eq!(applies("/*.html", "/story.html"), Some("story"));
        assert_eq!(applies("/a", "/b"), None);
        assert_eq!(filled("/sections/*", "5g"), "/sections/5g");
    }
}
