-- Addresses that lead elsewhere, or nowhere any more. A target that is the house's own is kept by its id, so that it
-- goes on leading there when it moves again. pattern: a star in from_address stands for any rest.
CREATE TABLE redirects_rules (
    id {id} PRIMARY KEY,
    site {id} NOT NULL,
    from_address {text} NOT NULL,
    pattern {bool} NOT NULL,
    status {int} NOT NULL CHECK (status IN (301, 302, 307, 308, 410)),
    item {id},
    section {id},
    topic {id},
    person {id},
    address {text},
    made_by {text} NOT NULL,
    made_at {time} NOT NULL,
    UNIQUE (site, from_address)
);
CREATE INDEX redirects_rules_pattern ON redirects_rules (site, from_address) WHERE pattern;
