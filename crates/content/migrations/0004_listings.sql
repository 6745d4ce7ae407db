-- What readers see in which list, newest first. Derived from the tables of items: written with them, rebuilt by
-- reindex. list is the id of a site, section (with all below it), topic or person. Only what anybody may see stands
-- here, so that no list ever looks at an item to leave it out.
CREATE TABLE content_listings (
    list {id} NOT NULL,
    at {time} NOT NULL,
    item {id} NOT NULL REFERENCES content_items (id),
    PRIMARY KEY (list, at, item)
) {by_key};
CREATE INDEX content_listings_item ON content_listings (item);

-- How many items a list has in which month (of the site's zone): the archive's index, and the counts over lists.
CREATE TABLE content_months (
    list {id} NOT NULL,
    month {text} NOT NULL,
    items {int} NOT NULL,
    PRIMARY KEY (list, month)
) {by_key};
