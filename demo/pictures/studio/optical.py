"""Pictures for the optical and IP desk: fibre, ducts, data centres, routes."""

from math import pi, sin
from random import Random

from .canvas import Canvas, Iso, bezier_points, mix, polar
from .palette import OPTICAL as P
from .shapes import rack


def strands():
    c = Canvas(1600, 900, P.ground)
    rng = Random(3)
    fills = (P.cool, P.warm, P.hot, P.pale, mix(P.cool, P.white, 0.4), mix(P.pale, P.cool, 0.5))
    for k in range(20):
        fill = fills[k % len(fills)]
        start = (-30, 640 + k * 12)
        end = (1120 + rng.uniform(-240, 330), 70 + k * 40 + rng.uniform(-20, 20))
        points = bezier_points(start, (560, 640 + k * 12), (600 + rng.uniform(-90, 90), end[1]), end)
        c.line(points, 9, mix(fill, P.ground, 0.25))
        c.circle(*end, 17, mix(fill, P.ground, 0.35))
        c.circle(*end, 9, mix(fill, P.white, 0.75))
    c.rounded(-40, 618, 214, 890, 26, P.ink)
    c.rounded(196, 606, 250, 902, 14, P.pale)
    return c


def ducts():
    """A street cut open: houses above, layers of ground, a bundle of conduits."""
    c = Canvas(1600, 900, "#cfe6e4")
    walls = ((P.hot, 130, 190), (P.white, 360, 250), (P.cool, 640, 170), (P.white, 860, 220), (P.hot, 1110, 260), (P.cool, 1370, 180))
    for fill, x, tall in walls:
        base = 420
        c.rect(x, base - tall, x + 160, base, fill)
        c.poly([(x - 14, base - tall), (x + 80, base - tall - 74), (x + 174, base - tall)], P.ground)
        for wx in (26, 94):
            for wy in range(0, max(1, (tall - 90) // 70 + 1)):
                c.rect(x + wx, base - tall + 26 + wy * 70, x + wx + 40, base - tall + 66 + wy * 70, P.ground)
    c.rect(0, 420, 1600, 462, "#54616b")
    c.rect(0, 462, 1600, 530, "#c58b57")
    c.rect(0, 530, 1600, 690, "#a66b41")
    c.rect(0, 690, 1600, 900, "#6f4430")
    rng = Random(19)
    for _ in range(60):
        x, y = rng.uniform(0, 1600), rng.uniform(548, 890)
        c.ellipse(x, y, rng.uniform(6, 22), rng.uniform(4, 12), mix("#a66b41", "#6f4430" if y < 690 else "#c58b57", 0.35))
    for x in (210, 440, 720, 940, 1190, 1450):
        c.curve((x, 420), (x, 560), (x + 40, 600), (x + 130, 612), 9, P.hot)
    for k, fill in enumerate((P.hot, P.warm, P.cool, "#4cc9d8")):
        c.line([(-20, 612 + k * 22), (1620, 612 + k * 22)], 15, fill)
    c.circle(800, 646, 118, P.ground)
    for k in range(7):
        px, py = (800, 646) if k == 6 else polar(800, 646, 68, k * 60)
        c.circle(px, py, 32, (P.hot, P.warm, P.cool, "#4cc9d8", P.white, "#e9628a", P.pale)[k])
        c.circle(px, py, 17, P.ground)
    return c


def two_halls():
    c = Canvas(1600, 900, P.ground)
    for k, fill in enumerate((P.pale, "#4cc9d8", P.cool, P.warm, P.hot, "#e9628a", P.pale)):
        top = 70 + k * 46
        c.curve((330, 520), (500, top), (1100, top), (1270, 520), 11, fill)
    lamps = (P.hot, P.warm, P.white, P.cool)
    for x in (330, 1270):
        iso = Iso(c, x, 590, 48)
        iso.plane(-4.4, -4.4, 0, 8.8, 8.8, mix(P.ground, P.pale, 0.65))
        for row in range(3):
            for k in range(4):
                face = P.cool if (row + k) % 4 else P.pale
                rack(iso, -3.5 + k * 1.8, -3.4 + row * 2.4, 1.5, 1.2, 3.4, face, mix(face, P.ink, 0.5), mix(face, P.white, 0.4), lamps, k + row)
    return c


def path():
    c = Canvas(1600, 900, P.ground)
    rng = Random(41)
    nodes = {}
    for row in range(5):
        for col in range(8):
            nodes[(col, row)] = (140 + col * 190 + rng.uniform(-34, 34), 110 + row * 170 + rng.uniform(-30, 30))
    for (col, row), a in nodes.items():
        for step in ((1, 0), (0, 1), (1, 1)):
            b = nodes.get((col + step[0], row + step[1]))
            if b and rng.random() < (0.9, 0.75, 0.35)[(step[0] + step[1] > 1) * 2 or step[1]]:
                c.line([a, b], 5, P.pale)
    way = ((0, 3), (1, 3), (2, 2), (3, 2), (4, 1), (5, 1), (6, 2), (7, 2))
    back = ((0, 3), (1, 4), (2, 4), (3, 4), (4, 3), (5, 3), (6, 3), (7, 2))
    c.line([nodes[k] for k in back], 10, mix(P.cool, P.ground, 0.15))
    c.line([nodes[k] for k in way], 18, P.hot)
    for key, (x, y) in nodes.items():
        on = key in way
        c.circle(x, y, 30 if on else 19, P.hot if on else P.cool if key in back else P.pale)
        c.circle(x, y, 14 if on else 8, P.ground)
    return c


def splice():
    """Two fibres meet in an arc."""
    c = Canvas(1600, 900, P.hot)
    for radius, fill in ((420, mix(P.hot, P.white, 0.25)), (290, mix(P.hot, P.white, 0.5)), (170, P.white)):
        c.circle(800, 450, radius, fill)
    for side in (-1, 1):
        x = 800 + side * 22
        far = 800 + side * 820
        c.rect(min(x + side * 330, far), 330, max(x + side * 330, far), 570, P.ground)
        c.rect(min(x + side * 180, x + side * 334), 384, max(x + side * 180, x + side * 334), 516, P.cool)
        c.rect(min(x, x + side * 184), 424, max(x, x + side * 184), 476, mix(P.cool, P.white, 0.72))
        c.rect(min(x, x + side * 184), 444, max(x, x + side * 184), 456, P.hot)
        c.poly([(800 - 26 * 0, 450 + side * 74), (800 - 60, 450 + side * 330), (800 + 60, 450 + side * 330)], P.ground)
    points = [(800, 376), (812, 404), (790, 424), (808, 450), (791, 474), (811, 498), (800, 524)]
    c.line(points, 9, P.ground)
    return c


def comb():
    """Wavelengths: a grid of channels over a fibre band."""
    c = Canvas(1600, 900, P.ground)
    stops = ("#7b5bd6", "#4c8fe0", "#4cc9d8", P.cool, P.warm, P.hot, P.hot, "#ee6c4d", "#d6456b")
    for k in range(33):
        t = k / 32 * (len(stops) - 1)
        fill = mix(stops[int(t)], stops[min(int(t) + 1, len(stops) - 1)], t % 1)
        tall = 300 + 190 * sin(k * 0.36 + 0.4) + (40 if k % 4 == 0 else 0)
        x = 80 + k * 45
        c.rounded(x, 760 - tall, x + 27, 760, 13, fill)
        c.rounded(x, 790, x + 27, 790 + tall * 0.18, 13, mix(fill, P.ground, 0.72))
    return c


def cabinets():
    """A row of street cabinets, one of them open."""
    c = Canvas(1600, 900, "#d8ecdf")
    c.rect(0, 690, 1600, 900, "#8fb79a")
    c.rect(0, 690, 1600, 706, P.ground)
    for k, x in enumerate((120, 440, 760, 1120)):
        wide = 240 if k != 2 else 270
        tall = 330 + (k % 2) * 60
        c.rect(x - 8, 676, x + wide + 8, 694, P.ground)
        c.rounded(x, 690 - tall, x + wide, 690, 10, P.cool if k != 2 else P.ground)
        if k == 2:
            c.poly([(x + wide, 690 - tall + 6), (x + wide + 92, 690 - tall + 40), (x + wide + 92, 700), (x + wide, 684)], mix(P.cool, P.ink, 0.3))
            for row in range(5):
                y = 690 - tall + 34 + row * 58
                c.rounded(x + 26, y, x + wide - 26, y + 34, 6, P.pale)
                for lamp in range(8):
                    c.circle(x + 50 + lamp * 24, y + 17, 7, (P.hot, P.warm, "#4cc9d8")[(lamp + row) % 3])
            for w, fill in enumerate((P.hot, P.warm, "#4cc9d8")):
                c.curve((x + 70 + w * 60, 560), (x + 60 + w * 60, 700), (x + 30 + w * 90, 700), (x + 20 + w * 100, 690), 8, fill)
        else:
            c.line([(x + wide / 2, 690 - tall + 24), (x + wide / 2, 676)], 4, mix(P.cool, P.ink, 0.3))
            for vent in range(5):
                for half in (34, wide / 2 + 28):
                    c.line([(x + half, 690 - tall + 48 + vent * 18), (x + half + 58, 690 - tall + 48 + vent * 18)], 6, mix(P.cool, P.ink, 0.3))
    c.line([(1500, 690), (1500, 90)], 20, "#5b4636")
    c.line([(1410, 150), (1590, 150)], 12, "#5b4636")
    for k in range(3):
        c.curve((1420 + k * 80, 144), (1200, 260 + k * 20), (500, 250 + k * 22), (-20, 80 + k * 26), 4, P.ground)
    return c


def twisted():
    """A twisted pair that turns into light."""
    c = Canvas(1600, 900, "#f1ece1")
    reds, blues = [], []
    for x in range(-20, 1101, 8):
        a = x / 62
        fade = 1 if x < 700 else max(0.0, 1 - (x - 700) / 400)
        reds.append((x, 450 + 120 * sin(a) * fade))
        blues.append((x, 450 - 120 * sin(a) * fade))
    for i in range(len(reds) - 1):
        first, second = ((reds, "#c9683c"), (blues, "#26346b"))
        if sin(reds[i][0] / 62 + pi / 2) > 0:
            first, second = second, first
        for strand, fill in (first, second):
            c.line([strand[i], strand[min(i + 2, len(strand) - 1)]], 46, fill)
    for k, fill in enumerate(("#f5d9a8", "#f3bf5c", P.hot)):
        c.poly([(1080, 450 - (34 - k * 10)), (1640, 450 - 260 + k * 90), (1640, 450 + 260 - k * 90), (1080, 450 + (34 - k * 10))], fill)
    c.circle(1092, 450, 40, P.hot)
    c.circle(1092, 450, 20, "#fffaf0")
    return c


PICTURES = {
    "strands": strands,
    "ducts": ducts,
    "two-halls": two_halls,
    "path": path,
    "splice": splice,
    "comb": comb,
    "cabinets": cabinets,
    "twisted": twisted,
}
