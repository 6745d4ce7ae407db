//! Pictures are found where they are, by as much as is known of them.

use importer::sources::pictures::Pictures;
use importer::sources::{Limits, Remarks};
use intake::Media;

use super::{folder, gzip};

fn media(path: &str, address: &str) -> Media {
    let path = Some(path.to_owned()).filter(|path| !path.is_empty());
    let file = address.rsplit('/').next().unwrap().to_owned();
    Media { file, path, addresses: vec![address.to_owned()], ..Media::default() }
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

#[test]
fn a_picture_is_found_by_path_address_or_name() {
    let files: &[(&str, &[u8])] = &[
        ("wp-content/uploads/2020/03/mast.jpg", b"march"),
        ("wp-content/uploads/2019/01/mast.jpg", b"january"),
        ("wp-content/uploads/2020/03/caf\u{e9}.png", b"cafe"),
        ("other/Only.PNG", b"only"),
    ];
    let tar = packed(files);
    let places = folder(&[("a.tar", &tar), ("a.tar.gz", &gzip(&tar))]);
    let plain = folder(files);
    for path in [places.path().join("a.tar"), places.path().join("a.tar.gz"), plain.path().to_owned()] {
        let pictures = Pictures::default().beside(&path, &Limits::default(), &Remarks::new(|_| {})).unwrap();
        let found = |path: &str, address: &str| pictures.find(&media(path, address)).map(|found| found.bytes);
        let missing = |path: &str, address: &str| found(path, address).unwrap_err().why;
        assert_eq!(found("2020/03/mast.jpg", "").unwrap(), b"march");
        assert_eq!(found("", "https://x.example/wp-content/uploads/2019/01/mast.jpg?w=5").unwrap(), b"january");
        assert_eq!(found("", "https://x.example/uploads/2020/03/mast-300x200.jpg").unwrap(), b"march");
        assert_eq!(found("", "https://x.example/2020/03/caf%C3%A9.png").unwrap(), b"cafe");
        assert_eq!(found("", "https://cdn.example/only.png").unwrap(), b"only");
        assert_eq!(found("", "only").unwrap(), b"only");
        assert!(missing("", "https://cdn.example/mast.jpg").contains("could be any of 2 files"));
        assert!(missing("", "https://cdn.example/lost.jpg").contains("lost.jpg is not in"));
        let small = Pictures::default().up_to(3).beside(&path, &Limits::default(), &Remarks::new(|_| {})).unwrap();
        let refused = small.find(&media("2020/03/mast.jpg", "")).unwrap_err().why;
        assert!(refused.contains("it is longer than 3 bytes"), "{refused}");
    }
}

#[test]
fn without_a_place_to_look_it_stays_a_link() {
    let pictures = Pictures::default();
    assert!(pictures.is_empty());
    let why = pictures.find(&media("", "https://x.example/a.jpg")).unwrap_err().why;
    assert_eq!(why, "there is nowhere to look for it");
}
