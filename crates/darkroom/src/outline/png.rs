//! PNG: chunks up to `IEND`, and the order of an animation's chunks.

use super::{Fault, Outline, Reach, distance};
use crate::Size;

const SIGNATURE: usize = 8;
/// Length, type and checksum around a chunk's data.
const AROUND: usize = 12;

pub(super) fn walk(bytes: &[u8]) -> Result<Outline, Fault> {
    let reach = Reach(bytes);
    if reach.slice(SIGNATURE + 4, 4)? != b"IHDR" {
        return Err(Fault::Damaged("does not begin with IHDR"));
    }
    let size = Size::new(reach.big32(SIGNATURE + 8)?, reach.big32(SIGNATURE + 12)?);
    let mut seen = Seen::default();
    let mut at = SIGNATURE;
    loop {
        let length = distance(reach.big32(at)?);
        let name: [u8; 4] = reach.array(at + 4)?;
        let next = at.saturating_add(length).saturating_add(AROUND);
        if next > bytes.len() {
            return seen.unfinished(&name, size, bytes.len());
        }
        seen.note(&name, reach, at + 8)?;
        at = next;
        if &name == b"IEND" {
            break;
        }
    }
    seen.outline(size, at)
}

#[derive(Default)]
struct Seen {
    pixels: bool,
    frame_control: bool,
    /// The picture for programs that know no animation is none of the animation's frames.
    still_apart: bool,
    animated: u32,
}

impl Seen {
    fn note(&mut self, name: &[u8; 4], reach: Reach<'_>, data: usize) -> Result<(), Fault> {
        match name {
            b"IDAT" => self.pixels = true,
            b"acTL" => self.animated = reach.big32(data)?,
            b"fcTL" => {
                self.still_apart |= self.pixels && !self.frame_control;
                self.frame_control = true;
            }
            b"fdAT" if !self.frame_control => return Err(Fault::Damaged("a frame without its header")),
            _ => {}
        }
        Ok(())
    }

    /// Pixel data whose stated length is wrong may still be whole: that is for the decoder to say.
    fn unfinished(self, name: &[u8; 4], size: Size, end: usize) -> Result<Outline, Fault> {
        if name != b"IDAT" {
            return Err(Fault::CutShort);
        }
        let seen = Self { pixels: true, ..self };
        seen.outline(size, end)
    }

    fn outline(self, size: Size, end: usize) -> Result<Outline, Fault> {
        if !self.pixels {
            return Err(Fault::CutShort);
        }
        let apart = u32::from(self.still_apart && self.animated > 0);
        let frames = self.animated.saturating_add(apart).max(1);
        Ok(Outline { size, frames, end })
    }
}
