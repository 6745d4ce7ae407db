"""The films, frame by frame: each function draws the moment `t`, from 0 to 1."""

from math import exp, pi, sin
from random import Random

import studio.canvas
from studio.canvas import Canvas, mix
from studio.palette import BENCH, MOBILE, OPTICAL
from studio.shapes import dish, mast

studio.canvas.SCALE = 2


def ease(t, start, end):
    """0 before `start`, 1 after `end`, smooth between."""
    t = max(0.0, min(1.0, (t - start) / (end - start)))
    return t * t * (3 - 2 * t)


def splice(t):
    p = OPTICAL
    glow = ease(t, 0.3, 0.36) * (1 - ease(t, 0.56, 0.62))
    c = Canvas(1600, 900, p.hot)
    flicker = 1 + 0.04 * sin(t * 190)
    for radius, share in ((420, 0.25), (290, 0.5), (170, 1.0)):
        c.circle(800, 450, radius * (0.25 + 0.75 * glow * flicker), mix(p.hot, p.white, share * glow))
    gap = 210 * (1 - ease(t, 0.04, 0.26)) + 9 * (1 - ease(t, 0.36, 0.5))
    for side in (-1, 1):
        x = 800 + side * gap
        for near, far, half, fill in ((330, 1100, 120, p.ground), (180, 334, 66, p.cool), (0, 184, 26, mix(p.cool, p.white, 0.72)), (0, 184, 6, p.hot)):
            a, b = sorted((x + side * near, x + side * far))
            c.rect(a, 450 - half, b, 450 + half, fill)
        c.poly([(800, 450 + side * 74), (740, 450 + side * 330), (860, 450 + side * 330)], p.ground)
    if glow > 0.05:
        rng = Random(int(t * 100))
        points = [(800 + rng.uniform(-13, 13) * (0 < k < 7), 376 + k * 21) for k in range(8)]
        c.line(points, 4 + 7 * glow, p.ground)
    pulse = ease(t, 0.68, 0.94)
    if 0 < pulse < 1:
        c.ellipse(-100 + 1800 * pulse, 450, 120, 15, p.white)
    return c


def haul(t):
    p = MOBILE
    rain = ease(t, 0.24, 0.36) * (1 - ease(t, 0.66, 0.78))
    sky = mix("#f7d9b0", "#93a6b4", rain * 0.9)
    c = Canvas(1600, 900, sky)
    c.circle(800, 260, 120, mix(p.hot, sky, rain * 0.8))
    c.poly([(0, 900), (0, 560), (280, 430), (560, 640), (800, 560), (1060, 660), (1330, 430), (1600, 580), (1600, 900)], mix(p.hot, p.ink, 0.35 + rain * 0.2))
    c.poly([(0, 900), (0, 740), (420, 680), (800, 770), (1220, 690), (1600, 760), (1600, 900)], p.ink)
    for x, facing in ((280, 1), (1330, -1)):
        mast(c, x, 446, 170, 26, 9, p.ink, 5)
        dish(c, x + facing * 8, 320, 40, facing, p.white, p.ink)
    c.dashes((330, 306), (1282, 306), 3, mix(p.cool, sky, 0.5))
    c.dashes((330, 334), (1282, 334), 3, mix(p.ink, sky, 0.5))
    for k in range(12):
        at = (t * 6 + k / 12) % 1
        c.circle(332 + at * 948, 334, 11, p.ink)
    for k in range(30):
        born = k / 30
        clear = lambda m: m - max(0, min(m, 0.70) - 0.32)
        at = (clear(t) - clear(born) if born < t else -1) * 6
        if 0 <= at <= 1:
            c.circle(332 + at * 948, 306, 11, p.cool if rain < 0.5 else mix(p.cool, sky, 0.45))
    rng = Random(7)
    for _ in range(int(170 * rain)):
        x, y = rng.uniform(420, 1260), (rng.random() + t * 5) % 1 * 760
        c.line([(x, y), (x - 10, y + 34)], 3, mix(p.white, sky, 0.35))
    return c


def wave(t):
    b = BENCH
    c = Canvas(1600, 900, b.ground)
    stops = (b.ground, b.pale, b.cool, b.hot, b.warm)
    first = t * 22
    for row in range(26):
        line = int(first) + 26 - row
        rng = Random(line)
        y = (row + first % 1 - 1) * 36
        for col in range(40):
            u = col / 40
            power = 0.1 + 0.08 * rng.random()
            power += 0.62 * exp(-(((u - 0.24) / 0.06) ** 2)) * (0.75 + 0.25 * sin(line * 0.5))
            power += 0.82 * exp(-(((u - 0.62 - 0.07 * sin(line * 0.24)) / 0.035) ** 2))
            power += 0.4 * exp(-(((u - 0.86) / 0.07) ** 2)) * (1 if (line // 5) % 2 else 0.2)
            power = min(0.999, power)
            k = int(power * 4)
            c.rect(col * 40 + 2, y + 2, col * 40 + 40, y + 36, mix(stops[k], stops[k + 1], round((power * 4 - k) * 3) / 3))
    return c


FILMS = {"film-splice": splice, "film-haul": haul, "film-wave": wave}
