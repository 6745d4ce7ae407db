"""Diagrams with words: how a thing is put together."""

from .canvas import Canvas, mix
from .palette import CLOUD, MOBILE, OPTICAL
from .shapes import mast

PAPER = "#fbf8f1"
INK = "#1a2238"
SOFT = "#5d6478"


def _box(c, x, y, wide, tall, fill, name, note=None):
    c.rounded(x, y, x + wide, y + tall, 18, fill)
    light = sum(c.image.getpixel((int((x + 30) * 3), int((y + 30) * 3)))) < 420
    ink = "#ffffff" if light else INK
    c.text(x + wide / 2, y + tall / 2 - (18 if note else 0), name, 34, ink, "mm", strong=True)
    if note:
        c.text(x + wide / 2, y + tall / 2 + 26, note, 25, ink, "mm")


def _arrow(c, start, end, fill, width=8):
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    c.line([start, (x1 - ux * 20, y1 - uy * 20)], width, fill)
    c.poly([(x1, y1), (x1 - ux * 28 - uy * 17, y1 - uy * 28 + ux * 17), (x1 - ux * 28 + uy * 17, y1 - uy * 28 - ux * 17)], fill)


def ran():
    c = Canvas(1600, 900, PAPER)
    m = MOBILE
    c.rect(0, 690, 1600, 900, mix(m.cool, PAPER, 0.75))
    mast(c, 200, 690, 430, 52, 12, INK, 6, (m.hot, m.hot))
    _box(c, 330, 250, 250, 150, m.hot, "Radio unit", "on the mast")
    _box(c, 720, 250, 270, 150, m.cool, "Distributed", "in a warm room")
    _box(c, 1130, 250, 270, 150, INK, "Centralised", "in a town")
    for x0, x1, name, far in ((580, 720, "Fronthaul", "up to 20km"), (990, 1130, "Midhaul", "up to 80km")):
        c.line([(x0, 325), (x1, 325)], 10, m.warm)
        c.text((x0 + x1) / 2, 440, name, 29, INK, "mm", strong=True)
        c.text((x0 + x1) / 2, 482, far, 26, SOFT, "mm")
    c.line([(1400, 325), (1620, 325)], 10, m.warm)
    c.text(1496, 440, "Backhaul", 29, INK, "mm", strong=True)
    for x in (480, 610, 740):
        c.curve((855, 400), (855, 600), (x + 60, 640), (x, 690), 6, mix(m.warm, PAPER, 0.25))
        mast(c, x, 690, 120, 18, 5, INK, 3.4)
    c.text(800, 800, "One server in a warm room feeds up to nine masts", 30, INK, "mm")
    return c


def steps():
    """How a new version goes out."""
    c = Canvas(1600, 900, PAPER)
    v = CLOUD
    rows = (("1 in 1,000", 0.03, "20 minutes"), ("1 in 100", 0.09, "an hour"), ("1 in 10", 0.30, "an hour"), ("All", 1.0, ""))
    c.text(90, 84, "Share of customers on the new version", 38, INK, strong=True)
    for k, (name, share, hold) in enumerate(rows):
        y = 180 + k * 150
        c.text(300, y + 48, name, 32, INK, "rm")
        c.rounded(330, y, 1330, y + 96, 16, mix(v.pale, PAPER, 0.55))
        c.rounded(330, y, 330 + max(40, 1000 * share), y + 96, 16, v.hot)
        if hold:
            c.text(1310, y + 48, f"wait {hold}", 29, SOFT, "rm")
            _arrow(c, (1395, y + 20), (1395, y + 150), v.hot)
    c.text(330, 812, "Worse in any of 23 figures: back to the old version, at once", 30, "#b3264a", "lm", strong=True)
    return c


def coherent():
    """What a coherent receiver does."""
    c = Canvas(1600, 900, PAPER)
    o = OPTICAL
    c.text(90, 84, "A coherent receiver, in five boxes", 38, INK, strong=True)
    _box(c, 90, 240, 260, 150, "#f3d9a6", "Light", "from the fibre")
    _box(c, 90, 560, 260, 150, "#f3d9a6", "Own laser", "same colour")
    _box(c, 480, 400, 270, 150, o.cool, "Mixer", "beats the two")
    _box(c, 880, 400, 270, 150, "#27476b", "Samplers", "four of them")
    _box(c, 1270, 400, 250, 150, INK, "Arithmetic", "undoes the fibre")
    _arrow(c, (350, 315), (478, 440), o.hot)
    _arrow(c, (350, 635), (478, 510), o.hot)
    for k in range(4):
        c.line([(750, 430 + k * 30), (878, 430 + k * 30)], 6, o.cool)
    _arrow(c, (1150, 475), (1266, 475), INK)
    c.text(815, 600, "2 phases", 27, SOFT, "mm")
    c.text(815, 640, "2 polarisations", 27, SOFT, "mm")
    c.text(1395, 600, "dispersion, drift", 27, SOFT, "mm")
    c.text(1395, 640, "and errors", 27, SOFT, "mm")
    return c


def mirror():
    """A hop by way of a passive reflector."""
    c = Canvas(1600, 900, "#dfe7ee")
    ink = "#26346b"
    c.poly([(0, 900), (0, 640), (300, 520), (620, 640), (980, 230), (1230, 560), (1600, 700), (1600, 900)], mix(ink, "#dfe7ee", 0.35))
    c.poly([(0, 900), (0, 780), (500, 720), (1100, 800), (1600, 740), (1600, 900)], ink)
    mast(c, 300, 530, 170, 24, 8, ink, 5)
    c.poly([(950, 128), (1012, 150), (1012, 248), (950, 226)], "#fffdf7")
    c.line([(981, 240), (981, 280)], 8, ink)
    c.dashes((312, 372), (946, 190), 5, "#d25f3b", 20, 14)
    c.dashes((1014, 200), (1372, 636), 5, "#d25f3b", 20, 14)
    c.rect(1350, 660, 1430, 720, "#d25f3b")
    c.poly([(1340, 660), (1390, 620), (1440, 660)], ink)
    c.text(590, 226, "44km", 38, ink, "mm", strong=True)
    c.text(1254, 400, "3km", 38, ink, "lm", strong=True)
    c.text(1060, 150, "Reflector, 9m by 6m", 30, ink, "lm")
    return c


PICTURES = {"diagram-ran": ran, "diagram-steps": steps, "diagram-coherent": coherent, "diagram-mirror": mirror}
