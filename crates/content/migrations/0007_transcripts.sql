-- What is said in what an item plays, as JSON of blocks. Apart from the items, whose lists do without it.
CREATE TABLE content_transcripts (
    item {id} PRIMARY KEY REFERENCES content_items (id),
    body {text} NOT NULL
);
