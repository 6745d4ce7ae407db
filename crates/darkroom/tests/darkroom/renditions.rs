//! What readers get: sizes, crops, formats, colours.

use darkroom::*;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};

use crate::fixtures::{disc, encoded, flag, jpeg, photograph, png, png_with_profile, with_segment};

fn negative(bytes: &[u8]) -> Negative {
    Negative::open(bytes, &Limits::default()).unwrap()
}

fn opened(developed: &Developed) -> DynamicImage {
    image::load_from_memory(&developed.bytes).unwrap()
}

fn near(one: &[u8], other: &[u8]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= 12)
}

#[test]
fn every_rendition_is_what_it_says() {
    let negative = negative(&jpeg(&photograph(1600, 900)));
    let orders = renditions_for(negative.size(), negative.surface());
    let widths: Vec<u32> = orders.iter().map(|order| order.width).collect();
    assert_eq!(widths, [320, 320, 640, 640, 960, 960, 1280, 1280, 1600, 1600]);
    for order in orders {
        let rendition = negative.develop(&order).unwrap();
        assert_eq!(rendition.size, Size::new(order.width, order.width * 9 / 16));
        let expected = if order.format == Format::Webp { ImageFormat::WebP } else { ImageFormat::Jpeg };
        assert_eq!(image::guess_format(&rendition.bytes).unwrap(), expected);
        assert_eq!(opened(&rendition).dimensions(), (rendition.size.width, rendition.size.height));
    }
}

#[test]
fn what_was_written_here_comes_back_unworn() {
    let receive = |bytes: &[u8]| receive(bytes, &Limits::default()).unwrap().original.bytes;
    let kept = receive(&jpeg(&photograph(700, 500)));
    assert_eq!(receive(&kept), kept);
    let spoken = with_segment(&kept, 0xfe, b"a comment");
    assert_eq!(
        receive(&spoken).windows(9).filter(|nine| nine == b"a comment").count(),
        0,
        "it says more than we write"
    );
    let foreign = jpeg(&photograph(700, 500));
    assert_ne!(receive(&foreign), foreign, "other tables are not ours");
}

#[test]
fn nothing_is_made_larger() {
    let negative = negative(&jpeg(&flag(200, 100)));
    assert_eq!(renditions_for(negative.size(), negative.surface()).len(), 2);
    let rendition = negative.develop(&Rendition::whole(1920, Format::Webp)).unwrap();
    assert_eq!(rendition.size, Size::new(200, 100));
    let card = negative.develop(&Rendition::card(Focus::default())).unwrap();
    assert_eq!(card.size, Size::new(190, 100));
}

#[test]
fn widths_end_with_the_widest_or_the_pictures_own() {
    assert_eq!(widths_for(2560), [320, 640, 960, 1280, 1920]);
    assert_eq!(widths_for(1920), [320, 640, 960, 1280, 1920]);
    assert_eq!(widths_for(640), [320, 640]);
    assert_eq!(widths_for(100), [100]);
}

#[test]
fn a_crop_keeps_what_matters() {
    // Red on the left, green on the right of the upper half.
    let negative = negative(&png(&flag(400, 400)));
    let crop = |x, y| Rendition {
        width: 100,
        crop: Some(Crop { aspect: (2, 1), focus: Focus { x, y } }),
        format: Format::Png,
    };
    let top = negative.develop(&crop(0.5, 0.0)).unwrap();
    assert_eq!(top.size, Size::new(100, 50));
    let top = opened(&top);
    assert!(near(&top.get_pixel(20, 25).0, &[220, 30, 30]));
    assert!(near(&top.get_pixel(80, 40).0, &[30, 200, 30]));
    let bottom = opened(&negative.develop(&crop(0.5, 7.0)).unwrap());
    assert!(near(&bottom.get_pixel(20, 10).0, &[30, 30, 220]));
    let nowhere = negative.develop(&crop(f32::NAN, f32::NEG_INFINITY)).unwrap();
    assert_eq!(nowhere.size, Size::new(100, 50));
}

#[test]
fn what_shows_through_stays_so() {
    let received = receive(&png(&disc(400)), &Limits::default()).unwrap();
    assert_eq!(received.facts.surface, Surface::Transparent);
    assert_eq!(received.original.format, Format::Png);
    let negative = negative(&received.original.bytes);
    assert_eq!(formats_for(negative.surface()), [Format::Webp, Format::Png]);
    for format in [Format::Webp, Format::Png] {
        let small = opened(&negative.develop(&Rendition::whole(100, format)).unwrap());
        assert_eq!(small.get_pixel(2, 2).0[3], 0, "{format:?}");
        assert_eq!(small.get_pixel(50, 50).0[3], 255, "{format:?}");
    }
    let on_paper = opened(&negative.develop(&Rendition::whole(100, Format::Jpeg)).unwrap());
    assert!(near(&on_paper.get_pixel(2, 2).0, &[255, 255, 255]));
}

#[test]
fn an_alpha_channel_that_hides_nothing_counts_for_nothing() {
    let sent = png(&DynamicImage::ImageRgba8(flag(64, 64).to_rgba8()));
    assert_eq!(inspect(&sent, &Limits::default()).unwrap().surface, Surface::Opaque);
}

#[test]
fn photographs_are_kept_as_jpeg_and_drawings_as_png() {
    let kept = |bytes: &[u8]| original(bytes, &Limits::default()).unwrap().format;
    let picture = flag(64, 64);
    assert_eq!(kept(&jpeg(&picture)), Format::Jpeg);
    assert_eq!(kept(&encoded(&picture, ImageFormat::WebP)), Format::Jpeg);
    assert_eq!(kept(&png(&picture)), Format::Png);
    assert_eq!(kept(&encoded(&picture, ImageFormat::Gif)), Format::Png);
}

#[test]
fn a_photograph_saved_as_png_is_kept_as_jpeg() {
    let mut seed = 1_u32;
    let noise = RgbImage::from_fn(1400, 1100, |_, _| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(seed >> 24) as u8, (seed >> 16) as u8, (seed >> 8) as u8])
    });
    let kept = original(&png(&noise.into()), &Limits::default()).unwrap();
    assert_eq!(kept.format, Format::Jpeg);
}

#[test]
fn a_film_is_kept_as_its_first_picture() {
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for picture in [flag(40, 20), disc(20).resize_exact(40, 20, image::imageops::FilterType::Nearest)] {
            encoder.encode_frame(image::Frame::new(picture.to_rgba8())).unwrap();
        }
    }
    let received = receive(&bytes, &Limits::default()).unwrap();
    assert_eq!(received.facts.frames, 2);
    let kept = opened(&received.original);
    assert!(near(&kept.get_pixel(5, 5).0, &[220, 30, 30]));
}

#[test]
fn the_average_colour_stands_in_for_the_picture() {
    let grey = RgbImage::from_fn(100, 100, |x, _| if x < 50 { Rgb([0, 0, 0]) } else { Rgb([200, 100, 50]) });
    let colour = inspect(&png(&grey.into()), &Limits::default()).unwrap().colour;
    assert_eq!(colour.to_string(), "#643219");
    let nothing = DynamicImage::new_rgba8(10, 10);
    assert_eq!(inspect(&png(&nothing), &Limits::default()).unwrap().colour.to_string(), "#ffffff");
}

#[test]
fn colours_of_a_wide_gamut_become_srgb_and_the_profile_goes() {
    let green = RgbImage::from_pixel(32, 32, Rgb([100, 200, 100]));
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let sent = png_with_profile(&green, profile);
    let kept = original(&sent, &Limits::default()).unwrap();
    assert!(!kept.bytes.windows(4).any(|window| window == b"iCCP"));
    let [red, green, _] = opened(&kept).to_rgb8().get_pixel(16, 16).0;
    assert!(red < 80 && green > 200, "the same green has less red in sRGB: {red} {green}");

    let broken = png_with_profile(&RgbImage::from_pixel(8, 8, Rgb([1, 2, 3])), vec![7; 300]);
    let kept = original(&broken, &Limits::default()).unwrap();
    assert_eq!(opened(&kept).to_rgb8().get_pixel(4, 4).0, [1, 2, 3]);
}

#[test]
fn a_gif_is_not_made() {
    let refusal = develop(&png(&flag(8, 8)), &Rendition::whole(8, Format::Gif)).unwrap_err();
    assert_eq!(refusal.code(), "not-written");
}

#[test]
fn an_icon_that_is_cut_to_a_circle_loses_nothing() {
    let ground = [10, 20, 30];
    // A flag has three colours in its corners, and so no ground of its own.
    for (picture, around) in [(flag(900, 700), ground), (disc(800), ground), (paper(640), [240, 240, 250])] {
        let icon = maskable(&png(&picture), 512, ground).unwrap();
        assert_eq!((icon.size, icon.format), (Size::new(512, 512), Format::Png));
        let icon = opened(&icon).to_rgb8();
        for (x, y, pixel) in icon.enumerate_pixels() {
            let (dx, dy) = (f64::from(x) + 0.5 - 256.0, f64::from(y) + 0.5 - 256.0);
            if dx.hypot(dy) > 0.4 * 512.0 {
                assert_eq!(pixel.0, around, "at {x}, {y}");
            }
        }
        assert_ne!(icon.get_pixel(256, 256).0, around, "the picture is in the middle");
    }
}

#[test]
fn a_small_picture_is_not_made_larger_in_its_icon() {
    let icon = opened(&maskable(&png(&flag(100, 100)), 512, [0, 0, 0]).unwrap()).to_rgb8();
    let drawn = icon.pixels().filter(|pixel| pixel.0 != [0, 0, 0]).count();
    assert_eq!(drawn, 100 * 100);
}

/// A mark on paper.
fn paper(side: u32) -> DynamicImage {
    let mark = side / 4..side * 3 / 4;
    let ink = |x, y| if mark.contains(&x) && mark.contains(&y) { Rgb([20, 20, 20]) } else { Rgb([240, 240, 250]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(side, side, ink))
}
