//! What may stand in a page of ours, looked at piece by piece: whatever goes beyond came from outside.

use crate::publication::html::{Piece, pieces};

/// Elements that no page of ours has, and no body may bring in.
const NEVER: [&str; 13] = [
    "applet", "base", "embed", "frame", "frameset", "iframe", "math", "noembed", "object", "portal", "style",
    "template", "xmp",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 10] =
    ["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "srcset"];

/// What of a page could run or reach out, in sentences.
pub fn faults(page: &str) -> Vec<String> {
    let pieces = pieces(page);
    let mut faults: Vec<String> = pieces.iter().filter_map(fault).collect();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Open(name, _) = piece else { continue };
        if name == "script" {
            faults.extend(script(piece, pieces.get(at + 1)));
        }
    }
    faults
}

fn fault(piece: &Piece) -> Option<String> {
    let Piece::Open(name, attributes) = piece else { return None };
    if NEVER.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    // A player that is told to fetch nothing by itself is a click away from another host, as an embed is.
    let waits = attributes.iter().any(|(name, value)| name == "preload" && value == "none");
    attributes.iter().find_map(|(attribute, value)| {
        let address: String = value.chars().filter(|c| *c > ' ').collect::<String>().to_lowercase();
        let runs = ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme));
        let wrong = attribute.starts_with("on")
            || matches!(attribute.as_str(), "style" | "srcdoc" | "http-equiv")
            || (ADDRESSES.contains(&attribute.as_str()) && runs)
            || (matches!(name.as_str(), "img" | "source" | "link" | "audio" | "video" | "script")
                && !(waits && attribute == "src")
                && !(name == "source" && attribute == "src")
                && matches!(attribute.as_str(), "src" | "srcset" | "poster")
                && (address.starts_with("http") || address.starts_with("//"))
                && !address.starts_with(super::written::BASE));
        wrong.then(|| format!("<{name} {attribute}={value:?}>"))
    })
}

/// Scripts are files of ours, or facts for machines.
fn script(piece: &Piece, inside: Option<&Piece>) -> Option<String> {
    if piece.attribute("script", "src").is_some_and(|src| src.starts_with("/assets/")) {
        return None;
    }
    let facts = piece.attribute("script", "type") == Some("application/ld+json");
    let readable = matches!(inside, Some(Piece::Text(text)) if serde_json::from_str::<serde_json::Value>(text).is_ok());
    (!facts || !readable).then(|| format!("<script> {inside:?}"))
}
