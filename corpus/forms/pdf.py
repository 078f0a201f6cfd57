"""PDF: the Markdown as one HTML page, set by WeasyPrint with the style sheet that the source names."""

import hashlib
import re
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from weasyprint import HTML

from forms.source import NOTE, Source, tokens

LAYOUTS = Path(__file__).parent.parent / "layouts"
_SIGNS = {"●": "met", "◐": "partly", "○": "unmet"}
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
# A table takes its caption and the heading right above it along: across columns, break-after: avoid has no effect.
_TABLE = re.compile(
    r'(?:<h([123])[^>]*>[^<]*</h\1>\s*)?(?:<p class="caption">[^<]*</p>\s*)?<table>.*?</table>', re.DOTALL
)
_PAGE = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>{title} – {board}, {issuer}</title>
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
    main, contents = _main_and_contents(source)
    year, month, day = source.meta["dated"].split("-")
    words = source.meta | {
        "issuer": source.issuer,
        "decider": source.meta["board"],
        "board": source.board,
        "date": f"den {int(day)} {_MONTHS[int(month) - 1]} {year}",
    }
    return _PAGE.format(
        **{key: escape(value) for key, value in words.items()},
        emblem=_drawing(f"{source.meta['municipality_code']}.svg", "emblem"),
        picture=_drawing(f"{source.meta['municipality_code']}-omslag.svg", "picture"),
        contents=contents,
        main=main,
    )


def _drawing(file: str, name: str) -> str:
    return f'<img class="{name}" src="{file}" alt="">' if (LAYOUTS / file).exists() else ""


def _main_and_contents(source: Source) -> tuple[str, str]:
    found = tokens(source)
    contents: list[str] = []
    for opening, inline in pairwise(found):
        if opening.type == "heading_open":
            anchor = f"avsnitt-{len(contents) + 1}"
            opening.attrSet("id", anchor)
            contents.append(f'<p class="{opening.tag}"><a href="#{anchor}">{escape(inline.content)}</a></p>')
    markdown = MarkdownIt("commonmark").enable("table")
    html = markdown.renderer.render(found, markdown.options, {})
    html = _TABLE.sub(r'<div class="table">\g<0></div>', html)
    return _signed(NOTE.sub(r'<span class="note">\1</span>', html)), "".join(contents)


def _signed(html: str) -> str:
    return re.sub("[●◐○]", lambda sign: f'<span class="{_SIGNS[sign[0]]}">{sign[0]}</span>', html)
