-- Which items say which others are the same in another language: named as they name them, by key or address, and the
-- sister that this is once it is here. What hangs together, whoever named whom, is a group. reindex notes them anew.
CREATE TABLE content_translations (
    item {id} NOT NULL REFERENCES content_items (id),
    named {text} NOT NULL,
    sister {id},
    PRIMARY KEY (item, named)
) {by_key};
CREATE INDEX content_translations_sister ON content_translations (sister);
CREATE INDEX content_translations_named ON content_translations (named);
