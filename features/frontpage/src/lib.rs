//! frontpage
