-- What editors placed by hand on the front of a site (no section) or section. positions and modules are JSON lists;
-- items in them are ids, or keys of an import until they are here.
CREATE TABLE frontpage_fronts (
    id {id} PRIMARY KEY,
    site {id} NOT NULL,
    section {id},
    positions {text} NOT NULL,
    modules {text} NOT NULL
);
CREATE UNIQUE INDEX frontpage_fronts_section ON frontpage_fronts (site, section) WHERE section IS NOT NULL;
CREATE UNIQUE INDEX frontpage_fronts_site ON frontpage_fronts (site) WHERE section IS NULL;
