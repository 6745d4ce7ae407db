//! Addresses of pictures as bodies and sources write them, brought to one form so that they find each other.

/// The form under which a picture's address is kept: without scheme, query, fragment, and without the size and
/// `-scaled` that WordPress adds to the names of its copies. Paths from the root get the source's `host`.
pub fn normal(address: &str, host: Option<&str>) -> String {
    let address = address.trim();
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches("//");
    let whole = match host {
        Some(host) if address.starts_with('/') && !address.starts_with("//") => format!("{host}{address}"),
        _ => bare.to_owned(),
    };
    let lower = whole.strip_prefix("www.").unwrap_or(&whole);
    without_size(lower)
}

/// Takes `-300x200`, `-scaled`, `-rotated` and `-e1234567890123` from before the ending.
fn without_size(address: &str) -> String {
    let Some((stem, ending)) = address.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')) else {
        return address.to_owned();
    };
    let Some((start, last)) = stem.rsplit_once('-') else { return address.to_owned() };
    let size = last.split_once('x').is_some_and(|(w, h)| is_number(w) && is_number(h));
    if size || last == "scaled" || last == "rotated" { format!("{start}.{ending}") } else { address.to_owned() }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_a_picture_have_one_address() {
        let whole = normal("https://www.example.com/wp-content/uploads/2020/mast.jpg", None);
        assert_eq!(whole, "example.com/wp-content/uploads/2020/mast.jpg");
        for copy in [
            "http://example.com/wp-content/uploads/2020/mast-1024x683.jpg?ssl=1",
            "//example.com/wp-content/uploads/2020/mast-scaled.jpg",
        ] {
            assert_eq!(normal(copy, None), whole);
        }
        assert_eq!(normal("/wp-content/uploads/2020/mast-300x200.jpg", Some("example.com")), whole);
        assert_eq!(normal("https://example.com/5g-2x4.report/mast", None), "example.com/5g-2x4.report/mast");
    }
}
