#!/usr/bin/env python3
"""Draws every picture of the sample publication. Needs Pillow; the same pictures come out each time.

    python3 demo/pictures/make.py            all of them
    python3 demo/pictures/make.py NAME …     only these
    python3 demo/pictures/make.py --sheet F  a contact sheet in F, to look at
"""

import importlib
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
DESKS = ("mobile", "cloud", "optical", "cable", "field", "regions", "places", "objects", "charts", "diagrams", "tall", "sound", "portraits")
LIMIT = 45_000


def catalogue():
    """Name to drawing, in the order of the desks."""
    found = {}
    for desk in DESKS:
        try:
            module = importlib.import_module(f"studio.{desk}")
        except ModuleNotFoundError:
            continue
        found.update(module.PICTURES)
    return found


def write(name, canvas):
    """The smaller of a lossy and a palette file; quality falls only if a picture is over its limit."""
    picture, target = canvas.finished(), HERE / f"{name}.webp"
    tries = [encoded(flattened(picture), lossless=True, quality=90)]
    for quality in (80, 74, 66, 58):
        tries.append(encoded(picture, quality=quality))
        if len(tries[-1]) <= LIMIT:
            break
    target.write_bytes(min(tries, key=len))
    return target.stat().st_size


def flattened(picture, colours=64):
    """The picture in its most frequent colours, so that its large areas keep theirs exactly."""
    counted = sorted(picture.getcolors(picture.width * picture.height), reverse=True)[:colours]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in counted for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")


def encoded(picture, **settings):
    page = BytesIO()
    picture.save(page, "WEBP", method=6, **settings)
    return page.getvalue()


def sheet(names, target):
    """A contact sheet of pictures already drawn."""
    columns = 4
    rows = -(-len(names) // columns)
    page = Image.new("RGB", (columns * 484, rows * 274), "white")
    for i, name in enumerate(names):
        picture = Image.open(HERE / f"{name}.webp").convert("RGB")
        picture.thumbnail((480, 270), Image.LANCZOS)
        page.paste(picture, ((i % columns) * 484, (i // columns) * 274))
    page.save(target)


def main(arguments):
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    pictures = catalogue()
    if arguments and arguments[0] == "--sheet":
        sheet(arguments[2:] or list(pictures), arguments[1])
        return
    total = 0
    for name in arguments or pictures:
        size = write(name, pictures[name]())
        total += size
        print(f"{name:24} {size:7,}")
    print(f"{'':24} {total:7,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
