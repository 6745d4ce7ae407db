//! Tables: those that hold facts. Tables that only arrange a page dissolve into what they hold.

use crate::inline::Inline;
use crate::line;
use crate::marks::Marks;
use crate::model::{Align, Block, Cell, MAX_DEPTH, Row, Table, Text};

use super::arena::NodeId;
use super::flatten::flattened;
use super::flow::{Ctx, Flow};
use super::office::property;
use super::walk::Reader;

struct ReadCell {
    node: NodeId,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    pub(super) fn table(&mut self, node: NodeId, flow: &mut Flow, ctx: Ctx<'_>) {
        flow.end_paragraph();
        let tree = self.tree;
        let mut caption: Text = Vec::new();
        let mut rows: Vec<(bool, Vec<ReadCell>)> = Vec::new();
        let inner = Ctx { breaks: false, ..ctx.inner() };
        for child in tree.children(node) {
            match tree.name(child) {
                "caption" => caption = self.line(child, inner),
                "thead" | "tbody" | "tfoot" => {
                    for row in tree.children(child).filter(|&row| tree.name(row) == "tr") {
                        rows.push((tree.name(child) == "thead", self.cells(row, inner)));
                    }
                }
                "tr" => rows.push((false, self.cells(child, inner))),
                _ => {}
            }
        }
        if ctx.nest >= MAX_DEPTH || self.only_arranges(node, &rows, &caption) {
            flow.blocks.extend(rows.into_iter().flat_map(|(_, cells)| cells).flat_map(|cell| cell.blocks));
            return;
        }
        let mut table = Table { caption, ..Table::default() };
        for (headed, cells) in rows {
            let all_head = cells.iter().all(|cell| tree.name(cell.node) == "th") && cells.len() > 1;
            let row: Row = cells.into_iter().map(|cell| self.cell(cell)).collect();
            match headed || (all_head && table.rows.is_empty()) {
                true => table.head.push(row),
                false => table.rows.push(row),
            }
        }
        if self.is_office_table(node) {
            head_of_bold(&mut table);
        }
        flow.push(Block::Table(table));
    }

    fn cells(&mut self, row: NodeId, ctx: Ctx<'_>) -> Vec<ReadCell> {
        let tree = self.tree;
        let cells = tree.children(row).filter(|&cell| matches!(tree.name(cell), "td" | "th"));
        cells.map(|node| ReadCell { node, blocks: self.blocks(node, ctx) }).collect()
    }

    fn cell(&mut self, cell: ReadCell) -> Cell {
        let tree = self.tree;
        let number = |name: &str| tree.attr(cell.node, name).and_then(|value| value.trim().parse::<u16>().ok());
        // Word processors say it of the paragraph, this crate by class.
        let own = |node| property(self.style(node), "text-align").or_else(|| tree.attr(node, "align"));
        let class = tree.classes(cell.node).find_map(|class| class.strip_prefix("align-"));
        let align = own(cell.node).or(class).or_else(|| {
            let mut paragraphs = tree.children(cell.node).filter(|&child| tree.name(child) == "p");
            paragraphs.next().and_then(own)
        });
        Cell {
            text: flattened(cell.blocks),
            heads: tree.name(cell.node) == "th",
            columns: number("colspan").unwrap_or(1).max(1),
            rows: number("rowspan").unwrap_or(1).max(1),
            align: align.and_then(|align| match align.to_ascii_lowercase().as_str() {
                "left" => Some(Align::Left),
                "center" => Some(Align::Center),
                "right" => Some(Align::Right),
                _ => None,
            }),
        }
    }

    /// Whether the table is scaffolding: said so, one column wide, or holding what no fact in a cell looks like.
    fn only_arranges(&self, node: NodeId, rows: &[(bool, Vec<ReadCell>)], caption: &Text) -> bool {
        let tree = self.tree;
        if matches!(tree.attr(node, "role"), Some("presentation" | "none")) {
            return true;
        }
        let cells = || rows.iter().flat_map(|(_, cells)| cells);
        let headed = !caption.is_empty() || cells().any(|cell| tree.name(cell.node) == "th");
        let spans = cells().any(|cell| tree.attr(cell.node, "colspan").is_some());
        let narrow = !spans && rows.iter().all(|(_, cells)| cells.len() < 2);
        let rich = |block: &Block| {
            matches!(
                block,
                Block::Figure(_)
                    | Block::Gallery { .. }
                    | Block::Embed(_)
                    | Block::Heading { .. }
                    | Block::Table(_)
                    | Block::Quote { .. }
                    | Block::Recording(_)
            )
        };
        !headed && (narrow || cells().any(|cell| cell.blocks.iter().any(rich)))
    }
}

/// Takes a first row that is all bold, above rows that are not, for heads.
fn head_of_bold(table: &mut Table) {
    let strong = |piece: &Inline| match piece {
        Inline::Text { text, marks } => marks.has(Marks::STRONG) || crate::pen::is_blank(text),
        _ => false,
    };
    let bold = |cell: &Cell| line::has_words(&cell.text) && cell.text.iter().all(strong);
    let [first, rest @ ..] = &table.rows[..] else { return };
    let is_head =
        first.len() > 1 && first.iter().all(bold) && !rest.is_empty() && !rest.iter().any(|row| row.iter().all(bold));
    if table.head.is_empty() && is_head {
        let mut head = table.rows.remove(0);
        for cell in &mut head {
            cell.heads = true;
            line::unbold(&mut cell.text);
        }
        table.head.push(head);
    }
}
