//! People: the human beings and organisations the house knows.
//!
//! Here live persons and organisations, and how they come in and go out. Here must not live: what they wrote (content
//! knows that), and anything of one feature.

mod intake;
mod model;
mod store;

pub use model::{Organisation, OrganisationId, PageLink, Person, PersonId};
pub use store::{
    organisation_by_id, organisations, organisations_by_id, person_by_id, person_by_slug, persons, persons_by_id,
};

use platform::Feature;
use platform::db::Migration;
use platform::records::{Giver, Taker};

const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "people", sql: include_str!("../migrations/0001_people.sql") }];

/// What people are to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "people",
        summary: "Persons and organisations: who writes, speaks, employs and sponsors.",
        migrations: MIGRATIONS,
        takes: vec![
            Taker { kind: "organisation", take: intake::take_organisations, examine: intake::examine },
            Taker { kind: "person", take: intake::take_persons, examine: intake::examine },
        ],
        gives: vec![
            Giver { kind: "organisation", give: intake::give_organisations },
            Giver { kind: "person", give: intake::give_persons },
        ],
        ..Feature::default()
    }
}
