"""Scanned PDF: the pages of a built PDF as grey pictures, put on the glass a little askew; no text layer."""

import random
import time
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

_DPI = 120
_POINTS_PER_INCH = 72
_MOST_SKEW = 0.9  # degrees
_PAPER = 244
_QUALITY = 38
_SCANNED = time.gmtime(1704067200)  # 2024-01-01


def write_scanned(built: Path, path: Path) -> None:
    """Scan *built*; the skew of each page comes from the name of the file and the number of the page."""
    document = pypdfium2.PdfDocument(built)
    try:
        pages = [_scan(document[number], random.Random(f"{path.stem} {number}")) for number in range(len(document))]  # noqa: S311  # the same on every run
    finally:
        document.close()
    pages[0].save(
        path,
        "PDF",
        resolution=_DPI,
        save_all=True,
        append_images=pages[1:],
        quality=_QUALITY,
        title="",
        producer="Kontorsskanner",
        creationDate=_SCANNED,
        modDate=_SCANNED,
    )


def _scan(page: pypdfium2.PdfPage, chance: random.Random) -> Image.Image:
    picture = page.render(scale=_DPI / _POINTS_PER_INCH, grayscale=True).to_pil().convert("L")
    picture = picture.filter(ImageFilter.GaussianBlur(0.55)).point(lambda value: 34 + value * (_PAPER - 34) // 255)
    shift = (chance.uniform(-4, 4), chance.uniform(-4, 4))
    skew = chance.uniform(-_MOST_SKEW, _MOST_SKEW)
    return picture.rotate(skew, Image.Resampling.BICUBIC, translate=shift, fillcolor=_PAPER)
