"""Feeds and sitemaps of a running house, read by the programs that others read them with: feedparser and XML Schema.

`read.py ORIGIN SITEMAP.XSD PODCASTS`: every list on the map is followed in every form, so are questions to the search, and
every podcast that a page names; the podcasts' paths are written into the file PODCASTS. Prints findings; fails when there
are any.
"""

import calendar
import html
import json
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as tree
from datetime import datetime
from pathlib import Path

import feedparser
import json_feed
import xmlschema

ORIGIN = sys.argv[1].rstrip("/")
HERE = Path(__file__).parent
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XML_FORMS = {"/feed": "rss20", "/feed/full": "rss20", "/feed/atom": "atom10"}
# News of so many seconds are news.
TWO_DAYS = 48 * 3600

findings: list[str] = []
podcasts: set[str] = set()
read = {"feeds": 0, "searches": 0, "podcasts": 0, "stories": 0, "maps": 0, "addresses": 0, "recordings": 0}


def found(where: str, what: object) -> None:
    findings.append(f"{where}: {what}")


def local(address: str) -> str:
    """The same address on the house that is asked: a publication may call itself by another name."""
    return ORIGIN + "/" + address.split("/", 3)[3]


def ask(path: str, method: str = "GET", **headers: str):
    request = urllib.request.Request(
        ORIGIN + path, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def read_xml_feed(path: str, version: str) -> None:
    status, headers, body = ask(path)
    if status != 200:
        return found(path, f"it answered {status}")
    feed = feedparser.parse(body, response_headers={"content-type": headers["content-type"], "content-location": ORIGIN})
    read["feeds"] += 1
    if feed.bozo:
        found(path, feed.bozo_exception)
    if feed.version != version:
        found(path, f"it is {feed.version}, not {version}")
    for name in ("title", "link", "language" if version == "rss20" else "id"):
        if not feed.feed.get(name):
            found(path, f"the feed has no {name}")
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    if [local(address) for address in own] != [ORIGIN + path]:
        found(path, f"it calls itself {own}")
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) != len(ids) or not all(ids):
        found(path, "ids are missing or doubled")
    for entry in feed.entries:
        read["stories"] += 1
        read_entry(f"{path} {entry.get('link')}", entry)
    for header, name in (("if_none_match", "etag"), ("if_modified_since", "last-modified")):
        if headers[name] is None:
            # Nobody knows when the answers to a search last were others.
            if name == "etag" or not path.startswith("/search"):
                found(path, f"it has no {name}")
            continue
        status, _, again = ask(path, **{header: headers[name]})
        if (status, again) != (304, b""):
            found(path, f"asked again with {header} it answered {status}; {difference(body, again)}")


def difference(one: bytes, other: bytes) -> str:
    at = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), None)
    return "the same bytes" if at is None else f"{one[at - 60 : at + 60]!r} became {other[at - 60 : at + 60]!r}"


def read_entry(where: str, entry) -> None:
    if not entry.get("title") or not entry.get("link", "").startswith("http"):
        found(where, "no title or no whole address")
    for name in ("published_parsed", "updated_parsed"):
        at = entry.get(name)
        if at is None or not 2000 < at.tm_year <= time.gmtime().tm_year + 1:
            found(where, f"{name} is {at}")
    for content in entry.get("content", []):
        for broken in re.findall(r"""<script|<[^<>]*\s(?:href|src)=["']?/[^<>]*""", content.value):
            found(where, f"the text has {broken}")
    for recording in entry.get("enclosures", []):
        if recording.get("type", "").startswith(("audio/", "video/")):
            read_recording(where, recording)


def read_recording(where: str, recording) -> None:
    """A player asks for the head, then for parts."""
    read["recordings"] += 1
    if not recording.href.startswith(("http://", "https://")):
        return found(where, f"{recording.href} is no whole address")
    path = "/" + recording.href.split("/", 3)[3]
    if not path.startswith("/media/"):
        return
    status, headers, body = ask(path, "HEAD")
    if (status, body) != (200, b"") or headers["content-length"] != recording.length:
        found(where, f"HEAD of {path} answered {status}, {headers['content-length']} bytes; it says {recording.length}")
    if headers["content-type"] != recording.type:
        found(where, f"{path} is {headers['content-type']}, it says {recording.type}")
    status, headers, body = ask(path, range="bytes=0-9")
    if (status, len(body)) != (206, 10) or headers["content-range"] != f"bytes 0-9/{recording.length}":
        found(where, f"ten bytes of {path}: {status}, {headers['content-range']}")


def read_json_feed(path: str) -> None:
    status, headers, body = ask(path)
    if status != 200 or headers["content-type"].split(";")[0] != "application/feed+json":
        return found(path, f"it answered {status}, {headers['content-type']}")
    read["feeds"] += 1
    feed = json.loads(body)
    for what in json_feed.wrong(feed):
        found(path, what)
    if local(feed["feed_url"]) != ORIGIN + path:
        found(path, f"it calls itself {feed['feed_url']}")
    for item in feed["items"]:
        read["stories"] += 1
        # The specification asks for less; the house promises these of each story.
        for name in ("url", "title", "date_published", "date_modified"):
            if name not in item:
                found(f"{path} {item.get('url')}", f"no {name}")


def addresses(body: bytes, element: str) -> list[str]:
    return [loc.text for loc in tree.fromstring(body).iterfind(f"{MAPS}{element}/{MAPS}loc")]


def read_map(path: str, schema) -> list[str]:
    status, _, body = ask(path)
    if status != 200:
        found(path, f"it answered {status}")
        return []
    read["maps"] += 1
    for error in schema.iter_errors(body.decode()):
        found(path, f"{error.path}: {error.reason}")
    listed = addresses(body, "sitemap" if schema is INDEX else "url")
    if len(listed) > 50_000 or len(body) > 50_000_000:
        found(path, "it is too large")
    if len(set(listed)) != len(listed):
        found(path, "an address stands twice")
    return listed


def links(page: str, ending: str) -> set[str]:
    """Addresses that a page links to, from the root, that have this in them."""
    named = re.findall(r'href="([^"]+)"', page)
    paths = (re.sub(r"^https?://[^/]+", "", html.unescape(address)) for address in named)
    return {path for path in paths if ending in path}


def read_page(path: str) -> None:
    status, _, body = ask(path)
    read["addresses"] += 1
    if status != 200 or b'content="noindex' in body:
        found(path, f"it is on the map and answers {status}")
    podcasts.update(path for path in links(body.decode(), "/feed/podcast") if path.endswith("/feed/podcast"))


def read_searches() -> None:
    """Follows what is asked of the search, as its page offers it: by a word, narrowed, in marks, and finding nothing."""
    latest = feedparser.parse(ask("/feed")[2])
    words = [word for entry in latest.entries[:3] for word in re.findall(r"\w{5,}", entry.title)[:2]]
    if not words:
        return found("/search", "there is nothing to ask for")
    listed = [path for path in links(ask("/search?q=" + words[0])[2].decode(), "/search?") if "section=" in path]
    asked = [f"/search?q={urllib.parse.quote(word)}" for word in [*words, f'"{words[0]}" <b>&amp;', "nowhereatall"]]
    for question in [*asked, *listed[:2]]:
        status, _, page = ask(question)
        offered = sorted(links(page.decode(), "/search/feed"))
        if status != 200 or not offered:
            found(question, f"it answered {status}, and offers no feed")
            continue
        query = offered[0].split("?", 1)[1]
        for form, version in XML_FORMS.items():
            read_xml_feed(f"/search{form}?{query}", version)
        read_json_feed(f"/search/feed/json?{query}")
        read["searches"] += 1
        if question == asked[0] and not feedparser.parse(ask(offered[0])[2]).entries:
            found(offered[0], "it has no story")


def read_news() -> None:
    """The map of news has the stories of two days; one without any is right only when there are none."""
    status, _, news = ask("/news-sitemap.xml")
    if status != 200:
        return found("/news-sitemap.xml", f"it answered {status}")
    latest = feedparser.parse(ask("/feed")[2]).entries[0]
    age = time.time() - calendar.timegm(latest.published_parsed)
    listed = addresses(news, "url")
    if not listed:
        print(f"news: none, for the latest story is {age / 3600:.0f} hours old")
        if age < TWO_DAYS:
            found("/news-sitemap.xml", f"{latest.link} is news, and is not on it")
        return
    read_map("/news-sitemap.xml", URLS)
    for at in tree.fromstring(news).iter(f"{NEWS}publication_date"):
        if not 0 <= time.time() - datetime.fromisoformat(at.text.replace("Z", "+00:00")).timestamp() <= TWO_DAYS + 60:
            found("/news-sitemap.xml", f"{at.text} is no news")
    if age < TWO_DAYS and latest.link not in listed:
        found("/news-sitemap.xml", f"{latest.link} is missing")


json_feed.check()
INDEX = xmlschema.XMLSchema(str(HERE / "siteindex.xsd"))
URLS = xmlschema.XMLSchema(sys.argv[2], locations=[
    ("http://www.google.com/schemas/sitemap-image/1.1", str(HERE / "image.xsd")),
    ("http://www.google.com/schemas/sitemap-news/0.9", str(HERE / "news.xsd")),
])

for part in read_map("/sitemap.xml", INDEX):
    for address in read_map("/" + part.split("/", 3)[3], URLS):
        path = "/" + address.split("/", 3)[3]
        if not part.endswith("/lists.xml"):
            read_page(path)
            continue
        read_page(path)
        for form, version in XML_FORMS.items():
            read_xml_feed(path.rstrip("/") + form, version)
        read_json_feed(path.rstrip("/") + "/feed/json")

read_news()
read_searches()
# The site's own is named by no page where it has several.
if ask("/feed/podcast")[0] == 200:
    podcasts.add("/feed/podcast")
for path in sorted(podcasts):
    read_xml_feed(path, "rss20")
    read["podcasts"] += 1
Path(sys.argv[3]).write_text("".join(f"{path}\n" for path in sorted(podcasts)))

for finding in findings[:100]:
    print(finding)
print(f"feeds: {', '.join(f'{number} {name}' for name, number in read.items())}, {len(findings)} findings")
sys.exit(1 if findings else 0)
