//! Times on the clock of a recording: `9:40`, `1:02:03.500`.

/// Milliseconds of a time as WebVTT and SRT write it, hours perhaps left out: `01:02:03.500`, `02:03,500`.
pub(super) fn millis_of(text: &str) -> Option<u32> {
    let (whole, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let seconds = seconds_of(whole).filter(|_| whole.contains(':'))?;
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= 9;
    let millis = format!("{part:0<3}").get(..3)?.parse::<u32>().ok().filter(|_| is_number)?;
    seconds.checked_mul(1000)?.checked_add(millis)
}

/// Whole seconds of `95`, `95.4`, `1:35` or `1:01:35`.
pub fn seconds_of(text: &str) -> Option<u32> {
    let text = text.trim();
    let text = text.split(['.', ',']).next().unwrap_or_default();
    let mut seconds: u32 = 0;
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    for (place, part) in parts.iter().enumerate() {
        let number: u32 = part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        if place > 0 && number >= 60 {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    Some(seconds)
}

/// `9:40`, or `1:02:03`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `01:02:03.500`.
pub(super) fn written(millis: u32) -> String {
    let (seconds, rest) = (millis / 1000, millis % 1000);
    format!("{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(millis_of("01:02:03.500"), Some(3_723_500));
        assert_eq!(millis_of("02:03,5"), Some(123_500));
        assert_eq!(millis_of("3.5"), None, "a cue's time has minutes");
        assert_eq!([seconds_of("95.4"), seconds_of("1:35"), seconds_of("0:95")], [Some(95), Some(95), None]);
        assert_eq!(
            (clock(580), clock(3723), written(3_723_500)),
            ("9:40".into(), "1:02:03".into(), "01:02:03.500".into())
        );
        assert_eq!(seconds_of("-3"), None);
        assert_eq!(seconds_of("99999999999"), None);
    }
}
