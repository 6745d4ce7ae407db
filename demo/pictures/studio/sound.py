"""Pictures for the podcast and the film room."""

from math import sin
from random import Random

from .canvas import Canvas, mix
from .palette import BENCH, MOBILE, OPTICAL
from .palette import REGION as P


def show():
    """The sign of Backhaul Audio, square, as large as directories of podcasts ask."""
    c = Canvas(1500, 1500, P.ink)
    for k, fill in enumerate((P.hot, P.warm, P.pale, P.cool)):
        c.arc(750, 950, 625 - k * 135, 78, 180, 360, fill)
    c.circle(750, 950, 80, P.white)
    c.rounded(728, 950, 772, 1300, 22, P.white)
    c.rounded(550, 1275, 950, 1325, 25, P.white)
    return c


def levels():
    c = Canvas(1600, 900, P.hot)
    rng = Random(61)
    for k in range(33):
        tall = 60 + 300 * abs(sin(k * 0.41)) * (0.45 + rng.random() * 0.55)
        x = 62 + k * 46
        fill = P.white if k < 19 else mix(P.hot, P.white, 0.32)
        c.rounded(x, 450 - tall, x + 26, 450 + tall, 13, fill)
    c.rect(926, 70, 932, 830, P.ink)
    c.circle(929, 70, 20, P.ink)
    return c


def voices():
    """Two voices that take turns."""
    c = Canvas(1600, 900, P.ink)
    rng = Random(18)
    for k in range(34):
        speaks = sin(k * 0.5) > 0
        up = (110 + rng.random() * 210) if speaks else 18 + rng.random() * 20
        down = (110 + rng.random() * 210) if not speaks else 18 + rng.random() * 20
        x = 40 + k * 45
        c.rounded(x, 438 - up, x + 26, 438, 13, P.warm)
        c.rounded(x, 462, x + 26, 462 + down, 13, P.hot)
    return c


def reels():
    c = Canvas(1600, 900, mix(P.cool, P.white, 0.62))
    c.rounded(250, 170, 1350, 730, 54, P.ink)
    c.rounded(310, 230, 1290, 560, 28, P.pale)
    c.rounded(520, 300, 1080, 490, 95, P.ink)
    for x, turn in ((615, 0), (985, 40)):
        c.circle(x, 395, 78, P.white)
        for k in range(6):
            c.pie(x, 395, 60, turn + k * 60, turn + k * 60 + 22, P.hot)
        c.circle(x, 395, 24, P.ink)
    for k, fill in enumerate((P.hot, P.warm, P.cool)):
        c.rect(310, 500 + k * 20, 1290, 520 + k * 20, fill)
    c.poly([(470, 730), (520, 620), (1080, 620), (1130, 730)], P.pale)
    c.circle(600, 680, 20, P.ink)
    c.circle(1000, 680, 20, P.ink)
    return c


def upward():
    """A mast from its foot."""
    m = MOBILE
    c = Canvas(1600, 900, m.pale)
    c.circle(800, 190, 250, m.white)
    eye = (800, 150)
    feet = ((120, 960), (1480, 960))
    for a in feet:
        c.poly([(a[0] - 34, a[1]), (a[0] + 34, a[1]), (eye[0] + 5, eye[1]), (eye[0] - 5, eye[1])], m.ink)
    t = 0.0
    for k in range(9):
        t0, t1 = 1 - 0.72**k, 1 - 0.72 ** (k + 1)
        p = [(f[0] + (eye[0] - f[0]) * t0, f[1] + (eye[1] - f[1]) * t0) for f in feet]
        q = [(f[0] + (eye[0] - f[0]) * t1, f[1] + (eye[1] - f[1]) * t1) for f in feet]
        wide = 26 * 0.72**k
        c.line([p[0], q[1]], wide, m.hot if k % 2 else m.ink)
        c.line([p[1], q[0]], wide, m.hot if k % 2 else m.ink)
        c.line([q[0], q[1]], wide, m.ink)
    for dx in (-58, 34):
        c.rounded(800 + dx, 96, 824 + dx, 196, 8, m.ink)
    return c


PICTURES = {"show": show, "levels": levels, "voices": voices, "reels": reels, "upward": upward}
