"""What pdfminer draws a page on: it keeps glyphs and rules as they come, up to more than any honest page has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFPageAggregator

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager

_MOST_GLYPHS = 150_000
_MOST_FORMS = 20_000
"""No page of a report comes near: a sheet of A0 in small type would have as many glyphs, and the most drawn map at hand
has 1,500 forms. To go on would only spend the time and memory that the file's other pages need."""
_MOST_PATHS = 100_000
"""Beyond these, rules and curves are passed over: a drawn map has so many, and its text can still be read."""


class Overfull(Exception):
    """A page has more on it than anyone can have meant to be read."""


class PageDevice(PDFPageAggregator):
    """A device for one page; raises :class:`Overfull` when too much is drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self._glyphs_left = _MOST_GLYPHS
        self._forms_left = _MOST_FORMS
        self._paths_left = _MOST_PATHS

    def render_char(self, *args: Any, **options: Any) -> float:  # noqa: ANN401 - passed on as they are
        """Keep a glyph."""
        self._glyphs_left -= 1
        if self._glyphs_left < 0:
            raise Overfull
        return float(super().render_char(*args, **options))

    def begin_figure(self, *args: Any) -> None:  # noqa: ANN401 - as above
        """Go into a form or picture."""
        self._forms_left -= 1
        if self._forms_left < 0:
            raise Overfull
        super().begin_figure(*args)

    def paint_path(self, *args: Any) -> None:  # noqa: ANN401 - as above
        """Keep a rule or curve."""
        self._paths_left -= 1
        if self._paths_left >= 0:
            super().paint_path(*args)
