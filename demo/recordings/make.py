#!/usr/bin/env python3
"""Makes the recordings of the sample publication: three jingles (Opus) and three short drawn films (VP9).

Needs Pillow and PyAV. The sound is computed, the films are drawn by the pictures' studio.

    python3 demo/recordings/make.py          all of them
    python3 demo/recordings/make.py NAME …   only these
"""

import sys
from array import array
from fractions import Fraction
from math import exp, pi, sin
from pathlib import Path

import av
from PIL import Image

HERE = Path(__file__).parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "pictures"))

from films import FILMS  # noqa: E402

RATE = 48_000
FRAMES, SIZE = 25, (1280, 720)

# Notes as (start, length, semitones from A3, loudness).
RISE = [(i * 0.42, 1.6, step, 0.30) for i, step in enumerate((0, 7, 12, 16, 19, 24, 19, 16))]
BASS = [(i * 1.68, 2.2, step - 24, 0.42) for i, step in enumerate((0, 5, 7, 0, 5, 0))]


def tune(shift, seconds):
    """A rising figure over a bass, once more in another key, then a last chord."""
    notes = [(s, n, p + shift, v) for s, n, p, v in RISE]
    notes += [(s + 4.2, n, p + shift + 5, v) for s, n, p, v in RISE]
    notes += [(s, n, p + shift, v) for s, n, p, v in BASS if s < seconds - 3]
    notes += [(seconds - 3.6, 3.4, p + shift, 0.26) for p in (-12, 0, 7, 12, 16)]
    return notes


def sound(shift, seconds):
    """The tune as samples: a bell of three partials, with a soft beginning."""
    samples = array("f", bytes(4 * int(RATE * seconds)))
    for start, length, step, loud in tune(shift, seconds):
        pitch = 220 * 2 ** (step / 12)
        begin = int(start * RATE)
        for i in range(min(int(length * RATE), len(samples) - begin)):
            t = i / RATE
            fall = exp(-2.6 * t / length * 1.6) * min(1, t / 0.012) * min(1, (length - t) / 0.2)
            wave = sin(2 * pi * pitch * t) + 0.34 * sin(4 * pi * pitch * t) * exp(-4 * t) + 0.12 * sin(6 * pi * pitch * t) * exp(-7 * t)
            samples[begin + i] += loud * fall * wave * 0.5
    top = max(abs(s) for s in samples)
    return array("h", (int(s / top * 24_000) for s in samples))


def write_sound(name, shift, seconds):
    target = HERE / f"{name}.ogg"
    samples = sound(shift, seconds)
    with av.open(str(target), "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=RATE)
        stream.bit_rate, stream.layout = 22_000, "mono"
        for at in range(0, len(samples), 960):
            part = samples[at : at + 960]
            part.extend([0] * (960 - len(part)))
            frame = av.AudioFrame(format="s16", layout="mono", samples=960)
            frame.planes[0].update(part.tobytes())
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return target


def write_film(name, draw, seconds=8):
    target = HERE / f"{name}.webm"
    with av.open(str(target), "w", format="webm") as file:
        stream = file.add_stream("libvpx-vp9", rate=FRAMES, options={"crf": "50", "b": "0", "cpu-used": "1", "g": "200", "row-mt": "0", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for number in range(seconds * FRAMES):
            picture = draw(number / (seconds * FRAMES)).image.resize(SIZE, Image.Resampling.BOX)
            file.mux(stream.encode(av.VideoFrame.from_image(picture)))
        file.mux(stream.encode(None))
    return target


SOUNDS = {"backhaul-audio-12": (-5, 13), "backhaul-audio-13": (-2, 12), "backhaul-audio-14": (0, 14)}


def main(names):
    for name, (shift, seconds) in SOUNDS.items():
        if not names or name in names:
            print(name, write_sound(name, shift, seconds).stat().st_size)
    for name, draw in FILMS.items():
        if not names or name in names:
            print(name, write_film(name, draw).stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
