//! Chance that is no chance: the same numbers for the same seed, on every machine.

/// Numbers drawn from a seed (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u128) -> Self {
        let [high, low] = [(seed >> 64) as u64, seed as u64];
        let mut chance = Self(high.rotate_left(32) ^ low);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `end`; 0 where there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    /// A number between two.
    pub(super) fn between(&mut self, from: f32, to: f32) -> f32 {
        let part = (self.next() >> 40) as f32 / (1_u32 << 24) as f32;
        from + (to - from) * part
    }

    /// One of these.
    pub(super) fn one_of<T: Copy, const N: usize>(&mut self, all: [T; N]) -> T {
        all[self.below(N)]
    }

    /// True `part` times out of ten.
    pub(super) fn often(&mut self, part: usize) -> bool {
        self.below(10) < part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_row_of_numbers() {
        let row = |seed| {
            let mut chance = Chance::new(seed);
            [(); 8].map(|()| chance.below(1000))
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
        let mut chance = Chance::new(1);
        assert!((0..1000).map(|_| chance.between(2.0, 3.0)).all(|number| (2.0..3.0).contains(&number)));
        assert_eq!(chance.below(0), 0);
    }
}
