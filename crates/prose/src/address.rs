//! Which addresses may stand in a body. Everything that leads somewhere passes through here.

/// The address as it may be kept, or `None` where following it could do anything but open a page, a mail or a call.
///
/// Allowed: `http`, `https`, `mailto`, `tel`, `/from/the/root`, `#fragment`. What browsers would ignore (control
/// characters, line breaks, blanks at the ends) is removed first, so that it cannot hide a scheme.
pub fn safe_href(address: &str) -> Option<String> {
    let clean = cleaned(address);
    let first = clean.chars().next()?;
    if first == '#' {
        return Some(clean);
    }
    if let Some(rest) = clean.strip_prefix("//") {
        return has_host(rest).then(|| format!("https:{clean}"));
    }
    if first == '/' {
        // Browsers take a backslash for a slash.
        return (!clean[1..].starts_with("%5C")).then_some(clean);
    }
    if let Some((scheme, rest)) = split_scheme(&clean) {
        let known = ["http", "https", "mailto", "tel"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        let full = match rest.strip_prefix("//") {
            Some(host) if known.starts_with("http") => has_host(host),
            _ => !known.starts_with("http") && !rest.is_empty(),
        };
        return full.then(|| format!("{known}:{rest}"));
    }
    // Writers leave the scheme out; what starts with `www.` is meant to be a host.
    let www = clean.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    (www && has_host(&clean)).then(|| format!("https://{clean}"))
}

/// Whether what follows `//` begins with a host, perhaps a port, and no user's name: `bank.example@evil.example` is
/// how readers are led astray.
fn has_host(rest: &str) -> bool {
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    let numbered = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let numbered = numbered.is_some_and(|host| host.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.')));
    let is_host = numbered || (host.chars().all(named) && host.chars().any(char::is_alphanumeric));
    is_host && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit())
}

/// The address of a file shown on the page (picture, sound, film) or a key of one. Like [`safe_href`], but a key or a
/// path without scheme is kept as it is: only a resolver turns it into an address.
pub fn safe_src(address: &str) -> Option<String> {
    if is_key(address.trim()) {
        return Some(address.trim().chars().filter(|c| !c.is_control()).collect());
    }
    let clean = cleaned(address);
    if clean.is_empty() || clean.starts_with('#') {
        return None;
    }
    match split_scheme(&clean) {
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("attachment") => Some(clean),
        Some((scheme, _)) if scheme.len() >= 4 && scheme[..4].eq_ignore_ascii_case("http") => safe_href(&clean),
        Some(_) => None,
        None if clean.starts_with("//") => safe_href(&clean),
        None if clean.starts_with("/%5C") => None,
        None => Some(clean),
    }
}

/// Whether this is the key of a picture or file rather than its address: `media:7`, or `@@source media:7` where it says
/// which publication the key is of.
pub fn is_key(src: &str) -> bool {
    let key = match src.strip_prefix("@@") {
        Some(rest) => rest.split_once(' ').map_or("", |(_, key)| key),
        None => src,
    };
    key.strip_prefix("media:").is_some_and(|rest| !rest.trim().is_empty())
}

/// Scheme and the rest after the colon, if the address starts with something like a scheme.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let looks_so = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    // Anything odd before a colon that comes before the first slash, query or fragment is refused as a scheme too.
    (looks_so || !scheme.contains(['/', '?', '#'])).then_some((scheme, rest))
}

fn cleaned(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let mut clean = String::with_capacity(trimmed.len());
    for (at, c) in trimmed.char_indices() {
        match c {
            // One that begins no code stands for itself.
            '%' if !begins_code(&trimmed[at + 1..]) => clean.push_str("%25"),
            ' ' => clean.push_str("%20"),
            '\\' => clean.push_str("%5C"),
            '"' => clean.push_str("%22"),
            '<' => clean.push_str("%3C"),
            '>' => clean.push_str("%3E"),
            '`' => clean.push_str("%60"),
            '{' => clean.push_str("%7B"),
            '|' => clean.push_str("%7C"),
            '}' => clean.push_str("%7D"),
            '^' => clean.push_str("%5E"),
            '#' if clean.contains('#') => clean.push_str("%23"),
            '\u{200B}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}' => {}
            c if c.is_control() => {}
            c if c.is_whitespace() => clean.push_str("%20"),
            c => clean.push(c),
        }
    }
    clean
}

fn begins_code(after_percent: &str) -> bool {
    after_percent.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
}

/// Host in lower case without `www.`, path, query. For `http` and `https` only.
pub(crate) fn split(address: &str) -> Option<(String, &str, &str)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    let tail = tail.split('#').next().unwrap_or(tail);
    let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
    Some((host.strip_prefix("www.").map(str::to_owned).unwrap_or(host), path, query))
}

/// The value of a field in a query.
pub(crate) fn query_field<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(key, _)| key.trim_start_matches("amp;") == name))
        .map(|(_, v)| v)
}

/// Undoes percent-encoding; broken bytes are replaced.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        match code.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Origin, from_html, from_markdown, to_markdown};

    #[test]
    fn a_key_stays_as_it_is_and_leads_nowhere() {
        for key in ["media:7", "@@one.example media:7", "@@one.example media:/img/a b.jpg"] {
            assert_eq!(safe_src(&format!(" {key}\n")).as_deref(), Some(key));
            assert_eq!(safe_href(key), None, "{key}");
        }
        for none in ["media:", "@@media:7", "@@a javascript:alert(1)", "javascript:media:7"] {
            assert!(!is_key(none), "{none}");
        }
        assert_eq!(safe_src("@@a javascript:alert(1)"), None);
    }

    #[test]
    fn a_percent_sign_that_begins_no_code_is_kept_as_one() {
        assert_eq!(safe_href("/a%20b%").as_deref(), Some("/a%20b%25"));
        assert_eq!(safe_href("/a%25").as_deref(), Some("/a%25"));
        let read = from_html("<a href=/%>half</a>", &Options::default()).body;
        let house = Options { origin: Origin::House, ..Options::default() };
        assert_eq!(from_markdown(&to_markdown(&read), &house).body, read, "found by the fuzz target");
    }
}
