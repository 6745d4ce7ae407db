//! darkroom
