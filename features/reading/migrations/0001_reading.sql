-- How often items were read, by spans of time: hours, later folded into days, days into months. Nobody is in here:
-- only which item, when, how often.
CREATE TABLE reading_counts (
    item {id} NOT NULL REFERENCES content_items (id),
    begins {time} NOT NULL,
    ends {time} NOT NULL,
    reads {int} NOT NULL,
    PRIMARY KEY (ends, begins, item)
);
CREATE INDEX reading_counts_item ON reading_counts (item, begins);

-- What was read most, by list (the id of a site, or of a section with all below it) and period. Derived from the
-- counts; pages read it as it stands.
CREATE TABLE reading_ranks (
    list {id} NOT NULL,
    period {text} NOT NULL,
    place {int} NOT NULL,
    item {id} NOT NULL REFERENCES content_items (id),
    PRIMARY KEY (list, period, place)
);
CREATE INDEX reading_ranks_item ON reading_ranks (item);

-- Which period of a list is shown beside its pages; none where too little was read.
CREATE TABLE reading_rails (
    list {id} PRIMARY KEY,
    period {text} NOT NULL
);
