//! Byte ranges (RFC 9110, section 14): which part of a file a player asks for.

use std::ops::Range;

/// What is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Nothing: the part that was asked for lies behind the end.
    Beyond,
}

/// Reads a `Range` header for a file of `length` bytes. What is not understood, and several ranges at once, are
/// answered with the whole, as the standard allows.
pub(super) fn asked(header: Option<&str>, length: u64) -> Part {
    let Some(set) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else { return Part::Whole };
    let Some((first, last)) = set.split_once('-') else { return Part::Whole };
    let (first, last) = (first.trim(), last.trim());
    if first.is_empty() {
        return match number(last) {
            None => Part::Whole,
            Some(0) => Part::Beyond,
            Some(_) if length == 0 => Part::Beyond,
            Some(count) => Part::Bytes(length.saturating_sub(count)..length),
        };
    }
    let Some(first) = number(first) else { return Part::Whole };
    let end = match last {
        "" => length,
        last => match number(last) {
            Some(last) if first <= last => last.saturating_add(1).min(length),
            _ => return Part::Whole,
        },
    };
    if first < length { Part::Bytes(first..end) } else { Part::Beyond }
}

/// A number of digits alone. One that is too long for us lies behind every end.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_asked_for_from_the_front_or_the_back() {
        assert_eq!(asked(Some("bytes=0-99"), 1000), Part::Bytes(0..100));
        assert_eq!(asked(Some("bytes=900-"), 1000), Part::Bytes(900..1000));
        assert_eq!(asked(Some("bytes=900-5000"), 1000), Part::Bytes(900..1000));
        assert_eq!(asked(Some("bytes=-10"), 1000), Part::Bytes(990..1000));
        assert_eq!(asked(Some("bytes=-5000"), 1000), Part::Bytes(0..1000));
    }

    #[test]
    fn what_lies_behind_the_end_cannot_be_had() {
        for beyond in ["bytes=1000-", "bytes=99999999999999999999-", "bytes=-0"] {
            assert_eq!(asked(Some(beyond), 1000), Part::Beyond, "{beyond}");
        }
        assert_eq!(asked(Some("bytes=-5"), 0), Part::Beyond);
    }

    #[test]
    fn what_is_not_understood_gives_the_whole() {
        for header in ["bytes=5-2", "bytes=a-b", "bytes=0-1,5-6", "lines=1-2", "bytes=", "bytes=-", "bytes=+1-2"] {
            assert_eq!(asked(Some(header), 1000), Part::Whole, "{header}");
        }
        assert_eq!(asked(None, 1000), Part::Whole);
    }
}
