"""Signs for the people who write: a bust without a face, in two or three colours, 800 by 800."""

from .canvas import Canvas, mix

SKIN = ("#f2c9a5", "#d99b6c", "#a86b45", "#7a4a2e", "#e8b48a", "#5c3722")
CLOTH = ("#16233f", "#c9305a", "#1f6f5c", "#5a49d6", "#d25f3b", "#2b4a7a")


def _hair(c, style, colour, half):
    """Hair in two layers: `half` says whether it lies behind or before the head."""
    back = half == "back"
    if style == "long" and back:
        c.rounded(258, 190, 542, 600, 130, colour)
    if style == "bob" and back:
        c.rounded(252, 180, 548, 468, 120, colour)
    if style == "curls" and back:
        for x, y, r in ((300, 250, 84), (400, 200, 96), (500, 250, 84), (270, 350, 74), (530, 350, 74), (290, 430, 56), (510, 430, 56)):
            c.circle(x, y, r, colour)
    if style == "bun" and back:
        c.circle(400, 160, 66, colour)
    if style == "scarf" and back:
        c.rounded(244, 176, 556, 640, 150, colour)
    if not back and style in ("long", "bob", "bun"):
        c.pie(400, 330, 130, 180, 360, colour)
        c.poly([(270, 330), (530, 330), (530, 336), (430, 270), (270, 372)], colour)
    if not back and style == "short":
        c.pie(400, 312, 134, 176, 364, colour)
        c.rect(266, 306, 290, 362, colour)
        c.rect(510, 306, 534, 362, colour)
    if not back and style == "side":
        c.pie(396, 310, 134, 172, 340, colour)
        c.rounded(266, 250, 300, 380, 14, colour)
        c.poly([(300, 300), (500, 214), (534, 330), (470, 268)], colour)
    if not back and style == "curls":
        for x, y, r in ((330, 236, 46), (400, 214, 50), (470, 236, 46)):
            c.circle(x, y, r, colour)
    if not back and style == "crop":
        c.pie(400, 306, 131, 190, 350, colour)
    if not back and style == "scarf":
        c.arc(400, 350, 138, 36, 150, 390, colour)


def bust(ground, shape, skin, hair, style, cloth, glasses=None, beard=False, collar="#fffaf2"):
    def draw():
        c = Canvas(800, 800, ground)
        if shape[0] == "sun":
            c.circle(400, 380, 310, shape[1])
        elif shape[0] == "half":
            c.rect(400, 0, 800, 800, shape[1])
        elif shape[0] == "quarter":
            c.pie(0, 800, 760, 270, 360, shape[1])
        elif shape[0] == "arch":
            c.rounded(120, 110, 680, 1000, 280, shape[1])
        else:
            for k in range(5):
                c.rect(0, 40 + k * 160, 800, 120 + k * 160, shape[1])
        tone = SKIN[skin]
        _hair(c, style, hair, "back")
        c.rounded(110, 590, 690, 1100, 190, cloth)
        c.rounded(336, 440, 464, 650, 60, mix(tone, "#000000", 0.16))
        if style == "scarf":
            c.rounded(262, 470, 538, 690, 110, hair)
        else:
            c.poly([(318, 596), (400, 700), (482, 596), (510, 620), (400, 790), (290, 620)], collar)
        c.rounded(270, 206, 530, 520, 130, tone)
        if style not in ("long", "bob", "scarf", "curls"):
            c.circle(268, 372, 30, mix(tone, "#000000", 0.08))
            c.circle(532, 372, 30, mix(tone, "#000000", 0.08))
        if beard:
            c.pie(400, 392, 130, 0, 180, hair)
            c.rect(270, 368, 530, 394, hair)
            c.rounded(300, 330, 500, 420, 40, tone)
            c.rounded(356, 430, 444, 448, 9, mix(tone, "#000000", 0.12))
        _hair(c, style, hair, "front")
        if glasses:
            for x in (342, 458):
                c.ring(x, 356, 44, 11, glasses)
            c.line([(386, 352), (414, 352)], 10, glasses)
        return c

    return draw


PICTURES = {
    "maren-holloway": bust("#f3b64c", ("sun", "#f7d48e"), 0, "#b9b4ad", "bob", CLOTH[0], "#16233f"),
    "tobias-akintola": bust("#2b9a93", ("half", "#237d78"), 3, "#17131c", "crop", CLOTH[4], None, True),
    "priya-raghunathan": bust("#e8dff7", ("arch", "#5a49d6"), 2, "#1a1320", "long", CLOTH[1]),
    "joost-van-der-meulen": bust("#0e1c30", ("sun", "#27476b"), 0, "#d9a441", "side", CLOTH[2], "#0e1c30"),
    "lucia-ferran": bust("#f0593a", ("quarter", "#f58a6c"), 4, "#4a2419", "curls", CLOTH[0]),
    "desmond-oyelaran": bust("#e9b95c", ("stripes", "#e3aa40"), 5, "#120d10", "short", CLOTH[3], "#fffaf2"),
    "hana-sugimoto": bust("#a9cfd8", ("arch", "#f4eadb"), 0, "#16151c", "bun", CLOTH[4]),
    "walt-brannigan": bust("#6d2d60", ("sun", "#c9305a"), 0, "#e7e2da", "crop", CLOTH[0], None, True, "#f3c9a5"),
    "yasmin-al-khatib": bust("#f3ece2", ("half", "#ea3b47"), 4, "#2b3a67", "scarf", CLOTH[0]),
    "calum-strachan": bust("#10201c", ("quarter", "#44c98a"), 0, "#b5502b", "short", CLOTH[5], None, True),
    "ines-kowalczyk": bust("#d25f3b", ("arch", "#e9b95c"), 0, "#c98d45", "bob", CLOTH[2]),
    "rohan-deshmukh": bust("#bfd9a5", ("sun", "#eaf1dc"), 2, "#1c1418", "side", CLOTH[5], "#1c1418"),
}
