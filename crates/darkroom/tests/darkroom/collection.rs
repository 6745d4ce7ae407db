//! Other people's pictures, good and broken, from a folder of test data that does not come with the source: a manifest
//! says what each is and whether it decodes. `MASTHEAD_TEST_DATA` names the folder; by default it lies beside the
//! checkout. Without it these tests say so and pass.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use darkroom::{Facts, Limits, Refusal, Size, inspect};
use serde_json::Value;

fn data() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    std::env::var_os("MASTHEAD_TEST_DATA").map_or(beside, PathBuf::from)
}

fn unpacked(archive: &str) -> Option<tempfile::TempDir> {
    let archive = data().join(archive);
    if !archive.exists() {
        eprintln!("not tested: {} is not there", archive.display());
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let tar = Command::new("tar").arg("xf").arg(&archive).arg("-C").arg(folder.path()).status();
    match tar {
        Ok(status) if status.success() => Some(folder),
        other => {
            eprintln!("not tested: tar could not unpack {}: {other:?}", archive.display());
            None
        }
    }
}

fn manifest() -> Vec<Value> {
    let text = std::fs::read_to_string(data().join("images/manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn pictures_are_taken_or_refused_as_the_manifest_says() {
    let Some(folder) = unpacked("images/images.tar.xz") else {
        return;
    };
    let mut wrong = Vec::new();
    for entry in manifest() {
        let name = entry["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        let started = Instant::now();
        let answer = inspect(&bytes, &Limits::default());
        let took = started.elapsed();
        if took > Duration::from_secs(1) {
            wrong.push(format!("{name}: took {took:?}"));
        }
        if let Err(why) = agrees(&entry, &answer) {
            wrong.push(format!("{name}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{} of the collection:\n{}", wrong.len(), wrong.join("\n"));
}

fn agrees(entry: &Value, answer: &Result<Facts, Refusal>) -> Result<(), String> {
    let decodes = entry["decodes"].as_bool().unwrap();
    let format = entry["format"].as_str().unwrap_or_default();
    let expected = decodes && ["JPEG", "MPO", "PNG", "GIF", "WEBP"].contains(&format);
    match (expected, answer) {
        (true, Ok(facts)) => same(entry, facts),
        (false, Err(_)) => Ok(()),
        (true, Err(refusal)) => Err(format!("refused: {refusal:?}")),
        (false, Ok(facts)) => Err(format!("taken: {facts:?}")),
    }
}

fn same(entry: &Value, facts: &Facts) -> Result<(), String> {
    let number = |key: &str| u32::try_from(entry[key].as_u64().unwrap_or(1)).unwrap();
    let stored = Size::new(number("w"), number("h"));
    let turned = Size::new(stored.height, stored.width);
    let upright = if number("orientation") >= 5 { turned } else { stored };
    if facts.size != upright {
        return Err(format!("{:?}, not {upright:?}", facts.size));
    }
    // A file of two exposures is a JPEG with another behind it: one picture to us.
    let frames = if entry["format"] == "MPO" { 1 } else { number("frames") };
    if facts.frames != frames {
        return Err(format!("{} frames, not {frames}", facts.frames));
    }
    Ok(())
}

#[test]
fn uploads_made_to_attack_are_refused_or_come_out_clean() {
    let Some(folder) = unpacked("hostile/upload-files.tar.xz") else {
        return;
    };
    let mut files = Vec::new();
    list(folder.path(), &mut files);
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let picture = matches!(file.extension().and_then(|end| end.to_str()), Some("png" | "jpg"));
        match darkroom::receive(&bytes, &Limits::default()) {
            Ok(received) => {
                assert!(picture, "{} was taken", file.display());
                let kept = received.original.bytes.to_ascii_lowercase();
                for trace in [&b"<script"[..], b"<?=", b"<?php", b"onerror", b"alert("] {
                    let left = kept.windows(trace.len()).any(|window| window == trace);
                    assert!(!left, "{} kept its payload", file.display());
                }
            }
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            list(&entry.path(), files);
        } else {
            files.push(entry.path());
        }
    }
}
