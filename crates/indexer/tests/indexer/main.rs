//! The index as the house uses it: what is put in, what is asked, what is answered, and what a kill leaves.

mod asking;
mod paper;
