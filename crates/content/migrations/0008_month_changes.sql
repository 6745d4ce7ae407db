-- When anything that a list has in a month last came, changed or went: what search engines are told of that part of the
-- map. Nothing for months that were counted before this was kept; reindex counts them anew.
ALTER TABLE content_months ADD COLUMN changed {time};
