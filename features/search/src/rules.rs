//! What can be decided without I/O: all that is needed comes as arguments, `now` too.
