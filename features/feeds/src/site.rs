//! Pages for readers: a handler is a paragraph.
