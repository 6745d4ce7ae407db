//! The named colours a section can take. A theme knows the names; the strict content security policy of the pages
//! leaves no room for colours written into them.

use serde::Serialize;

/// A section's colour, by name. Each has a light and a dark shade in `web/css/accents.css` that keeps 4.5 : 1 on the
/// page's ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Accent {
    /// The house colour, for sections that chose none.
    #[default]
    Ink,
    /// Bright red.
    Signal,
    /// Red-brown.
    Rust,
    /// Orange-brown.
    Copper,
    /// Dark yellow.
    Brass,
    /// Yellow-green.
    Moss,
    /// Green.
    Pine,
    /// Blue-green.
    Teal,
    /// Light blue.
    Azure,
    /// Blue.
    Cobalt,
    /// Blue-violet.
    Violet,
    /// Red-violet.
    Plum,
    /// Pink-red.
    Rose,
    /// Blue-grey.
    Slate,
}

impl Accent {
    /// Every accent, in the order of the colour wheel.
    pub const ALL: [Accent; 14] = [
        Accent::Ink,
        Accent::Signal,
        Accent::Rust,
        Accent::Copper,
        Accent::Brass,
        Accent::Moss,
        Accent::Pine,
        Accent::Teal,
        Accent::Azure,
        Accent::Cobalt,
        Accent::Violet,
        Accent::Plum,
        Accent::Rose,
        Accent::Slate,
    ];

    /// The names of all of them.
    pub const NAMES: [&str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].name();
            at += 1;
        }
        names
    };

    /// The accent of that name; `None` for a name that no theme knows.
    pub fn named(name: &str) -> Option<Accent> {
        Accent::ALL.into_iter().find(|accent| accent.name() == name)
    }

    /// The name as it stands in `data-accent` and in a section's settings.
    pub const fn name(self) -> &'static str {
        match self {
            Accent::Ink => "ink",
            Accent::Signal => "signal",
            Accent::Rust => "rust",
            Accent::Copper => "copper",
            Accent::Brass => "brass",
            Accent::Moss => "moss",
            Accent::Pine => "pine",
            Accent::Teal => "teal",
            Accent::Azure => "azure",
            Accent::Cobalt => "cobalt",
            Accent::Violet => "violet",
            Accent::Plum => "plum",
            Accent::Rose => "rose",
            Accent::Slate => "slate",
        }
    }

    /// The colour itself on light ground, for what is drawn instead of styled: red, green, blue.
    pub fn ink(self) -> [u8; 3] {
        match self {
            Accent::Ink => [0x16, 0x18, 0x1d],
            Accent::Signal => [0xc4, 0x16, 0x1c],
            Accent::Rust => [0xa5, 0x3a, 0x12],
            Accent::Copper => [0x9a, 0x4f, 0x0b],
            Accent::Brass => [0x7d, 0x5f, 0x00],
            Accent::Moss => [0x55, 0x69, 0x0a],
            Accent::Pine => [0x12, 0x70, 0x3d],
            Accent::Teal => [0x04, 0x6f, 0x6c],
            Accent::Azure => [0x06, 0x69, 0xa1],
            Accent::Cobalt => [0x23, 0x4f, 0xc4],
            Accent::Violet => [0x5f, 0x3b, 0xc0],
            Accent::Plum => [0x87, 0x30, 0x8f],
            Accent::Rose => [0xb8, 0x1c, 0x5c],
            Accent::Slate => [0x47, 0x58, 0x6b],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_accent() {
        for accent in Accent::ALL {
            assert_eq!(Accent::named(accent.name()), Some(accent));
            assert_eq!(serde_json::to_value(accent).unwrap(), accent.name());
        }
        assert_eq!(Accent::named("mauve"), None);
    }

    #[test]
    fn what_is_drawn_has_the_colours_of_the_style_sheet() {
        let sheet = include_str!("../../../../web/css/accents.css");
        let light = sheet.split("@media").next().unwrap();
        for accent in Accent::ALL {
            let [red, green, blue] = accent.ink();
            let rule = format!("[data-accent=\"{}\"] {{ --accent: #{red:02x}{green:02x}{blue:02x}; }}", accent.name());
            assert!(light.contains(&rule), "{rule}");
        }
    }
    /// How strongly two colours stand out from each other, after WCAG 2.
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |colour: &str| {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_by_day_and_by_night() {
        let sheets = [include_str!("../../../../web/css/accents.css"), include_str!("../../../../web/css/tokens.css")];
        let [accents, tokens] = sheets.map(|sheet| sheet.split_once("prefers-color-scheme: dark").unwrap());
        for (accents, tokens) in [(accents.0, tokens.0), (accents.1, tokens.1)] {
            let colour = |sheet: &str, before: &str| -> String {
                let (_, after) = sheet.split_once(before).unwrap_or_else(|| panic!("no {before}"));
                after.trim_start().chars().take(7).collect()
            };
            for accent in Accent::ALL {
                let ink = colour(accents, &format!("[data-accent=\"{}\"] {{ --accent:", accent.name()));
                for ground in ["--ground:", "--tint:"] {
                    let found = contrast(&ink, &colour(tokens, ground));
                    assert!(found >= 4.5, "{accent:?} {ink} on {ground} {found:.2}");
                }
            }
        }
    }
}
