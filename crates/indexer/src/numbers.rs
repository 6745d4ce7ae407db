//! Numbers as words: `11,000` is found as `11000`, and `3.5GHz` as `3.5 GHz`. Here must not live: other words.

/// What stands behind a number without a space as well as with one.
const UNITS: [&str; 24] = [
    "hz", "khz", "mhz", "ghz", "thz", "bps", "kbps", "mbps", "gbps", "tbps", "kbit", "mbit", "gbit", "tbit", "kb",
    "mb", "gb", "tb", "db", "dbm", "dbi", "km", "kw", "mw",
];
/// Letters of the longest of them.
const LONGEST_UNIT: usize = 4;
/// More groups are no number.
const MOST_GROUPS: usize = 6;
/// Digits of a group between two separators of thousands.
const GROUP: usize = 3;

/// Where the number ends that begins at this byte, when it is not simply the end of a run of letters and digits: behind
/// groups of thousands, or before a unit.
pub fn end(text: &str, begin: usize) -> Option<usize> {
    let digits = digits(text, begin);
    let behind = begin + digits;
    let grouped = if digits <= GROUP && !text[begin..].starts_with('0') { groups(text, behind) } else { behind };
    // No unit is longer than this, and what follows may be as long as it likes.
    let unit: String =
        text[grouped..].chars().take(LONGEST_UNIT + 1).take_while(|sign| sign.is_alphanumeric()).collect();
    let is_unit = UNITS.iter().any(|known| unit.eq_ignore_ascii_case(known));
    (is_unit || grouped > behind && unit.is_empty()).then_some(grouped)
}

fn digits(text: &str, from: usize) -> usize {
    text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Where the last group of thousands ends that follows at this byte, each behind the same sign.
fn groups(text: &str, from: usize) -> usize {
    let Some(sign) = text[from..].chars().next().filter(|sign| separates_thousands(*sign)) else { return from };
    let (mut end, most) = (from, from + MOST_GROUPS * (sign.len_utf8() + GROUP));
    while end < most && text[end..].starts_with(sign) && digits(text, end + sign.len_utf8()) == GROUP {
        end += sign.len_utf8() + GROUP;
    }
    end
}

/// A comma, a full stop, an apostrophe, or a space that does not break.
fn separates_thousands(sign: char) -> bool {
    matches!(sign, ',' | '.' | '\'' | '\u{2019}' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use crate::words::folded;

    #[test]
    fn thousands_are_one_word_however_they_are_parted() {
        for written in ["11,000", "11.000", "11\u{2019}000", "11\u{a0}000", "11\u{202f}000", "11000"] {
            assert_eq!(folded(written), ["11000"], "{written}");
        }
        assert_eq!(folded("1,234,567.89"), ["1234567", "89"]);
        assert_eq!(
            folded("in 2019,200 of 12,50, 0.125 or 1,2345"),
            ["in", "2019", "200", "of", "12", "50", "0", "125", "or", "1", "2345"]
        );
        assert_eq!(folded("11,000th"), ["11", "000th"]);
        assert_eq!(folded(&"1,".repeat(40)).len(), 40);
    }

    #[test]
    fn a_unit_is_a_word_of_its_own() {
        assert_eq!(folded("3.5GHz"), folded("3.5 GHz"));
        assert_eq!(folded("10Gbps, 11,000km and 40dBm"), ["10", "gbps", "11000", "km", "and", "40", "dbm"]);
        assert_eq!(folded("5G 4K 3GPP 802.11ax"), ["5g", "4k", "3gpp", "802", "11ax"]);
    }
}
