//! IPTC-IIM: numbered datasets, in a Photoshop resource block (JPEG) or as hexadecimal text (PNG).

use jiff::civil::{Date, DateTime, Time};

use super::{Notes, clean, names};

const CAPTION: u8 = 120;
const HEADLINE: u8 = 105;
const CREDIT: u8 = 110;
const BYLINE: u8 = 80;
const COPYRIGHT: u8 = 116;
const SOURCE: u8 = 115;
const DATE_CREATED: u8 = 55;
const TIME_CREATED: u8 = 60;

/// The resource that holds the datasets among Photoshop's resources.
const IIM_RESOURCE: u16 = 0x0404;

pub(super) fn read(bytes: &[u8]) -> Notes {
    let unpacked = from_hexadecimal(bytes);
    let bytes = unpacked.as_deref().unwrap_or(bytes);
    let block = if bytes.starts_with(b"8BIM") { iim_resource(bytes).unwrap_or_default() } else { bytes };
    notes(&datasets(block))
}

fn notes(datasets: &[Dataset<'_>]) -> Notes {
    // Record 1 dataset 90 names the character set; without it the field is older than UTF-8, or lies.
    let texts = |number: u8| {
        let wanted = datasets.iter().filter(move |d| (d.record, d.number) == (2, number));
        wanted.map(|d| decoded(d.value))
    };
    let first = |number: u8| texts(number).find_map(|text| clean(&text));
    let bylines: Vec<String> = texts(BYLINE).collect();
    Notes {
        caption: first(CAPTION),
        headline: first(HEADLINE),
        credit: first(CREDIT),
        creator: names(bylines.iter().map(String::as_str)),
        rights: first(COPYRIGHT),
        source: first(SOURCE),
        taken_at: first(DATE_CREATED).and_then(|date| taken_at(&date, first(TIME_CREATED).as_deref())),
        ..Notes::default()
    }
}

#[derive(Debug)]
struct Dataset<'a> {
    record: u8,
    number: u8,
    value: &'a [u8],
}

/// Reads datasets until something is not one.
fn datasets(mut block: &[u8]) -> Vec<Dataset<'_>> {
    let mut found = Vec::new();
    while let [0x1c, record, number, high, low, rest @ ..] = block {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // A set high bit announces a length of more than 32 kB, which no note has.
        if length > 0x7fff || length > rest.len() {
            break;
        }
        let (value, after) = rest.split_at(length);
        found.push(Dataset { record: *record, number: *number, value });
        block = after;
    }
    found
}

/// Finds the datasets among `8BIM` resources: number, padded name, length, padded value.
fn iim_resource(mut bytes: &[u8]) -> Option<&[u8]> {
    while let [b'8', b'B', b'I', b'M', high, low, name_length, rest @ ..] = bytes {
        let name = usize::from(*name_length);
        let rest = rest.get(name + (name + 1) % 2..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let value = rest.get(..length)?;
        if u16::from_be_bytes([*high, *low]) == IIM_RESOURCE {
            return Some(value);
        }
        bytes = rest.get(length + length % 2..).unwrap_or_default();
    }
    None
}

/// ImageMagick's way to put a profile into PNG text: a name, a length, then hexadecimal digits in lines.
fn from_hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let mut words = text.split_ascii_whitespace();
    let (_name, length) = (words.next()?, words.next()?);
    length.parse::<usize>().ok()?;
    let digits: Vec<u8> = words.flat_map(str::bytes).map(hexadecimal).collect::<Option<_>>()?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// UTF-8 where it is that, whatever the file declares; else Latin-1, which every byte is.
fn decoded(value: &[u8]) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// `20200317` and `101502+0900`. The offset is dropped: see [`Notes::taken_at`].
fn taken_at(date: &str, time: Option<&str>) -> Option<DateTime> {
    let date = Date::strptime("%Y%m%d", date).ok()?;
    let clock = time.and_then(|time| time.get(..6));
    let time = clock.and_then(|clock| Time::strptime("%H%M%S", clock).ok());
    Some(date.to_datetime(time.unwrap_or_default()))
}
