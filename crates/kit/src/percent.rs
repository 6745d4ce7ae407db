//! Percent-encoding (RFC 3986, section 2.1).

use std::fmt::Write;

/// What stands in a query's value as it is: all that may stand in a query (RFC 3986, section 3.4) and neither parts its
/// fields nor ends an attribute.
pub const IN_QUERY: &str = "/:@!$()*,;?";

/// The text with its bytes percent-encoded, all but plain letters, digits, `-._~` and what is `kept`.
pub fn percent_encoded(text: &str, kept: &str) -> String {
    let is_kept = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || kept.as_bytes().contains(&byte)
    };
    if text.bytes().all(is_kept) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if is_kept(byte) {
            written.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_query_stays_readable() {
        let address = "https://example.com/a/b?c=d&e=f+g#\u{fc}";
        assert_eq!(percent_encoded(address, IN_QUERY), "https://example.com/a/b?c%3Dd%26e%3Df%2Bg%23%C3%BC");
        assert_eq!(percent_encoded("a b'\"<\u{20ac}>%", IN_QUERY), "a%20b%27%22%3C%E2%82%AC%3E%25");
        assert_eq!(percent_encoded("/a b/", ""), "%2Fa%20b%2F");
    }
}
