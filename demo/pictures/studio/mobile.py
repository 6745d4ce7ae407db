"""Pictures for the mobile desks: 5G, Open RAN, private networks, Wi-Fi, 6G."""

from math import cos, pi, sin
from random import Random

from .canvas import Canvas, Iso, mix, polar
from .palette import MOBILE as P
from .shapes import dish, hills, mast


def mast_at_dusk():
    c = Canvas(1600, 900, P.ground)
    c.circle(1080, 470, 330, P.hot)
    for i, radius in enumerate((150, 235, 320, 405)):
        shade = mix(P.pale, P.ground, i * 0.22)
        c.arc(600, 300, radius, 34, 155, 205, shade)
        c.arc(600, 300, radius, 34, -25, 25, mix(shade, P.hot, 0.0) if i < 3 else mix(P.warm, P.ground, 0.2))
    hills(c, 700, 40, 260, 0.6, P.cool)
    hills(c, 770, 34, 210, 2.4, mix(P.cool, P.ink, 0.55))
    mast(c, 600, 800, 500, 70, 16, P.ink, 7, (P.ink, P.ink))
    hills(c, 835, 18, 330, 4.1, P.ink)
    return c


def beams():
    c = Canvas(1600, 900, P.ink)
    for angle, reach, fill in ((-42, 760, P.pale), (-21, 1000, P.cool), (0, 1150, P.hot), (21, 960, P.warm), (42, 700, P.pale)):
        points = []
        for step in range(81):
            t = (step / 80 - 0.5) * pi * 0.98
            r = reach * max(0.0, cos(t)) ** 9
            points.append(polar(420, 450, r, angle + t * 22))
        c.poly([(420, 450), *points], fill)
    c.rounded(170, 170, 470, 730, 26, P.white)
    for row in range(10):
        for col in range(5):
            near = abs(row - 4.5) / 5
            fill = mix(P.hot, P.pale, min(1, near * 0.9 + col * 0.06))
            c.rounded(200 + col * 49, 199 + row * 51, 238 + col * 49, 240 + row * 51, 8, fill)
    return c


def stack():
    c = Canvas(1600, 900, P.ground)
    iso = Iso(c, 800, 640, 62)
    c.ellipse(800, 700, 560, 150, mix(P.ground, P.pale, 0.5))
    layers = ((0, P.ink, P.cool), (2.6, P.cool, P.pale), (5.2, P.hot, P.warm))
    for z, body, trim in layers:
        if z:
            for corner in ((-3, 3), (3, 3), (3, -3)):
                for dot in range(5):
                    x, y = iso.at(corner[0], corner[1], z - 0.25 - dot * 0.38)
                    c.circle(x, y, 4, mix(P.ink, P.ground, 0.35))
        iso.box(-3, -3, z, 6, 6, 0.7, mix(body, "#ffffff", 0.16), body, mix(body, "#000000", 0.22))
        for i in range(4):
            for j in range(4):
                if (i * 3 + j * 5 + int(z)) % 4:
                    iso.box(-2.6 + i * 1.36, -2.6 + j * 1.36, z + 0.7, 1, 1, 0.16 + 0.2 * ((i + j) % 3), trim, mix(trim, body, 0.35), mix(trim, body, 0.6))
    return c


def hexes():
    c = Canvas(1600, 900, P.cool)
    rng = Random(11)
    fills = (P.ground, P.pale, mix(P.cool, P.ink, 0.3), P.warm, mix(P.cool, P.white, 0.2))
    r, out = 118, None
    for row in range(-1, 7):
        for col in range(-1, 10):
            x = col * r * 1.78 + (row % 2) * r * 0.89
            y = row * r * 1.54
            if (row, col) == (3, 5):
                out = (x, y)
                fill = P.ink
            else:
                fill = rng.choice(fills)
            c.poly([polar(x, y, r * 0.96, 30 + 60 * k) for k in range(6)], fill)
            if fill == P.ground:
                c.circle(x, y, r * 0.3, P.cool)
            elif fill == P.warm:
                c.poly([polar(x, y, r * 0.42, 30 + 60 * k) for k in range(6)], P.hot)
    x, y = out
    c.poly([polar(x + 54, y - 62, r * 1.02, 30 + 60 * k) for k in range(6)], P.hot)
    c.poly([polar(x + 54, y - 62, r * 0.5, 30 + 60 * k) for k in range(6)], P.white)
    return c


def port():
    c = Canvas(1600, 900, P.pale)
    c.circle(360, 360, 190, P.white)
    c.rect(0, 690, 1600, 900, P.cool)
    for i in range(7):
        c.line([(60 + i * 240, 760 + (i % 3) * 40), (190 + i * 240, 760 + (i % 3) * 40)], 6, mix(P.cool, P.white, 0.3))
    for x in (690, 1180):
        c.line([(x, 690), (x + 40, 250)], 18, P.ink)
        c.line([(x + 200, 690), (x + 160, 250)], 18, P.ink)
        c.line([(x + 14, 500), (x + 186, 500)], 12, P.ink)
        c.line([(x - 270, 250), (x + 320, 250)], 20, P.ink)
        c.line([(x + 100, 130), (x - 250, 246)], 6, P.ink)
        c.line([(x + 100, 130), (x + 300, 246)], 6, P.ink)
        c.line([(x + 70, 250), (x + 100, 130), (x + 130, 250)], 10, P.ink)
        c.line([(x - 170, 250), (x - 170, 400)], 4, P.ink)
        c.rect(x - 230, 400, x - 110, 452, P.hot)
    rng = Random(4)
    for col in range(9):
        for row in range(rng.choice((1, 2, 3, 3))):
            fill = rng.choice((P.hot, P.warm, P.ink, P.white, P.cool))
            x = 70 + col * 132
            c.rect(x, 690 - (row + 1) * 56, x + 126, 690 - row * 56 - 4, fill)
    for i, radius in enumerate((60, 105, 150)):
        c.arc(360, 330, radius, 16, -150, -30, mix(P.hot, P.white, i * 0.3))
    mast(c, 360, 690, 350, 30, 8, P.ink, 5)
    c.rect(0, 686, 1600, 700, P.ink)
    return c


def pit():
    c = Canvas(1600, 900, P.warm)
    fills = (P.hot, mix(P.hot, P.ink, 0.18), mix(P.hot, P.ink, 0.36), mix(P.hot, P.ink, 0.54), mix(P.hot, P.ink, 0.72), P.ink)
    for i, fill in enumerate(fills):
        points = []
        for step in range(120):
            a = step * 3
            wob = 1 + 0.05 * sin(a * pi / 180 * 3 + i * 0.5) + 0.03 * sin(a * pi / 180 * 5 + 1)
            points.append(polar(0, 0, wob, a))
        rx, ry = 760 - i * 118, 400 - i * 62
        c.poly([(820 + px * rx, 500 + py * ry + i * 16) for px, py in points], fill)
    sites = ((150, 330), (1450, 300), (480, 640), (1110, 690), (830, 500))
    for a, b in ((0, 4), (1, 4), (2, 4), (3, 4), (0, 2), (1, 3)):
        c.dashes((sites[a][0], sites[a][1] - 84), (sites[b][0], sites[b][1] - 84), 3.5, P.white, 16, 14)
    for x, y in sites:
        mast(c, x, y, 84, 16, 5, P.white, 3.2)
        c.circle(x, y - 94, 9, P.white)
    for x, y in ((700, 620), (980, 590), (600, 470)):
        c.rounded(x, y, x + 46, y + 20, 4, P.warm)
        c.circle(x + 10, y + 22, 8, P.ground)
        c.circle(x + 36, y + 22, 8, P.ground)
    return c


def timing():
    c = Canvas(1600, 900, P.ink)
    for k in range(60):
        a = k * 6
        long = k % 5 == 0
        p, q = polar(800, 450, 398, a), polar(800, 450, 350 if long else 376, a)
        c.line([p, q], 10 if long else 4, P.pale if long else mix(P.pale, P.ink, 0.5))
    for radius, width, start, end, fill in ((300, 46, -90, 188, P.hot), (240, 46, -90, 120, P.warm), (180, 46, -90, 60, P.cool), (120, 46, -90, 10, P.pale)):
        c.ring(800, 450, radius + width / 2, width, mix(P.ink, P.pale, 0.12))
        c.arc(800, 450, radius, width, start, end, fill)
    c.circle(800, 450, 56, P.ground)
    c.circle(800, 450, 20, P.ink)
    for side in (-1, 1):
        for i in range(3):
            c.line([(800 + side * (470 + i * 100), 450 - 120 + i * 40), (800 + side * (470 + i * 100), 450 + 120 - i * 40)], 22, mix(P.cool, P.ink, i * 0.25))
    return c


def lattice():
    c = Canvas(1600, 900, P.ink)
    rows, cols = 25, 42
    for j in range(rows):
        depth = j / (rows - 1)
        base = 250 + 640 * depth**1.6
        spread = 0.55 + 0.85 * depth
        for i in range(cols):
            u = (i / (cols - 1) - 0.5) * 2
            wave = sin(u * 6.2 + depth * 5) * cos(u * 2.3 - depth * 6.5)
            x, y = 800 + u * 900 * spread, base - wave * 95 * (0.35 + depth * 0.7)
            t = (wave + 1) / 2
            fill = mix(P.cool, P.hot, t) if t < 0.75 else mix(P.hot, P.warm, (t - 0.75) * 4)
            c.circle(x, y, 2.4 + 8 * depth * (0.5 + t * 0.7), mix(mix(P.ink, fill, 0.35), fill, 0.25 + depth * 0.75))
    c.circle(1240, 170, 76, P.warm)
    c.circle(1240, 170, 52, P.hot)
    return c


def floors():
    """A building cut open, with an access point on each floor."""
    c = Canvas(1600, 900, P.cool)
    iso = Iso(c, 800, 610, 58)
    c.ellipse(800, 690, 640, 170, mix(P.cool, P.ink, 0.25))
    for level, z in enumerate((0, 2.5, 5.0)):
        iso.box(-4, -4, z, 8, 8, 0.28, P.ground, mix(P.ground, P.ink, 0.2), mix(P.ground, P.ink, 0.38))
        cx, cy = iso.at(0, 0, z + 0.28)
        for k, fill in enumerate((P.pale, mix(P.pale, P.white, 0.5), P.warm)):
            radius = 225 - k * 74
            c.ellipse(cx, cy, radius, radius * 0.577, fill)
        for x, y in ((-3.2, 2.2), (2.0, -3.0), (2.1, 2.1), (-3.1, -3.0)):
            iso.box(x, y, z + 0.28, 1.1, 0.8, 0.42, P.white, mix(P.ink, P.white, 0.55), mix(P.ink, P.white, 0.3))
        iso.box(-0.35, -0.35, z + 0.28, 0.7, 0.7, 0.25, P.hot, mix(P.hot, P.ink, 0.2), mix(P.hot, P.ink, 0.4))
        if level < 2:
            for corner in ((-4, 4), (4, 4), (4, -4)):
                iso.line([(*corner, z + 0.28), (*corner, z + 2.5)], 6, P.ink)
    return c


def sharing():
    """Two operators, one mast: a split composition."""
    c = Canvas(1600, 900, P.hot)
    c.rect(800, 0, 1600, 900, P.cool)
    for i in range(5):
        radius = 640 - i * 112
        c.pie(800, 620, radius, 180, 270, mix(P.hot, P.warm, (i + 1) / 6))
        c.pie(800, 620, radius - 44, 270, 360, mix(P.cool, P.white, (i + 1) / 8))
    c.rect(0, 620, 1600, 900, P.ink)
    mast(c, 800, 690, 440, 60, 14, P.ground, 7, (P.ground, P.ground))
    for i in range(9):
        c.line([(80 + i * 180, 770), (170 + i * 180, 770)], 8, mix(P.ink, P.ground, 0.35))
    return c


def haul():
    """Line of sight over a mountain range."""
    c = Canvas(1600, 900, "#f7d9b0")
    c.circle(420, 300, 130, P.hot)
    ranges = (
        ((0, 520), (210, 380), (380, 470), (600, 300), (820, 480), (1010, 360), (1240, 500), (1430, 380), (1600, 460)),
        ((0, 640), (190, 520), (430, 660), (700, 470), (940, 640), (1180, 530), (1390, 650), (1600, 560)),
        ((0, 760), (260, 640), (520, 770), (860, 690), (1130, 790), (1380, 660), (1600, 740)),
    )
    for i, ridge in enumerate(ranges):
        c.poly([(0, 900), *ridge, (1600, 900)], mix(mix(P.hot, "#f7d9b0", 0.35), P.ink, 0.14 + i * 0.34))
    for x, y, s in ((600, 300, 1.0), (700, 470, 0), (0, 0, 0)):
        if s:
            c.poly([(x, y), (x - 62, y + 50), (x - 20, y + 40), (x + 14, y + 64), (x + 70, y + 57)], P.white)
    sites = ((190, 520, 1), (600, 300, 1), (1180, 530, -1), (1380, 660, -1))
    for a, b in zip(sites, sites[1:]):
        c.dashes((a[0], a[1] - 78), (b[0], b[1] - 78), 4, P.white, 18, 14)
    for x, y, facing in sites:
        mast(c, x, y + 8, 110, 18, 7, P.ink, 4)
        dish(c, x + facing * 6, y - 78, 25, facing, P.white, P.ink)
    return c


PICTURES = {
    "mast-at-dusk": mast_at_dusk,
    "beams": beams,
    "stack": stack,
    "hexes": hexes,
    "port": port,
    "pit": pit,
    "timing": timing,
    "lattice": lattice,
    "floors": floors,
    "sharing": sharing,
    "haul": haul,
}
