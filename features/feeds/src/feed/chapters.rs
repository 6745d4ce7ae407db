//! The chapters of an episode (podcast namespace, JSON chapters 1.2).

use content::read::WholeStory;
use serde_json::{Value, json};

/// An episode's chapters as JSON. `None` for one that has none.
pub(crate) fn chapters(story: &WholeStory) -> Option<String> {
    let chapters: Vec<Value> = story
        .chapters
        .iter()
        .map(|chapter| {
            let mut said = json!({ "startTime": chapter.start, "title": chapter.title });
            if let Some(address) = chapter.address.as_ref().filter(|address| address.starts_with("http")) {
                said["url"] = json!(address);
            }
            said
        })
        .collect();
    (!chapters.is_empty()).then(|| json!({ "version": "1.2.0", "chapters": chapters }).to_string())
}
