"""A canvas that draws at three times its size and is brought down at the end, so that edges are smooth.

Coordinates are those of the finished picture. Everything is opaque unless a colour carries an alpha.
"""

from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

SCALE = 3


def rgb(colour):
    """'#rrggbb' or a tuple, as a tuple."""
    if isinstance(colour, tuple):
        return colour
    value = colour.lstrip("#")
    return tuple(int(value[i : i + 2], 16) for i in range(0, len(value), 2))


def mix(one, other, share):
    """The colour that lies `share` of the way from one to the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(one)[:3], rgb(other)[:3]))


def polar(x, y, radius, degrees):
    """A point on a circle; 0 degrees is to the right, and angles run clockwise."""
    return x + radius * cos(degrees * pi / 180), y + radius * sin(degrees * pi / 180)


def bezier_points(p0, p1, p2, p3, steps=72):
    """Points along a cubic curve."""
    points = []
    for i in range(steps + 1):
        t = i / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
                a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
            )
        )
    return points


class Canvas:
    """One picture being drawn."""

    def __init__(self, width, height, ground):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), rgb(ground))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def finished(self):
        """The picture at its own size."""
        return self.image.reduce(SCALE)

    def _at(self, points):
        return [(x * SCALE, y * SCALE) for x, y in points]

    def rect(self, x0, y0, x1, y1, fill):
        self.pen.rectangle((x0 * SCALE, y0 * SCALE, x1 * SCALE - 1, y1 * SCALE - 1), fill=rgb(fill))

    def rounded(self, x0, y0, x1, y1, radius, fill, outline=None, width=0):
        self.pen.rounded_rectangle(
            (x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE),
            radius * SCALE,
            fill=rgb(fill) if fill else None,
            outline=rgb(outline) if outline else None,
            width=round(width * SCALE),
        )

    def poly(self, points, fill):
        self.pen.polygon(self._at(points), fill=rgb(fill))

    def circle(self, x, y, radius, fill):
        box = [(v * SCALE) for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, fill=rgb(fill))

    def ellipse(self, x, y, rx, ry, fill):
        self.pen.ellipse([v * SCALE for v in (x - rx, y - ry, x + rx, y + ry)], fill=rgb(fill))

    def ring(self, x, y, radius, width, fill):
        box = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, outline=rgb(fill), width=round(width * SCALE))

    def pie(self, x, y, radius, start, end, fill):
        box = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.pieslice(box, start, end, fill=rgb(fill))

    def arc(self, x, y, radius, width, start, end, fill):
        """A stroke along a circle, with round ends; `radius` is that of its middle."""
        outer = radius + width / 2
        box = [v * SCALE for v in (x - outer, y - outer, x + outer, y + outer)]
        self.pen.arc(box, start, end, fill=rgb(fill), width=round(width * SCALE))
        for angle in (start, end):
            px, py = polar(x, y, radius, angle)
            self.circle(px, py, width / 2 - 0.2, fill)

    def line(self, points, width, fill):
        """A stroke with round joints and ends."""
        at = self._at(points)
        self.pen.line(at, fill=rgb(fill), width=max(1, round(width * SCALE)), joint="curve")
        if width >= 3:
            for x, y in (points[0], points[-1]):
                self.circle(x, y, width / 2 - 0.15, fill)

    def dashes(self, start, end, width, fill, dash=14, gap=12):
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        at = 0
        while at < length:
            stop = min(at + dash, length)
            self.line(
                [(start[0] + ux * at, start[1] + uy * at), (start[0] + ux * stop, start[1] + uy * stop)],
                width,
                fill,
            )
            at += dash + gap

    def curve(self, p0, p1, p2, p3, width, fill):
        self.line(bezier_points(p0, p1, p2, p3), width, fill)

    def text(self, x, y, words, size, fill, anchor="la", strong=False):
        font = ImageFont.load_default(size * SCALE)
        self.pen.text(
            (x * SCALE, y * SCALE),
            words,
            font=font,
            fill=rgb(fill),
            anchor=anchor,
            stroke_width=round(size * SCALE * 0.022) if strong else 0,
            stroke_fill=rgb(fill) if strong else None,
        )


class Iso:
    """An isometric space laid over a canvas: x runs down to the right, y down to the left, z up."""

    def __init__(self, canvas, x, y, unit):
        self.canvas, self.x, self.y, self.unit = canvas, x, y, unit

    def at(self, x, y, z=0):
        return (
            self.x + (x - y) * self.unit * 0.866,
            self.y + (x + y) * self.unit * 0.5 - z * self.unit,
        )

    def plane(self, x, y, z, w, d, fill):
        self.canvas.poly(
            [self.at(x, y, z), self.at(x + w, y, z), self.at(x + w, y + d, z), self.at(x, y + d, z)], fill
        )

    def box(self, x, y, z, w, d, h, top, left, right):
        """A box whose near corner faces the reader: left is its y face, right its x face."""
        at = self.at
        self.canvas.poly([at(x, y + d, z), at(x + w, y + d, z), at(x + w, y + d, z + h), at(x, y + d, z + h)], left)
        self.canvas.poly([at(x + w, y, z), at(x + w, y + d, z), at(x + w, y + d, z + h), at(x + w, y, z + h)], right)
        self.plane(x, y, z + h, w, d, top)

    def left(self, x, y, z, w, h, fill):
        """A rectangle on the face that looks to the left."""
        at = self.at
        self.canvas.poly([at(x, y, z), at(x + w, y, z), at(x + w, y, z + h), at(x, y, z + h)], fill)

    def right(self, x, y, z, d, h, fill):
        """A rectangle on the face that looks to the right."""
        at = self.at
        self.canvas.poly([at(x, y, z), at(x, y + d, z), at(x, y + d, z + h), at(x, y, z + h)], fill)

    def line(self, points, width, fill):
        self.canvas.line([self.at(*p) for p in points], width, fill)
