//! Names and headlines that run the other way than what stands around them.

use minijinja::Value;
use unicode_bidi::{BidiClass, bidi_class};

use super::escape::write_escaped;

/// Template filter `isolated`: text that could turn what stands beside it around is put into a `<bdi>` (HTML, section
/// 4.5.24; UAX #9). Text from left to right alone, as most is, stays as it is.
pub(super) fn isolated(text: &str) -> Value {
    if text.is_ascii() || !text.chars().any(turns) {
        return Value::from(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    html.push_str("<bdi>");
    // A string takes whatever is written to it.
    let _ = write_escaped(&mut html, text);
    html.push_str("</bdi>");
    Value::from_safe_string(html)
}

/// Whether the letter runs from right to left, or is a mark that says which way others do.
fn turns(letter: char) -> bool {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    matches!(bidi_class(letter), R | AL | AN | LRE | RLE | LRO | RLO | PDF | LRI | RLI | FSI | PDI)
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn what_runs_the_other_way_is_kept_by_itself() {
        for plain in ["", "Ada & Björn", "‘I want it’", "Łódź, Αθήνα, Київ, 東京"] {
            assert_eq!((isolated(plain).as_str(), isolated(plain).is_safe()), (Some(plain), false));
        }
        for turning in ["עדה", "Ada ב", "علي", "a\u{202e}b", "\u{2067}x"] {
            assert_eq!(isolated(turning).as_str(), Some(&*format!("<bdi>{turning}</bdi>")));
            assert!(isolated(turning).is_safe());
        }
        assert_eq!(isolated("<b>ב & \"").as_str(), Some("<bdi>&lt;b&gt;ב &amp; &quot;</bdi>"));
    }
}
