"""HTML: the report as a page of a municipality's web site, with all that stands around the text there."""

import re
from html import escape
from pathlib import Path
from string import Template

from forms.markup import Heading, body_html
from forms.source import Source, long_date

_CAPTIONED = re.compile(r'<p class="caption">([^<]*)</p>\s*<table>')
_MENU = (
    "Barn och utbildning",
    "Bygga, bo och miljö",
    "Fritid och kultur",
    "Näringsliv och arbete",
    "Omsorg och stöd",
    "Trafik och resor",
    "Kommun och politik",
)
_SIDE_MENU = ("Kommunfullmäktige", "Nämnder och styrelser", "Möten och protokoll", "Budget och årsredovisningar")
_LAYOUTS = Path(__file__).parent.parent / "layouts"


def write_html(source: Source, path: Path) -> None:
    """Write the page: headings one level down, below the title; captions within their tables."""
    main, headings = body_html(source)
    main = re.sub(r"<(/?)h([123])\b", lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", main)
    words = source.meta | {"issuer": source.issuer, "board": source.board, "date": long_date(source.meta["dated"])}
    page = Template((_LAYOUTS / f"{source.meta['layout']}.html").read_text(encoding="utf-8"))
    html = page.substitute(
        {key: escape(value) for key, value in words.items()},
        menu=_links(_MENU),
        side_menu=_links(_SIDE_MENU),
        contents="\n".join(_entry(heading) for heading in headings if heading.level == 1),
        main=_CAPTIONED.sub(r"<table>\n<caption>\1</caption>", main).strip(),
    )
    path.write_text(html, encoding="utf-8")


def _links(names: tuple[str, ...]) -> str:
    return "\n".join(f'<li><a href="#">{escape(name)}</a></li>' for name in names)


def _entry(heading: Heading) -> str:
    return f'<li><a href="#{heading.anchor}">{escape(heading.text)}</a></li>'
