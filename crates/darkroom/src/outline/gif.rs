//! GIF: blocks up to the trailer. Many encoders forget the trailer, so a file that stops after a whole frame is whole.

use super::{Fault, Outline, Reach, distance};
use crate::Size;

pub(super) fn walk(bytes: &[u8]) -> Result<Outline, Fault> {
    let reach = Reach(bytes);
    let mut size = Size::new(reach.little16(6)?, reach.little16(8)?);
    let mut at = 13 + colour_table(reach.byte(10)?);
    let mut frames = 0;
    let mut ended = false;
    while !ended {
        match block(reach, at) {
            Ok(Block::Frame { size: frame, next }) => {
                if frames == 0 {
                    size = Size::new(size.width.max(frame.width), size.height.max(frame.height));
                }
                frames += 1;
                at = next;
            }
            Ok(Block::Other { next }) => at = next,
            Ok(Block::Trailer { next }) => {
                at = next;
                ended = true;
            }
            // Whatever is wrong behind the first whole frame is not shown anyway.
            Err(fault) if frames == 0 => return Err(fault),
            Err(_) => ended = true,
        }
    }
    if frames == 0 {
        return Err(Fault::CutShort);
    }
    Ok(Outline { size, frames, end: at })
}

enum Block {
    Frame { size: Size, next: usize },
    Other { next: usize },
    Trailer { next: usize },
}

fn block(reach: Reach<'_>, at: usize) -> Result<Block, Fault> {
    match reach.byte(at)? {
        0x2c => {
            let size = Size::new(reach.little16(at + 5)?, reach.little16(at + 7)?);
            let data = at + 10 + colour_table(reach.byte(at + 9)?) + 1;
            let next = after_sub_blocks(reach, data)?;
            Ok(Block::Frame { size, next })
        }
        0x21 => Ok(Block::Other { next: after_sub_blocks(reach, at + 2)? }),
        0x3b => Ok(Block::Trailer { next: at + 1 }),
        0x00 => Ok(Block::Other { next: at + 1 }),
        _ => Err(Fault::Damaged("an unknown block")),
    }
}

fn after_sub_blocks(reach: Reach<'_>, mut at: usize) -> Result<usize, Fault> {
    loop {
        let length = reach.byte(at)?;
        at += 1 + usize::from(length);
        if length == 0 {
            return Ok(at);
        }
    }
}

/// Bytes of the colour table that a packed field announces.
fn colour_table(packed: u8) -> usize {
    if packed & 0x80 == 0 {
        return 0;
    }
    distance(3 << ((packed & 7) + 1))
}
