-- Which pictures and recordings an item uses, by their normalised addresses or keys, so that a picture that comes later
-- is found too. shown says that readers of the item see it; otherwise only its draft has it. Leads stand on the item.
CREATE TABLE content_picture_uses (
    address {text} NOT NULL,
    item {id} NOT NULL REFERENCES content_items (id),
    shown {bool} NOT NULL,
    PRIMARY KEY (address, item)
) {by_key};
CREATE INDEX content_picture_uses_item ON content_picture_uses (item);

-- Fingerprint of the bytes as they were sent, so that the same are not developed anew. digest is of those that are kept.
ALTER TABLE content_media ADD COLUMN received {text};
