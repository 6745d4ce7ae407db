-- Publications of this house.
CREATE TABLE content_sites (
    id {id} PRIMARY KEY,
    name {text} NOT NULL,
    tagline {text},
    address {text} NOT NULL,
    language {text} NOT NULL,
    time_zone {text} NOT NULL,
    position {int} NOT NULL,
    fields {text} NOT NULL
);

-- A site's tree. path is the address of the front: /5g/open-ran
CREATE TABLE content_sections (
    id {id} PRIMARY KEY,
    site {id} NOT NULL REFERENCES content_sites (id),
    parent {id} REFERENCES content_sections (id),
    slug {text} NOT NULL,
    path {text} NOT NULL,
    name {text} NOT NULL,
    standfirst {text},
    accent {text},
    position {int} NOT NULL,
    fields {text} NOT NULL,
    UNIQUE (site, path)
);

-- Menus: entries as JSON, each leading to an id or an address.
CREATE TABLE content_menus (
    id {id} PRIMARY KEY,
    site {id} NOT NULL REFERENCES content_sites (id),
    place {text} NOT NULL,
    name {text},
    entries {text} NOT NULL,
    UNIQUE (site, place)
);

CREATE TABLE content_topics (
    id {id} PRIMARY KEY,
    slug {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    description {text},
    internal {bool} NOT NULL,
    fields {text} NOT NULL
);

CREATE TABLE content_formats (
    id {id} PRIMARY KEY,
    slug {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    fields {text} NOT NULL
);
