//! Memory in which pages are packed, kept from one page to the next.
//!
//! Packing takes some megabytes for a millisecond. Asked of the allocator for each page, they are cleared by the kernel
//! again and again, and tens of them lie unused between what is kept.

use std::any::Any;
use std::sync::{Mutex, MutexGuard, PoisonError};

use brotli::enc::combined_alloc::BrotliAlloc;
use brotli::{Allocator, SliceWrapper, SliceWrapperMut};

/// Smaller pieces come from the allocator each time.
const LARGE: usize = 64 * 1024;
/// Bytes that are kept: for a page on each of two processors, and one that is packed densely.
const KEPT_AT_MOST: usize = 12 << 20;

/// Pieces of all kinds, and how many bytes they have.
#[derive(Debug)]
struct Kept {
    pieces: Vec<Box<dyn Any + Send>>,
    bytes: usize,
}

impl Kept {
    const NOTHING: Self = Self { pieces: Vec::new(), bytes: 0 };

    /// A piece of so many elements.
    fn take<T: 'static>(&mut self, length: usize) -> Option<Vec<T>> {
        let fits = |piece: &Box<dyn Any + Send>| piece.downcast_ref::<Vec<T>>().is_some_and(|it| it.len() == length);
        let place = self.pieces.iter().rposition(fits)?;
        let piece = *self.pieces.swap_remove(place).downcast::<Vec<T>>().ok()?;
        self.bytes -= length * size_of::<T>();
        Some(piece)
    }
}

static OF_ALL: Mutex<Kept> = Mutex::new(Kept::NOTHING);

/// Gives brotli its memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scratch(&'static Mutex<Kept>);

impl Scratch {
    /// What all pages of this process are packed in.
    pub(super) fn of_all() -> Self {
        Self(&OF_ALL)
    }

    fn kept(self) -> MutexGuard<'static, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A piece of memory, which may be longer than what was asked for.
#[derive(Debug)]
pub(super) struct Piece<T> {
    memory: Vec<T>,
    length: usize,
}

impl<T> Piece<T> {
    fn bytes(&self) -> usize {
        self.memory.len() * size_of::<T>()
    }
}

impl<T> Default for Piece<T> {
    fn default() -> Self {
        Self { memory: Vec::new(), length: 0 }
    }
}

impl<T> SliceWrapper<T> for Piece<T> {
    fn slice(&self) -> &[T] {
        &self.memory[..self.length]
    }
}

impl<T> SliceWrapperMut<T> for Piece<T> {
    fn slice_mut(&mut self) -> &mut [T] {
        &mut self.memory[..self.length]
    }
}

impl<T: Clone + Default + Send + 'static> Allocator<T> for Scratch {
    type AllocatedMemory = Piece<T>;

    fn alloc_cell(&mut self, length: usize) -> Piece<T> {
        if length * size_of::<T>() < LARGE {
            return Piece { memory: vec![T::default(); length], length };
        }
        // Pages differ in length; pieces of a few sizes fit them all.
        let whole = length.next_power_of_two();
        let Some(mut memory) = self.kept().take(whole) else {
            return Piece { memory: vec![T::default(); whole], length };
        };
        memory[..length].fill(T::default());
        Piece { memory, length }
    }

    fn free_cell(&mut self, piece: Piece<T>) {
        let bytes = piece.bytes();
        if bytes < LARGE {
            return;
        }
        let mut kept = self.kept();
        if kept.bytes + bytes <= KEPT_AT_MOST {
            kept.bytes += bytes;
            kept.pieces.push(Box::new(piece.memory));
        }
    }
}

impl BrotliAlloc for Scratch {}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch() -> Scratch {
        Scratch(Box::leak(Box::new(Mutex::new(Kept::NOTHING))))
    }

    #[test]
    fn memory_is_used_again_and_is_clean() {
        let mut scratch = scratch();
        let mut piece: Piece<u64> = scratch.alloc_cell(LARGE);
        assert_eq!((piece.len(), piece.bytes()), (LARGE, LARGE * 8));
        piece.slice_mut().fill(7);
        let place = piece.memory.as_ptr();
        scratch.free_cell(piece);
        let shorter: Piece<u64> = scratch.alloc_cell(LARGE - 5);
        assert_eq!((shorter.memory.as_ptr(), shorter.len()), (place, LARGE - 5));
        assert!(shorter.slice().iter().all(|number| *number == 0));
        let other: Piece<u64> = scratch.alloc_cell(LARGE);
        assert_ne!(other.memory.as_ptr(), place, "nothing is lent twice");
    }

    #[test]
    fn no_more_is_kept_than_was_set_aside() {
        let mut scratch = scratch();
        let pieces: Vec<Piece<u32>> = (0..8).map(|_| scratch.alloc_cell(1 << 19)).collect();
        for piece in pieces {
            scratch.free_cell(piece);
        }
        assert_eq!(scratch.kept().bytes, 12 << 20);
        let huge: Piece<u8> = scratch.alloc_cell(KEPT_AT_MOST + 1);
        let small: Piece<u8> = scratch.alloc_cell(LARGE - 1);
        scratch.free_cell(huge);
        scratch.free_cell(small);
        let kept = scratch.kept();
        assert_eq!((kept.bytes, kept.pieces.len()), (12 << 20, 6));
    }
}
