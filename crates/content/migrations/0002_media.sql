-- Pictures and files. Their bytes lie in the file store under blob; none while they could not be had.
CREATE TABLE content_media (
    id {id} PRIMARY KEY,
    file {text} NOT NULL,
    mime {text},
    blob {text},
    bytes {int},
    digest {text},
    width {int},
    height {int},
    colour {text},
    focal_x {real},
    focal_y {real},
    title {text},
    alt {text},
    caption {text},
    credit {text},
    rights {text},
    added_at {time} NOT NULL,
    fields {text} NOT NULL
);

-- Every address a picture was known by at a source, normalised. A body keeps the address; which picture it means is
-- looked up here when it is read, so a picture that comes later is found by items that came before.
CREATE TABLE content_media_addresses (
    address {text} PRIMARY KEY,
    media {id} NOT NULL REFERENCES content_media (id)
) {by_key};
CREATE INDEX content_media_addresses_media ON content_media_addresses (media);
