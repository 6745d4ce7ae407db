"""Pictures for the regional desks: maps of dots, and places."""

from math import sin

from .canvas import Canvas, mix
from .palette import REGION as P
from .shapes import hills, mast
from .world import Map


def _cable(c, points, width, fill):
    """A smooth stroke through the points."""
    smooth = []
    padded = [points[0], *points, points[-1]]
    for a, b, d, e in zip(padded, padded[1:], padded[2:], padded[3:]):
        for i in range(16):
            t = i / 16
            smooth.append(tuple(
                0.5 * (2 * b[k] + (d[k] - a[k]) * t + (2 * a[k] - 5 * b[k] + 4 * d[k] - e[k]) * t * t + (3 * b[k] - a[k] - 3 * d[k] + e[k]) * t**3)
                for k in (0, 1)
            ))
    smooth.append(points[-1])
    c.line(smooth, width, fill)


def _landing(c, x, y, fill, ground, size=11):
    c.circle(x, y, size, fill)
    c.circle(x, y, size * 0.45, ground)


def red_sea():
    c = Canvas(1600, 900, P.ink)
    m = Map(c, 4, 84, 22)
    m.dots(31, 10, lambda lon, lat: mix(P.ink, P.pale, 0.42))
    ways = (
        (P.hot, ((5, 41.5), (12, 38), (20, 35.5), (30, 32), (32.6, 29.6), (36.2, 24), (39.6, 18.5), (42.8, 13.2), (46, 12.2), (54, 14), (64, 19), (72, 18.5))),
        (P.warm, ((8, 40), (16, 35.6), (26, 33.4), (31, 31.7), (33, 28.8), (36.9, 23.4), (40.2, 17.6), (43.3, 12.5), (47, 11.6), (58, 9), (70, 6), (79, 5))),
        (mix(P.ink, P.white, 0.8), ((34, 31.4), (33.4, 28), (37.4, 22.8), (40.8, 16.8), (43.6, 12), (50, 13), (52, 6), (47, 0), (41.5, -4))),
    )
    for fill, way in ways:
        _cable(c, [m.at(*p) for p in way], 7, fill)
    for spot in ((32.6, 29.9), (43.2, 12.6), (39, 21.5), (72.6, 18.8), (31, 31.6), (79, 5)):
        _landing(c, *m.at(*spot), P.white, P.ink)
    x, y = m.at(41.2, 16)
    c.ring(x, y, 84, 6, P.hot)
    c.ring(x, y, 60, 3, mix(P.hot, P.ink, 0.4))
    return c


def africa():
    c = Canvas(1600, 900, P.warm)
    m = Map(c, -44, 82, 2)
    m.dots(30, 11, lambda lon, lat: P.hot if -36 < lat < 38 and -19 < lon < 52 and not (lon > 34 and lat > 12.5 + (43 - lon) * 1.6) else mix(P.warm, P.white, 0.5))
    ring = ((3.4, 6.4), (-4, 5.2), (-17.3, 14.7), (-8, 31), (10, 36), (31, 31), (37.5, 19.6), (43, 11.8), (45, 2), (39.6, -4.2), (35, -20), (31, -29.8), (18.4, -33.9), (13.2, -8.8), (9.4, 0.4), (3.4, 6.4))
    _cable(c, [m.at(*p) for p in ring], 7, P.ink)
    across = ((3.4, 6.4), (12, 9), (22, 7), (30, 1), (36.8, -1.3), (39.6, -4.2))
    _cable(c, [m.at(*p) for p in across], 6, P.white)
    for spot in ((3.4, 6.4), (-17.3, 14.7), (10, 36), (31, 31), (43, 11.8), (39.6, -4.2), (31, -29.8), (18.4, -33.9), (13.2, -8.8)):
        _landing(c, *m.at(*spot), P.ink, P.white, 13)
    for spot in ((12, 9), (22, 7), (30, 1), (36.8, -1.3)):
        _landing(c, *m.at(*spot), P.white, P.hot, 12)
    return c


def asia():
    c = Canvas(1600, 900, mix(P.cool, P.white, 0.72))
    m = Map(c, 88, 172, 28)
    m.dots(30, 11, lambda lon, lat: P.ink if lon > 128.6 and 30 < lat < 46 else mix(P.cool, P.ink, 0.15))
    for a, b, lift in (((139.8, 35.6), (121.5, 25), 90), ((139.8, 35.6), (104, 1.4), 210), ((139.8, 35.6), (114.2, 22.3), 150), ((135.4, 34.6), (126.9, 37.5), 60)):
        p, q = m.at(*a), m.at(*b)
        c.curve(p, (p[0] + 60, p[1] + lift), (q[0] + 140, q[1] + lift * 0.4), q, 6, P.hot)
        _landing(c, *q, P.hot, P.white, 12)
    _cable(c, [m.at(*p) for p in ((140.2, 35.4), (150, 37), (162, 40), (176, 43))], 6, P.hot)
    _landing(c, *m.at(139.8, 35.6), P.warm, P.ink, 18)
    return c


def india():
    c = Canvas(1600, 900, P.hot)
    m = Map(c, 52, 106, 19)
    m.dots(30, 10.5, lambda lon, lat: mix(P.hot, P.white, 0.55) if lat < 24 else mix(P.hot, P.white, max(0.16, 0.55 - (lat - 24) * 0.045)))
    hubs = {"north": (77.2, 28.6), "west": (72.9, 19.1), "south": (77.6, 13), "east": (88.4, 22.6), "mid": (78.5, 17.4), "coast": (80.3, 13.1)}
    for a, b in (("north", "west"), ("west", "south"), ("south", "coast"), ("coast", "mid"), ("mid", "north"), ("mid", "west"), ("north", "east"), ("east", "mid")):
        c.line([m.at(*hubs[a]), m.at(*hubs[b])], 6, P.ink)
    for spot in hubs.values():
        _landing(c, *m.at(*spot), P.ink, P.warm, 17)
    return c


def dunes():
    c = Canvas(1600, 900, P.warm)
    c.circle(1130, 330, 200, P.white)
    c.circle(1130, 330, 152, mix(P.warm, P.hot, 0.35))
    hills(c, 560, 46, 240, 0.9, mix(P.hot, P.warm, 0.5))
    mast(c, 470, 640, 380, 50, 11, P.ink, 6, (P.ink, P.ink))
    for i, radius in enumerate((70, 118, 166)):
        c.arc(470, 250, radius, 15, -155, -115, mix(P.ink, P.warm, i * 0.3))
        c.arc(470, 250, radius, 15, -65, -25, mix(P.ink, P.warm, i * 0.3))
    hills(c, 650, 54, 300, 2.9, P.hot)
    hills(c, 740, 40, 230, 5.0, mix(P.hot, P.ink, 0.35))
    hills(c, 830, 26, 350, 1.2, mix(P.hot, P.ink, 0.65))
    return c


def fjord():
    c = Canvas(1600, 900, "#dfe7ee")
    c.circle(430, 300, 120, P.warm)
    far = ((0, 560), (170, 330), (330, 520), (520, 250), (760, 560))
    c.poly([(0, 640), *far, (760, 640)], mix(P.ink, "#dfe7ee", 0.55))
    c.poly([(700, 640), (860, 420), (1000, 540), (1220, 200), (1420, 470), (1600, 330), (1600, 640)], mix(P.ink, "#dfe7ee", 0.38))
    for x, y in ((520, 250), (1220, 200)):
        c.poly([(x, y), (x - 50, y + 84), (x - 12, y + 66), (x + 20, y + 96), (x + 58, y + 84)], P.white)
    c.rect(0, 620, 1600, 900, mix(P.ink, "#dfe7ee", 0.16))
    for i in range(5):
        c.line([(1020 - i * 60, 660 + i * 44), (1220 + i * 90, 660 + i * 44)], 6, mix(P.ink, "#dfe7ee", 0.42))
    c.poly([(0, 620), (330, 590), (560, 640), (640, 730), (420, 900), (0, 900)], P.ink)
    for x, y, fill in ((120, 640, P.hot), (250, 662, P.white), (380, 690, P.warm)):
        c.rect(x, y, x + 78, y + 54, fill)
        c.poly([(x - 8, y), (x + 39, y - 40), (x + 86, y)], mix(P.ink, P.white, 0.2))
        c.rect(x + 18, y + 20, x + 34, y + 38, P.ink)
        c.rect(x + 46, y + 20, x + 62, y + 38, P.ink)
    mast(c, 520, 690, 330, 34, 8, P.hot, 5, (P.hot, P.hot))
    c.dashes((540, 362), (1210, 200), 4, P.hot, 18, 16)
    return c


PICTURES = {"red-sea": red_sea, "africa": africa, "asia": asia, "india": india, "dunes": dunes, "fjord": fjord}
