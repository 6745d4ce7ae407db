-- Human beings the house knows: authors, later readers and speakers. A person may have no account.
CREATE TABLE people_persons (
    id {id} PRIMARY KEY,
    slug {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    given_name {text},
    family_name {text},
    email {text},
    role {text},
    bio {text},
    links {text} NOT NULL,
    picture {id},
    organisation {id},
    fields {text} NOT NULL
);

-- Companies and bodies.
CREATE TABLE people_organisations (
    id {id} PRIMARY KEY,
    slug {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    description {text},
    links {text} NOT NULL,
    picture {id},
    fields {text} NOT NULL
);
