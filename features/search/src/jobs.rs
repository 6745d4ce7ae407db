//! Work outside requests. A job carries ids, and may run twice.
