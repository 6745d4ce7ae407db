//! A picture decoded once, held upright, in sRGB and in the size that the house keeps: everything is printed from it.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, RgbaImage};

use crate::notes::{self, Metadata};
use crate::outline::{Outline, outline};
use crate::{Facts, Format, Limits, Refusal, Size, Surface, colour, format, mend, print, stowaway};

/// A decoded picture, ready for any number of renditions.
#[derive(Debug, Clone)]
pub struct Negative {
    pub(crate) picture: RgbaImage,
    pub(crate) format: Format,
    surface: Surface,
}

impl Negative {
    /// Checks, decodes and rights a picture. The size is checked by the header before anything is decoded.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        Ok(decode(bytes, limits)?.negative)
    }

    /// Takes what was drawn here as a picture.
    pub(crate) fn drawn(paper: tiny_skia::Pixmap) -> Self {
        let (width, height) = (paper.width(), paper.height());
        let picture = RgbaImage::from_raw(width, height, paper.take_demultiplied()).unwrap_or_default();
        Self { surface: surface(&picture), picture, format: Format::Png }
    }

    /// Size as the house keeps it.
    pub fn size(&self) -> Size {
        Size::new(self.picture.width(), self.picture.height())
    }

    /// Whether anything shows through.
    pub fn surface(&self) -> Surface {
        self.surface
    }
}

/// A negative and the facts of the file that it comes from.
pub(crate) struct Decoded {
    pub negative: Negative,
    pub facts: Facts,
}

pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, Refusal> {
    limits.check_length(bytes)?;
    let format = format::sniff(bytes)?;
    let outline = outline(bytes, format)?;
    limits.check_size(outline.size)?;
    stowaway::check(bytes, format, outline.end)?;
    let decoded = guarded(bytes, format, outline, limits);
    let Err(Refusal::Damaged { .. }) = decoded else {
        return decoded;
    };
    match mend::mended(bytes, format) {
        Some(mended) => guarded(&mended, format, outline, limits).or(decoded),
        None => decoded,
    }
}

/// Decoders read hostile bytes: should one of them panic, that is a damaged picture and no reason to fall over.
fn guarded(bytes: &[u8], format: Format, outline: Outline, limits: &Limits) -> Result<Decoded, Refusal> {
    let decoded = catch_unwind(AssertUnwindSafe(|| expose(bytes, format, outline, limits)));
    decoded.unwrap_or_else(|_| Err(Refusal::damaged(format, "the decoder gave up")))
}

fn expose(bytes: &[u8], format: Format, outline: Outline, limits: &Limits) -> Result<Decoded, Refusal> {
    let damaged = |fault: image::ImageError| Refusal::damaged(format, fault);
    let mut decoder = decoder(bytes, format, limits).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    limits.check_size(Size::new(width, height))?;
    if decoder.total_bytes() > limits.memory {
        return Err(Refusal::TooManyPixels { width, height, limit: limits.pixels / 2, side: limits.side });
    }
    let metadata = notes::read(decoder.as_mut());
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let stored = Size::new(picture.width(), picture.height());
    let picture =
        righted(picture, metadata.orientation, profile.as_deref()).map_err(|why| Refusal::damaged(format, why))?;
    let negative = Negative { surface: surface(&picture), picture, format };
    let facts = facts(bytes, outline, stored, metadata, &negative);
    Ok(Decoded { negative, facts })
}

fn decoder<'a>(bytes: &'a [u8], format: Format, limits: &Limits) -> ImageResult<Box<dyn ImageDecoder + 'a>> {
    let source = Cursor::new(bytes);
    let bounds = limits.for_decoder();
    let mut decoder: Box<dyn ImageDecoder + 'a> = match format {
        Format::Jpeg => Box::new(JpegDecoder::new(source)?),
        Format::Png => Box::new(PngDecoder::with_limits(source, bounds.clone())?),
        Format::Gif => Box::new(GifDecoder::new(source)?),
        Format::Webp => Box::new(WebPDecoder::new(source)?),
    };
    decoder.set_limits(bounds)?;
    Ok(decoder)
}

/// Made smaller first, then converted and turned: the small picture costs less of both.
fn righted(picture: DynamicImage, orientation: Orientation, profile: Option<&[u8]>) -> Result<RgbaImage, String> {
    let picture = with_alpha(picture)?;
    let stored = Size::new(picture.width(), picture.height());
    let kept = if turns(orientation) { stored.turned().kept().turned() } else { stored.kept() };
    let picture = if kept == stored { picture } else { print::resized(&picture, None, kept)? };
    let mut picture = DynamicImage::ImageRgba8(colour::into_srgb(picture, profile));
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// Red, green, blue and alpha at eight bits, the one form in which pictures are worked on. A photograph, which may be
/// large, is spread out within its own buffer.
fn with_alpha(picture: DynamicImage) -> Result<RgbaImage, String> {
    let DynamicImage::ImageRgb8(picture) = picture else {
        return Ok(picture.into_rgba8());
    };
    let (width, height) = picture.dimensions();
    let mut bytes = picture.into_raw();
    let pixels = bytes.len() / 3;
    bytes.resize(pixels * 4, u8::MAX);
    for pixel in (0..pixels).rev() {
        bytes.copy_within(pixel * 3..pixel * 3 + 3, pixel * 4);
        bytes[pixel * 4 + 3] = u8::MAX;
    }
    RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "fewer pixels than announced".to_owned())
}

fn surface(picture: &RgbaImage) -> Surface {
    if picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) { Surface::Opaque } else { Surface::Transparent }
}

/// Whether width and height change places.
fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

fn facts(bytes: &[u8], outline: Outline, stored: Size, metadata: Metadata, negative: &Negative) -> Facts {
    Facts {
        format: negative.format,
        bytes: bytes.len(),
        size: if turns(metadata.orientation) { stored.turned() } else { stored },
        frames: outline.frames,
        surface: negative.surface(),
        colour: colour::average(&negative.picture),
        had_location: metadata.located,
        notes: metadata.notes,
    }
}
