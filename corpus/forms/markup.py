"""The body of a source as HTML, shared by the forms that are set from it: PDF and web page."""

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt

from forms.chart import charts
from forms.source import NOTE, Source, tokens

_SIGNS = {"●": "disc", "◐": "half", "○": "ring", "▲": "up", "▼": "down"}
_WORDS = {"grön": "green", "gul": "yellow", "röd": "red"}
_WIDE_COLUMNS = 7
# A table takes its caption and the heading right above it along: across columns, break-after: avoid has no effect.
_TABLE = re.compile(
    r'(?:<h([23])[^>]*>[^<]*</h\1>\s*)?(?:<p class="caption">[^<]*</p>\s*)?<table>.*?</table>', re.DOTALL
)
_GOAL = re.compile(r"<tr>\s*<td[^>]*>(<strong>.*?</strong>)</td>(?P<empty>\s*<td[^>]*></td>)+\s*</tr>")
_SUM = re.compile(r"<tr>(?=\s*<td[^>]*>(?:<strong>)?(?:Summa|Totalt)\b)")
_FIGURE = re.compile(r'<p class="caption"><img src="diagram:([\w-]+)" alt="([^"]*)" /></p>')
_CASE = re.compile(r"<p>(?=Så kan det gå till: )")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the anchor that a table of contents links to."""

    level: int
    text: str
    anchor: str


def body_html(source: Source, chart_colour: str = "#444444") -> tuple[str, list[Heading]]:
    """Render the body, charts embedded as pictures, and list its headings."""
    found = tokens(source)
    headings: list[Heading] = []
    for opening, inline in pairwise(found):
        if opening.type == "heading_open":
            headings.append(Heading(int(opening.tag[1]), inline.content, f"avsnitt-{len(headings) + 1}"))
            opening.attrSet("id", headings[-1].anchor)
    markdown = MarkdownIt("commonmark").enable("table")
    html = markdown.renderer.render(found, markdown.options, {})
    html = _pictured(_CASE.sub('<p class="case">', html), charts(source.body, chart_colour))
    return _signed(NOTE.sub(r'<span class="note">\1</span>', _TABLE.sub(_framed, html))), headings


def _framed(found: re.Match[str]) -> str:
    html = _SUM.sub('<tr class="sum">', _GOAL.sub(_spanned, found[0]))
    columns = html.count("<th") - html.count("<thead")
    return f'<div class="table{" wide" if columns >= _WIDE_COLUMNS else ""}">{html}</div>'


def _spanned(row: re.Match[str]) -> str:
    return f'<tr class="goal"><td colspan="{row[0].count("<td")}">{row[1]}</td></tr>'


def _pictured(html: str, pictures: dict[str, bytes]) -> str:
    def figure(found: re.Match[str]) -> str:
        picture = b64encode(pictures[found[1]]).decode()
        return f'<figure><p class="caption">{found[2]}</p><img src="data:image/png;base64,{picture}" alt=""></figure>'

    return _FIGURE.sub(figure, html)


def _signed(html: str) -> str:
    html = re.sub(f"[{''.join(_SIGNS)}]", lambda sign: f'<span class="{_SIGNS[sign[0]]}">{sign[0]}</span>', html)
    return re.sub(
        r">(Grön|Gul|Röd|grön|gul|röd)</td>",
        lambda word: f'><span class="{_WORDS[word[1].lower()]}">{escape(word[1])}</span></td>',
        html,
    )
