//! Topics and persons by id. They are named on one page after another and seldom change, so that those that were read
//! stand on the shelf.

use std::collections::HashMap;
use std::sync::Arc;

use kit::{Id, Tag};
use people::{Person, PersonId};
use platform::http::{HttpError, Reading};

use crate::model::{Topic, TopicId};
use crate::store;

/// Named things by their ids.
type ById<Noun, Named> = HashMap<Id<Noun>, Arc<Named>>;

/// The topics of these ids, as far as they are there. The page depends on each of them.
///
/// # Errors
/// When the database cannot be asked.
pub async fn topics_by_id(reading: &mut Reading, ids: &[TopicId]) -> Result<HashMap<TopicId, Arc<Topic>>, HttpError> {
    reading.note_all(ids.iter().copied().map(Topic::tag));
    let (mut found, others) = on_the_shelf(reading, ids);
    for topic in store::labels::topics_by_id(reading, &others).await? {
        found.insert(topic.id, shelve(reading, topic.id, Topic::tag(topic.id), topic));
    }
    Ok(found)
}

/// The persons of these ids, as far as they are there. The page depends on each of them.
///
/// # Errors
/// When the database cannot be asked.
pub async fn persons_by_id(
    reading: &mut Reading,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Arc<Person>>, HttpError> {
    reading.note_all(ids.iter().copied().map(Person::tag));
    let (mut found, others) = on_the_shelf(reading, ids);
    for person in people::persons_by_id(reading, &others).await? {
        found.insert(person.id, shelve(reading, person.id, Person::tag(person.id), person));
    }
    Ok(found)
}

/// Those that stand on the shelf, and the ids of the others.
fn on_the_shelf<Noun, Named: Send + Sync + 'static>(
    reading: &mut Reading,
    ids: &[Id<Noun>],
) -> (ById<Noun, Named>, Vec<Id<Noun>>) {
    let (mut found, mut others) = (HashMap::with_capacity(ids.len()), Vec::new());
    for id in ids {
        match reading.take_down(&id.to_string()) {
            Some(value) => {
                found.insert(*id, value);
            }
            None => others.push(*id),
        }
    }
    (found, others)
}

fn shelve<Noun, Named: Send + Sync + 'static>(
    reading: &mut Reading,
    id: Id<Noun>,
    tag: Tag,
    value: Named,
) -> Arc<Named> {
    let aside = reading.set_aside();
    reading.note(tag);
    reading.shelve(&id.to_string(), aside, value)
}
