//! Counting the words of a text, in scripts that put spaces between them and in those that do not.

/// How many letters of a script without spaces are read in the time of a word: of Chinese and Japanese two, since they
/// are read at some 460 characters a minute; of Thai, Lao, Khmer and Burmese, whose words have about five.
const OF_CHARACTERS: usize = 2;
const OF_LETTERS: usize = 5;

/// What a character is to the counting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Stands in a word of its own length.
    Spaced,
    /// Han, kana, bopomofo.
    Character,
    /// A letter of a script of South-East Asia that is written without spaces.
    Letter,
    /// None of all these.
    Mark,
}

fn sign(c: char) -> Sign {
    match u32::from(c) {
        0x3005..=0x3007
        | 0x3040..=0x30ff
        | 0x3105..=0x312f
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0x2_0000..=0x3_ffff => Sign::Character,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff if c.is_alphabetic() => Sign::Letter,
        _ if c.is_alphanumeric() => Sign::Spaced,
        _ => Sign::Mark,
    }
}

/// How many words there are to read.
pub(super) fn words_in(text: &str) -> usize {
    let (mut words, mut characters, mut letters) = (0, 0, 0);
    for token in text.split_whitespace() {
        let mut in_word = false;
        for c in token.chars() {
            match sign(c) {
                Sign::Character => characters += 1,
                Sign::Letter => letters += 1,
                Sign::Spaced if !in_word => words += 1,
                // "peer-to-peer" and "10.5" are a word each.
                Sign::Spaced | Sign::Mark => continue,
            }
            in_word = sign(c) == Sign::Spaced;
        }
    }
    words + usize::div_ceil(characters, OF_CHARACTERS) + usize::div_ceil(letters, OF_LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_they_are_read() {
        assert_eq!(words_in("Peer-to-peer links cost 10.5 % less — don’t they?"), 7);
        assert_eq!(words_in("Волоконно-оптические сети"), 2);
        assert_eq!(words_in("네트워크 공유가 늘고 있다"), 4, "Korean has spaces");
        assert_eq!(words_in("光ファイバーが届く。"), 5);
        assert_eq!(words_in("中国移动的5G基站已有300万个"), 2 + 6);
        assert_eq!(words_in("เครือข่ายใยแก้วนำแสง"), 4);
        assert_eq!(words_in("- — …"), 0);
    }
}
