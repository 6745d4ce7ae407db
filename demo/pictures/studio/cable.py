"""Pictures for the cable desk."""

from random import Random

from .canvas import Canvas, Iso, mix, polar
from .palette import CABLE as P
from .shapes import house


def coax():
    c = Canvas(1600, 900, P.ground)
    x, y = 980, 450
    c.circle(x, y, 640, P.pale)
    c.circle(x, y, 520, P.ink)
    c.circle(x, y, 452, P.cool)
    for ring, radius in enumerate((424, 388)):
        count = 56 - ring * 6
        for k in range(count):
            px, py = polar(x, y, radius, k * 360 / count + ring * 3)
            c.circle(px, py, 16, P.pale if (k + ring) % 2 else mix(P.pale, P.cool, 0.45))
    c.circle(x, y, 358, P.warm)
    c.circle(x, y, 334, P.white)
    c.circle(x, y, 92, P.hot)
    c.circle(x - 24, y - 24, 30, mix(P.hot, P.white, 0.45))
    for i, fill in enumerate((P.hot, P.warm, P.cool)):
        c.line([(-20, 250 + i * 200), (260, 250 + i * 200)], 30, fill)
    return c


def street():
    c = Canvas(1600, 900, P.ground)
    iso = Iso(c, 740, 400, 62)
    iso.plane(-6, -3.4, 0, 14, 2.9, mix("#7fae6d", P.ground, 0.35))
    iso.plane(-6, 1.5, 0, 14, 3.2, mix("#7fae6d", P.ground, 0.35))
    iso.plane(-6, -0.5, 0, 14, 2, mix(P.ink, P.ground, 0.55))
    for k in range(9):
        iso.plane(-5.6 + k * 1.5, 0.42, 0.01, 0.8, 0.14, P.white)
    rng = Random(6)
    walls = (P.white, P.pale, P.white, mix(P.warm, P.white, 0.55))
    for k in range(6):
        wall = rng.choice(walls)
        house(iso, -5.4 + k * 2.2, -2.9, 1.5, wall, mix(wall, P.ink, 0.25), P.hot, mix(P.hot, P.ink, 0.25), P.ink)
    iso.line([(-6, 1.3, 0.02), (8, 1.3, 0.02)], 9, P.warm)
    iso.line([(-6, -0.75, 0.02), (8, -0.75, 0.02)], 9, P.warm)
    for k in range(5):
        wall = rng.choice(walls)
        iso.line([(-4.1 + k * 2.5, 1.3, 0.02), (-4.1 + k * 2.5, 2.3, 0.02)], 5, P.warm)
        house(iso, -4.8 + k * 2.5, 2.2, 1.6, wall, mix(wall, P.ink, 0.25), P.cool, mix(P.cool, P.ink, 0.3), P.ink)
    iso.box(5.6, 0.9, 0, 0.7, 0.7, 1.1, mix(P.ink, P.white, 0.3), P.ink, mix(P.ink, P.hot, 0.2))
    return c


def split():
    """One big box that becomes many small ones."""
    c = Canvas(1600, 900, P.cool)
    c.rounded(130, 240, 490, 660, 24, P.ink)
    for row in range(7):
        c.rounded(164, 276 + row * 52, 456, 312 + row * 52, 8, mix(P.ink, P.cool, 0.45))
        for k in range(9):
            c.circle(190 + k * 30, 294 + row * 52, 7, (P.warm, P.hot, P.pale)[(k * 2 + row) % 3])
    nodes = [(1180 + (k % 2) * 220, 110 + k * 98) for k in range(8)]
    for k, (x, y) in enumerate(nodes):
        c.curve((490, 300 + k * 43), (780, 300 + k * 43), (820, y), (x - 60, y), 9, P.pale if k % 3 else P.warm)
    for k, (x, y) in enumerate(nodes):
        c.rounded(x - 76, y - 38, x + 76, y + 38, 20, P.ground)
        c.rounded(x - 56, y - 20, x + 8, y + 20, 10, P.hot if k % 3 else P.warm)
        c.circle(x + 42, y, 13, P.ink)
    return c


def converge():
    c = Canvas(1600, 900, P.hot)
    fills = (P.warm, P.ground, P.ink, P.pale, P.cool)
    for k in range(16):
        y = 10 + k * 58
        fill = fills[(k * 3) % 5]
        width = 6 + (k * 7) % 13
        c.curve((-30, y), (560, y), (760, 380 + k * 9), (1280, 384 + k * 8.8), width, fill)
        c.line([(1280, 384 + k * 8.8), (1640, 384 + k * 8.8)], 7, fill)
    c.rounded(1236, 322, 1300, 576, 32, P.white)
    c.rounded(1258, 350, 1278, 548, 10, P.hot)
    return c


def tiles():
    c = Canvas(1600, 900, P.ground)
    rng = Random(52)
    fills = (P.hot, P.cool, P.warm, P.ink, P.pale, P.ground)
    size = 200
    for row in range(5):
        for col in range(8):
            x, y = col * size, row * size - 50
            ground, fore, dot = rng.sample(fills, 3)
            c.rect(x, y, x + size, y + size, ground)
            kind = rng.randrange(5)
            corner = rng.randrange(4)
            cx, cy = x + (corner % 2) * size, y + (corner // 2) * size
            turn = (0, 90, 270, 180)[corner]
            if kind < 2:
                c.pie(cx, cy, size, turn, turn + 90, fore)
                c.pie(cx, cy, size * 0.5, turn, turn + 90, dot)
            elif kind == 2:
                c.circle(x + size / 2, y + size / 2, size * 0.36, fore)
                c.circle(x + size / 2, y + size / 2, size * 0.14, dot)
            elif kind == 3:
                for k in range(3):
                    c.rect(x, y + 16 + k * 64, x + size, y + 52 + k * 64, fore)
            else:
                c.poly([(x, y), (x + size, y), (x, y + size)], fore)
    return c


def storefronts():
    c = Canvas(1600, 900, P.pale)
    c.rect(0, 740, 1600, 900, P.ink)
    awnings = (P.hot, P.cool, P.warm, P.hot)
    tall = (470, 560, 420, 520)
    for k in range(4):
        x = 60 + k * 380
        top = 740 - tall[k]
        c.rect(x, top, x + 350, 740, (P.white, P.ground, P.white, P.ground)[k])
        c.rect(x, top, x + 350, top + 22, mix(P.ink, P.pale, 0.3))
        for row in range(max(1, (tall[k] - 330) // 90)):
            for col in range(4):
                c.rect(x + 34 + col * 76, top + 56 + row * 92, x + 84 + col * 76, top + 112 + row * 92, mix(P.cool, P.white, 0.25))
        c.rect(x + 26, 560, x + 216, 740, mix(P.warm, P.white, 0.45))
        c.rect(x + 244, 560, x + 324, 740, P.ink)
        c.circle(x + 258, 654, 6, P.warm)
        for s in range(7):
            c.poly([(x + s * 50, 480), (x + 50 + s * 50, 480), (x + 50 + s * 50, 548), (x + s * 50, 548)], awnings[k] if s % 2 == 0 else P.white)
            c.pie(x + 25 + s * 50, 548, 25, 0, 180, awnings[k] if s % 2 == 0 else P.white)
    c.line([(-20, 812), (1620, 812)], 12, P.warm)
    for k in range(4):
        c.line([(150 + k * 380, 812), (150 + k * 380, 740)], 10, P.warm)
        c.circle(150 + k * 380, 812, 18, P.hot)
    return c


PICTURES = {"coax": coax, "street": street, "split": split, "converge": converge, "tiles": tiles, "storefronts": storefronts}
