//! The set of marks on a run of text: a bit each, a letter each in JSON.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Marks(u16);

/// One mark: its bit, its letter in JSON. Listed from the outermost element to the innermost.
pub(crate) const ALL: [(Marks, char); 14] = [
    (Marks::INSERTED, 'n'),
    (Marks::DELETED, 's'),
    (Marks::MARKED, 'm'),
    (Marks::STRONG, 'b'),
    (Marks::EMPHASIS, 'i'),
    (Marks::UNDERLINED, 'u'),
    (Marks::CITED, 't'),
    (Marks::QUOTED, 'q'),
    (Marks::SMALL, 'l'),
    (Marks::SUPERSCRIPT, 'p'),
    (Marks::SUBSCRIPT, 'v'),
    (Marks::KEY, 'k'),
    (Marks::SAMPLE, 'o'),
    (Marks::CODE, 'c'),
];

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Strong importance.
    pub const STRONG: Self = Self(1);
    /// Emphasis.
    pub const EMPHASIS: Self = Self(1 << 1);
    /// Underlined.
    pub const UNDERLINED: Self = Self(1 << 2);
    /// Struck out: no longer holds.
    pub const DELETED: Self = Self(1 << 3);
    /// Added later.
    pub const INSERTED: Self = Self(1 << 4);
    /// Highlighted.
    pub const MARKED: Self = Self(1 << 5);
    /// Code.
    pub const CODE: Self = Self(1 << 6);
    /// A key to press.
    pub const KEY: Self = Self(1 << 7);
    /// What a program answers.
    pub const SAMPLE: Self = Self(1 << 8);
    /// Raised.
    pub const SUPERSCRIPT: Self = Self(1 << 9);
    /// Lowered.
    pub const SUBSCRIPT: Self = Self(1 << 10);
    /// Small print.
    pub const SMALL: Self = Self(1 << 11);
    /// The title of a work.
    pub const CITED: Self = Self(1 << 12);
    /// A quotation in the line.
    pub const QUOTED: Self = Self(1 << 13);

    /// Whether no mark is set.
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether all of `other` are set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These and `other`.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in these and in `other`.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// These without `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut letters = [0u8; ALL.len()];
        let mut count = 0;
        for (_, letter) in ALL.iter().filter(|(mark, _)| self.has(*mark)) {
            letters[count] = *letter as u8;
            count += 1;
        }
        to.serialize_str(std::str::from_utf8(&letters[..count]).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Letters;
        impl de::Visitor<'_> for Letters {
            type Value = Marks;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("letters, one a mark")
            }

            fn visit_str<E: de::Error>(self, letters: &str) -> Result<Marks, E> {
                // A letter of a later version is passed over: the words matter more than their setting.
                let known = ALL.iter().filter(|(_, letter)| letters.contains(*letter));
                Ok(known.fold(Marks::NONE, |all, (mark, _)| all.with(*mark)))
            }
        }
        from.deserialize_str(Letters)
    }
}
