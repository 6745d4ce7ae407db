//! Printing from a negative: cut, made smaller, written. Nothing but pixels gets into what is written.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{ImageResult, RgbaImage};
use webp::{Encoder, WebPConfig};

use crate::rendition::Part;
use crate::{Format, Negative, Refusal, Rendition, Size, Surface, colour, stowaway};

/// A picture as it is served or kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Developed {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: Format,
    /// Its size.
    pub size: Size,
}

/// What to write.
#[derive(Debug, Clone, Copy)]
struct Order {
    format: Format,
    quality: u8,
}

/// Quality of renditions: what the eye does not tell from the original at reading distance.
const RENDITION_QUALITY: u8 = 80;
/// Quality of the copy that the house keeps, which renditions are made from again and again.
const KEPT_QUALITY: u8 = 92;
/// A PNG longer than this is a photograph, or noise, in the wrong format; it is kept as JPEG or WebP instead.
const KEPT_PNG_BYTES: usize = 4 * 1024 * 1024;

impl Negative {
    /// Makes one rendition.
    pub fn develop(&self, rendition: &Rendition) -> Result<Developed, Refusal> {
        let (part, size) = match rendition.crop {
            Some(crop) => {
                let part = crop.part_of(self.size());
                (Some(part), Size::new(whole(part.width), whole(part.height)))
            }
            None => (None, self.size()),
        };
        let size = size.at_width(rendition.width);
        let order = Order { format: rendition.format, quality: RENDITION_QUALITY };
        if size == self.size() {
            return written(&self.picture, self.surface(), order);
        }
        let picture = resized(&self.picture, part, size)
            .map_err(|detail| Refusal::NotWritten { format: rendition.format, detail })?;
        written(&picture, self.surface(), order)
    }

    /// The copy that the house keeps: re-encoded from pixels alone. Photographs stay JPEG; drawings, and what shows
    /// through, are kept as PNG without loss unless that takes too many bytes.
    pub fn original(&self) -> Result<Developed, Refusal> {
        let drawn = matches!(self.format, Format::Png | Format::Gif);
        let (exact, otherwise) = match self.surface() {
            Surface::Transparent => (true, Format::Webp),
            Surface::Opaque => (drawn, Format::Jpeg),
        };
        if exact {
            let kept = self.kept(Format::Png)?;
            if kept.bytes.len() <= KEPT_PNG_BYTES {
                return Ok(kept);
            }
        }
        self.kept(otherwise)
    }

    fn kept(&self, format: Format) -> Result<Developed, Refusal> {
        let order = Order { format, quality: KEPT_QUALITY };
        written(&self.picture, self.surface(), order)
    }
}

/// Makes a picture, or a part of it, smaller. Transparent pixels lend no colour to their neighbours.
pub(crate) fn resized(picture: &RgbaImage, part: Option<Part>, size: Size) -> Result<RgbaImage, String> {
    let Size { width, height } = size;
    let source = ImageRef::new(picture.width(), picture.height(), picture.as_raw(), PixelType::U8x4);
    let source = source.map_err(|fault| fault.to_string())?;
    let mut small = Image::new(width, height, PixelType::U8x4);
    let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    if let Some(part) = part {
        options = options.crop(part.left, part.top, part.width, part.height);
    }
    let done = Resizer::new().resize(&source, &mut small, &options);
    done.map_err(|fault| fault.to_string())?;
    RgbaImage::from_raw(width, height, small.into_vec()).ok_or_else(|| "fewer pixels than ordered".to_owned())
}

/// A JPEG as the house keeps them.
pub(crate) fn kept_jpeg(picture: &RgbaImage) -> Result<Vec<u8>, Refusal> {
    jpeg(picture, KEPT_QUALITY).map_err(|fault| Refusal::NotWritten { format: Format::Jpeg, detail: fault.to_string() })
}

/// A PNG of what was put together here.
pub(crate) fn written_png(picture: &RgbaImage, surface: Surface) -> Result<Developed, Refusal> {
    written(picture, surface, Order { format: Format::Png, quality: RENDITION_QUALITY })
}

fn written(picture: &RgbaImage, surface: Surface, order: Order) -> Result<Developed, Refusal> {
    let Order { format, quality } = order;
    let written = match format {
        Format::Jpeg => jpeg(picture, quality).map_err(|fault| fault.to_string()),
        Format::Png => png(picture, surface).map_err(|fault| fault.to_string()),
        Format::Webp => webp(picture, quality),
        Format::Gif => Err("GIF is taken, never made".to_owned()),
    };
    let bytes = written.map_err(|detail| Refusal::NotWritten { format, detail })?;
    let size = Size::new(picture.width(), picture.height());
    Ok(Developed { bytes, format, size })
}

fn jpeg(picture: &RgbaImage, quality: u8) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    colour::on_white(picture).write_with_encoder(encoder)?;
    Ok(bytes)
}

/// Pixels can be chosen so that, packed, they spell a program. Filtered another way, they spell nothing: no pixels do in
/// two ways at once, save by chance, and then a third is at hand.
fn png(picture: &RgbaImage, surface: Surface) -> ImageResult<Vec<u8>> {
    for filter in [PngFilter::Adaptive, PngFilter::NoFilter] {
        let bytes = filtered_png(picture, surface, filter)?;
        if !stowaway::spells_program(&bytes) {
            return Ok(bytes);
        }
    }
    filtered_png(picture, surface, PngFilter::Up)
}

fn filtered_png(picture: &RgbaImage, surface: Surface, filter: PngFilter) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, filter);
    match surface {
        Surface::Opaque => colour::on_white(picture).write_with_encoder(encoder)?,
        Surface::Transparent => picture.write_with_encoder(encoder)?,
    }
    Ok(bytes)
}

/// Alpha that hides nothing is left out by the encoder itself.
fn webp(picture: &RgbaImage, quality: u8) -> Result<Vec<u8>, String> {
    let mut config = WebPConfig::new().map_err(|()| "no configuration".to_owned())?;
    config.quality = quality.into();
    config.method = 4;
    // Text in diagrams keeps its edges.
    config.use_sharp_yuv = 1;
    let encoder = Encoder::from_rgba(picture.as_raw(), picture.width(), picture.height());
    let done = encoder.encode_advanced(&config);
    done.map(|file| file.to_vec()).map_err(|fault| format!("{fault:?}"))
}

/// Whole pixels of a length, at least one.
fn whole(length: f64) -> u32 {
    // A float-to-integer cast saturates, and no side is longer than the limit.
    (length.round() as u32).max(1)
}
