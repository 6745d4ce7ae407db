//! Where SQLite and PostgreSQL differ. The only file that may know.

use std::borrow::Cow;

/// A database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The file inside the house.
    Sqlite,
    /// The server beside it.
    Postgres,
}

/// Words in a migration, and what each engine calls them.
const WORDS: [(&str, &str, &str); 9] = [
    ("{id}", "BLOB", "UUID"),
    // Milliseconds since 1970, UTC.
    ("{time}", "INTEGER", "BIGINT"),
    ("{int}", "INTEGER", "BIGINT"),
    ("{bool}", "BOOLEAN", "BOOLEAN"),
    ("{blob}", "BLOB", "BYTEA"),
    ("{real}", "REAL", "DOUBLE PRECISION"),
    // Sorted by bytes on both, whatever the server's language.
    ("{text}", "TEXT", "TEXT COLLATE \"C\""),
    // Ends a table of small rows that are asked for by their key: they stand in its order, without an index beside them.
    ("{by_key}", "WITHOUT ROWID", ""),
    ("{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
];

/// Begins a transaction of PostgreSQL in which every question sees one state.
pub(super) const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Engine {
    /// A migration's text in this engine's words.
    pub fn translate(self, migration: &str) -> String {
        WORDS.iter().fold(migration.to_owned(), |text, (word, sqlite, postgres)| {
            text.replace(word, if self == Self::Sqlite { sqlite } else { postgres })
        })
    }

    /// Ends a sub-select that claims one row of a queue, so that two nodes never wait for the same.
    pub const fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Ends a select of rows that are about to be written, so that nobody else writes them in between. SQLite has one
    /// writer anyway.
    pub const fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }

    /// What keeps everybody else from writing rows of a table, or holding them for it, until the transaction ends; whoever
    /// reads goes on. SQLite has one writer anyway.
    pub fn hold_table(self, table: &str) -> Option<String> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(format!("LOCK TABLE {table} IN EXCLUSIVE MODE")),
        }
    }

    /// What makes writers of the change log queue up, so that numbers are given in the order of commits and whoever
    /// reads on from a number misses none. SQLite has one writer anyway.
    pub const fn queue_for_change_log(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(4922017)"),
        }
    }

    /// What makes nodes that start together take turns at the tables. SQLite has one writer anyway.
    pub const fn queue_for_migrations(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(4922018)"),
        }
    }

    /// Asks the engine which version of itself it is.
    pub const fn ask_version(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT sqlite_version() AS answer",
            Self::Postgres => "SELECT current_setting('server_version') AS answer",
        }
    }

    /// What is said once after a large import, so that the planner knows the tables.
    pub const fn refresh_statistics(self) -> &'static str {
        match self {
            Self::Sqlite => "PRAGMA optimize",
            Self::Postgres => "ANALYZE",
        }
    }
}

/// Whether this error code blames the values that were to be written: SQLite's TOOBIG, CONSTRAINT and MISMATCH with
/// their extended forms, PostgreSQL's classes 22 (data exception) and 23 (integrity constraint violation).
pub(super) fn is_of_the_values(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    match code.parse::<u32>() {
        // PostgreSQL's codes have five signs, SQLite's numbers at most four digits.
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 18..=20),
        _ => code.starts_with("22") || code.starts_with("23"),
    }
}

/// `($3, $4, $5)`: a list of `count` placeholders from `first` on. An empty list matches nothing: `(NULL)`.
pub fn list(first: usize, count: usize) -> Cow<'static, str> {
    if count == 0 {
        return Cow::Borrowed("(NULL)");
    }
    let mut text = String::with_capacity(count * 5 + 2);
    for number in first..first + count {
        text.push_str(if number == first { "($" } else { ", $" });
        text.push_str(&number.to_string());
    }
    text.push(')');
    Cow::Owned(text)
}

/// `($1, $2), ($3, $4)`: the `VALUES` of `rows` rows of `columns` columns each.
pub fn rows(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * (columns * 6 + 2));
    for row in 0..rows {
        if row > 0 {
            text.push_str(", ");
        }
        text.push_str(&list(row * columns + 1, columns));
    }
    text
}

/// The text with `?` for `$1`, `$2` …, where they stand in order and once each. SQLite looks up the name of a named
/// placeholder in a list, so that binding a thousand of them takes a million steps; those without a name take none.
pub(super) fn unnamed(text: &str, values: usize) -> Option<String> {
    let mut unnamed = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = 1;
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = rest[at + 1..at + 1 + digits].parse().ok()?;
        if number != next {
            return None;
        }
        next += 1;
        unnamed.push_str(&rest[..at]);
        unnamed.push('?');
        rest = &rest[at + 1 + digits..];
    }
    unnamed.push_str(rest);
    (next == values + 1).then_some(unnamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_order_need_no_names() {
        assert_eq!(unnamed("VALUES ($1, $2), ($3, $4)", 4).as_deref(), Some("VALUES (?, ?), (?, ?)"));
        assert_eq!(unnamed("a = $1 OR b = $1", 1), None, "one of them twice");
        assert_eq!(unnamed("a = $2 AND b = $1", 2), None, "out of order");
    }

    #[test]
    fn placeholders_count_on() {
        assert_eq!(list(3, 2), "($3, $4)");
        assert_eq!(list(1, 0), "(NULL)");
        assert_eq!(rows(2, 2), "($1, $2), ($3, $4)");
        assert_eq!(Engine::Postgres.translate("a {id}, b {time}"), "a UUID, b BIGINT");
    }

    #[test]
    fn a_full_disk_is_no_fault_of_the_values() {
        for fault_of_the_values in ["23505", "22021", "2067", "19", "18"] {
            assert!(is_of_the_values(Some(fault_of_the_values)), "{fault_of_the_values}");
        }
        for fault_of_the_engine in ["53100", "40P01", "57P01", "13", "5", "522"] {
            assert!(!is_of_the_values(Some(fault_of_the_engine)), "{fault_of_the_engine}");
        }
    }
}
