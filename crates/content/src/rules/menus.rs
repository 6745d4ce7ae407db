//! Which of a site's menus stand on its pages, and where. Sources call them what they like; pages have three places.

use std::cmp::Reverse;

/// The menu under the name of the site.
pub const MAIN: &str = "main";
/// The small one over it.
pub const UTILITY: &str = "utility";
/// The one at the foot of the page.
pub const FOOTER: &str = "footer";
/// Where a menu may stand.
pub const PLACES: [&str; 3] = [MAIN, UTILITY, FOOTER];

/// A menu as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'a> {
    /// What its source calls it, or the place that it had there: `primary`, `footer-2`.
    pub word: &'a str,
    /// Its name for people, or nothing.
    pub name: &'a str,
    /// How many entries it has, those below others too.
    pub entries: usize,
}

/// What becomes of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It stands at this place.
    Here(&'static str),
    /// The menu of this number stands at the place that it is for.
    Behind(&'static str, usize),
    /// Nothing says what place it is for, and another stands at the main one.
    Nowhere,
}

/// Where each of a site's menus stands. The order in which they come decides nothing, but among menus that are alike.
///
/// Of two that are for one place the one stands there that is called just as the place is, else the larger one. Where
/// none is for the main place, the one at the top takes it, else the largest that is for no place.
pub fn stand(claims: &[Claim<'_>]) -> Vec<Standing> {
    let mut wanted: Vec<Option<&'static str>> = claims.iter().map(wanted).collect();
    if best(claims, |at| wanted[at] == Some(MAIN)).is_none() {
        let at_top = |claim: &Claim<'_>| words(claim.word).chain(words(claim.name)).any(|word| word == "top");
        let top = best(claims, |at| wanted[at] == Some(UTILITY) && at_top(&claims[at]));
        let largest = best(claims, |at| wanted[at].is_none());
        if let Some(main) = top.or(largest) {
            wanted[main] = Some(MAIN);
        }
    }
    let holders = PLACES.map(|place| best(claims, |at| wanted[at] == Some(place)));
    let standing = |(at, wanted): (usize, &Option<&'static str>)| {
        let held = PLACES.into_iter().zip(holders).find(|(place, _)| Some(*place) == *wanted);
        match held {
            Some((place, Some(holder))) if holder != at => Standing::Behind(place, holder),
            Some((place, Some(_))) => Standing::Here(place),
            _ => Standing::Nowhere,
        }
    };
    wanted.iter().enumerate().map(standing).collect()
}

/// Whether a menu is called just as a place is.
pub fn is_exact(claim: &Claim<'_>) -> bool {
    PLACES.contains(&claim.word)
}

/// The one of these menus that stands before the others. An empty one never does.
fn best(claims: &[Claim<'_>], is_asked: impl Fn(usize) -> bool) -> Option<usize> {
    let asked = (0..claims.len()).filter(|at| is_asked(*at) && claims[*at].entries > 0);
    asked.max_by_key(|at| {
        let claim = &claims[*at];
        (is_exact(claim), claim.entries, Reverse((claim.word, claim.name, *at)))
    })
}

/// The place that a menu is for: by its word, else by its name.
fn wanted(claim: &Claim<'_>) -> Option<&'static str> {
    PLACES.into_iter().find(|place| *place == claim.word).or_else(|| said(claim.word)).or_else(|| said(claim.name))
}

/// The place that these words speak of.
fn said(text: &str) -> Option<&'static str> {
    let words: Vec<String> = words(text).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    match () {
        () if has(&["footer", "foot", "bottom", "legal", "colophon", "imprint", "impressum"]) => Some(FOOTER),
        () if has(&["main", "primary", "principal", "haupt"]) => Some(MAIN),
        () if has(&["utility", "secondary", "top", "social", "meta", "account", "user", "sub", "service"]) => {
            Some(UTILITY)
        }
        () if has(&["header", "head", "sections", "categories", "global", "site"]) => Some(MAIN),
        () if has(&["all"]) && has(&["pages"]) => Some(MAIN),
        () if !words.is_empty() && words.iter().all(|word| word == "navigation" || word == "nav") => Some(MAIN),
        () => None,
    }
}

/// The words of a name in lower case, without numbers and without the word that every menu has: `topbar-menu` is `top`.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.filter_map(|word| {
        let endings = ["menu", "navigation", "nav", "bar", "links"];
        let bare = endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(&word);
        match bare {
            "" if word.starts_with("nav") => Some(word),
            "" => None,
            bare => Some(bare.to_owned()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Standing::{Behind, Here, Nowhere};

    fn of(word: &str) -> Option<&'static str> {
        said(word)
    }

    #[test]
    fn menus_are_known_by_what_they_are_called() {
        for word in [
            "primary",
            "Main Menu",
            "main-menu",
            "header",
            "Header Menu",
            "navigation",
            "mainnav",
            "All Pages",
            "sections",
        ] {
            assert_eq!(of(word), Some(MAIN), "{word}");
        }
        for word in ["top", "Top Menu", "topbar", "secondary", "social-menu", "header-top", "Social Links Menu"] {
            assert_eq!(of(word), Some(UTILITY), "{word}");
        }
        for word in ["footer-menu", "Footer 2", "footer_main", "Legal"] {
            assert_eq!(of(word), Some(FOOTER), "{word}");
        }
        for word in ["menu-1", "Menu", "short", "", "topics", "5g"] {
            assert_eq!(of(word), None, "{word}");
        }
        assert_eq!(wanted(&Claim { word: "menu-1", name: "Header Menu", entries: 1 }), Some(MAIN));
    }

    #[test]
    fn of_two_for_one_place_the_larger_stands_there_whichever_came_first() {
        let claim = |word, entries| Claim { word, name: "", entries };
        let menus = [claim("primary", 4), claim("header-menu", 9), claim("footer-1", 3), claim("footer-2", 3)];
        assert_eq!(stand(&menus), [Behind(MAIN, 1), Here(MAIN), Here(FOOTER), Behind(FOOTER, 2)]);
        let turned = [menus[3], menus[2], menus[1], menus[0]];
        assert_eq!(stand(&turned), [Behind(FOOTER, 1), Here(FOOTER), Here(MAIN), Behind(MAIN, 2)]);
        assert_eq!(stand(&[claim("main", 1), claim("primary", 9)]), [Here(MAIN), Behind(MAIN, 0)]);
    }

    #[test]
    fn where_none_is_called_so_the_main_menu_is_the_likeliest() {
        let claim = |word, entries| Claim { word, name: "", entries };
        assert_eq!(stand(&[claim("short", 2), claim("testing", 5)]), [Nowhere, Here(MAIN)]);
        assert_eq!(stand(&[claim("top", 5), claim("social", 3), claim("x", 9)]), [Here(MAIN), Here(UTILITY), Nowhere]);
        assert_eq!(stand(&[claim("footer-2", 5), claim("legal", 3)]), [Here(FOOTER), Behind(FOOTER, 0)]);
        let empty = stand(&[claim("main", 0), claim("pages", 2)]);
        assert_eq!(empty, [Behind(MAIN, 1), Here(MAIN)], "an empty menu takes nobody's place");
        assert_eq!(stand(&[]), []);
    }
}
