//! How an imported item stands towards readers: its states and times.

use intake::Item as Said;
use kit::Timestamp;

use crate::model::{Access, PublicationState};

/// States and times of an item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stand {
    pub(super) publication_state: PublicationState,
    pub(super) published_at: Option<Timestamp>,
    pub(super) scheduled_at: Option<Timestamp>,
    pub(super) remarks: Vec<String>,
}

/// Decides how an item stands at `now`.
pub(super) fn stand(item: &Said, now: Timestamp) -> Stand {
    let mut stand = Stand {
        publication_state: match item.publication_state {
            intake::PublicationState::Unpublished => PublicationState::Unpublished,
            intake::PublicationState::Scheduled => PublicationState::Scheduled,
            intake::PublicationState::Published => PublicationState::Published,
            intake::PublicationState::Withdrawn => PublicationState::Withdrawn,
        },
        published_at: item.published_at,
        scheduled_at: item.scheduled_at,
        remarks: Vec::new(),
    };
    if stand.publication_state == PublicationState::Scheduled {
        stand.scheduled_at = stand.scheduled_at.or(item.published_at);
        stand.published_at = None;
        if stand.scheduled_at.is_none() {
            stand.publication_state = PublicationState::Unpublished;
            stand.remarks.push("it was scheduled for no time; it waits unpublished".to_owned());
        }
    }
    // Its time came while it was on its way: the source has published it since.
    if stand.publication_state == PublicationState::Scheduled
        && let Some(at) = stand.scheduled_at.filter(|at| *at <= now)
    {
        stand.publication_state = PublicationState::Published;
        (stand.scheduled_at, stand.published_at) = (None, Some(at));
    }
    if stand.publication_state == PublicationState::Published && stand.published_at.is_none() {
        stand.published_at = item.created_at.or(item.updated_at).or(Some(now));
        stand.remarks.push("it has no date; the nearest known one stands in for it".to_owned());
    }
    // Published, but for a time to come: that is scheduled.
    if stand.publication_state == PublicationState::Published
        && let Some(at) = stand.published_at.filter(|at| now < *at)
    {
        stand.publication_state = PublicationState::Scheduled;
        (stand.scheduled_at, stand.published_at) = (Some(at), None);
    }
    if item.expires_at.is_some_and(|at| at <= now) && stand.publication_state == PublicationState::Published {
        stand.publication_state = PublicationState::Unpublished;
        stand.remarks.push("its time to be shown was over; it waits unpublished".to_owned());
    }
    stand
}

/// Who may read it.
pub(super) fn access(said: &intake::Access) -> Access {
    match said {
        intake::Access::Public => Access::Public,
        intake::Access::Private => Access::Private,
        intake::Access::Password => Access::Password,
        intake::Access::Members => Access::Members,
        intake::Access::Paid(tiers) => Access::Paid(tiers.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_date_gets_the_nearest() {
        let now = Timestamp::from_second(1_000).expect("in range");
        let item = Said { publication_state: intake::PublicationState::Published, ..Said::default() };
        let stand = stand(&item, now);
        assert_eq!((stand.published_at, stand.remarks.len()), (Some(now), 1));
    }

    #[test]
    fn what_was_scheduled_for_a_time_now_past_was_published_then() {
        let at = Timestamp::from_second(500).expect("in range");
        let state = intake::PublicationState::Scheduled;
        let item = Said { publication_state: state, scheduled_at: Some(at), ..Said::default() };
        let stand = stand(&item, Timestamp::from_second(1_000).expect("in range"));
        assert_eq!((stand.publication_state, stand.published_at), (PublicationState::Published, Some(at)));
    }

    #[test]
    fn scheduled_for_no_time_waits() {
        let item = Said { publication_state: intake::PublicationState::Scheduled, ..Said::default() };
        assert_eq!(stand(&item, Timestamp::UNIX_EPOCH).publication_state, PublicationState::Unpublished);
    }
}
