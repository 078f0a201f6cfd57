"""What is unsure of the reports, and how to set it right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from minerva.cli.output import console, heading, print_json
from minerva.errors import MinervaError, refusal
from minerva.library.review import MANIFEST_COLUMNS, Doubt, Review, csv_line, manifest_of, review
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.understand.confidence import certainty

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Evidence

LABEL_WIDTH = 14


def print_review(library: Library, template: str | None, *, as_json: bool) -> None:
    """Print what is unsure or missing, report by report; write the lines of a manifest to *template*."""
    reviews = review(library)
    if template:
        _write_template(Path(template), reviews)
    if as_json:
        total = len(library.reports())
        print_json(
            {"total": total, "columns": list(MANIFEST_COLUMNS), "reports": [_review_json(one) for one in reviews]}
        )
        return
    screen = console()
    for one in reviews:
        screen.print(f"{one.report.id}  {heading(one.report)}  ({one.report.file})", markup=False)
        for doubt in one.doubts:
            screen.print(f"  {field_labels()[doubt.field]:{LABEL_WIDTH}}  {_said(doubt)}", markup=False)
        screen.print(f"  {one.manifest_line()}\n", markup=False)
    if not reviews:
        screen.print(_("Nothing is unsure."))
        return
    count = translate_count("{count} report is unsure.", "{count} reports are unsure.", len(reviews))
    screen.print(count.format(count=len(reviews)), markup=False)
    if template:
        screen.print(
            _("Correct {file}, then: minerva add FOLDER --manifest {file}").format(file=template), markup=False
        )
    else:
        screen.print(
            _("Correct the lines above in a file that begins with the line below, then: {command}").format(
                command="minerva add FOLDER --manifest FILE.csv"
            ),
            markup=False,
        )
        screen.print(csv_line(*MANIFEST_COLUMNS), markup=False)


def evidence_json(evidence: Evidence, quote: str | None, page: int | None) -> dict[str, Any]:
    """Return a piece of evidence with its words and page, and what its confidence means in a word."""
    known = evidence.confidence is not None
    return {
        "field": evidence.field,
        "source": evidence.source,
        "start": evidence.start,
        "end": evidence.end,
        "confidence": evidence.confidence,
        "certainty": certainty(evidence.confidence or 0.0) if known else None,
        "quote": quote,
        "page": page,
    }


def described(evidence: Evidence, quote: str | None, page: int | None) -> str:
    """Say how sure something is, and where it was found, with the words themselves where they stand in the text."""
    source = source_labels().get(evidence.source, evidence.source)
    where = f"{source}: ”{quote}”" if quote else source
    where += _(", p. {page}").format(page=page) if page else ""
    return where if evidence.confidence is None else f"{certainty_labels()[certainty(evidence.confidence)]}, {where}"


def field_labels() -> dict[str, str]:
    """Return what a report's attributes are called, in the order in which they are shown."""
    return {
        "id": _("id"),
        "file": _("file"),
        "title": _("title"),
        "municipality": _("municipality"),
        "municipality_code": _("municipality code"),
        "county": _("county"),
        "board": _("board"),
        "kind": _("kind of report"),
        "year": _("year"),
        "period": _("period"),
        "pages": _("pages"),
        "words": _("words"),
        "passages": _("passages"),
        "quality": _("readable words"),
    }


def source_labels() -> dict[str, str]:
    """Return what the places are called in which a report's identity may be found."""
    return {
        "text": _("from the text"),
        "properties": _("from the file's properties"),
        "file name": _("from the file's name"),
        "manifest": _("from the manifest"),
    }


def certainty_labels() -> dict[str, str]:
    """Return what is said of the three degrees of certainty."""
    return {"säker": _("sure"), "trolig": _("likely"), "osäker": _("unsure")}


def _said(doubt: Doubt) -> str:
    if doubt.evidence is None:
        missing = _("missing")
        if doubt.suggestion is None:
            return missing
        return missing + _("; the folder's other reports are of {municipality}").format(municipality=doubt.suggestion)
    return f"{doubt.value}   ({described(doubt.evidence, doubt.quote, doubt.page)})"


def _review_json(one: Review) -> dict[str, Any]:
    return {
        "id": one.report.id,
        "file": one.report.file,
        "title": one.report.title,
        "fields": [_doubt_json(doubt) for doubt in one.doubts],
        "manifest": one.manifest_line(),
    }


def _doubt_json(doubt: Doubt) -> dict[str, Any]:
    found = evidence_json(doubt.evidence, doubt.quote, doubt.page) if doubt.evidence else {"field": doubt.field}
    return {**found, "value": doubt.value, "suggestion": doubt.suggestion}


def _write_template(path: Path, reviews: list[Review]) -> None:
    """Write a manifest to fill in; a file that is there already is left alone."""
    try:
        # The mark lets spreadsheets see that it is UTF-8.
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(manifest_of(reviews))
    except FileExistsError as error:
        raise MinervaError(_("{file} exists already. Give another name, or move it away.").format(file=path)) from error
    except OSError as error:
        raise MinervaError(_("{file} cannot be written: {error}.").format(file=path, error=refusal(error))) from error
