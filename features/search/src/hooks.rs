//! What follows from changes that others write. Everything here may be called twice.
