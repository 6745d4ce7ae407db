//! Colours of sections that chose none.

use crate::views::Accent;

/// The colours that are given, in an order in which neighbours in a menu are told apart at a glance. Ink is the house's.
const GIVEN: [Accent; 13] = [
    Accent::Signal,
    Accent::Cobalt,
    Accent::Pine,
    Accent::Plum,
    Accent::Copper,
    Accent::Teal,
    Accent::Rose,
    Accent::Violet,
    Accent::Moss,
    Accent::Azure,
    Accent::Rust,
    Accent::Brass,
    Accent::Slate,
];

/// The colour of each of a site's top sections, in their order: its own, else the next that no other of them chose.
/// Where there are more sections than colours they begin again.
pub fn of_top_sections(own: &[Option<Accent>]) -> Vec<Accent> {
    let free: Vec<Accent> = GIVEN.into_iter().filter(|accent| !own.contains(&Some(*accent))).collect();
    let free = if free.is_empty() { GIVEN.to_vec() } else { free };
    let mut next = free.into_iter().cycle();
    own.iter().map(|own| own.or_else(|| next.next()).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_without_a_colour_get_those_that_are_left() {
        let own = [None, Some(Accent::Cobalt), None, Some(Accent::Ink), None];
        let given = of_top_sections(&own);
        assert_eq!(given, [Accent::Signal, Accent::Cobalt, Accent::Pine, Accent::Ink, Accent::Plum]);
        assert_eq!(of_top_sections(&[]), []);
    }

    #[test]
    fn every_colour_is_given_before_one_is_given_again() {
        let given = of_top_sections(&[None; 14]);
        for (place, accent) in given[..13].iter().enumerate() {
            assert!(!given[..place].contains(accent) && *accent != Accent::Ink, "{accent:?}");
        }
        assert_eq!(given[13], given[0]);
        let all = GIVEN.map(Some);
        assert_eq!(of_top_sections(&[&all[..], &[None]].concat())[13], Accent::Signal, "all are taken");
    }
}
