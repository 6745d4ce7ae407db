"""Pictures for the edge, cloud, automation, operations and security desks."""

from math import cos, pi, sin
from random import Random

from .canvas import Canvas, Iso, mix, polar
from .palette import CLOUD as P
from .palette import SECURITY as S
from .shapes import rack


def edge_rings():
    c = Canvas(1600, 900, P.ground)
    x, y = 560, 520
    for i, radius in enumerate((860, 660, 460, 270)):
        c.circle(x, y, radius, mix(P.pale, P.hot, i * 0.28) if i else mix(P.ground, P.pale, 0.55))
    spokes = ((-20, 860), (28, 860), (-62, 660), (4, 660), (50, 660), (-36, 460), (-100, 460), (120, 460), (170, 660))
    for angle, radius in spokes:
        c.line([(x, y), polar(x, y, radius, angle)], 4, P.white)
    for angle, radius in spokes:
        px, py = polar(x, y, radius, angle)
        iso = Iso(c, px, py + 14, 17 if radius > 500 else 21)
        tint = P.warm if radius == 860 else P.cool if radius == 660 else P.white
        iso.box(-1.5, -1.5, 0, 3, 3, 2.4, mix(tint, P.white, 0.45), tint, mix(tint, P.ink, 0.35))
    c.circle(x, y, 128, P.ink)
    iso = Iso(c, x, y + 34, 26)
    iso.box(-1.5, -1.5, 0, 3, 3, 3, P.white, P.pale, mix(P.pale, P.ink, 0.4))
    return c


def racks():
    c = Canvas(1600, 900, P.ink)
    iso = Iso(c, 700, 470, 64)
    for i in range(-7, 14):
        iso.line([(i, -9, 0), (i, 14, 0)], 1.6, mix(P.ink, P.hot, 0.4))
        iso.line([(-9, i, 0), (14, i, 0)], 1.6, mix(P.ink, P.hot, 0.4))
    lamps = (P.cool, P.warm, P.white, P.cool)
    for row, y in enumerate((-4, 0, 4)):
        for k in range(7):
            x = -5 + k * 1.62
            shade = P.hot if (k + row) % 3 else mix(P.hot, P.cool, 0.55)
            rack(iso, x, y, 1.4, 1.3, 4.4, shade, mix(shade, P.ink, 0.5), mix(shade, P.white, 0.4), lamps, k + row * 2)
    return c


def pods():
    c = Canvas(1600, 900, P.pale)
    iso = Iso(c, 800, 420, 66)
    rng = Random(23)
    iso.plane(-5.6, -5.6, -0.1, 11.2, 11.2, mix(P.pale, P.white, 0.5))
    for x in range(-5, 5):
        for y in range(-5, 5):
            far = abs(x + 0.5) + abs(y + 0.5)
            if rng.random() < 0.13 * (far - 2):
                continue
            tint = rng.choice((P.hot, P.hot, P.cool, P.warm, P.white, P.ink))
            lift = 1.5 if rng.random() < 0.09 else 0
            if lift:
                iso.plane(x, y, 0, 0.84, 0.84, mix(P.pale, P.ink, 0.25))
            iso.box(x, y, lift, 0.84, 0.84, 0.84, mix(tint, P.white, 0.35), tint, mix(tint, P.ink, 0.4))
    return c


def loop():
    c = Canvas(1600, 900, P.hot)
    rng = Random(5)
    for _ in range(150):
        a, r = rng.random() * 360, 330 + rng.random() ** 2 * 600
        px, py = polar(800, 450, r, a)
        c.circle(px, py, 3 + rng.random() * 6, mix(P.hot, P.white, 0.25 + rng.random() * 0.3))
    fills = (P.white, P.cool, P.warm, P.pale)
    for k, fill in enumerate(fills):
        start = -90 + k * 90 + 9
        end = start + 62
        c.arc(800, 450, 262, 66, start, end, fill)
        tip = [polar(800, 450, 262, end + 15), polar(800, 450, 262 + 76, end - 3), polar(800, 450, 262 - 76, end - 3)]
        c.poly(tip, fill)
    c.circle(800, 450, 128, P.ink)
    for i in range(3):
        c.arc(800, 450, 44 + i * 30, 10, -140 + i * 20, 40 + i * 20, mix(P.cool, P.ink, i * 0.2))
    c.circle(800, 450, 16, P.warm)
    return c


def drift():
    """Bundles of measured values with one that leaves the rest."""
    c = Canvas(1600, 900, P.ground)
    for k in range(15):
        points = []
        for x in range(-20, 1640, 16):
            t = x / 1600
            y = 250 + k * 30 + 60 * sin(t * 7 + k * 0.16) * (1 - 0.3 * t) + 18 * sin(t * 19 + k * 0.5)
            points.append((x, y))
        c.line(points, 9, mix(P.pale, P.hot, k / 15))
    points = []
    for x in range(-20, 1640, 12):
        t = x / 1600
        y = 470 + 60 * sin(t * 7 + 1.1) * (1 - 0.3 * t) + 18 * sin(t * 19 + 3) - max(0, t - 0.58) ** 1.6 * 980
        points.append((x, y))
    c.line(points, 16, P.warm)
    at = points[104]
    c.circle(*at, 42, P.white)
    c.circle(*at, 28, P.ink)
    c.circle(*at, 11, P.warm)
    return c


def tube_map():
    """Orders on their way, drawn as an underground railway."""
    c = Canvas(1600, 900, P.white)
    lines = (
        (P.hot, [(-40, 240), (360, 240), (560, 440), (980, 440), (1160, 260), (1660, 260)]),
        (P.cool, [(-40, 660), (300, 660), (520, 440), (700, 440), (1000, 740), (1660, 740)]),
        (P.warm, [(260, -40), (260, 520), (440, 700), (1120, 700), (1300, 520), (1300, -40)]),
        (P.ink, [(820, -40), (820, 940)]),
        (P.pale, [(-40, 440), (180, 440), (440, 180), (1040, 180), (1320, 460), (1660, 460)]),
    )
    for fill, points in lines:
        c.line(points, 26, fill)
    for x, y in ((260, 240), (820, 440), (820, 180), (820, 700), (1300, 260), (1300, 440), (610, 440), (260, 660)):
        c.circle(x, y, 31, P.ink)
        c.circle(x, y, 20, P.white)
    for x, y in ((110, 240), (430, 310), (960, 700), (1080, 740), (1480, 260), (1480, 740), (820, 80), (820, 830), (560, 180), (1180, 320), (110, 660)):
        c.circle(x, y, 9, P.white)
    return c


def overlay():
    c = Canvas(1600, 900, P.hot)
    iso = Iso(c, 800, 600, 60)
    iso.plane(-5, -5, 0, 10, 10, P.ink)
    low = ((-4, -3), (-1, -4), (3, -3), (4, 1), (1, 3), (-3, 3), (0, 0))
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (6, 1), (6, 4), (6, 5), (6, 2)):
        iso.line([(*low[a], 0), (*low[b], 0)], 5, mix(P.ink, P.pale, 0.5))
    for node in low:
        x, y = iso.at(*node)
        c.ellipse(x, y, 20, 12, P.pale)
    for node in (low[0], low[2], low[4], low[5]):
        for dot in range(9):
            x, y = iso.at(node[0], node[1], 0.35 + dot * 0.46)
            c.circle(x, y, 4.5, P.warm)
    at = iso.at
    top = [at(-5, -5, 4.6), at(5, -5, 4.6), at(5, 5, 4.6), at(-5, 5, 4.6)]
    c.poly(top, (*(53, 179, 209), 205))
    ends = [at(*n, 4.6) for n in (low[0], low[2], low[4], low[5])]
    for i, a in enumerate(ends):
        for b in ends[i + 1 :]:
            c.line([a, b], 8, P.white)
    for x, y in ends:
        c.ellipse(x, y, 40, 24, P.warm)
        c.ellipse(x, y, 20, 12, P.ink)
    return c


def maze_lock():
    c = Canvas(1600, 900, S.ground)
    rng = Random(77)
    fills = (S.pale, S.cool, S.white, S.cool, S.pale, S.cool, S.pale, S.pale, S.pale)
    for i, fill in enumerate(fills):
        radius = 118 + i * 66
        gap = rng.random() * 360
        start = gap + 26 - i
        c.arc(800, 450, radius, 34, start, start + 360 - 52 + i * 3, fill)
    c.circle(800, 450, 70, S.hot)
    c.circle(800, 436, 20, S.ink)
    c.poly([(788, 440), (812, 440), (820, 488), (780, 488)], S.ink)
    return c


def intruder():
    c = Canvas(1600, 900, S.white)
    rng = Random(31)
    nodes = [(90 + col * 178 + rng.uniform(-44, 44), 90 + row * 180 + rng.uniform(-44, 44)) for row in range(5) for col in range(9)]
    odd = nodes[2 * 9 + 5]
    for i, a in enumerate(nodes):
        near = sorted(nodes, key=lambda b: (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)[1:4]
        for b in near:
            hot = odd in (a, b)
            c.line([a, b], 6 if hot else 4, S.hot if hot else mix(S.white, S.cool, 0.55))
    for i, radius in enumerate((170, 118)):
        c.ring(*odd, radius, 5, mix(S.hot, S.white, 0.6 - i * 0.3))
    for node in nodes:
        size = 15 + rng.random() * 12
        c.circle(*node, size, S.ground if rng.random() > 0.3 else S.cool)
    c.circle(*odd, 46, S.hot)
    c.circle(*odd, 17, S.white)
    return c


def keyways():
    """Rows of key cuts: certificates, issued and lapsed."""
    c = Canvas(1600, 900, S.hot)
    rng = Random(8)
    for row in range(6):
        y = 92 + row * 144
        fill = S.white if row != 3 else S.ink
        shift = -120 + (row * 173) % 260
        c.circle(shift + 150, y, 62, fill)
        c.circle(shift + 136, y, 22, S.hot)
        c.rect(shift + 150, y - 22, shift + 1240, y + 4, fill)
        x = shift + 260
        while x < shift + 1200:
            deep = rng.choice((14, 26, 38))
            c.poly([(x, y + 2), (x + 16, y + 2 + deep), (x + 42, y + 2 + deep), (x + 58, y + 2)], fill)
            x += 62
    return c


def shelves():
    """Operations: stacked bars that hand over to each other."""
    c = Canvas(1600, 900, P.ink)
    rng = Random(14)
    fills = (P.hot, P.cool, P.warm, P.pale, P.white)
    for row in range(9):
        x = -rng.random() * 200
        k = rng.randrange(5)
        while x < 1600:
            wide = rng.choice((110, 190, 280, 380))
            if rng.random() < 0.82:
                c.rounded(x, 44 + row * 92, x + wide - 18, 44 + row * 92 + 62, 31, mix(fills[k % 5], P.ink, 0.0 if row in (3, 4, 5) else 0.45))
            k += rng.choice((1, 2, 3))
            x += wide
    return c


PICTURES = {
    "edge-rings": edge_rings,
    "racks": racks,
    "pods": pods,
    "loop": loop,
    "drift": drift,
    "tube-map": tube_map,
    "overlay": overlay,
    "maze-lock": maze_lock,
    "intruder": intruder,
    "keyways": keyways,
    "shelves": shelves,
}
