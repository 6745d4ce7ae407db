-- Episodes, films and pages are few among many articles: podcasts and the map of the site find them by this.
CREATE INDEX content_items_rarer_kinds ON content_items (site, kind, published_at) WHERE kind <> 'article';
