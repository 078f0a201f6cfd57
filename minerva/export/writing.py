"""One call for every form: a dossier becomes a file, wholly or not at all."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from minerva.citation.styled import Style
from minerva.errors import ExportError
from minerva.export import bibliography, rows
from minerva.export.document import blocks
from minerva.export.parts import By
from minerva.messages import translate as _
from minerva.outward.files import replacing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from minerva.export.dossier import Dossier
    from minerva.library.passage_vectors import Progress


class Form(StrEnum):
    """What kind of file to write."""

    WORD = "docx"
    HTML = "html"
    MARKDOWN = "md"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    BIBTEX = "bib"
    RIS = "ris"
    CSL = "csl.json"


_DOCUMENTS = {Form.WORD, Form.HTML, Form.MARKDOWN}
_BIBLIOGRAPHIES = {
    Form.BIBTEX: bibliography.write_bibtex,
    Form.RIS: bibliography.write_ris,
    Form.CSL: bibliography.write_csl,
}
_TABLES = {
    Form.CSV: rows.write_csv,
    Form.XLSX: rows.write_xlsx,
    Form.JSONL: rows.write_jsonl,
    Form.PARQUET: rows.write_parquet,
}


def form_of(path: Path) -> Form:
    """
    Return the form that a file's name asks for.

    Raises
    ------
    ExportError
        If it ends in none of them.
    """
    name = path.name.casefold()
    found = next((form for form in Form if name.endswith(f".{form}")), None)
    if found is None:
        known = ", ".join(f".{form}" for form in Form)
        raise ExportError(_("{file} has no ending that tells its form. Known: {known}.").format(file=path, known=known))
    return found


def write_dossier(  # noqa: PLR0913 - how a document is laid out
    dossier: Dossier,
    path: Path,
    *,
    form: Form | None = None,
    style: Style = Style.APA,
    by: By = By.NONE,
    on_progress: Callable[[Progress], None] | None = None,
) -> Path:
    """
    Write what is to be exported to *path*, in place of what was there.

    Parameters
    ----------
    form
        By default as the name of the file tells.
    style, by
        Of references, and what quotations are grouped by, in Word, HTML and Markdown.
    on_progress
        Called while such a document is written. If it raises, nothing is left of the file.

    Raises
    ------
    ExportError
        If the form is unknown, there is nothing that it could hold, or the file cannot be written.
    """
    form = form or form_of(path)
    if form in _BIBLIOGRAPHIES and not dossier.quoted:
        raise ExportError(_("There is no quotation, so there is no report to refer to. Choose another form."))
    with replacing(path) as beside:
        if form in _DOCUMENTS:
            _write_document(dossier, beside, form, style, by, on_progress)
        else:
            (_BIBLIOGRAPHIES | _TABLES)[form](dossier, beside)
    return path


def _write_document(  # noqa: PLR0913, PLR0917 - as above
    dossier: Dossier,
    path: Path,
    form: Form,
    style: Style,
    by: By,
    on_progress: Callable[[Progress], None] | None,
) -> None:
    from minerva.export import markdown, web, word  # noqa: PLC0415 - each for those who ask for it

    held = blocks(dossier, style=style, by=by, on_progress=on_progress)
    if form is Form.WORD:
        word.write_word(held, path, when=datetime.fromisoformat(dossier.provenance.exported))
    elif form is Form.HTML:
        web.write_web(held, path, title=dossier.title)
    else:
        markdown.write_markdown(held, path)
