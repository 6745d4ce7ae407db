//! A slug that nobody has yet.

use kit::{FreeNumber, Slug};

use super::{Result, Tx, query};

/// `wanted`, or with a number behind it, so that no row has it. `sql` counts the rows that have `$1`.
///
/// # Errors
/// When the database cannot be asked.
pub async fn free_slug(tx: &mut Tx, sql: &'static str, wanted: &Slug) -> Result<Slug> {
    let of = |number: u32| if number > 1 { wanted.numbered(number) } else { wanted.clone() };
    let mut search = FreeNumber::default();
    while let Some(number) = search.asks() {
        let taken: i64 = query(sql).bind(of(number)).answer(tx).await?;
        match taken {
            0 => search.hears_free(number),
            _ => search.hears_taken(number),
        }
    }
    Ok(of(search.found().unwrap_or(1)))
}
