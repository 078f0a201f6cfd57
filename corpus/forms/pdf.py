"""PDF: the source as one HTML page, set by WeasyPrint with the style sheet that the source names."""

import hashlib
import re
from html import escape
from pathlib import Path

from weasyprint import HTML

from forms.markup import Heading, body_html
from forms.source import Source, long_date

LAYOUTS = Path(__file__).parent.parent / "layouts"
# The colour of headings, of lines and of tinted rows, by the code of the municipality.
_COLOURS = {
    "9001": ("#1d4e3a", "#b9973f", "#f0f3ec"),
    "9003": ("#17365d", "#5b87b5", "#e9eff6"),
    "9004": ("#6b1f4f", "#e8973a", "#f7eff3"),
    "9005": ("#222222", "#222222", "#f2f2f2"),
    "9006": ("#5a2d1c", "#8c8c8c", "#eee9e4"),
    "9007": ("#15505f", "#d2643c", "#eaf2f3"),
    "9008": ("#2b2b2b", "#777777", "#f3f3f3"),
}
# Columns belong to the text of a chapter, not to its heading, so that a heading never ends a page.
_CHAPTER = re.compile(r"(<h1.*?</h1>)(.*?)(?=<h1|\Z)", re.DOTALL)
_PAGE = """<!DOCTYPE html>
<html lang="sv" style="--main: {main_colour}; --accent: {accent}; --tint: {tint}">
<head><meta charset="utf-8"><title>{title} – {board}, {issuer}</title>
<meta name="author" content="{issuer}"><meta name="dcterms.created" content="{dated}">
<link rel="stylesheet" href="{layout}.css"></head>
<body>
<section class="cover">{picture}{emblem}<p class="issuer">{issuer}</p>
<p class="title">{title}</p><p class="board">{board}</p>
<p class="decision">Fastställd av {decider} {date}<br>Dnr {reference}</p></section>
<nav><p class="contents">Innehåll</p>{contents}</nav>
<main>{main}</main>
</body></html>
"""


def write_pdf(source: Source, path: Path) -> None:
    """Write the report; the identifier comes from its name, so that the same source gives the same bytes."""
    identifier = hashlib.sha256(source.stem.encode()).digest()[:16]
    HTML(string=page(source), base_url=f"{LAYOUTS}/").write_pdf(path, pdf_identifier=identifier)


def page(source: Source) -> str:
    """Compose the whole report as one HTML page: cover, contents, text."""
    code = source.meta["municipality_code"]
    colour, accent, tint = _COLOURS[code]
    main, headings = body_html(source, colour)
    words = source.meta | {
        "issuer": source.issuer,
        "decider": source.meta["board"],
        "board": source.board,
        "date": f"den {long_date(source.meta['dated'])}",
    }
    return _PAGE.format(
        **{key: escape(value) for key, value in words.items()},
        main_colour=colour,
        accent=accent,
        tint=tint,
        emblem=_drawing(f"{code}.svg", "emblem"),
        picture=_drawing(f"{code}-omslag.svg", "picture"),
        contents="".join(map(_entry, headings)),
        main=_CHAPTER.sub(r'\1<div class="chapter">\2</div>', main),
    )


def _entry(heading: Heading) -> str:
    return f'<p class="h{heading.level}"><a href="#{heading.anchor}">{escape(heading.text)}</a></p>'


def _drawing(file: str, name: str) -> str:
    return f'<img class="{name}" src="{file}" alt="">' if (LAYOUTS / file).exists() else ""
