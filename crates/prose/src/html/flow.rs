//! Blocks being collected, with the paragraph that is still open.

use crate::inline::Inline;
use crate::marks::Marks;
use crate::model::{Block, Figure};
use crate::pen::{LinkId, Pen, Setting};
use crate::{Link, Text};

/// What holds for everything below a node.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ctx<'c> {
    pub marks: Marks,
    pub link: Option<(LinkId, &'c Link)>,
    /// How deep the walk stands in the tree.
    pub depth: usize,
    /// How deep the blocks stand in blocks.
    pub nest: usize,
    /// Line breaks of the source count, as in classic WordPress text.
    pub breaks: bool,
}

impl<'c> Ctx<'c> {
    pub fn marked(self, marks: Marks) -> Self {
        Self { marks: self.marks.with(marks), ..self }
    }

    pub fn setting(&self) -> Setting<'c> {
        Setting { marks: self.marks, link: self.link }
    }

    /// Inside another block: marks and links of what surrounds it do not reach in.
    pub fn inner(self) -> Self {
        Self { nest: self.nest + 1, ..self }
    }
}

/// Blocks so far.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub blocks: Vec<Block>,
    pub pen: Pen,
    /// The state of a tick box met, for entries of lists.
    pub done: Option<bool>,
}

impl Flow {
    /// Adds a block after the open paragraph. Places to lead to that no words took before it stand before it.
    pub fn push(&mut self, block: Block) {
        self.end_paragraph();
        if !self.pen.is_empty() && !matches!(block, Block::Paragraph { .. }) {
            let text = self.pen.take();
            self.blocks.push(Block::Paragraph { text });
        }
        self.blocks.push(block);
    }

    /// A figure; the same picture twice in a row (a script's and the one for browsers without) is one.
    pub fn push_figure(&mut self, figure: Figure) {
        self.end_paragraph();
        if !matches!(self.blocks.last(), Some(Block::Figure(last)) if last.src == figure.src) {
            self.blocks.push(Block::Figure(figure));
        }
    }

    pub fn end_paragraph(&mut self) {
        if self.pen.is_empty() {
            return;
        }
        let text: Text = self.pen.take();
        if text.iter().all(|piece| matches!(piece, Inline::Anchor { .. })) {
            // A place to lead to belongs to what follows it.
            text.into_iter().for_each(|piece| match piece {
                Inline::Anchor { id } => self.pen.anchor(id),
                _ => unreachable!("only anchors were counted"),
            });
            return;
        }
        self.blocks.push(Block::Paragraph { text });
    }

    /// All blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        if !self.pen.is_empty() {
            let text = self.pen.take();
            match self.blocks.last_mut() {
                Some(Block::Paragraph { text: last }) => last.extend(text),
                _ => self.blocks.push(Block::Paragraph { text }),
            }
        }
        self.blocks
    }
}
