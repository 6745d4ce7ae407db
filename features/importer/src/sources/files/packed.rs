//! Packed folders: tar (compressed or not) and zip, read where they lie.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::{Spot, safe_name, too_many};
use crate::sources::remark::About;
use crate::sources::stream::{Bytes, Limited, Packing, unpacked};
use crate::sources::{Error, Limits, Remarks};

/// The largest file of a zip that is opened; one that claims more is refused when it is asked for.
const ZIP_FILE: u64 = 4 << 30;

/// An opened zip.
pub(super) type Zip = zip::ZipArchive<BufReader<File>>;

pub(super) fn is_tar(start: &[u8]) -> bool {
    start.get(257..262) == Some(b"ustar")
}

/// The tar itself, unpacked into a nameless file if it is compressed.
pub(super) fn plain_tar(path: &Path, mut file: File, limits: &Limits) -> Result<File, Error> {
    let io = |e| Error::io(path, e);
    let mut start = [0; 6];
    file.rewind().map_err(io)?;
    let read = file.read(&mut start).map_err(io)?;
    file.rewind().map_err(io)?;
    if Packing::of(&start[..read]) == Packing::None {
        return Ok(file);
    }
    let mut from = unpacked(Box::new(file), limits.unpacked).map_err(io)?;
    let mut to = tempfile::tempfile().map_err(io)?;
    io::copy(&mut from, &mut to).map_err(io)?;
    Ok(to)
}

pub(super) fn list_tar(
    path: &Path,
    file: &File,
    limits: &Limits,
    remarks: &Remarks,
) -> Result<BTreeMap<String, Spot>, Error> {
    let io = |e| Error::io(path, e);
    let mut from = BufReader::new(file);
    from.rewind().map_err(io)?;
    let mut found = BTreeMap::new();
    let mut tar = tar::Archive::new(from);
    for entry in tar.entries_with_seek().map_err(io)? {
        let entry = entry.map_err(io)?;
        let kind = entry.header().entry_type();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        let written = entry.path_bytes();
        let spot = Spot { size: entry.size(), at: entry.raw_file_position() };
        take(&mut found, &written, kind.is_file().then_some(spot), remarks);
        if found.len() > limits.files {
            return Err(too_many(path, limits));
        }
    }
    Ok(found)
}

pub(super) fn list_zip(
    path: &Path,
    file: File,
    limits: &Limits,
    remarks: &Remarks,
) -> Result<(BTreeMap<String, Spot>, Zip), Error> {
    let wrong = |e: zip::result::ZipError| Error::not(path, format!("it is no whole zip: {e}"));
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(wrong)?;
    if zip.len() > limits.files {
        return Err(too_many(path, limits));
    }
    let mut found = BTreeMap::new();
    for n in 0..zip.len() {
        let entry = zip.by_index_raw(n).map_err(wrong)?;
        if entry.is_dir() {
            continue;
        }
        let spot = Spot { size: entry.size(), at: n as u64 };
        let plain = !entry.is_symlink() && !entry.encrypted();
        take(&mut found, entry.name_raw(), plain.then_some(spot), remarks);
    }
    Ok((found, zip))
}

fn take(found: &mut BTreeMap<String, Spot>, written: &[u8], spot: Option<Spot>, remarks: &Remarks) {
    let shown = String::from_utf8_lossy(written);
    let about = About::file(&shown);
    let Some(spot) = spot else {
        remarks.left(&about, "it is a link, a device or encrypted", "it was not followed");
        return;
    };
    match safe_name(written) {
        Some(name) => {
            found.insert(name, spot);
        }
        None => remarks.left(&about, "its name leads outside the folder", "the file was not read"),
    }
}

pub(super) fn open_tar(file: &File, spot: Spot) -> io::Result<Bytes> {
    // A handle of its own shares the position with the others, so that each read says where it reads.
    Ok(Box::new(Slice { file: file.try_clone()?, at: spot.at, left: spot.size }))
}

/// A part of a file.
struct Slice {
    file: File,
    at: u64,
    left: u64,
}

impl Read for Slice {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buf.len());
        let read = read_at(&mut self.file, &mut buf[..most], self.at)?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &mut File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buf, at)
}

#[cfg(not(unix))]
fn read_at(file: &mut File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    file.seek(SeekFrom::Start(at))?;
    file.read(buf)
}

/// A zip's file is unpacked into a nameless one, as its stream cannot outlive the zip's reader.
pub(super) fn open_zip(zip: &mut Zip, spot: Spot) -> io::Result<Bytes> {
    let number = usize::try_from(spot.at).map_err(io::Error::other)?;
    let entry = zip.by_index(number)?;
    let mut to = tempfile::tempfile()?;
    io::copy(&mut Limited::new(entry, ZIP_FILE.min(spot.size)), &mut to)?;
    to.seek(SeekFrom::Start(0))?;
    Ok(Box::new(to))
}
