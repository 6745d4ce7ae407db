//! Addresses of pictures as bodies and sources write them, brought to one form so that they find each other.

/// The form under which a picture's address is kept: without scheme, `www.`, query and fragment. Paths from the root
/// get the source's `host`. A key stays as it is.
pub fn normal(address: &str, host: Option<&str>) -> String {
    let address = address.trim();
    // The name of a still is made of an address, whose query counts.
    if address.starts_with("still:") || prose::is_key(address) {
        return address.to_owned();
    }
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches("//");
    let whole = match host {
        Some(host) if address.starts_with('/') && !address.starts_with("//") => format!("{host}{address}"),
        _ => bare.to_owned(),
    };
    whole.strip_prefix("www.").map_or_else(|| whole.clone(), str::to_owned)
}

/// The picture that this one, in its normal form, looks like a copy of: WordPress adds `-300x200`, `-scaled` or
/// `-rotated` before the ending of the copies that it makes. Only where nothing is known under the copy's own address.
pub fn original_of(normal: &str) -> Option<String> {
    if prose::is_key(normal) {
        return None;
    }
    let (stem, ending) = normal.rsplit_once('.').filter(|(_, ending)| !ending.contains('/'))?;
    let (start, last) = stem.rsplit_once('-')?;
    let size = last.split_once('x').is_some_and(|(w, h)| is_number(w) && is_number(h));
    (size || last == "scaled" || last == "rotated").then(|| format!("{start}.{ending}"))
}

/// What a body of the house calls a picture that its source names by key. A key is unique within its source only, so that
/// it says which that is, whatever site the story stands on.
pub fn key_name(source: &str, key: &str) -> String {
    intake::reference("", source, key)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        let whole = normal("https://www.example.com/wp-content/uploads/2020/mast.jpg?ssl=1#top", None);
        assert_eq!(whole, "example.com/wp-content/uploads/2020/mast.jpg");
        assert_eq!(normal("/wp-content/uploads/2020/mast.jpg", Some("example.com")), whole);
        assert_eq!(normal("//example.com/wp-content/uploads/2020/mast.jpg", None), whole);
    }

    #[test]
    fn a_key_is_no_address() {
        for key in ["media:7", "@@one.example media:/img/mast-300x200.jpg?x#y"] {
            assert_eq!(normal(key, Some("example.com")), key);
            assert_eq!(original_of(key), None);
        }
    }

    #[test]
    fn copies_are_known_by_their_names() {
        let whole = Some("example.com/2020/mast.jpg".to_owned());
        for copy in ["mast-1024x683.jpg", "mast-scaled.jpg", "mast-rotated.jpg"] {
            assert_eq!(original_of(&format!("example.com/2020/{copy}")), whole);
        }
        assert_eq!(original_of("example.com/5g-2x4.report/mast"), None);
        assert_eq!(original_of("example.com/2020/mast.jpg"), None);
    }
}
