"""A collection as a file to be downloaded, made while its user sees how far that has come."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from minerva.errors import ExportError
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.views import caching, frame, markup
from minerva.views.amounts import size
from minerva.views.saving import now

if TYPE_CHECKING:
    from minerva.library.passage_vectors import Progress
    from minerva.records import Collection

_SHARED = "json"
_MADE = "exported collection"
_DOCUMENTS = ("docx", "html", "md")
_UNSUITED = re.compile(r"[^\w-]+")
_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "md": "text/markdown",
    "csv": "text/csv",
    _SHARED: "application/json",
    "csl.json": "application/json",
}


def offer(one: Collection) -> None:
    """Draw what opens the choice of forms."""
    if st.button(_("Download …"), key="export_collection", icon=":material/download:"):
        st.session_state.pop(_MADE, None)
        _choose(one)


def _forms() -> dict[str, str]:
    return {
        "docx": _("Word"),
        "html": _("Web page (HTML)"),
        "md": _("Markdown"),
        "xlsx": _("Excel"),
        "csv": _("CSV"),
        "jsonl": _("JSON Lines"),
        "parquet": _("Parquet"),
        "bib": _("BibTeX"),
        "ris": _("RIS (Zotero, EndNote)"),
        "csl.json": _("CSL-JSON"),
        _SHARED: _("For a colleague (JSON)"),
    }


def _choose(one: Collection) -> None:
    def ask() -> None:
        frame.begin()
        forms = _forms()
        form = st.selectbox(_("Kind of file"), list(forms), format_func=forms.__getitem__, key="export form")
        style, by, with_indicators = _choose_layout(form)
        asked = (one.id, form, style, by, with_indicators)
        if st.button(_("Make the file"), type="primary", key="make_file"):
            st.session_state[_MADE] = None
            with frame.told_errors():
                st.session_state[_MADE] = (asked, _made(one, form, style, by, with_indicators=with_indicators))
        made = st.session_state.get(_MADE)
        if made and made[0] == asked:
            _offer_file(one, form, *made[1])

    st.dialog(_("Download the collection"))(ask)()


def _choose_layout(form: str) -> tuple[str, str, bool]:
    """Let the user choose how a document is laid out; return the style of references, the groups, and the table."""
    style, by = "apa", "none"
    if form in _DOCUMENTS:
        styles = {"apa": "APA 7", "harvard": "Harvard"}
        groups = {"none": _("Not grouped"), "tag": _("By tag"), "municipality": _("By municipality")}
        style = st.segmented_control(
            _("References"), list(styles), format_func=styles.__getitem__, default="apa", required=True,
            key="export style",
        )  # fmt: skip
        by = st.segmented_control(
            _("Quotations"), list(groups), format_func=groups.__getitem__, default="none", required=True,
            key="export groups",
        )  # fmt: skip
    tabled = form in {*_DOCUMENTS, "xlsx"}
    indicators = tabled and st.toggle(_("With the indicators of the reports quoted"), key="export indicators")
    return style, by, indicators


def _made(one: Collection, form: str, style: str, by: str, *, with_indicators: bool) -> tuple[bytes, int]:
    """Return a collection as a file, and how many of its quotations were not found again."""
    library = caching.library()
    if form == _SHARED:
        from minerva.collect.sharing import shared  # noqa: PLC0415 - few need it

        return (json.dumps(shared(library, one.name), ensure_ascii=False, indent=1) + "\n").encode(), 0
    from minerva.citation.styled import Style  # noqa: PLC0415 - what sets references takes a while to load
    from minerva.export.dossier import dossier_of_collection  # noqa: PLC0415
    from minerva.export.parts import By  # noqa: PLC0415
    from minerva.export.writing import Form, write_dossier  # noqa: PLC0415

    bar = st.progress(0.0, text=_("Looking the quotations up …"))

    def tell(done: Progress) -> None:
        bar.progress(min(done.done / max(done.total, 1), 1.0), text=markup.literal(done.file))

    dossier = dossier_of_collection(library, one.name, with_indicators=with_indicators, when=now())
    with tempfile.TemporaryDirectory(prefix="minerva-") as folder:
        path = Path(folder) / f"samling.{form}"
        try:
            write_dossier(dossier, path, form=Form(form), style=Style(style), by=By(by), on_progress=tell)
        except ExportError as error:
            if isinstance(error.__cause__, OSError):
                # Its words name the folder, which is nothing for users.
                raise ExportError(_("The file could not be made; the disk of the server may be full.")) from error
            raise
        bar.empty()
        return path.read_bytes(), len(dossier.lost)


def _offer_file(one: Collection, form: str, content: bytes, lost: int) -> None:
    if lost:
        told = translate_count(
            "{n} quotation was not found again; it is marked in the file, and listed at its end.",
            "{n} quotations were not found again; they are marked in the file, and listed at its end.",
            lost,
        )
        st.warning(told.format(n=lost), icon=":material/visibility:")
    name = f"{_UNSUITED.sub('-', one.name).strip('-').lower() or 'samling'}.{form}"
    st.download_button(
        _("Download {file} ({size})").format(file=markup.literal(name), size=size(len(content))), content, name,
        _MIME.get(form, "application/octet-stream"), icon=":material/download:", on_click="ignore",
        key="download_collection",
    )  # fmt: skip
