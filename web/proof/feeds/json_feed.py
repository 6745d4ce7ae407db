"""JSON Feed 1.1, held against its specification: every name that it has, whether it must be there, and of which type.

`wrong(feed)` says what a feed has that the specification does not allow. `json_feed.py` alone checks itself.
"""

import copy
import re
from datetime import datetime
from urllib.parse import urlsplit

VERSION = "https://jsonfeed.org/version/1.1"


def text(value):
    return isinstance(value, str) and value.strip() != ""


def words(value):
    """What may be empty: a story of a picture alone."""
    return isinstance(value, str)


def address(value):
    parts = urlsplit(value) if isinstance(value, str) else None
    return bool(parts and parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", value))


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0


def language(value):
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value) is not None


def instant(value):
    return datetime.fromisoformat(re.sub(r"\.\d+", "", value).replace("Z", "+00:00"))


def moment(value):
    """RFC 3339, which asks for a time of day and a zone."""
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    if not isinstance(value, str) or not re.fullmatch(form, value):
        return False
    try:
        instant(value)
    except ValueError:
        return False
    return True


def media_type(value):
    return isinstance(value, str) and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", value) is not None


def tags(value):
    return isinstance(value, list) and all(text(tag) for tag in value)


def truth(value):
    return isinstance(value, bool)


AUTHOR = {"name": text, "url": address, "avatar": address}
HUB = {"type!": text, "url!": address}
ATTACHMENT = {"url!": address, "mime_type!": media_type, "title": text, "size_in_bytes": number, "duration_in_seconds": number}
ITEM = {"id!": text, "url": address, "external_url": address, "title": text, "content_html": words, "content_text": words,
        "summary": text, "image": address, "banner_image": address, "date_published": moment, "date_modified": moment,
        "authors": [AUTHOR], "tags": tags, "language": language, "attachments": [ATTACHMENT]}
# A `!` stands behind what must be there. The `author` of version 1 is deprecated: it is no name here.
FEED = {"version!": lambda value: value == VERSION, "title!": text, "home_page_url": address, "feed_url": address,
        "description": text, "user_comment": text, "next_url": address, "icon": address, "favicon": address,
        "authors": [AUTHOR], "language": language, "expired": truth, "hubs": [HUB], "items!": [ITEM]}


def of_shape(value, shape, where):
    """What of a value is not of its shape."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [what for at, one in enumerate(value) for what in of_shape(one, shape[0], f"{where}[{at}]")]
    if not isinstance(shape, dict):
        return [] if shape(value) else [f"{where} is {value!r:.80}"]
    if not isinstance(value, dict):
        return [f"{where} is no object"]
    known = {name.rstrip("!"): of for name, of in shape.items()}
    found = [f"{where} has no {name.rstrip('!')}" for name in shape if name.endswith("!") and name.rstrip("!") not in value]
    for name, inner in value.items():
        if name.startswith("_"):
            found += [] if isinstance(inner, dict) else [f"{where}.{name} is an extension, and no object"]
        elif name in known:
            found += of_shape(inner, known[name], f"{where}.{name}")
        else:
            found.append(f"{where}.{name} is no name of the specification")
    return found + ([f"{where} says nothing of who it is"] if shape is AUTHOR and not value else [])


def wrong(feed):
    """What is wrong with a feed."""
    found = of_shape(feed, FEED, "feed")
    if found:
        return found
    if feed.get("next_url") is not None and feed["next_url"] == feed.get("feed_url"):
        found.append("next_url is the feed itself")
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        found.append("an id stands twice")
    for item in feed["items"]:
        if "content_html" not in item and "content_text" not in item:
            found.append(f"{item['id']} has no content")
        times = [item[name] for name in ("date_published", "date_modified") if name in item]
        if len(times) == 2 and instant(times[1]) < instant(times[0]):
            found.append(f"{item['id']} was changed before it was published")
    return found


def check():
    """Whether each fault is seen: a feed with everything has none, and each of these changes makes one."""
    whole = {
        "version": VERSION, "title": "T", "home_page_url": "https://a.example/", "feed_url": "https://a.example/feed/json",
        "language": "en-GB", "icon": "https://a.example/i.png", "authors": [{"name": "A"}], "_more": {"about": "x"},
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [{
            "id": "1", "url": "https://a.example/1", "title": "One", "content_text": "x", "tags": ["5G"], "language": "de",
            "date_published": "2020-11-20T08:00:00Z", "date_modified": "2020-11-20T09:00:00.5+01:00",
            "authors": [{"name": "B", "url": "https://a.example/b"}],
            "attachments": [{"url": "https://a.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 10}],
        }],
    }
    assert wrong(whole) == [], wrong(whole)
    nothing = object()
    faults = [
        (["version"], "1.1"), (["version"], nothing), (["title"], nothing), (["title"], 5), (["items"], nothing),
        (["items"], {}), (["feed_url"], "/feed/json"), (["language"], "english language"), (["expired"], "no"),
        (["next_url"], whole["feed_url"]), (["hubs", 0, "url"], nothing), (["authors", 0], {}), (["author"], {"name": "A"}),
        (["_more"], "x"), (["items", 0, "id"], 1), (["items", 0, "id"], nothing), (["items", 0, "content_text"], nothing),
        (["items", 0, "tags"], "5G"), (["items", 0, "tags"], [5]), (["items", 0, "date_published"], "2020-11-20"),
        (["items", 0, "date_published"], "2020-13-20T08:00:00Z"),
        (["items", 0, "date_modified"], "2020-11-20T08:00:00+01:00"), (["items", 0, "image"], "/a.png"),
        (["items", 0, "attachments", 0, "mime_type"], nothing), (["items", 0, "attachments", 0, "size_in_bytes"], "10"),
        (["items", 0, "colour"], "red"),
    ]
    for path, value in faults:
        feed = copy.deepcopy(whole)
        at = feed
        for step in path[:-1]:
            at = at[step]
        if value is nothing:
            del at[path[-1]]
        else:
            at[path[-1]] = value
        assert wrong(feed), (path, value)
    twice = copy.deepcopy(whole)
    twice["items"] *= 2
    assert wrong(twice)


if __name__ == "__main__":
    check()
