"""Upright pictures, for the side of a column of text."""

from random import Random

from .canvas import Canvas, mix, polar
from .palette import CABLE, REGION


def pole():
    """A pole, a strand, an amplifier in its can and what lives in it."""
    p = CABLE
    c = Canvas(900, 1200, p.ground)
    c.circle(450, 470, 330, p.warm)
    c.rect(424, 110, 476, 1200, "#6b4433")
    c.rect(424, 110, 440, 1200, "#54342a")
    c.rounded(170, 170, 730, 206, 10, "#6b4433")
    for x in (210, 330, 570, 690):
        c.rounded(x - 13, 128, x + 13, 174, 8, p.white)
    for k, x in enumerate((210, 330, 570, 690)):
        c.curve((x, 130), (x + 260, 190), (860, 150 - k * 12), (960, 90 - k * 14), 5, p.ink)
        c.curve((x, 130), (x - 260, 190), (40, 150 - k * 12), (-60, 90 - k * 14), 5, p.ink)
    c.line([(-20, 520), (920, 488)], 9, p.ink)
    c.line([(-20, 548), (920, 516)], 20, p.ink)
    c.rounded(150, 490, 400, 660, 24, "#b9b2a6")
    c.rounded(150, 490, 400, 530, 20, "#cfc9be")
    for x in (180, 370):
        c.circle(x, 510, 9, p.ink)
    for k in range(5):
        c.line([(184 + k * 44, 560), (184 + k * 44, 636)], 9, "#988f82")
    c.line([(130, 574), (152, 574)], 22, p.hot)
    c.line([(398, 574), (424, 574)], 22, p.hot)
    rng = Random(20)
    for _ in range(9):
        x, y = 250 + rng.gauss(0, 150), 800 + rng.gauss(0, 80)
        c.ellipse(x + 12, y - 13, 15, 8, p.white)
        c.ellipse(x, y, 19, 11, p.ink)
        c.rect(x - 3, y - 10, x + 4, y + 10, p.warm)
    for k in range(7):
        side = -1 if k % 2 else 1
        c.line([(450, 760 + k * 64), (450 + side * 58, 752 + k * 64)], 12, "#b9b2a6")
    return c


def old_clock():
    """A grey cabinet with a dial, from the analogue age."""
    p = REGION
    c = Canvas(900, 1200, p.ink)
    c.circle(450, 520, 400, mix(p.ink, p.pale, 0.2))
    c.rect(0, 1060, 900, 1200, mix(p.ink, "#000000", 0.3))
    c.rounded(230, 130, 670, 1080, 22, "#a9adb3")
    c.rounded(230, 130, 300, 1080, 22, "#8b9098")
    c.rounded(286, 180, 640, 500, 14, "#c6c9cd")
    c.circle(463, 340, 128, p.white)
    for k in range(12):
        a = k * 30
        c.line([polar(463, 340, 104, a), polar(463, 340, 116, a)], 7 if k % 3 == 0 else 4, p.ink)
    c.line([(463, 340), polar(463, 340, 66, -66)], 11, p.ink)
    c.line([(463, 340), polar(463, 340, 94, 24)], 8, p.ink)
    c.line([(463, 340), polar(463, 340, 98, 160)], 4, p.hot)
    c.circle(463, 340, 12, p.hot)
    c.rounded(286, 530, 640, 720, 14, "#c6c9cd")
    for k in range(3):
        c.ring(350 + k * 114, 610, 42, 9, p.ink)
        c.line([(350 + k * 114, 610), polar(350 + k * 114, 610, 30, -120 + k * 70)], 7, p.ink)
    for k in range(6):
        c.circle(322 + k * 56, 686, 10, (p.hot, p.warm, p.cool)[k % 3])
    for k in range(7):
        c.rounded(300, 764 + k * 36, 626, 782 + k * 36, 9, "#7b818a")
    for x in (270, 600):
        c.rect(x, 1080, x + 40, 1104, "#6a7079")
    return c


PICTURES = {"pole": pole, "old-clock": old_clock}
