//! Other people's pictures, good, broken and hostile, on their way through the house: taken in or refused, and what of
//! them is sent.

mod bare;
mod bombs;
mod memory;

use std::path::{Path, PathBuf};
use std::process::Command;

use content::media::{NewMedia, add, address, card_address, file_address};
use content::model::Media;
use content::store;
use content::views::Focus;
use darkroom::{Format, Surface, widths_for};
use platform::Bytes;
use platform::db::Engine;
use serde_json::Value;
use testkit::{House, both_engines};

use crate::house::{house, real};
use crate::publication::reading::Faults;
use bare::burdens;

/// A packed folder of the test data, unpacked. It does not come with the source; where it is not, this says so.
fn unpacked(archive: &str) -> Option<tempfile::TempDir> {
    let archive = real(archive)?;
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new("tar").arg("xf").arg(&archive).arg("-C").arg(folder.path()).status().expect("tar runs");
    assert!(status.success(), "{} cannot be unpacked", archive.display());
    Some(folder)
}

/// What the manifest says of each picture.
fn manifest() -> Vec<Value> {
    let path = real("images/manifest.json").expect("it lies beside the pictures");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

async fn added(house: &House, name: &str, bytes: Vec<u8>) -> Result<Media, String> {
    let new = NewMedia { file: name.to_owned(), ..NewMedia::default() };
    let id = add(&house.app, new, Bytes::from(bytes)).await.map_err(|refusal| refusal.to_string())?;
    let mut conn = house.app.db().read().await.unwrap();
    Ok(store::media::by_id(&mut conn, id).await.unwrap().expect("it was added"))
}

/// Every address at which a page of ours would show a picture.
fn copies(media: &Media) -> Vec<String> {
    let surface = if media.mime.as_deref() == Some("image/jpeg") { Surface::Opaque } else { Surface::Transparent };
    let second = if surface == Surface::Opaque { Format::Jpeg } else { Format::Png };
    let widths = widths_for(media.width.unwrap_or(0)).into_iter();
    let made = widths.flat_map(|width| [Format::Webp, second].map(|format| address(media, width, format)));
    made.chain([card_address(media, Focus::Centre), file_address(media)]).flatten().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_collection_is_kept_or_refused_as_its_manifest_says_and_sent_bare() {
    let Some(folder) = unpacked("images/images.tar.xz") else { return };
    let house = house(Engine::Sqlite).await;
    let (mut faults, mut kept, mut sent) = (Faults::default(), 0, 0);
    for entry in manifest() {
        let name = entry["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        let known = ["JPEG", "MPO", "PNG", "GIF", "WEBP"].contains(&entry["format"].as_str().unwrap_or_default());
        let expected = known && entry["decodes"] == true;
        let came = added(&house, name.rsplit('/').next().unwrap(), bytes).await;
        faults.expect(came.is_ok() == expected, "kept or refused", || format!("{name}: {came:?}"));
        let Ok(media) = came else { continue };
        kept += 1;
        faults
            .expect(is_upright(&entry, &media), "the size", || format!("{name}: {:?} {:?}", media.width, media.height));
        for address in copies(&media) {
            let answer = house.get(&address).await;
            faults.expect(answer.status == 200, "a copy", || format!("{name}: {} at {address}", answer.status));
            let burdens = if answer.status == 200 { burdens(&answer.bytes) } else { Vec::new() };
            faults.expect(burdens.is_empty(), "what it carries", || format!("{name}: {burdens:?} in {address}"));
            sent += 1;
        }
    }
    faults.assert_none();
    eprintln!("{kept} pictures kept, {sent} copies sent");
    assert!(kept > 150, "{kept}");
}

/// Whether the house has the picture's sides as they are seen.
fn is_upright(entry: &Value, media: &Media) -> bool {
    let number = |name: &str| entry[name].as_u64().and_then(|number| u32::try_from(number).ok());
    let (width, height) = (number("w"), number("h"));
    let turned = number("orientation").is_some_and(|orientation| orientation >= 5);
    let seen = if turned { (height, width) } else { (width, height) };
    (media.width, media.height) == seen
}

#[tokio::test(flavor = "multi_thread")]
async fn one_portrait_in_every_orientation_is_seen_upright() {
    let Some(folder) = unpacked("images/images.tar.xz") else { return };
    let house = house(Engine::Sqlite).await;
    let all: Vec<String> = manifest().iter().map(|entry| entry["file"].as_str().unwrap().to_owned()).collect();
    let pixels = async |name: &str| {
        let media = added(&house, name, std::fs::read(folder.path().join(name)).unwrap()).await.unwrap();
        let sent = house.get(&file_address(&media).unwrap()).await;
        image::load_from_memory(&sent.bytes).unwrap().into_rgb8()
    };
    let upright = pixels(all.iter().find(|name| name.ends_with("/hopper.jpg")).unwrap()).await;
    let turned: Vec<&String> = all.iter().filter(|name| name.contains("hopper_orientation_")).collect();
    assert!(turned.len() >= 8, "{turned:?}");
    for name in turned {
        let picture = pixels(name).await;
        assert_eq!(picture.dimensions(), upright.dimensions(), "{name}");
        let apart: u64 = picture.iter().zip(upright.iter()).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
        let mean = apart / picture.len() as u64;
        assert!(mean < 12, "{name} differs by {mean} of 255 from how it is seen");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bombs_are_refused_or_kept_small() {
    both_engines(async |engine| {
        let folder = tempfile::tempdir().unwrap();
        let house = house(engine).await;
        for (name, kept) in bombs::write(folder.path()) {
            let came = added(&house, name, std::fs::read(folder.path().join(name)).unwrap()).await;
            assert_eq!(came.is_ok(), kept, "{name}: {came:?}");
            if let Ok(media) = came {
                let sent = house.get(&file_address(&media).unwrap()).await;
                assert_eq!((sent.status, burdens(&sent.bytes)), (200, Vec::new()), "{name}");
            }
        }
    })
    .await;
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => files.extend(self::files(&entry.path())),
            false => files.push(entry.path()),
        }
    }
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_made_to_attack_are_sent_as_pictures_alone_or_not_at_all() {
    let Some(folder) = unpacked("hostile/upload-files.tar.xz") else { return };
    let house = house(Engine::Sqlite).await;
    let (mut faults, mut kept, mut refused) = (Faults::default(), 0, 0);
    for file in files(folder.path()) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(media) = added(&house, &name, std::fs::read(&file).unwrap()).await else {
            refused += 1;
            continue;
        };
        kept += 1;
        for address in copies(&media) {
            let sent = house.get(&address).await;
            let kind = sent.header("content-type").to_owned();
            faults.expect(kind.starts_with("image/") && !kind.contains("svg"), "kind", || format!("{name}: {kind}"));
            faults.expect(sent.header("x-content-type-options") == "nosniff", "sniffing", || name.clone());
            faults.expect(burdens(&sent.bytes).is_empty(), "what it carries", || format!("{name} at {address}"));
            let lower = sent.bytes.to_ascii_lowercase();
            for trace in [&b"<script"[..], b"<?=", b"<?php", b"onerror", b"alert("] {
                let left = lower.windows(trace.len()).any(|window| window == trace);
                faults.expect(!left, "a payload", || format!("{name} at {address}"));
            }
        }
    }
    faults.assert_none();
    eprintln!("{kept} uploads kept as pictures, {refused} refused");
    assert!(kept > 5 && refused > 5, "{kept} kept, {refused} refused: nothing was looked at");
}
