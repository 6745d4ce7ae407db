"""Pictures for the things, services and test desks."""

from math import cos, exp, pi, sin
from random import Random

from .canvas import Canvas, mix, polar
from .palette import BENCH as B
from .palette import FIELD as P
from .shapes import mast


def crops():
    c = Canvas(1600, 900, "#cfe8e6")
    c.circle(1240, 300, 140, P.warm)
    c.poly([(0, 430), (420, 340), (900, 420), (1300, 350), (1600, 410), (1600, 900), (0, 900)], P.ink)
    vanish = (700, 330)
    for k in range(26):
        a, b = -1500 + k * 160, -1500 + (k + 0.55) * 160
        far = 430
        t = (far - vanish[1]) / (900 - vanish[1])
        c.poly([(vanish[0] + (a - vanish[0]) * t, far), (vanish[0] + (b - vanish[0]) * t, far), (b, 900), (a, 900)], P.cool if k % 2 else P.pale)
    c.poly([(0, 430), (420, 345), (900, 424), (1300, 354), (1600, 414), (1600, 440), (0, 440)], P.ink)
    for x, y, s in ((300, 780, 1.25), (820, 640, 0.9), (1330, 770, 1.2), (560, 520, 0.55), (1090, 530, 0.6)):
        c.line([(x, y), (x, y - 120 * s)], 8 * s, P.ink)
        c.rounded(x - 30 * s, y - 178 * s, x + 30 * s, y - 112 * s, 9 * s, P.white)
        c.circle(x, y - 145 * s, 15 * s, P.hot)
        for i in range(3):
            c.arc(x, y - 178 * s, (38 + i * 28) * s, 8 * s, -135, -45, mix(P.hot, "#cfe8e6", i * 0.25))
    return c


def meters():
    c = Canvas(1600, 900, P.ground)
    rng = Random(12)
    for row in range(4):
        for col in range(7):
            x, y = 140 + col * 220, 116 + row * 222
            odd = (row, col) == (1, 4)
            c.circle(x, y, 92, P.hot if odd else P.ink if (row + col) % 5 == 0 else P.cool)
            c.circle(x, y, 72, P.white)
            for k in range(11):
                a = 140 + k * 26
                c.line([polar(x, y, 52, a), polar(x, y, 62, a)], 4, mix(P.ink, P.white, 0.35))
            a = 395 if odd else 190 + rng.random() * 120
            c.line([(x, y), polar(x, y, 50, a)], 8, P.hot if odd else P.ink)
            c.circle(x, y, 11, P.hot if odd else P.ink)
    return c


def herd():
    """Trackers over a plain: dots that keep together, and one mast."""
    c = Canvas(1600, 900, P.warm)
    c.circle(1230, 620, 420, mix(P.warm, P.hot, 0.35))
    c.circle(1230, 620, 290, mix(P.warm, P.hot, 0.65))
    c.circle(1230, 620, 160, P.hot)
    mast(c, 1230, 690, 330, 38, 9, P.ink, 5)
    rng = Random(27)
    for k in range(70):
        t = rng.random()
        x = 90 + t * 960 + rng.gauss(0, 20)
        y = 250 + 220 * sin(t * 3.4 + 0.3) + rng.gauss(0, 62)
        size = 10 + rng.random() * 12
        c.line([(x - size * 2.6, y + size * 0.7), (x - size, y + size * 0.3)], size * 0.5, mix(P.warm, P.ink, 0.25))
        c.circle(x, y, size, P.ink if k % 6 else P.white)
    return c


def truck():
    c = Canvas(1600, 900, P.pale)
    c.circle(330, 330, 150, P.white)
    for x, s in ((1180, 1.0), (1420, 0.8), (90, 0.7)):
        c.rect(x - 9, 640 - 60 * s, x + 9, 700, "#6b4b35")
        c.poly([(x, 640 - 330 * s), (x - 92 * s, 640 - 50 * s), (x + 92 * s, 640 - 50 * s)], P.cool)
        c.poly([(x, 640 - 330 * s), (x, 640 - 50 * s), (x + 92 * s, 640 - 50 * s)], mix(P.cool, P.ink, 0.3))
    c.rect(0, 690, 1600, 900, P.ink)
    for i in range(8):
        c.line([(40 + i * 220, 810), (150 + i * 220, 810)], 10, P.pale)
    c.rounded(430, 420, 900, 720, 26, P.hot)
    c.poly([(900, 500), (1010, 500), (1080, 600), (1080, 720), (900, 720)], P.hot)
    c.poly([(924, 520), (1000, 520), (1050, 600), (924, 600)], P.white)
    c.rect(430, 600, 1080, 626, P.white)
    c.rounded(420, 690, 1100, 724, 14, mix(P.hot, P.ink, 0.5))
    for x in (560, 960):
        c.circle(x, 720, 64, P.ink)
        c.circle(x, 720, 46, P.white)
        c.circle(x, 720, 18, P.ink)
    c.line([(400, 376), (880, 376)], 10, P.ink)
    c.line([(400, 404), (880, 404)], 10, P.ink)
    for k in range(12):
        c.line([(420 + k * 40, 376), (420 + k * 40, 404)], 7, P.ink)
    c.rounded(600, 470, 760, 560, 12, P.white)
    for i in range(3):
        c.arc(680, 548, 22 + i * 20, 8, -140, -40, P.hot)
    return c


def waterfall():
    c = Canvas(1600, 900, B.ground)
    rng = Random(99)
    cols, rows = 64, 34
    stops = (B.ground, B.pale, B.cool, B.hot, B.warm)
    for row in range(rows):
        for col in range(cols):
            u = col / cols
            power = 0.1 + 0.1 * rng.random()
            power += 0.62 * exp(-(((u - 0.3) / 0.07) ** 2)) * (0.72 + 0.28 * sin(row * 0.5))
            power += 0.8 * exp(-(((u - 0.62 - 0.06 * sin(row * 0.21)) / 0.03) ** 2))
            power += 0.36 * exp(-(((u - 0.83) / 0.09) ** 2)) * (1 if (row // 5) % 2 else 0.35)
            if 12 < row < 16 and 0.42 < u < 0.52:
                power += 0.75
            power = min(0.999, power)
            k = int(power * 4)
            fill = mix(stops[k], stops[k + 1], round((power * 4 - k) * 3) / 3)
            c.rect(col * 25 + 1.6, row * 26.5 + 1.6, col * 25 + 25, row * 26.5 + 26.5, fill)
    return c


def eye():
    c = Canvas(1600, 900, B.ground)
    for k in range(1, 8):
        c.line([(k * 200, 0), (k * 200, 900)], 1.6, B.pale)
    for k in range(1, 5):
        c.line([(0, k * 180), (1600, k * 180)], 1.6, B.pale)
    rng = Random(2)
    levels = (190, 365, 540, 715)
    for n in range(46):
        shift, jitter = rng.gauss(0, 10), rng.gauss(0, 11)
        path = [rng.choice(levels) for _ in range(4)]
        points = []
        for x in range(-40, 1660, 14):
            u = (x + shift) / 533 + 0.5
            k = max(0, min(2, int(u)))
            t = max(0, min(1, (u - k - 0.28) / 0.44))
            t = t * t * (3 - 2 * t)
            points.append((x, path[k] + (path[k + 1] - path[k]) * t + jitter))
        c.line(points, 3.2, mix(B.pale, B.cool, 0.35 + rng.random() * 0.5))
    for y in (278, 452, 628):
        for x in (533, 1066):
            c.ellipse(x - 266, y, 74, 46, B.ground)
            c.ellipse(x - 266, y, 60, 34, mix(B.hot, B.ground, 0.15))
    for y in (278, 452, 628):
        c.ellipse(1333, y, 74, 46, B.ground)
        c.ellipse(1333, y, 60, 34, mix(B.hot, B.ground, 0.15))
    return c


def bench():
    """A spectrum analyser, simplified to its face."""
    c = Canvas(1600, 900, B.hot)
    c.rounded(180, 130, 1420, 770, 44, B.ink)
    c.rounded(232, 184, 1010, 716, 22, B.ground)
    for k in range(1, 8):
        c.line([(232 + k * 97, 184), (232 + k * 97, 716)], 2, B.pale)
    for k in range(1, 5):
        c.line([(232, 184 + k * 106), (1010, 184 + k * 106)], 2, B.pale)
    rng = Random(15)
    points = []
    for x in range(240, 1004, 5):
        u = (x - 232) / 778
        y = 650 - rng.random() * 22
        for mid, high, wide in ((0.22, 250, 0.03), (0.5, 400, 0.09), (0.78, 190, 0.02), (0.88, 120, 0.015)):
            y -= high * exp(-(((u - mid) / wide) ** 4))
        points.append((x, max(210, y)))
    c.line(points, 6, B.cool)
    c.poly([(622, 206), (606, 182), (638, 182)], B.warm)
    for row in range(3):
        for col in range(4):
            fill = (B.pale, B.pale, B.cool, B.warm)[(row * 3 + col) % 4]
            c.rounded(1060 + col * 78, 200 + row * 66, 1120 + col * 78, 246 + row * 66, 10, fill)
    c.circle(1210, 560, 118, B.pale)
    c.circle(1210, 560, 94, B.white)
    c.line([(1210, 560), polar(1210, 560, 78, -50)], 12, B.ink)
    for x in (320, 1280):
        c.rounded(x - 40, 768, x + 40, 806, 8, B.ink)
    return c


PICTURES = {"crops": crops, "meters": meters, "herd": herd, "truck": truck, "waterfall": waterfall, "eye": eye, "bench": bench}
