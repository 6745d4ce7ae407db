//! Patterns of addresses, `/:year/:month/:slug/`, as Hugo, Jekyll and Ghost (`{year}`) write them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::web::from_root;

/// The address that a pattern makes. Names of dates are filled from the time, others by `name`. None if a part of it
/// is not known.
pub(crate) fn address(pattern: &str, at: Option<Timestamp>, name: impl Fn(&str) -> Option<String>) -> Option<String> {
    let date = at.map(|at| TimeZone::UTC.to_datetime(at));
    address_on(pattern, date, name)
}

/// As [`address`], with the date as the place where it was published reckons it.
pub(crate) fn address_on(
    pattern: &str,
    date: Option<DateTime>,
    name: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find([':', '{']) {
        out.push_str(&rest[..at]);
        let braced = rest[at..].starts_with('{');
        let word = &rest[at + 1..];
        let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(word.len());
        let part = &word[..end];
        out.push_str(&dated(part, date).or_else(|| name(part))?);
        rest = &word[end..];
        if braced {
            rest = rest.strip_prefix('}')?;
        }
    }
    out.push_str(rest);
    Some(from_root(&join_slashes(&out)))
}

fn dated(name: &str, date: Option<DateTime>) -> Option<String> {
    let width = match name {
        "year" => return date.map(|d| format!("{:04}", d.year())),
        "short_year" => return date.map(|d| format!("{:02}", d.year() % 100)),
        "month" => date.map(|d| (d.month(), 2)),
        "i_month" => date.map(|d| (d.month(), 1)),
        "day" => date.map(|d| (d.day(), 2)),
        "i_day" => date.map(|d| (d.day(), 1)),
        "hour" => date.map(|d| (d.hour(), 2)),
        "minute" => date.map(|d| (d.minute(), 2)),
        "second" => date.map(|d| (d.second(), 2)),
        "y_day" => return date.map(|d| format!("{:03}", d.day_of_year())),
        "monthname" => return date.map(|d| d.strftime("%B").to_string().to_lowercase()),
        _ => return None,
    };
    width.map(|(number, width)| format!("{number:0width$}"))
}

fn join_slashes(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        if letter != '/' || !out.ends_with('/') {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_make_addresses() {
        let at: Option<Timestamp> = "2020-03-01T09:00:00Z".parse().ok();
        let name = |name: &str| (name == "slug").then(|| "mast".to_owned());
        for (pattern, made) in [
            ("/:year/:month/:day/:slug/", Some("/2020/03/01/mast/")),
            ("/{year}/{slug}", Some("/2020/mast")),
            ("blog//:slug.html", Some("/blog/mast.html")),
            ("/:section/:slug/", None),
        ] {
            assert_eq!(address(pattern, at, name).as_deref(), made);
        }
        assert_eq!(address("/:year/:slug/", None, name), None);
    }
}
