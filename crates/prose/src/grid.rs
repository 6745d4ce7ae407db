//! The shape of a table: rows of equal width, no cell reaching past the end.

use crate::model::{Cell, Row, Table};

/// Fills short rows with empty cells and shortens cells that reach too far.
pub(crate) fn square(table: &mut Table) {
    let width = reach(&table.head).max(reach(&table.rows));
    fill(&mut table.head, width);
    fill(&mut table.rows, width);
}

/// How many columns the rows take.
fn reach(rows: &[Row]) -> usize {
    let mut below = Vec::new();
    let mut widest = 0;
    for row in rows {
        let last_taken = below.iter().rposition(|&rows| rows > 0).map_or(0, |last| last + 1);
        widest = widest.max(lay(row, &mut below)).max(last_taken);
    }
    widest.min(1000)
}

fn fill(rows: &mut [Row], width: usize) {
    let count = rows.len();
    let mut below: Vec<u16> = Vec::new();
    for (nth, row) in rows.iter_mut().enumerate() {
        for cell in row.iter_mut() {
            cell.rows = cell.rows.min(u16::try_from(count - nth).unwrap_or(u16::MAX));
        }
        let above = below.clone();
        let end = lay(row, &mut below);
        let is_free = |column: &usize| above.get(*column).is_none_or(|&rows| rows == 0);
        let free = (end..width).filter(is_free).count();
        row.extend(std::iter::repeat_n(Cell { columns: 1, rows: 1, ..Cell::default() }, free));
    }
}

/// Lays a row under the cells that reach into it; returns where its last cell ends. `below` holds, a column each, for
/// how many rows to come it is taken.
fn lay(row: &Row, below: &mut Vec<u16>) -> usize {
    let mut column = 0;
    let mut next: Vec<u16> = below.iter().map(|rows| rows.saturating_sub(1)).collect();
    for cell in row {
        while below.get(column).is_some_and(|&rows| rows > 0) {
            column += 1;
        }
        let end = column + usize::from(cell.columns);
        if next.len() < end {
            next.resize(end, 0);
        }
        next[column..end].iter_mut().for_each(|rows| *rows = (*rows).max(cell.rows - 1));
        column = end;
    }
    *below = next;
    column
}
