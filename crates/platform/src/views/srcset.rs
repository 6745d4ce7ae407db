//! The renditions that a place needs, of all that a picture has.

/// Template filter `up_to`: of a `srcset` by width (HTML, section 4.8.4.2.1), narrow renditions first, those up to the
/// first that has `pixels` or more. What cannot be read as such is left as it is.
pub(super) fn up_to(srcset: &str, pixels: u32) -> &str {
    let mut end = 0;
    for rendition in srcset.split_inclusive(", ") {
        end += rendition.len();
        let width = rendition.trim_end_matches(", ").rsplit_once(' ').and_then(|(_, width)| width.strip_suffix('w'));
        if width.and_then(|width| width.parse::<u32>().ok()).is_some_and(|width| width >= pixels) {
            return srcset[..end].trim_end_matches(", ");
        }
    }
    srcset
}

#[cfg(test)]
mod tests {
    use super::up_to;

    #[test]
    fn a_place_is_offered_what_it_can_use() {
        let srcset = "/a-320.webp 320w, /a-640.webp 640w, /a-960.webp 960w";
        assert_eq!(up_to(srcset, 1), "/a-320.webp 320w");
        assert_eq!(up_to(srcset, 321), "/a-320.webp 320w, /a-640.webp 640w");
        assert_eq!(up_to(srcset, 640), "/a-320.webp 320w, /a-640.webp 640w");
        assert_eq!(up_to(srcset, 960), srcset);
        assert_eq!(up_to(srcset, 5000), srcset);
        for other in ["", "/a.png", "/a.png 2x, /b.png 3x", ", , "] {
            assert_eq!(up_to(other, 320), other);
        }
    }
}
