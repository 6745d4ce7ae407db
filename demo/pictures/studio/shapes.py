"""Things that several pictures draw: masts, hills, suns, houses."""

from math import sin

from .canvas import mix


def mast(c, x, base, height, foot, top, colour, width=4, panels=None):
    """A lattice mast with cross-bracing, and sector panels near its head."""
    head = base - height
    c.line([(x - foot, base), (x - top, head)], width, colour)
    c.line([(x + foot, base), (x + top, head)], width, colour)
    bays = max(4, int(height / (foot * 1.7)))
    edges = []
    for i in range(bays + 1):
        t = 1 - (1 - i / bays) ** 1.15
        half = foot + (top - foot) * t
        edges.append((base - height * t, half))
    for (y0, h0), (y1, h1) in zip(edges, edges[1:]):
        c.line([(x - h0, y0), (x + h1, y1)], width * 0.55, colour)
        c.line([(x + h0, y0), (x - h1, y1)], width * 0.55, colour)
        c.line([(x - h1, y1), (x + h1, y1)], width * 0.55, colour)
    c.line([(x, head), (x, head - height * 0.12)], width * 0.7, colour)
    if panels:
        tall = height * 0.15
        for offset, fill in zip((-top - 22, top + 8), panels):
            c.rounded(x + offset, head - 6, x + offset + 14, head - 6 + tall, 4, fill)
        c.rounded(x - 7, head - 2, x + 7, head + tall, 4, colour)


def dish(c, x, y, radius, facing, fill, rim):
    """A microwave dish seen nearly from the side; facing is -1 for left and 1 for right."""
    start = 90 if facing < 0 else -90
    c.pie(x, y, radius, start + 180 if facing > 0 else start + 180, start + 360, fill)
    c.line([(x, y - radius), (x, y + radius)], 3, rim)
    c.circle(x + facing * radius * 0.5, y, radius * 0.16, rim)


def hills(c, level, swing, period, phase, fill):
    """A rolling horizon that is filled to the foot of the picture."""
    points = [(0, c.height)]
    for x in range(0, c.width + 20, 20):
        y = level + swing * sin(x / period + phase) + swing * 0.4 * sin(x / (period * 0.43) + phase * 2.1)
        points.append((x, y))
    points.append((c.width, c.height))
    c.poly(points, fill)


def house(iso, x, y, size, wall, shade, roof, roof_shade, lit=None):
    """A small gabled house."""
    w, d, h = size, size * 0.8, size * 0.62
    iso.box(x, y, 0, w, d, h, wall, wall, shade)
    at = iso.at
    ridge_a, ridge_b = at(x, y + d / 2, h + size * 0.42), at(x + w, y + d / 2, h + size * 0.42)
    iso.canvas.poly([at(x + w, y, h), at(x + w, y + d, h), ridge_b], shade)
    iso.canvas.poly([at(x, y, h), at(x + w, y, h), ridge_b, ridge_a], roof_shade)
    iso.canvas.poly([at(x, y + d, h), at(x + w, y + d, h), ridge_b, ridge_a], roof)
    if lit:
        iso.left(x + w * 0.2, y + d, h * 0.32, w * 0.2, h * 0.38, lit)
        iso.left(x + w * 0.6, y + d, h * 0.32, w * 0.2, h * 0.38, lit)


def rack(iso, x, y, w, d, h, face, side, top, lamps, seed):
    """A cabinet whose left face shows its units."""
    iso.box(x, y, 0, w, d, h, top, face, side)
    rows = int(h / 0.56)
    for row in range(rows):
        z = 0.2 + row * (h - 0.3) / rows
        iso.left(x + w * 0.1, y + d, z, w * 0.8, (h - 0.3) / rows * 0.66, mix(face, "#000000", 0.28))
        lamp = lamps[(row * 7 + seed) % len(lamps)]
        iso.left(x + w * 0.16, y + d, z + 0.07, w * 0.12, 0.1, lamp)
        if (row + seed) % 3:
            iso.left(x + w * 0.36, y + d, z + 0.07, w * 0.12, 0.1, lamps[(row + seed) % len(lamps)])
