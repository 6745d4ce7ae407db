//! Which story stands where: what editors held first, then the latest.

use content::views::Card;

/// Stories next in weight on a front.
pub(crate) const SECONDARY: usize = 4;

/// A front's first screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Top {
    pub(crate) lead: Option<Card>,
    pub(crate) secondary: Vec<Card>,
    /// What is left of the latest, in order.
    pub(crate) rest: Vec<Card>,
}

/// Arranges held and latest stories. No story stands twice; what a sponsor paid for never leads by itself.
pub(crate) fn arrange(lead: Vec<Card>, secondary: Vec<Card>, latest: Vec<Card>) -> Top {
    let mut top = Top { lead: lead.into_iter().next(), ..Top::default() };
    let mut rest: Vec<Card> = latest;
    if top.lead.is_none()
        && let Some(at) = rest.iter().position(may_lead)
    {
        top.lead = Some(rest.remove(at));
    }
    top.secondary = secondary;
    top.secondary.retain(|card| top.lead.as_ref().is_none_or(|lead| lead.address != card.address));
    top.secondary.truncate(SECONDARY);
    rest.retain(|card| !top.lead.iter().chain(&top.secondary).any(|above| above.address == card.address));
    while top.secondary.len() < SECONDARY
        && let Some(at) = rest.iter().position(may_lead)
    {
        top.secondary.push(rest.remove(at));
    }
    top.rest = rest;
    top
}

fn may_lead(card: &Card) -> bool {
    card.sponsor.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(address: &str) -> Card {
        Card { address: address.into(), ..Card::default() }
    }

    fn addresses(cards: &[Card]) -> Vec<&str> {
        cards.iter().map(|card| card.address.as_str()).collect()
    }

    #[test]
    fn held_stories_come_first_and_none_stands_twice() {
        let latest: Vec<Card> = ["/1", "/2", "/3", "/4", "/5", "/6", "/7"].map(card).into();
        let top = arrange(vec![card("/3")], vec![card("/3"), card("/6")], latest);
        assert_eq!(top.lead.map(|lead| lead.address).as_deref(), Some("/3"));
        assert_eq!(addresses(&top.secondary), ["/6", "/1", "/2", "/4"]);
        assert_eq!(addresses(&top.rest), ["/5", "/7"]);
    }

    #[test]
    fn what_a_sponsor_paid_for_does_not_lead() {
        let paid = Card { sponsor: Some("Corvane".into()), ..card("/paid") };
        let top = arrange(Vec::new(), Vec::new(), vec![paid, card("/news")]);
        assert_eq!(top.lead.map(|lead| lead.address).as_deref(), Some("/news"));
        assert_eq!(addresses(&top.rest), ["/paid"]);
    }
}
