"""Places where networks are met: windows, shores, streets, stadiums."""

from math import cos, pi, sin
from random import Random

from .canvas import Canvas, Iso, mix, polar
from .palette import CLOUD, FIELD, MOBILE, REGION
from .shapes import hills, mast


def windows():
    p = REGION
    c = Canvas(1600, 900, p.ink)
    rng = Random(33)
    for row in range(5):
        for col in range(8):
            x, y = 48 + col * 192, 30 + row * 172
            chosen = (row, col) == (2, 5)
            lit = rng.random()
            fill = p.white if chosen else p.warm if lit > 0.72 else mix(p.ink, p.pale, 0.28 if lit > 0.3 else 0.16)
            c.rounded(x, y, x + 160, y + 142, 10, fill)
            c.rect(x + 76, y, x + 84, y + 142, p.ink)
            c.rect(x - 8, y + 142, x + 168, y + 150, mix(p.ink, p.pale, 0.35))
            if chosen:
                c.rounded(x + 96, y + 44, x + 146, y + 104, 12, p.hot)
                c.circle(x + 121, y + 74, 11, p.white)
                for k in range(3):
                    c.arc(x + 121, y + 74, 62 + k * 40, 13, -40, 30, mix(p.hot, p.ink, k * 0.2))
            elif lit > 0.86:
                c.pie(x + 118, y + 142, 34, 180, 360, p.cool)
    return c


def wind_farm():
    p = CLOUD
    c = Canvas(1600, 900, p.pale)
    c.circle(1270, 250, 120, p.white)
    hills(c, 620, 50, 300, 0.4, mix(p.hot, p.pale, 0.55))
    for x, base, tall, turn in ((240, 650, 420, 12), (620, 610, 330, 47), (930, 640, 260, 85), (1480, 620, 300, 28)):
        c.poly([(x - tall * 0.022, base), (x + tall * 0.022, base), (x + 4, base - tall), (x - 4, base - tall)], p.white)
        for k in range(3):
            tip = polar(x, base - tall, tall * 0.46, turn + k * 120)
            near = polar(x, base - tall, tall * 0.12, turn + 16 + k * 120)
            c.poly([(x, base - tall), near, tip], p.white)
        c.circle(x, base - tall, tall * 0.03, p.hot)
    hills(c, 720, 34, 260, 2.2, mix(p.hot, p.ink, 0.25))
    iso = Iso(c, 1080, 690, 40)
    iso.box(-4, -2, 0, 8, 4, 2.2, p.white, p.warm, mix(p.warm, p.ink, 0.35))
    for k in range(7):
        iso.left(-3.6 + k * 1.1, 2, 0.5, 0.6, 1.1, p.ink)
    hills(c, 840, 20, 320, 4.4, p.ink)
    return c


def shore():
    """A beach from above, with two stations and four cables."""
    p = REGION
    c = Canvas(1600, 900, p.warm)

    def edge(x, push):
        return 390 + push + 46 * sin(x / 210) + 22 * sin(x / 83 + 1)

    for push, fill in ((-46, mix(p.warm, p.white, 0.5)), (0, mix("#2b8f9a", p.white, 0.45)), (70, mix("#2b8f9a", p.white, 0.18)), (190, "#2b8f9a"), (340, mix("#2b8f9a", p.ink, 0.4))):
        c.poly([(0, 900), *[(x, edge(x, push)) for x in range(0, 1620, 20)], (1600, 900)], fill)
    for x0, x1, fill in ((400, 640, p.hot), (400, 760, p.white), (1180, 900, p.hot), (1180, 1040, p.white)):
        c.curve((x0, 210), (x0, 420), (x1, 520), (x1, 930), 10, fill)
    for x in (400, 1180):
        iso = Iso(c, x, 190, 40)
        iso.box(-1.7, -1.7, 0, 3.4, 3.4, 1.7, p.white, p.pale, mix(p.pale, p.ink, 0.4))
        iso.left(-1.0, 1.7, 0, 0.7, 1.0, p.ink)
    return c


def flood():
    p = REGION
    c = Canvas(1600, 900, mix(p.ink, p.white, 0.72))
    for k in range(60):
        rng = Random(k)
        x, y = rng.uniform(0, 1600), rng.uniform(0, 560)
        c.line([(x, y), (x - 14, y + 44)], 3.4, mix(p.ink, p.white, 0.5))
    mast(c, 420, 820, 600, 66, 14, p.ink, 7, (p.hot, p.hot))
    for x, lift, fill in ((700, 0, p.hot), (980, 150, p.cool), (1260, 150, p.cool)):
        for leg in (24, 166):
            c.line([(x + leg, 800), (x + leg, 640 - lift)], 12, p.ink)
        c.rounded(x, 380 - lift, x + 190, 650 - lift, 12, fill)
        c.line([(x + 95, 400 - lift), (x + 95, 630 - lift)], 4, mix(fill, p.ink, 0.4))
        c.circle(x + 76, 520 - lift, 8, p.white)
    for k, (level, fill) in enumerate(((590, mix(p.hot, p.ink, 0.25)), (660, mix(p.hot, p.ink, 0.45)), (750, mix(p.hot, p.ink, 0.68)))):
        points = [(x, level + 16 * sin(x / 74 + k * 1.3)) for x in range(0, 1610, 10)]
        c.poly([(0, 900), *points, (1600, 900)], fill)
    return c


def lamps():
    p = FIELD
    c = Canvas(1600, 900, "#27345f")
    c.circle(1330, 190, 74, p.warm)
    c.circle(1300, 172, 66, "#27345f")
    for k, x in enumerate((130, 390, 650, 910, 1170, 1430)):
        dark = k == 3
        if not dark:
            c.poly([(x + 96, 330), (x + 230, 760), (x - 40, 760)], mix("#27345f", p.warm, 0.35))
        c.line([(x, 760), (x, 300)], 14, p.ink)
        c.curve((x, 310), (x, 250), (x + 40, 240), (x + 92, 290), 12, p.ink)
        c.pie(x + 96, 318, 34, 180, 360, p.ink)
        c.pie(x + 96, 318, 26, 0, 180, p.hot if dark else p.warm)
        if dark:
            for ring in range(3):
                c.arc(x + 96, 300, 70 + ring * 42, 11, -135, -45, mix(p.hot, "#27345f", ring * 0.28))
    c.rect(0, 752, 1600, 900, p.ink)
    for k in range(9):
        c.line([(40 + k * 190, 830), (140 + k * 190, 830)], 9, mix(p.ink, p.white, 0.45))
    return c


def lift():
    p = MOBILE
    c = Canvas(1600, 900, p.ground)
    for row in range(5):
        y = 20 + row * 180
        for x0, x1 in ((60, 640), (960, 1540)):
            c.rect(x0, y, x1, y + 160, mix(p.pale, p.ground, 0.35 if row % 2 else 0.0))
            for k in range(4):
                x = x0 + 40 + k * 136
                c.rounded(x, y + 92, x + 96, y + 132, 10, p.white)
                c.rect(x, y + 72, x + 10, y + 140, p.cool)
    c.rect(680, 0, 920, 900, p.ink)
    c.line([(800, 0), (800, 330)], 8, p.warm)
    c.rounded(706, 330, 894, 590, 14, p.white)
    c.rect(724, 540, 876, 552, p.cool)
    c.rounded(744, 494, 856, 540, 12, p.hot)
    c.circle(756, 562, 11, p.ink)
    c.circle(844, 562, 11, p.ink)
    for k in range(8):
        c.circle(694, 60 + k * 112, 8, p.warm)
        c.circle(906, 60 + k * 112, 8, p.warm)
    for k in range(3):
        c.arc(800, 452, 122 + k * 52, 14, 160, 200, mix(p.hot, p.ground, k * 0.25))
        c.arc(800, 452, 122 + k * 52, 14, -20, 20, mix(p.hot, p.ground, k * 0.25))
    return c


def crossing():
    """A crossroads from above."""
    p = CLOUD
    c = Canvas(1600, 900, mix(p.cool, p.white, 0.62))
    c.rect(0, 300, 1600, 620, p.ink)
    c.rect(620, 0, 980, 900, p.ink)
    for k in range(8):
        c.rect(640 + k * 42, 200, 662 + k * 42, 280, p.white)
        c.rect(640 + k * 42, 640, 662 + k * 42, 720, p.white)
        if k < 7:
            c.rect(510, 318 + k * 42, 590, 340 + k * 42, p.white)
            c.rect(1010, 318 + k * 42, 1090, 340 + k * 42, p.white)
    for x, y, a in ((600, 282, 20), (1000, 638, 200)):
        c.pie(x, y, 300, a - 24, a + 44, (245, 143, 169, 120))
        c.circle(x, y, 24, p.hot)
        c.circle(x, y, 9, p.white)
    for x, y, fill in ((330, 390, p.warm), (1270, 530, p.hot), (200, 530, p.white)):
        c.rounded(x - 70, y - 34, x + 70, y + 34, 22, fill)
        c.rounded(x - 30, y - 26, x + 34, y + 26, 10, mix(fill, p.ink, 0.5))
    for x, y in ((716, 238), (770, 250), (840, 676), (548, 420), (1052, 470)):
        c.circle(x, y, 16, p.cool)
        c.circle(x, y, 7, p.ink)
    return c


def kiosk():
    p = FIELD
    c = Canvas(1600, 900, p.warm)
    c.circle(1240, 300, 170, p.white)
    hills(c, 700, 22, 300, 1.0, p.hot)
    hills(c, 780, 14, 240, 3.0, mix(p.hot, p.ink, 0.35))
    c.rect(480, 400, 940, 760, p.white)
    c.rect(480, 400, 940, 470, p.cool)
    c.rect(540, 500, 880, 640, p.ink)
    for k in range(6):
        c.rounded(566 + k * 52, 560, 598 + k * 52, 626, 6, (p.hot, p.pale, p.cool)[k % 3])
    c.rect(510, 640, 910, 664, p.cool)
    c.poly([(420, 404), (560, 270), (1010, 330), (900, 424)], p.ink)
    for k in range(1, 6):
        t = k / 6
        c.line([(420 + 480 * t, 404 + 20 * t), (560 + 450 * t, 270 + 60 * t)], 4, "#4c8fe0")
    c.line([(490, 337), (955, 377)], 4, "#4c8fe0")
    c.line([(880, 330), (880, 130)], 12, p.ink)
    c.rounded(858, 110, 902, 210, 10, p.hot)
    for k in range(3):
        c.arc(880, 160, 70 + k * 48, 14, -38, 38, mix(p.ink, p.warm, k * 0.28))
        c.arc(880, 160, 70 + k * 48, 14, 142, 218, mix(p.ink, p.warm, k * 0.28))
    return c


def stadium():
    p = MOBILE
    c = Canvas(1600, 900, p.ink)
    for k, fill in enumerate((mix(p.cool, p.ink, 0.45), p.cool, mix(p.cool, p.white, 0.3), p.pale)):
        c.ellipse(800, 480, 720 - k * 92, 390 - k * 56, fill)
    c.ellipse(800, 480, 372, 184, "#5a9d55")
    c.rounded(560, 380, 1040, 580, 6, "#6db066", "#eef6e8", 5)
    c.line([(800, 380), (800, 580)], 5, "#eef6e8")
    c.ring(800, 480, 48, 5, "#eef6e8")
    for k in range(24):
        a = k * 15 * pi / 180
        x, y = 800 + 690 * cos(a), 480 + 372 * sin(a)
        tx, ty = 800 + 470 * cos(a + 0.06), 480 + 246 * sin(a + 0.06)
        ux, uy = 800 + 470 * cos(a - 0.06), 480 + 246 * sin(a - 0.06)
        c.poly([(x, y), (tx, ty), (ux, uy)], (*((240, 89, 58) if k % 2 else (243, 182, 76)), 190))
        c.circle(x, y, 12, p.white)
    return c


PICTURES = {
    "windows": windows,
    "wind-farm": wind_farm,
    "shore": shore,
    "flood": flood,
    "lamps": lamps,
    "lift": lift,
    "crossing": crossing,
    "kiosk": kiosk,
    "stadium": stadium,
}
