//! EXIF: what the camera wrote by itself. Where it stood is noticed, to be able to say so, and never kept.

use exif::{Exif, In, Reader, Tag, Value};
use jiff::civil::DateTime;

use super::{Notes, Said, clean};

/// What cameras write where a caption belongs.
const CAMERA_CAPTIONS: [&str; 8] = [
    "olympus digital camera",
    "sony dsc",
    "dcim",
    "digital camera",
    "samsung",
    "minolta digital camera",
    "konica minolta digital camera",
    "exif_jpeg_picture",
];

pub(super) fn read(bytes: Vec<u8>) -> Said {
    let bytes = bytes.strip_prefix(b"Exif\0\0").map(<[u8]>::to_vec).unwrap_or(bytes);
    let read = Reader::new().continue_on_error(true).read_raw(bytes);
    let read = read.or_else(|fault| fault.distill_partial_result(|_| ()));
    let Ok(exif) = read else {
        return Said::default();
    };
    let caption = text(&exif, Tag::ImageDescription);
    Said {
        notes: Notes {
            caption: caption.filter(|caption| !CAMERA_CAPTIONS.contains(&caption.to_lowercase().as_str())),
            creator: text(&exif, Tag::Artist),
            rights: text(&exif, Tag::Copyright),
            taken_at: taken_at(&exif),
            ..Notes::default()
        },
        orientation: orientation(&exif),
        located: located(&exif),
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => clean(&String::from_utf8_lossy(lines.first()?)),
        _ => None,
    }
}

fn orientation(exif: &Exif) -> Option<u8> {
    let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
    field.value.get_uint(0).and_then(|value| u8::try_from(value).ok())
}

/// The tags of place; an empty block of them says nothing.
fn located(exif: &Exif) -> bool {
    [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude]
        .into_iter()
        .any(|tag| exif.get_field(tag, In::PRIMARY).is_some())
}

/// `2020:03:17 10:15:02`; cameras without a set clock write zeros or blanks.
fn taken_at(exif: &Exif) -> Option<DateTime> {
    let written = text(exif, Tag::DateTimeOriginal)?;
    DateTime::strptime("%Y:%m:%d %H:%M:%S", written).ok()
}
