"""What the command line prints: JSON of the contract, or text for people."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console
    from rich.text import Text

    from minerva.library.passage_vectors import Progress
    from minerva.records import Hit, Hits, Report, Skipped, Span
    from minerva.retrieval.indicators import Indicators

_REPORT_FIELDS = (
    "id", "file", "title", "municipality", "municipality_code", "county", "board", "kind", "year", "period", "pages",
    "words", "passages", "quality", "warnings",
)  # fmt: skip


def print_json(value: object) -> None:
    """Print one JSON document to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def console(*, stderr: bool = False) -> Console:
    """Return what prints for people: colours and wrapping on a terminal, plain text elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - --json and --help do without

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, soft_wrap=not stream.isatty())


def report_json(report: Report) -> dict[str, Any]:
    """Return REPORT of the contract."""
    return {name: _plain(getattr(report, name)) for name in _REPORT_FIELDS}


def skipped_json(skipped: Skipped) -> dict[str, str]:
    """Return a file that was left out, as the contract has it."""
    return {"file": skipped.file, "reason": skipped.reason, "remedy": skipped.remedy}


def hit_json(hit: Hit, rank: int) -> dict[str, Any]:
    """Return HIT of the contract."""
    report, passage = hit.report, hit.passage
    return {
        "rank": rank,
        "score": hit.score,
        "passage": passage.id,
        "report": report.id,
        "file": report.file,
        "title": report.title,
        "municipality": report.municipality,
        "municipality_code": report.municipality_code,
        "board": report.board,
        "kind": report.kind,
        "year": report.year,
        "page": passage.page,
        "page_end": passage.page_end,
        "section": list(passage.section),
        "ocr": passage.ocr,
        "start": passage.start,
        "end": passage.end,
        "text": hit.text,
        "highlights": [list(span) for span in hit.highlights],
        "why": {
            "lexical_rank": hit.lexical_rank,
            "semantic_rank": hit.semantic_rank,
            "terms": list(hit.matched),
            "closest": list(hit.closest) if hit.closest else None,
            "repeats": hit.repeats,
        },
    }


def by_municipality(reports: Iterable[Report]) -> list[Report]:
    """Return reports in the order of municipality, year and file, as Swedish sorts."""
    return sorted(reports, key=lambda one: (sort_key(one.municipality or "ÖÖ"), one.year or 0, sort_key(one.file)))


def heading(report: Report) -> str:
    """Return what a report is, in one line."""
    known = (report.municipality, str(report.year or ""), report.period, report.board, report.kind)
    return " · ".join(filter(None, known)) or report.title


def highlighted(text: str, spans: Iterable[Span]) -> Text:
    """Return *text* with *spans* in bold."""
    from rich.text import Text  # noqa: PLC0415 - as above

    shown = Text(text)
    for start, end in spans:
        shown.stylize("bold yellow", start, end)
    return shown


def print_skipped(skipped: Iterable[Skipped]) -> None:
    """List files that were left out, with what to do, on stderr."""
    screen = console(stderr=True)
    for one in skipped:
        screen.print(_("Left out: {file}").format(file=one.file), style="red", markup=False)
        screen.print(f"  {one.reason} {one.remedy}", markup=False)


def print_rest(page: Hits | Indicators) -> None:
    """Say how many more there are beyond this *page*, and how to come to them."""
    left = page.total - page.offset - len(page)
    if len(page) and left > 0:
        more = translate_count("{n} more: --offset {offset}", "{n} more: --offset {offset}", left)
        console().print("\n" + more.format(n=left, offset=page.offset + len(page)), style="dim", markup=False)


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar with the time left while the block runs, where there is a terminal to show it on."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("starting …"), total=None)

        def on_progress(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=progress.file[-60:])

        yield on_progress


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
