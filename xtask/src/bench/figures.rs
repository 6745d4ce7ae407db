//! Figures beside their goals.

use std::fmt::Write;

/// What a figure should be.
#[derive(Debug, Clone, Copy)]
pub enum Goal {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
    /// Nothing in particular: it is stated so that others are understood.
    Stated,
}

/// Something measured.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Of what.
    pub name: String,
    /// How much.
    pub measured: f64,
    /// Of which unit.
    pub unit: &'static str,
    /// How much it should be.
    pub goal: Goal,
}

impl Figure {
    /// A figure that should be at most `goal`.
    pub fn at_most(name: impl Into<String>, measured: f64, unit: &'static str, goal: f64) -> Self {
        Self { name: name.into(), measured, unit, goal: Goal::AtMost(goal) }
    }

    /// A figure that should be at least `goal`.
    pub fn at_least(name: impl Into<String>, measured: f64, unit: &'static str, goal: f64) -> Self {
        Self { name: name.into(), measured, unit, goal: Goal::AtLeast(goal) }
    }

    /// A figure that is stated, without a goal.
    pub fn stated(name: impl Into<String>, measured: f64, unit: &'static str) -> Self {
        Self { name: name.into(), measured, unit, goal: Goal::Stated }
    }
}

/// The figures as a table: measured, goal, and what part of the goal that is.
pub fn table(figures: &[Figure]) -> String {
    let mut text = String::from("| | measured | goal | ratio | |\n|---|--:|--:|--:|---|\n");
    // Writing to a string cannot fail.
    for Figure { name, measured, unit, goal } in figures {
        let (word, goal, reached) = match *goal {
            Goal::AtMost(goal) => ("≤", goal, *measured <= goal),
            Goal::AtLeast(goal) => ("≥", goal, *measured >= goal),
            Goal::Stated => {
                let _ = writeln!(text, "| {name} | {} {unit} | | | stated |", short(*measured));
                continue;
            }
        };
        let verdict = if reached { "reached" } else { "**missed**" };
        let _ = writeln!(
            text,
            "| {name} | {} {unit} | {word} {} {unit} | {:.2} | {verdict} |",
            short(*measured),
            short(goal),
            measured / goal
        );
    }
    text
}

/// Three figures that count.
fn short(number: f64) -> String {
    match number.abs() {
        0.0..10.0 => format!("{number:.2}"),
        10.0..100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_whether_it_is_good_enough() {
        let stated = Figure::stated("misses", 5.0, "/s");
        let hits = Figure::at_least("hits", 80.0, "/s", 100.0);
        let text = table(&[Figure::at_most("an article", 0.4, "ms", 0.8), hits, stated]);
        assert!(text.contains("| misses | 5.00 /s | | | stated |"), "{text}");
        assert!(text.contains("| an article | 0.40 ms | ≤ 0.80 ms | 0.50 | reached |"), "{text}");
        assert!(text.contains("| hits | 80.0 /s | ≥ 100 /s | 0.80 | **missed** |"), "{text}");
    }
}
