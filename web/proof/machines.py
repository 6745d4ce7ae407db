#!/usr/bin/env python3
"""What machines read of a publication's pages, read by machines.

    machines.py BASE [--shapes FOLDER] [--without KIND]… [PATH…]

BASE is where the house answers (http://127.0.0.1:3000). Without PATHs, the front page and some pages of every kind that
there is; a kind of which none is found is a finding, unless the house is said to be --without it. Every page is read by
extruct (JSON-LD, Open Graph); what search engines ask of each kind is looked for; every address that a statement names on
the house's own site must answer; the picture that the page is shared with must be there and have the size it says. With
--shapes, a folder with schema.org's shapes (full.shacl, subclasses.ttl), every statement is held against them.
Needs extruct; with --shapes also pyshacl. Prints a line a page, then each finding; fails when there is one.
"""
import argparse
import copy
import json
import re
import struct
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

import extruct
from lxml import html as lxml_html

# What search engines ask for before they show a page as more than a link.
ASKED = {
    "NewsArticle": ["headline", "image", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage",
                    "isAccessibleForFree", "inLanguage"],
    "AdvertiserContentArticle": ["headline", "image", "datePublished", "sponsor"],
    "VideoObject": ["name", "thumbnailUrl", "uploadDate", "duration", "contentUrl|embedUrl"],
    "PodcastEpisode": ["name", "datePublished", "partOfSeries", "associatedMedia"],
    "BreadcrumbList": ["itemListElement"],
    "ProfilePage": ["mainEntity"],
    "CollectionPage": ["name", "url"],
    "SearchResultsPage": ["name", "url", "isPartOf"],
    "WebSite": ["name", "url", "inLanguage", "publisher", "potentialAction"],
    "AboutPage": ["name", "mainEntity"],
}
# The same of what stands within a statement, wherever that is.
WITHIN = {
    "Person": ["name"],
    "Organization": ["name"],
    "NewsMediaOrganization": ["@id", "name", "url"],
    "SearchAction": ["target", "query-input"],
    "EntryPoint": ["urlTemplate"],
    "CorrectionComment": ["text", "datePublished"],
    "ListItem": ["position"],
}
# What the front page says of its publisher, and the page of a person of whom it is about.
IN_FULL = {("WebSite", "publisher"): ["@type", "@id", "name", "url"],
           ("ProfilePage", "mainEntity"): ["@type", "@id", "name", "url"]}
GRAPH = ["og:title", "og:type", "og:url", "og:site_name", "og:image", "og:image:width", "og:image:height", "og:image:alt"]
# What pages call themselves (`data-page`): the kinds of page that the house has.
KINDS = ["front", "section", "story", "video", "episode", "page", "list", "author", "archive", "corrections", "search",
         "most-read", "feeds"]
# Pages that nothing need lead to. A question is asked besides.
KNOWN = ["/", "/corrections", "/archive", "/search", "/most-read", "/feeds"]


class House:
    """A publication that answers at `base`, whatever address it calls its own."""

    def __init__(self, base):
        self.base = base.rstrip("/")
        self.seen = {}
        front = self.get("/")[1].decode()
        self.origin = origin_of(canonical(front)) or self.base

    def get(self, address):
        """Status, bytes and media type of an address of the house."""
        if address not in self.seen:
            path = address[len(self.origin):] if hasattr(self, "origin") and address.startswith(self.origin) else address
            request = urllib.request.Request(urljoin(self.base + "/", path or "/"), headers={"Accept-Encoding": "identity"})
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    self.seen[address] = (answer.status, answer.read(), answer.headers.get_content_type())
            except urllib.error.HTTPError as error:
                self.seen[address] = (error.code, error.read(), error.headers.get_content_type())
        return self.seen[address]


def origin_of(address):
    parts = urlsplit(address or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def canonical(page):
    found = re.findall(r'<link rel="canonical" href="([^"]*)"', page)
    return found[0].replace("&amp;", "&") if len(found) == 1 else None


def types(statement):
    kinds = statement.get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def addresses(value, name=""):
    """Every address in a statement that somebody could fetch."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("@context", "@type", "@id", "urlTemplate"):
                yield from addresses(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner, name)
    elif isinstance(value, str) and re.match(r"https?://", value) and name not in ("text", "description", "transcript"):
        yield value


def size_of(picture):
    """Width and height of a PNG, JPEG or lossy WebP."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n":
        return struct.unpack(">II", picture[16:24])
    if picture[:2] == b"\xff\xd8":
        at = 2
        while at + 9 < len(picture):
            marker, length = picture[at + 1], struct.unpack(">H", picture[at + 2:at + 4])[0]
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack(">HH", picture[at + 5:at + 9])
                return width, height
            at += 2 + length
    return None


def read_page(house, path, findings):
    """The statements and the Open Graph of one page, with what is wrong in them."""
    status, page, _ = house.get(path)
    text = page.decode("utf-8", "strict")
    say = lambda what: findings.append(f"{path}: {what}")
    if status != 200:
        say(f"answers {status}")
        return []
    try:
        read = extruct.extract(page, base_url=house.origin + path, syntaxes=["json-ld", "opengraph"], errors="strict",
                               encoding="utf-8")
    except Exception as error:  # what extruct cannot read is the finding
        say(f"extruct: {error}")
        return []
    graph = dict(read["opengraph"][0]["properties"]) if read["opengraph"] else {}
    check_graph(house, path, text, graph, say)
    for statement in read["json-ld"]:
        check_statement(house, statement, say)
    name = re.search(r'data-page="([^"]*)"', text)
    check_together(text, name.group(1) if name else "?", read["json-ld"], say)
    said = [kind for statement in read["json-ld"] for kind in types(statement)]
    if not said:
        say("has no statement")
    elif "BreadcrumbList" not in said and path != "/":
        say("does not say where it lies")
    return read["json-ld"]


def check_graph(house, path, text, graph, say):
    own = canonical(text)
    if not own:
        say("has not one canonical address")
    elif graph.get("og:url") != own:
        say(f"og:url {graph.get('og:url')} is not the canonical address {own}")
    tree = lxml_html.fromstring(text.encode())
    if not tree.get("lang"):
        say("does not say its language")
    for name in GRAPH:
        if not graph.get(name):
            say(f"has no {name}")
    if tree.xpath("//meta[@name='twitter:card']/@content") != ["summary_large_image"]:
        say("is shared with a small picture")
    if graph.get("og:image"):
        status, picture, _ = house.get(graph["og:image"])
        said = (int(graph["og:image:width"]), int(graph["og:image:height"]))
        if status != 200:
            say(f"og:image answers {status}")
        elif size_of(picture) != said:
            say(f"og:image is {size_of(picture)}, not {said}")
    languages = tree.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
    if languages and ("x-default" not in languages or len(languages) != len(set(languages))):
        say(f"hreflang {languages}")


def inner(value):
    """Every object within a statement."""
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        if isinstance(one, dict):
            yield one
        yield from inner(one)


def lacks(statement, names):
    """Those of the names, `one|or another`, of which a statement says nothing."""
    return [asked for asked in names if not any(statement.get(name) not in (None, "", [], {}) for name in asked.split("|"))]


def check_together(text, kind, statements, say):
    """What the statements of a page say together: each thing once, and all that its page shows."""
    ids = [statement["@id"] for statement in statements if "@id" in statement]
    for twice in {one for one in ids if ids.count(one) > 1}:
        say(f"{twice} is told of in {ids.count(twice)} statements")
    if kind == "front" and not any("WebSite" in types(statement) for statement in statements):
        say("the front page does not say what site it is of")
    if kind in ("story", "video", "episode"):
        shown = 'class="corrections"' in text
        told = any(statement.get("correction") for statement in statements)
        if shown != told:
            say("it shows a correction that it does not tell of" if shown else "it tells of a correction that it does not show")


def check_statement(house, statement, say):
    if statement.get("@context") != "https://schema.org" or not types(statement):
        say(f"a statement without context or type: {json.dumps(statement)[:80]}")
    for kind in types(statement):
        for asked in lacks(statement, ASKED.get(kind, [])):
            say(f"{kind} has no {asked}")
        for (of, name), names in IN_FULL.items():
            if of == kind and isinstance(statement.get(name), dict):
                for asked in lacks(statement[name], names):
                    say(f"the {name} of {kind} has no {asked}")
        if kind == "BreadcrumbList":
            places = [place.get("position") for place in statement.get("itemListElement", [])]
            if places != list(range(1, len(places) + 1)) or len(places) < 2:
                say(f"BreadcrumbList counts {places}")
    for within in inner(statement):
        for kind in types(within):
            for asked in lacks(within, WITHIN.get(kind, [])):
                say(f"{kind} within {'/'.join(types(statement))} has no {asked}")
    for address in addresses(statement):
        if origin_of(address) == house.origin and house.get(address.split("#")[0])[0] not in (200, 304):
            say(f"{address} answers {house.get(address.split('#')[0])[0]}")


def shapes_check(folder):
    """A function from a statement to what schema.org's shapes find in it."""
    from pyshacl import validate
    from rdflib import Graph

    shapes = Graph().parse(f"{folder}/full.shacl", format="turtle")
    classes = Graph().parse(f"{folder}/subclasses.ttl", format="turtle")

    def check(statement):
        statement = copy.deepcopy(statement)
        statement["@context"] = {"@vocab": "http://schema.org/"}
        graph = Graph().parse(data=json.dumps(statement), format="json-ld")
        conforms, _, words = validate(graph, shacl_graph=shapes, ont_graph=classes, inference="none", advanced=True)
        if conforms:
            return []
        found = re.findall(r"Result Path: (.*)\n\s*Message: (.*)", words)
        return [f"{path}: {message}" for path, message in found] or [words]

    return check


def same_kind(one, other):
    """Whether two addresses begin alike."""
    return one.split("/")[1] == other.split("/")[1]


def question(house):
    """A search that finds something: the longest word of a headline on the front page."""
    words = re.findall(r'class="headline"><a href="[^"]*">([^<&]*)</a>', house.get("/")[1].decode())
    words = re.findall(r"[A-Za-z]{4,}", words[0] if words else "")
    return f"/search?q={max(words, key=len)}" if words else "/search?q=news"


def corrected(house):
    """Some items that were corrected."""
    links = re.findall(r'"about": ?{[^}]*"url": ?"([^"]*)"', house.get("/corrections")[1].decode())
    return list(dict.fromkeys(link[len(house.origin):] for link in links if link.startswith(house.origin)))[:2]


def one_of_each_kind(house):
    """By kind, some of the pages that are known, and of what these lead to, two levels deep."""
    found, waiting, seen = {}, corrected(house) + KNOWN + [question(house)], set()
    while waiting and len(seen) < 90:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        status, page, kind = house.get(path)
        if status != 200 or kind != "text/html":
            continue
        text = page.decode()
        name = re.search(r'data-page="([^"]*)"', text)
        found.setdefault(name.group(1) if name else "?", []).append(path)
        if len(seen) < 40:
            links = [link.replace("&amp;", "&") for link in re.findall(r'<a[^>]+href="(/[^"#?]*)"', text)]
            links = [link for link in links if not link.startswith(("/media/", "/assets/", "/feeds"))]
            # Kinds that nothing has led to yet come first.
            fresh = [link for link in links if link.count("/") > 1 and not any(same_kind(link, known) for known in seen)]
            waiting = fresh[:2] + waiting + links
    return found


def read_all(house, asked, shapes):
    """Reads all pages; what was read of each, and what is wrong."""
    lines, findings, paths = [], [], asked.paths
    if not paths:
        found = one_of_each_kind(house)
        findings += [f"no page of the kind {kind} was reached" for kind in KINDS
                     if kind not in found and kind not in asked.without]
        findings += [f"{found[kind][0]}: the kind {kind} is not known here" for kind in found if kind not in KINDS]
        paths = [path for pages in found.values() for path in pages[:6]]
        there_are = b'class="correction-entry"' in house.get("/corrections")[1]
        if there_are and not any(path in paths for path in corrected(house)):
            findings.append("no item that was corrected was reached")
    for path in paths:
        statements = read_page(house, path, findings)
        for statement in statements if shapes else []:
            findings += [f"{path}: {'/'.join(types(statement))}: {what}" for what in shapes(statement)]
        lines.append(f"{path}  {', '.join('/'.join(types(statement)) for statement in statements)}")
    return lines, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--shapes")
    parser.add_argument("--patience", type=int, default=0, help="seconds in which a house may still get its files")
    parser.add_argument("--without", action="append", default=[], choices=KINDS, help="a kind of page that is not there")
    parser.add_argument("paths", nargs="*")
    asked = parser.parse_intermixed_args()
    shapes = shapes_check(asked.shapes) if asked.shapes else None
    until = time.monotonic() + asked.patience
    while True:
        lines, findings = read_all(House(asked.base), asked, shapes)
        missing = [finding for finding in findings if finding.endswith(("answers 404", "answers 503"))]
        if not missing or time.monotonic() > until:
            break
        time.sleep(5)
    for line in lines + [f"FINDING {finding}" for finding in findings]:
        print(line)
    print(f"{len(findings)} findings" + ("" if shapes else "; schema.org's shapes are not here, so nothing was held against them"))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
