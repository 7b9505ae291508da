"""What an image looks like, in 64 bits: a perceptual hash of its light and dark, in memory, and never of who is on it.

Runs in the child that reads pages, with its limits of time and memory. Nothing of the image outlives the call.
"""

import warnings
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, pi
from statistics import median

from zicht.records import Record

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # of a GIF the first frame
LARGEST = 4 << 20  # bytes
MOST_PIXELS = 25_000_000
SMALLEST = 100  # pixels, the shorter side: less is a button or a face beside a name
FLAT = 12  # levels of grey between the darkest and the lightest: less is a placeholder, and would resemble every other
HELD = 0x0112  # the EXIF tag that says how the camera was held
SIDE, LOW = 32, 8  # the image is shrunk to SIDE x SIDE; its LOW x LOW slowest waves count


class Look(Record):
    """The hash of an image (16 hex digits), or why there is none, in one word."""

    hash: str | None = None
    refused: str | None = None


def look(payload: bytes) -> Look:
    """The hash, or the reason: `too_large`, `too_many_pixels`, `no_image`, `too_small`, `flat`."""
    from PIL import Image

    if len(payload) > LARGEST:
        return Look(refused="too_large")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            grey = _grey(payload)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Look(refused="too_many_pixels")
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError):  # what Pillow calls a broken file
        return Look(refused="no_image")
    if grey is None:
        return Look(refused="too_small")
    light = [value for row in grey for value in row]
    return Look(refused="flat") if max(light) - min(light) < FLAT else Look(hash=phash(grey))


def _grey(payload: bytes) -> list[list[int]] | None:
    """SIDE rows of SIDE levels of grey, 0 to 255, on white where one can look through; None for a small image."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(payload), formats=FORMATS) as image:
        if min(image.size) < SMALLEST:
            return None
        image.draft("RGB", (8 * SIDE, 8 * SIDE))  # a large JPEG is unpacked at a fraction of its size
        image.load()
        small = image.convert("RGBA").resize((8 * SIDE, 8 * SIDE), Image.Resampling.BOX)
        on_white = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("L")
        on_white.getexif()[HELD] = image.getexif().get(HELD, 1)
    light = ImageOps.exif_transpose(on_white).resize((SIDE, SIDE), Image.Resampling.LANCZOS).tobytes()
    return [list(light[at : at + SIDE]) for at in range(0, SIDE * SIDE, SIDE)]


def phash(grey: Sequence[Sequence[float]]) -> str:
    """The 64-bit pHash (16 hex digits) of SIDE x SIDE levels of grey: which of the slowest waves (DCT-II) lie above the median.

    As ImageHash has it, which brings SciPy along for these few sums (Krawetz, "Looks Like It", 2011).
    """
    waves = _waves()
    rows = [[sum(w * v for w, v in zip(wave, row, strict=True)) for wave in waves] for row in grey]
    columns = list(zip(*rows, strict=True))  # LOW columns of SIDE
    low = [sum(w * v for w, v in zip(wave, column, strict=True)) for wave in waves for column in columns]
    middle = median(low)
    return f"{int(''.join('1' if one > middle else '0' for one in low), 2):016x}"


@lru_cache
def _waves() -> list[list[float]]:
    return [[cos(pi * (2 * at + 1) * wave / (2 * SIDE)) for at in range(SIDE)] for wave in range(LOW)]
