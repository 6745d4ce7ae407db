//! Files that are two things at once: a picture for one program, a script, page or archive for another.
//!
//! Every upload is re-encoded, so nothing hidden would survive. It is refused all the same, because whoever sends such
//! a file should hear of it rather than see it vanish. Metadata may hold any text: it is text.

use crate::{Format, Refusal};

/// Marks looked for behind the picture's end, and what a person calls them.
const BEHIND: [(&[u8], &str); 9] = [
    (b"<?php", "a program"),
    (b"<script", "a script"),
    (b"<html", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<svg ", "an SVG drawing"),
    (b"%pdf-", "a PDF"),
    (b"pk\x03\x04", "an archive"),
    (b"rar!\x1a", "an archive"),
    (b"\x7felf", "a program"),
];

/// A PDF reader looks for its mark in this many first bytes.
const PDF_HEAD: usize = 1024;

/// Refuses a picture with another file in front of, or behind, its own bytes.
pub fn check(bytes: &[u8], format: Format, end: usize) -> Result<(), Refusal> {
    let head = bytes.get(..PDF_HEAD).unwrap_or(bytes);
    if found(head, b"%pdf-") {
        return Err(Refusal::TwoFilesInOne { format, hidden: "a PDF" });
    }
    let tail = bytes.get(end..).unwrap_or_default();
    match BEHIND.iter().find(|(mark, _)| found(tail, mark)) {
        Some((_, hidden)) => Err(Refusal::TwoFilesInOne { format, hidden }),
        None => Ok(()),
    }
}

/// Whether what we wrote ourselves could be run by a server that is careless with uploads.
pub fn spells_program(bytes: &[u8]) -> bool {
    [&b"<?="[..], b"<?php", b"<script"].iter().any(|mark| found(bytes, mark))
}

/// Whether the lower-case mark occurs, in whatever case.
fn found(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark))
}
