//! A camera held sideways, in all the eight ways that EXIF knows.

use darkroom::{Format, Limits, Negative, Rendition, Size, inspect, receive};
use image::{DynamicImage, GenericImageView};

use crate::fixtures::{Field, ORIENTATION, exif, flag, jpeg, png, with_exif, with_xmp};

/// The picture as a camera stores it that notes this orientation.
fn stored(upright: &DynamicImage, orientation: u16) -> DynamicImage {
    match orientation {
        1 => upright.clone(),
        2 => upright.fliph(),
        3 => upright.rotate180(),
        4 => upright.flipv(),
        5 => upright.rotate90().fliph(),
        6 => upright.rotate270(),
        7 => upright.rotate270().fliph(),
        _ => upright.rotate90(),
    }
}

/// Which of the flag's colours rules each quarter.
fn quarters(picture: &DynamicImage) -> [usize; 4] {
    let (width, height) = picture.dimensions();
    let corners = [(1, 1), (3, 1), (1, 3), (3, 3)];
    corners.map(|(x, y)| {
        let pixel = picture.get_pixel(width * x / 4, height * y / 4).0;
        (0..3).max_by_key(|channel| pixel[*channel]).unwrap()
    })
}

const UPRIGHT: [usize; 4] = [0, 1, 2, 2];

#[test]
fn a_sideways_photograph_comes_out_upright() {
    let upright = flag(96, 48);
    for orientation in 1..=8 {
        let sent = jpeg(&stored(&upright, orientation));
        let sent = with_exif(&sent, &exif(&[Field::Number(ORIENTATION, orientation)], None, None));

        let received = receive(&sent, &Limits::default()).unwrap();
        assert_eq!(received.facts.size, Size::new(96, 48), "orientation {orientation}");
        let kept = image::load_from_memory(&received.original.bytes).unwrap();
        assert_eq!(quarters(&kept), UPRIGHT, "orientation {orientation}");

        let negative = Negative::open(&sent, &Limits::default()).unwrap();
        for format in [Format::Webp, Format::Jpeg, Format::Png] {
            let small = negative.develop(&Rendition::whole(64, format)).unwrap();
            assert_eq!(small.size, Size::new(64, 32));
            let small = image::load_from_memory(&small.bytes).unwrap();
            assert_eq!(quarters(&small), UPRIGHT, "orientation {orientation} as {format:?}");
        }
    }
}

#[test]
fn xmp_turns_a_picture_that_exif_says_nothing_about() {
    let sent = jpeg(&stored(&flag(96, 48), 6));
    let sent = with_xmp(&sent, "<tiff:Orientation>6</tiff:Orientation>");
    assert_eq!(inspect(&sent, &Limits::default()).unwrap().size, Size::new(96, 48));
}

#[test]
fn an_orientation_that_does_not_exist_turns_nothing() {
    for orientation in [0, 9, 300] {
        let sent = with_exif(&jpeg(&flag(96, 48)), &exif(&[Field::Number(ORIENTATION, orientation)], None, None));
        assert_eq!(inspect(&sent, &Limits::default()).unwrap().size, Size::new(96, 48));
    }
}

#[test]
fn the_size_a_tall_or_wide_picture_is_kept_in() {
    assert_eq!(Size::new(6000, 4000).kept(), Size::new(2560, 1707));
    assert_eq!(Size::new(4000, 6000).kept(), Size::new(2560, 3840));
    assert_eq!(Size::new(1000, 16_000).kept(), Size::new(512, 8192));
    assert_eq!(Size::new(800, 600).kept(), Size::new(800, 600));
    assert_eq!(Size::new(16_000, 1).kept(), Size::new(2560, 1));
}

#[test]
fn a_wide_picture_is_kept_smaller_and_described_as_sent() {
    let received = receive(&png(&flag(3000, 100)), &Limits::default()).unwrap();
    assert_eq!(received.facts.size, Size::new(3000, 100));
    assert_eq!(received.original.size, Size::new(2560, 85));
}
