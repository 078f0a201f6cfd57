"""The reports that are quoted, for programs that keep references: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from minerva.citation.csl import author_of, csl_item, key_of
from minerva.citation.short import pages
from minerva.export.rows import about_row
from minerva.outward.text import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.export.dossier import Dossier, Quoted
    from minerva.records import Source

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}%&$#_~^]")


def write_bibtex(dossier: Dossier, path: Path) -> None:
    """
    Write a ``@techreport`` for each report, in UTF-8, with its quotations as annotation.

    Notes
    -----
    Patashnik, "BibTeXing", 1988; author and title are braced so that no program takes them apart or changes their
    letters' case.
    """
    entries = [_bibtex(source, of_it) for source, of_it in _by_source(dossier)]
    about = " ".join(f"{name}: {value};" for name, value in about_row(dossier.provenance).items() if value is not None)
    # A comment must not hold what begins an entry.
    comment = one_line(about).replace("@", "(at)").replace("{", "(").replace("}", ")")
    path.write_text(f"@comment{{{comment}}}\n\n" + "\n".join(entries), encoding="utf-8")


def write_ris(dossier: Dossier, path: Path) -> None:
    """
    Write a record ``RPRT`` for each report, with its quotations as notes.

    Notes
    -----
    Author and board are set apart by a full stop, as libraries do for subordinate bodies (RDA 11.2.2.14): RIS takes
    what stands after a comma for a first name. Of a report, ``SN`` is its number (EndNote's and Zotero's reading).
    """
    about = "; ".join(f"{name}: {value}" for name, value in about_row(dossier.provenance).items() if value is not None)
    records = ["".join(f"{tag}  - {value}\r\n" for tag, value in _ris(*one, about)) for one in _by_source(dossier)]
    path.write_text("\r\n".join(records), encoding="utf-8", newline="")


def write_csl(dossier: Dossier, path: Path) -> None:
    """Write an item of CSL-JSON for each report; its quotations, and where they come from, stand under ``custom``."""
    items = [_csl(dossier, source, of_it) for source, of_it in _by_source(dossier)]
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _by_source(dossier: Dossier) -> Iterator[tuple[Source, list[Quoted]]]:
    by_id: dict[str, list[Quoted]] = {}
    for one in dossier.quoted:
        by_id.setdefault(one.source.report_id, []).append(one)
    return ((source, by_id[source.report_id]) for source in dossier.sources)


def _bibtex(source: Source, of_it: list[Quoted]) -> str:
    author = author_of(source)
    known = {
        "author": f"{{{_latex(author)}}}" if author else None,
        "title": f"{{{_latex(source.title)}}}",
        "institution": _latex(author or source.file),
        "year": str(source.year) if source.year else None,
        "number": _latex(source.reference),
        "type": _latex(source.kind),
        "url": source.url and plain(source.url).replace("{", "%7B").replace("}", "%7D"),
        "file": _latex(source.file),
        "language": "swedish",
        "annote": _latex(" ".join(map(_quoted, of_it))),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in known.items() if value]
    return f"@techreport{{{key_of(source)},\n{''.join(lines)}}}\n"


def _ris(source: Source, of_it: list[Quoted], about: str) -> Iterator[tuple[str, str]]:
    author = author_of(source)
    known = {
        "TY": "RPRT",
        "AU": author and _apart(author),
        "TI": source.title,
        "PY": str(source.year) if source.year else None,
        "SN": source.reference,
        "M3": source.kind,
        "UR": source.url,
        "L1": None if source.url else source.file,
        "LA": "sv",
        "ID": key_of(source),
        "DB": about,
    }
    yield from ((tag, one_line(value)) for tag, value in known.items() if value)
    yield from (("N1", one_line(_quoted(one))) for one in of_it)
    yield "ER", ""


def _csl(dossier: Dossier, source: Source, of_it: list[Quoted]) -> dict[str, Any]:
    told = [
        {
            "text": one.quotation.text,
            "page": pages(one.quotation.page, one.quotation.page_end),
            "start": one.quotation.start,
            "end": one.quotation.end,
            "note": one.item.note or None,
            "tags": list(one.item.tags),
            "found": str(one.fate),
        }
        for one in of_it
    ]
    custom = {"sha256": source.sha256, "file": source.file, "quotations": told} | about_row(dossier.provenance)
    return csl_item(source) | {"custom": custom}


def _quoted(one: Quoted) -> str:
    """Return a quotation as a note: its words, its page, what its user says of it, and whether it still stands."""
    told = pages(one.quotation.page, one.quotation.page_end)
    where = f" (s. {told})" if told else ""
    note = f" – {one.item.note}" if one.item.note else ""
    lost = "" if one.is_found else f" [{one.fate}]"
    return f"”{one_line(one.quotation.text)}”{where}{note}{lost}"


def _apart(author: str) -> str:
    """Return who speaks as libraries write it: "Lunds kommun. Socialnämnden"."""
    return ". ".join(part[:1].upper() + part[1:] for part in author.split(", ", 1))


def _latex(text: str | None) -> str | None:
    return _SPECIAL.sub(lambda sign: _LATEX[sign[0]], one_line(text)) if text else None
