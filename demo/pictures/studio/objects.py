"""Single things, drawn large."""

from math import sin
from random import Random

from .canvas import Canvas, Iso, mix, polar
from .palette import CABLE, CLOUD, MOBILE, OPTICAL, REGION, SECURITY
from .shapes import mast


def two_ways():
    """A clinic that is reached by two roads."""
    p = CABLE
    c = Canvas(1600, 900, mix(p.pale, p.white, 0.4))
    c.curve((-40, 220), (500, 220), (620, 420), (1060, 420), 30, p.hot)
    c.curve((-40, 760), (520, 760), (620, 560), (1060, 560), 30, p.warm)
    for x, y, fill in ((240, 232, p.hot), (560, 330, p.hot), (240, 750, p.warm), (560, 640, p.warm)):
        c.circle(x, y, 34, p.white)
        c.circle(x, y, 20, fill)
    c.rounded(1030, 220, 1430, 760, 30, p.cool)
    c.rounded(1140, 310, 1320, 490, 90, p.white)
    c.rect(1208, 350, 1252, 450, p.hot)
    c.rect(1180, 378, 1280, 422, p.hot)
    c.rect(1170, 590, 1290, 760, p.white)
    c.line([(1230, 596), (1230, 756)], 5, p.cool)
    c.rect(900, 756, 1600, 770, p.ink)
    return c


def film_strip():
    p = OPTICAL
    c = Canvas(1600, 900, p.hot)
    for row, shift in ((0, -60), (1, -300)):
        y = 70 + row * 400
        c.rect(0, y, 1600, y + 360, p.ground)
        for k in range(34):
            for edge in (18, 316):
                c.rounded(8 + k * 48, y + edge, 34 + k * 48, y + edge + 26, 6, p.hot)
        for k in range(5):
            x = shift + k * 440
            c.rounded(x, y + 62, x + 400, y + 298, 14, "#bfe3e6")
            c.circle(x + 310, y + 120, 26, p.hot)
            c.poly([(x, y + 298), (x, y + 262), *[(x + t * 10, y + 238 + ((t - 16) / 4) ** 2 * 0.7) for t in range(41)], (x + 400, y + 298)], p.cool)
            at, bob = x + 96 + 34 * ((k + row * 2) % 5), -26 * abs(sin((k + row * 5) * 0.9))
            for ear, lean in ((-16, -14), (16, 12)):
                c.line([(at + ear * 0.5, y + 210 + bob), (at + ear + lean, y + 142 + bob)], 20, p.white)
            c.circle(at, y + 222 + bob, 34, p.white)
            c.ellipse(at, y + 268 + bob, 44, 36, p.white)
    return c


def quarters():
    """A neighbourhood of which one node in four is being changed."""
    p = CABLE
    c = Canvas(1600, 900, p.cool)
    iso = Iso(c, 800, 64, 54)
    for x in range(8):
        for y in range(8):
            now = x % 2 == 0 and y % 2 == 1
            tint = p.warm if now else mix(p.cool, p.pale, 0.35 if (x + y) % 2 else 0.5)
            high = 0.9 if now else 0.35
            iso.box(x * 1.9, y * 1.9, 0, 1.5, 1.5, high, tint, mix(tint, p.ink, 0.3), mix(tint, p.ink, 0.5))
    return c


def sim():
    p = SECURITY
    c = Canvas(1600, 900, p.hot)
    c.poly([(420, 150), (900, 150), (1020, 270), (1020, 750), (420, 750)], p.white)
    c.rounded(520, 330, 860, 640, 46, "#e9b95c")
    c.rounded(620, 420, 760, 550, 24, p.white)
    for x0, y0, x1, y1 in ((520, 440, 620, 440), (520, 530, 620, 530), (760, 440, 860, 440), (760, 530, 860, 530), (690, 330, 690, 420), (690, 550, 690, 640)):
        c.line([(x0, y0), (x1, y1)], 9, p.white)
    c.circle(1040, 620, 196, p.hot)
    c.circle(1040, 620, 170, p.ink)
    c.ring(1040, 620, 150, 12, p.cool)
    c.arc(1040, 620, 144, 12, -90, 170, p.white)
    c.line([(1040, 620), (1040, 526)], 14, p.white)
    c.line([(1040, 620), (1106, 650)], 14, p.white)
    return c


def leak():
    p = OPTICAL
    c = Canvas(1600, 900, p.ground)
    for y, fill in ((250, p.cool), (330, p.warm), (410, p.hot)):
        c.line([(-20, y), (760, y)], 46, fill)
    for y, fill in ((250, p.cool), (410, p.hot)):
        c.line([(860, y), (1620, y)], 46, fill)
    c.rounded(720, 190, 900, 470, 26, p.pale)
    c.rounded(752, 222, 868, 438, 14, p.ground)
    for k in range(4):
        c.rect(752, 240 + k * 48, 868, 262 + k * 48, p.pale)
    c.line([(810, 470), (810, 560)], 30, p.warm)
    rng = Random(4)
    for k in range(13):
        x, y = 810 + rng.gauss(0, 26 + k * 9), 590 + k * 26
        size = 20 - k * 0.7
        c.circle(x, y, size, p.warm)
        c.poly([(x - size * 0.86, y - size * 0.5), (x, y - size * 2.1), (x + size * 0.86, y - size * 0.5)], p.warm)
    c.ellipse(810, 900, 420, 60, mix(p.warm, p.ground, 0.35))
    return c


def night():
    """Four steps down to sleep, a mast and the moon."""
    p = MOBILE
    c = Canvas(1600, 900, "#1b2a52")
    c.circle(1240, 230, 150, p.ground)
    c.circle(1180, 196, 132, "#1b2a52")
    rng = Random(45)
    for _ in range(46):
        c.circle(rng.uniform(0, 1600), rng.uniform(0, 460), rng.uniform(1.6, 4.2), mix("#1b2a52", p.ground, 0.7))
    for k, fill in enumerate((p.hot, p.warm, p.cool, mix(p.cool, "#1b2a52", 0.5))):
        c.rect(420 + k * 300, 480 + k * 100, 1640, 900, fill)
    c.rect(0, 480, 440, 900, p.ink)
    mast(c, 240, 484, 330, 44, 10, p.ground, 5, (p.ground, p.ground))
    return c


def noughts():
    """What worked and what did not."""
    p = CLOUD
    c = Canvas(1600, 900, p.ink)
    rng = Random(17)
    for row in range(5):
        for col in range(9):
            x, y = 96 + col * 176, 92 + row * 178
            if rng.random() < 0.2:
                c.ring(x, y, 54, 20, p.cool)
            else:
                fill = p.warm if (row, col) in ((1, 6), (3, 2)) else mix(p.ink, p.hot, 0.75)
                c.line([(x - 42, y - 42), (x + 42, y + 42)], 20, fill)
                c.line([(x - 42, y + 42), (x + 42, y - 42)], 20, fill)
    return c


def sieve():
    p = CLOUD
    c = Canvas(1600, 900, p.warm)
    rng = Random(71)
    for _ in range(260):
        x, y = rng.uniform(60, 1540), rng.uniform(-10, 350)
        c.circle(x, y, rng.uniform(6, 15), p.ink if rng.random() < 0.75 else p.hot)
    c.poly([(180, 400), (1420, 400), (1060, 640), (540, 640)], p.white)
    for row in range(4):
        for k in range(19 - row * 3):
            c.circle(800 + (k - (18 - row * 3) / 2) * 58, 440 + row * 52, 11, p.warm)
    c.rounded(140, 374, 1460, 414, 20, p.ink)
    for k in range(9):
        c.circle(660 + (k % 5) * 70 + (k // 5) * 30, 710 + (k // 5) * 90 + (k % 3) * 18, 17, p.hot)
    return c


def number_plate():
    """A door with a number that stays."""
    p = CABLE
    c = Canvas(1600, 900, p.warm)
    c.rounded(520, 60, 1080, 1000, 280, p.ink)
    c.rounded(566, 106, 1034, 1000, 236, p.hot)
    c.rounded(620, 420, 780, 860, 14, mix(p.hot, p.ink, 0.25))
    c.rounded(820, 420, 980, 860, 14, mix(p.hot, p.ink, 0.25))
    c.circle(996, 650, 20, p.warm)
    c.rounded(600, 210, 1000, 356, 22, p.ground)
    for k in range(4):
        x = 626 + k * 92
        c.rounded(x, 236, x + 76, 330, 10, (p.cool, p.ink, p.cool, p.ink)[k])
        for dot in range(k + 1):
            c.circle(x + 22 + (dot % 2) * 32, 264 + (dot // 2) * 36, 9, p.ground)
    for x in (200, 1300):
        c.rounded(x, 560, x + 110, 900, 18, p.cool)
        for k in range(5):
            c.circle(x + 55 + (k - 2) * 30, 520 - (k % 2) * 44, 58, "#5f9e62")
    return c


def three_ways():
    """Rail, gas and fibre side by side."""
    p = REGION
    c = Canvas(1600, 900, p.cool)

    def bend(y):
        return (-40, y), (500, y - 260), (1000, y + 260), (1640, y)

    c.curve(*bend(200), 120, mix(p.pale, p.ink, 0.2))
    for k in range(60):
        t = k / 59
        u = 1 - t
        a, b, d, e = bend(200)
        x = u**3 * a[0] + 3 * u * u * t * b[0] + 3 * u * t * t * d[0] + t**3 * e[0]
        y = u**3 * a[1] + 3 * u * u * t * b[1] + 3 * u * t * t * d[1] + t**3 * e[1]
        c.rect(x - 6, y - 46, x + 6, y + 46, p.ink)
    c.curve(*bend(176), 10, p.white)
    c.curve(*bend(224), 10, p.white)
    c.curve(*bend(450), 84, p.warm)
    c.curve(*bend(430), 12, mix(p.warm, p.white, 0.6))
    for k, fill in enumerate((p.hot, p.white, p.ink, p.hot)):
        c.curve(*bend(650 + k * 40), 18, fill)
    return c


def shoeboxes():
    p = CLOUD
    c = Canvas(1600, 900, mix(p.warm, p.white, 0.45))
    c.rect(0, 700, 1600, 900, mix(p.warm, p.ink, 0.2))
    c.rounded(180, 210, 1420, 262, 16, p.ink)
    for x in (250, 1310):
        c.rect(x, 262, x + 40, 720, p.ink)
    iso = Iso(c, 650, 640, 60)
    for x in (-1.6, 3.2):
        iso.box(x, -1.6 - x * 0.9, 0, 2.9, 2.2, 1.3, mix(p.hot, p.white, 0.35), p.hot, mix(p.hot, p.ink, 0.45))
        for k in range(6):
            iso.left(x + 0.3 + k * 0.4, 0.6 - x * 0.9, 0.3, 0.2, 0.7, mix(p.hot, p.ink, 0.35))
    c.curve((690, 560), (740, 420), (860, 440), (900, 520), 8, p.ink)
    c.rounded(980, 120, 1080, 212, 14, p.cool)
    c.arc(1092, 160, 26, 11, -80, 80, p.cool)
    for k in range(2):
        c.curve((1010 + k * 36, 108), (990 + k * 36, 84), (1030 + k * 36, 66), (1010 + k * 36, 36), 7, p.white)
    c.rounded(420, 60, 760, 214, 14, p.ink)
    c.rounded(438, 78, 742, 196, 8, p.cool)
    return c


def gasket():
    p = CABLE
    c = Canvas(1600, 900, mix("#9fc3d9", p.white, 0.35))
    c.circle(800, 450, 330, p.ink)
    c.circle(800, 450, 280, p.hot)
    c.circle(800, 450, 226, p.ink)
    c.circle(800, 450, 190, mix("#9fc3d9", p.white, 0.35))
    for k in range(8):
        c.circle(*polar(800, 450, 304, 22 + k * 45), 12, p.pale)
    c.poly([(800, 450), polar(800, 450, 400, -38), polar(800, 450, 400, -31)], mix("#9fc3d9", p.white, 0.35))
    rng = Random(12)
    for _ in range(20):
        x, y, r = rng.uniform(40, 1560), rng.uniform(40, 860), rng.uniform(16, 40)
        if (x - 800) ** 2 + (y - 450) ** 2 < 400**2:
            continue
        for k in range(3):
            c.line([polar(x, y, r, k * 60), polar(x, y, r, k * 60 + 180)], 5, p.white)
    return c


PICTURES = {
    "two-ways": two_ways,
    "film-strip": film_strip,
    "quarters": quarters,
    "sim": sim,
    "leak": leak,
    "night": night,
    "noughts": noughts,
    "sieve": sieve,
    "number-plate": number_plate,
    "three-ways": three_ways,
    "shoeboxes": shoeboxes,
    "gasket": gasket,
}
