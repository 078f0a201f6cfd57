"""Charts as pictures: bars with their values, drawn by Pillow, the same bytes every time."""

import io
import re

from PIL import Image, ImageDraw, ImageFont

_DIAGRAM = re.compile(r"<!-- diagram: (?P<values>.*?) -->\s*!\[[^\]]*\]\(diagram:(?P<name>[\w-]+)\)")
_SIZE = (1500, 620)
_OVERSIZE = 2  # drawn twice as large and shrunk, since Pillow draws without smooth edges
_INK, _PALE = "#333333", "#c9c9c9"
_LONGEST_COLUMN_LABEL = 10


def charts(body: str, colour: str) -> dict[str, bytes]:
    """Draw every diagram that *body* describes; PNG by the name that the text calls it by."""
    return {found["name"]: _draw(_values(found["values"]), colour) for found in _DIAGRAM.finditer(body)}


def _values(text: str) -> dict[str, float]:
    pairs = (pair.rpartition("=") for pair in text.split(";"))
    return {label.strip(): float(value.replace(",", ".")) for label, _, value in pairs}


def _draw(values: dict[str, float], colour: str) -> bytes:
    image = Image.new("RGB", (_SIZE[0] * _OVERSIZE, _SIZE[1] * _OVERSIZE), "white")
    lying = max(map(len, values)) > _LONGEST_COLUMN_LABEL
    (_lying_bars if lying else _standing_bars)(ImageDraw.Draw(image), values, colour)
    png = io.BytesIO()
    small = image.resize(_SIZE, Image.Resampling.LANCZOS)
    small.quantize(64, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    return png.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("Carlito-Regular.ttf", size * _OVERSIZE)


def _figure(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _standing_bars(draw: ImageDraw.ImageDraw, values: dict[str, float], colour: str) -> None:
    width, height = (side * _OVERSIZE for side in _SIZE)
    floor, top = height * 0.87, height * 0.12
    step = width / len(values)
    for share in (0.25, 0.5, 0.75, 1):
        y = floor - share * (floor - top)
        draw.line((0, y, width, y), _PALE, _OVERSIZE)
    for index, (label, value) in enumerate(values.items()):
        middle = (index + 0.5) * step
        y = floor - value / max(values.values()) * (floor - top)
        draw.rectangle((middle - step * 0.27, y, middle + step * 0.27, floor), colour)
        draw.text((middle, y - 8 * _OVERSIZE), _figure(value), _INK, _font(38), anchor="mb")
        draw.text((middle, floor + 12 * _OVERSIZE), label, _INK, _font(36), anchor="mt")
    draw.line((0, floor, width, floor), _INK, 2 * _OVERSIZE)


def _lying_bars(draw: ImageDraw.ImageDraw, values: dict[str, float], colour: str) -> None:
    width, height = (side * _OVERSIZE for side in _SIZE)
    left, right = width * 0.27, width * 0.93
    step = height / len(values)
    for index, (label, value) in enumerate(values.items()):
        middle = (index + 0.5) * step
        x = left + value / max(values.values()) * (right - left)
        draw.text((left - 14 * _OVERSIZE, middle), label, _INK, _font(36), anchor="rm")
        draw.rectangle((left, middle - step * 0.31, x, middle + step * 0.31), colour)
        draw.text((x + 12 * _OVERSIZE, middle), _figure(value), _INK, _font(38), anchor="lm")
    draw.line((left, 0, left, height), _INK, 2 * _OVERSIZE)
