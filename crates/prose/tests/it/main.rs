//! Bodies, read and written.
