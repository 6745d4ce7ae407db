//! Looking for a free number behind a name that is taken, with few questions.

/// Finds a number that is free, for names of which the lower numbers are taken: `name`, `name-2`, `name-3` and so on.
/// Asks in leaps, then halves, so that the ten-thousandth of a name costs no ten thousand questions. Where numbers in
/// between became free again, it finds one of them or the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FreeNumber {
    taken: u32,
    free: Option<u32>,
}

impl FreeNumber {
    /// The number to be looked at next; none once one was found.
    pub fn asks(&self) -> Option<u32> {
        match self.free {
            None => Some(self.taken.saturating_mul(2).max(1)),
            Some(free) if free <= self.taken + 1 => None,
            Some(free) => Some(self.taken + (free - self.taken) / 2),
        }
    }

    /// Hears that the number it asked for is free.
    pub fn hears_free(&mut self, number: u32) {
        self.free = Some(number);
    }

    /// Hears that the number it asked for is taken.
    pub fn hears_taken(&mut self, number: u32) {
        self.taken = number;
    }

    /// The number that was found, as it stands behind a name; none for the first, which stands alone.
    pub fn found(&self) -> Option<u32> {
        self.free.filter(|number| *number > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(is_free: impl Fn(u32) -> bool) -> (Option<u32>, u32) {
        let (mut search, mut questions) = (FreeNumber::default(), 0);
        while let Some(number) = search.asks() {
            if is_free(number) {
                search.hears_free(number);
            } else {
                search.hears_taken(number);
            }
            questions += 1;
        }
        (search.found(), questions)
    }

    #[test]
    fn the_next_number_is_found_with_few_questions() {
        assert_eq!(find(|_| true), (None, 1));
        for taken in [1, 2, 3, 4, 5, 99, 100_000] {
            let (found, questions) = find(|number| number > taken);
            assert_eq!(found, Some(taken + 1));
            assert!(questions < 40, "{questions} for {taken}");
        }
        let (found, _) = find(|number| number > 50 || number == 7);
        assert!(matches!(found, Some(7 | 51)), "{found:?}");
    }
}
