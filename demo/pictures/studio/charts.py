"""Charts and diagrams with labels. The figures are those of the articles that show them."""

from .canvas import Canvas, mix
from .palette import CABLE, CLOUD, MOBILE, OPTICAL, REGION, SECURITY

PAPER = "#fbf8f1"
INK = "#1a2238"
SOFT = "#5d6478"
RULE = "#ddd6c6"


def _page(title, note):
    c = Canvas(1600, 900, PAPER)
    c.rect(0, 0, 1600, 14, INK)
    c.text(90, 62, title, 42, INK, strong=True)
    c.text(90, 122, note, 27, SOFT)
    return c


def _legend(c, x, y, entries):
    for fill, words in entries:
        c.rounded(x, y, x + 30, y + 30, 6, fill)
        c.text(x + 44, y + 15, words, 26, INK, "lm")
        x += 44 + 14.4 * len(words) + 46


def site_cost():
    c = _page("What a three-sector site costs", "Index: single-vendor swap = 100. Norrvik Telecom, 212 sites")
    rows = (("Single vendor", (46, 22, 20, 12)), ("Open RAN, first 50", (39, 25, 34, 21)), ("Open RAN, last 50", (36, 21, 24, 15)))
    fills = (MOBILE.ink, MOBILE.cool, MOBILE.hot, MOBILE.warm)
    for k in range(0, 121, 20):
        x = 400 + k * 9.2
        c.line([(x, 250), (x, 730)], 2, RULE)
        c.text(x, 748, str(k), 25, SOFT, "ma")
    for row, (name, parts) in enumerate(rows):
        y, x = 270 + row * 156, 400
        c.text(376, y + 56, name, 28, INK, "rm")
        for value, fill in zip(parts, fills):
            c.rect(x, y, x + value * 9.2 - 3, y + 112, fill)
            c.text(x + value * 4.6, y + 56, str(value), 28, "#ffffff" if fill != MOBILE.warm else INK, "mm")
            x += value * 9.2
        c.text(x + 14, y + 56, str(sum(parts)), 32, INK, "lm", strong=True)
    _legend(c, 400, 815, zip(fills, ("Radios", "Compute", "Integration", "Power")))
    return c


def spectrum():
    c = _page("Where the upstream goes", "Spectrum on the coax, MHz")
    left, scale = 330, 1180 / 1800
    rows = (
        ("Sub-split", ((5, 42, CABLE.hot), (54, 1002, CABLE.cool))),
        ("High split", ((5, 204, CABLE.hot), (258, 1218, CABLE.cool))),
        ("4.0 FDX", ((5, 85, CABLE.hot), (108, 684, CABLE.warm), (684, 1218, CABLE.cool))),
        ("4.0 ESD", ((5, 684, CABLE.hot), (834, 1794, CABLE.cool))),
    )
    for mhz in range(0, 1801, 300):
        x = left + mhz * scale
        c.line([(x, 230), (x, 740)], 2, RULE)
        c.text(x, 756, f"{mhz:,}", 25, SOFT, "ma")
    for row, (name, parts) in enumerate(rows):
        y = 250 + row * 122
        c.text(left - 26, y + 42, name, 29, INK, "rm")
        for low, high, fill in parts:
            c.rect(left + low * scale, y, left + high * scale, y + 84, fill)
    _legend(c, left, 815, ((CABLE.hot, "Upstream"), (CABLE.cool, "Downstream"), (CABLE.warm, "Both at once")))
    return c


def six_ghz():
    c = _page("One band, two answers", "6GHz: 5,925 to 7,125 MHz, and who may use it")
    left, scale = 400, 1080 / 1200
    for mhz in (5925, 6125, 6425, 6725, 7125):
        x = left + (mhz - 5925) * scale
        c.line([(x, 230), (x, 720)], 2, RULE)
        c.text(x, 738, f"{mhz:,}", 25, SOFT, "ma")
    rows = (
        ("United States", ((5925, 7125, MOBILE.cool, "Unlicensed, since 2020"),)),
        ("European Union", ((5945, 6425, MOBILE.cool, "Wi-Fi, since 2021"), (6425, 7125, "#cfc9ba", "Under discussion"))),
        ("WRC-23, Region 1", ((6425, 7125, MOBILE.hot, "Identified for IMT"),)),
    )
    for row, (name, parts) in enumerate(rows):
        y = 250 + row * 156
        c.text(left - 26, y + 54, name, 29, INK, "rm")
        for low, high, fill, words in parts:
            x0, x1 = left + (low - 5925) * scale, left + (high - 5925) * scale
            c.rect(x0, y, x1 - 3, y + 108, fill)
            c.text((x0 + x1) / 2, y + 54, words, 28, INK if fill == "#cfc9ba" else "#ffffff", "mm")
    return c


def holdover():
    c = _page("How long a clock holds", "Time error after the satellite signal is lost, microseconds")
    left, base, wide, tall = 190, 770, 1180, 540
    for us in (0, 1, 2, 3, 4):
        y = base - us * tall / 4
        c.line([(left, y), (left + wide, y)], 2, RULE)
        c.text(left - 22, y, str(us), 26, SOFT, "rm")
    for hours in range(0, 25, 4):
        c.text(left + hours * wide / 24, base + 18, f"{hours}h", 26, SOFT, "ma")
    limit = base - 1.5 * tall / 4
    c.rect(left, limit - 2, left + wide, limit + 2, INK)
    c.text(left + 5 * wide / 24, limit - 14, "1.5: the limit for TDD radio", 26, INK, "ls")
    series = (("TCXO", MOBILE.hot, 0.30, 2.0), ("OCXO", MOBILE.warm, 0.012, 1.75), ("Double-oven OCXO", MOBILE.cool, 0.0026, 1.9), ("Rubidium", MOBILE.ink, 0.0009, 1.8))
    for name, fill, rate, power in series:
        points, label = [], None
        for step in range(0, 241):
            hours = step / 10
            error = rate * hours**power
            if error > 4:
                break
            points.append((left + hours * wide / 24, base - error * tall / 4))
        c.line(points, 9, fill)
        x, y = points[-1]
        if name in ("TCXO", "OCXO"):
            c.text(x + 18, y + 8, name, 28, fill if name != "OCXO" else "#a86f00", "lm", strong=True)
        else:
            c.text(x + 16, y, name.replace("Double-oven ", "DO-"), 28, fill, "lm", strong=True)
    return c


def patch_days():
    c = _page("Days from fix to field", "Share of 1,140 router patches, by days until installed. Plumbline Research")
    bars = (("0-7", 6), ("8-30", 17), ("31-90", 29), ("91-180", 24), ("181-365", 15), ("Never", 9))
    base, scale = 760, 17
    for pct in (0, 10, 20, 30):
        c.line([(150, base - pct * scale), (1500, base - pct * scale)], 2, RULE)
        c.text(128, base - pct * scale, f"{pct}%", 26, SOFT, "rm")
    for k, (name, value) in enumerate(bars):
        x = 190 + k * 222
        c.rect(x, base - value * scale, x + 150, base, SECURITY.hot if name == "Never" else INK)
        c.text(x + 75, base - value * scale - 14, f"{value}%", 30, INK, "ms", strong=True)
        c.text(x + 75, base + 20, name, 28, SOFT, "ma")
    return c


def homes_passed():
    c = _page("What it costs to pass a home", "Euros per home passed, by way of building. Havelnetz, 61,000 homes")
    rows = (("Poles already there", 310), ("Existing duct", 420), ("Micro-trench", 690), ("Mole plough, verge", 760), ("Open trench, pavement", 1480), ("Open trench, carriageway", 1910))
    for value in (0, 500, 1000, 1500, 2000):
        x = 500 + value * 0.47
        c.line([(x, 220), (x, 770)], 2, RULE)
        c.text(x, 786, f"{value:,}", 26, SOFT, "ma")
    for k, (name, value) in enumerate(rows):
        y = 236 + k * 90
        c.text(474, y + 31, name, 28, INK, "rm")
        c.rect(500, y, 500 + value * 0.47, y + 62, OPTICAL.cool if value < 1000 else "#d98a1f")
        c.text(514 + value * 0.47, y + 31, f"{value:,}", 29, INK, "lm", strong=True)
    return c


def energy():
    c = _page("What a radio draws when nobody calls", "Watts by share of capacity in use, one 32T32R radio")
    left, base, wide, tall = 190, 770, 1180, 540
    for watts in (0, 200, 400, 600, 800):
        y = base - watts * tall / 800
        c.line([(left, y), (left + wide, y)], 2, RULE)
        c.text(left - 22, y, str(watts), 26, SOFT, "rm")
    for pct in (0, 20, 40, 60, 80, 100):
        c.text(left + pct * wide / 100, base + 18, f"{pct}%", 26, SOFT, "ma")
    series = (("No sleep modes", MOBILE.ink, 410, 780, 0), ("Symbol sleep", MOBILE.warm, 265, 780, 60), ("Deep sleep, carriers off", MOBILE.hot, 70, 780, 150))
    for name, fill, low, high, dip in series:
        points = []
        for pct in range(0, 101, 2):
            t = pct / 100
            watts = low + (high - low) * t**0.9 - dip * t * (1 - t)
            points.append((left + pct * wide / 100, base - watts * tall / 800))
        c.line(points, 9, fill)
    _legend(c, left + 20, 172, ((MOBILE.ink, "No sleep modes"), (MOBILE.warm, "Symbol sleep"), (MOBILE.hot, "Deep sleep")))
    return c


def round_trips():
    c = _page("How far is the edge?", "Round-trip time, milliseconds: median, and the range of 95 in 100 samples")
    rows = (("Device to radio unit", 4, 9, 18), ("To aggregation site", 7, 12, 24), ("To regional hall", 11, 17, 33), ("To national hall", 19, 28, 52), ("To public cloud region", 24, 41, 88))
    for ms in range(0, 101, 20):
        x = 470 + ms * 10.2
        c.line([(x, 220), (x, 760)], 2, RULE)
        c.text(x, 776, str(ms), 26, SOFT, "ma")
    for k, (name, low, mid, high) in enumerate(rows):
        y = 280 + k * 104
        c.text(440, y, name, 28, INK, "rm")
        c.line([(470 + low * 10.2, y), (470 + high * 10.2, y)], 22, mix(CLOUD.hot, PAPER, 0.6))
        c.circle(470 + mid * 10.2, y, 22, CLOUD.hot)
        c.text(470 + high * 10.2 + 26, y, str(mid), 30, INK, "lm", strong=True)
    return c


PICTURES = {
    "chart-site-cost": site_cost,
    "chart-spectrum": spectrum,
    "chart-six-ghz": six_ghz,
    "chart-holdover": holdover,
    "chart-patch-days": patch_days,
    "chart-homes-passed": homes_passed,
    "chart-energy": energy,
    "chart-round-trips": round_trips,
}
