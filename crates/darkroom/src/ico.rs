//! The file of icons that browsers ask for: several PNGs in one.

use crate::Developed;

/// Bytes of the head, and of what it says of each picture.
const HEAD: usize = 6;
const ENTRY: usize = 16;

/// PNGs of up to 256 pixels a side in one file, smallest first. What is larger, or no PNG, is left out.
pub fn ico(pictures: &[Developed]) -> Vec<u8> {
    let is_png = |picture: &&Developed| picture.format == crate::Format::Png;
    let fits = |picture: &&Developed| picture.size.width <= 256 && picture.size.height <= 256;
    let pictures: Vec<&Developed> = pictures.iter().filter(is_png).filter(fits).collect();
    let mut file = vec![0, 0, 1, 0];
    file.extend_from_slice(&u16::try_from(pictures.len()).unwrap_or(u16::MAX).to_le_bytes());
    let mut begin = HEAD + pictures.len() * ENTRY;
    for picture in &pictures {
        // A side of 256 is written as none.
        let side = |pixels: u32| u8::try_from(pixels).unwrap_or(0);
        file.extend_from_slice(&[side(picture.size.width), side(picture.size.height), 0, 0, 1, 0, 32, 0]);
        for number in [picture.bytes.len(), begin] {
            file.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        begin += picture.bytes.len();
    }
    for picture in pictures {
        file.extend_from_slice(&picture.bytes);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Colour, Cover, Format, Rendition, Size, cover};

    fn number(file: &[u8], at: usize) -> usize {
        u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize
    }

    #[test]
    fn a_file_of_icons_says_where_each_begins() {
        let accent = Colour { red: 35, green: 79, blue: 196 };
        let icon = |side: u32, format| {
            let drawn = cover(&Cover { seed: 3, accent }, Size::new(side, side)).unwrap();
            drawn.develop(&Rendition::whole(side, format)).unwrap()
        };
        let icons = [icon(16, Format::Png), icon(48, Format::Png), icon(48, Format::Webp), icon(300, Format::Png)];
        let file = ico(&icons);
        assert_eq!(file[..6], [0, 0, 1, 0, 2, 0], "two icons");
        for (entry, icon) in [(6, &icons[0]), (22, &icons[1])] {
            let (length, begin) = (number(&file, entry + 8), number(&file, entry + 12));
            assert_eq!(file[begin..begin + length], icon.bytes);
            assert_eq!(u32::from(file[entry]), icon.size.width);
        }
    }
}
