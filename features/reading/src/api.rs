//! Data for programs; errors by RFC 9457.
