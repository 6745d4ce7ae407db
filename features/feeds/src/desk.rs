//! What the staff does: commands now, pages of the desk when there is one.
