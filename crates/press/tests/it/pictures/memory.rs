//! How much memory a process of its own takes while it works on every picture there is, bombs among them.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::binary::{masthead, run, word};

/// The most that an import may take, in megabytes: a picture at the limit (40 million pixels of four bytes) is held
/// once as it is decoded, and once more while it is made smaller; the rest is the program, here without optimisation.
const AT_MOST: u64 = 600;

#[test]
fn an_import_of_bombs_stays_within_its_bound() {
    let folder = tempfile::tempdir().unwrap();
    let (house, archive) = (folder.path().join("house"), folder.path().join("archive"));
    std::fs::create_dir_all(archive.join("files")).unwrap();
    super::bombs::write(&archive.join("files"));
    for source in ["images/images.tar.xz", "hostile/upload-files.tar.xz"] {
        let unpacked = super::unpacked(source);
        for (at, file) in unpacked.iter().flat_map(|folder| super::files(folder.path())).enumerate() {
            let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            std::fs::copy(&file, archive.join(format!("files/{}-{at}.{ending}", source.len()))).unwrap();
        }
    }
    let files = super::files(&archive.join("files"));
    write_records(&archive, &files);
    assert_eq!(run(&["init", word(&house)]).code, 0);
    let mut import = masthead(&["import", "archive", word(&archive), "--house", word(&house)]);
    let mut process = import.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let peak = peak(&mut process);
    let said = process.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("pictures and files kept"), "{said}");
    eprintln!("{} files, {peak} MB at the most: {said}", files.len());
    assert!(peak > 20 && peak <= AT_MOST, "{peak} MB");
}

/// An archive whose records name these files.
fn write_records(archive: &Path, files: &[std::path::PathBuf]) {
    let header = intake::Header::new("bombs", Some("https://bombs.example".to_owned()));
    let mut writer = intake::Writer::create(Vec::new(), &header).unwrap();
    for file in files {
        let mut key = String::new();
        write!(key, "{}", file.file_name().unwrap().to_string_lossy()).unwrap();
        let media = intake::Media { file: key.clone(), path: Some(format!("files/{key}")), ..Default::default() };
        writer.write(&intake::Record::new(key, media)).unwrap();
    }
    std::fs::write(archive.join("archive.jsonl"), writer.finish().unwrap()).unwrap();
}

/// The most memory that a process has taken when it ends, in megabytes: the system's own mark of it, read until the end.
fn peak(process: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", process.id());
    let mut peak = 0;
    while process.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = mark.and_then(|mark| mark.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) / 1024);
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}
