-- What a menu was called where it came from: which of a site's menus stand on its pages is decided among all of them,
-- whenever one comes. place holds that decision; a menu that stands nowhere has its id there.
ALTER TABLE content_menus ADD COLUMN claim {text};
