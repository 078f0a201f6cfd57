"""
How well the example reports were read, beside their truth.

``python -m benchmarks.structure`` prints a row a report: of each kind of thing, how much is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.places import ROOT
from minerva.evaluate.reading import Reading, measure_reading, printed_pages, together
from minerva.evaluate.structure import Share, read_truth
from minerva.read.files import read_file
from minerva.settings import Settings
from minerva.understand.passages import cut_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = ROOT / "corpus"
SHARES = ("headings", "paragraphs", "items", "captions", "notes", "joined", "hyphens", "compared")


def measure() -> Iterator[Figure]:
    """Read the built PDFs and compare them with their truth."""
    readings = [reading for name, reading in read_reports() if name.endswith(".pdf")]
    total = together(readings)
    beside = f"{len(readings)} reports"
    yield Figure("headings of built PDFs, F1", total.headings.f1, "", at_least=0.95, beside=beside)
    yield Figure("reading order, least Kendall tau", total.order, "", at_least=0.98)
    yield Figure("furniture within passages", len(total.leaks), "lines", at_most=0)
    yield Figure("hyphens mended, precision", total.hyphens.precision, "", at_least=0.99)
    broken = f"{total.hyphens.expected} words"
    yield Figure("hyphens mended, recall", total.hyphens.recall, "", at_least=0.99, beside=broken)


def read_reports() -> Iterator[tuple[str, Reading]]:
    """Read every example report and compare it with its truth; yield its file's name with what was measured."""
    settings = Settings()
    for path in sorted((CORPUS / "reports").iterdir()):
        document = read_file(path, settings.read)
        passages = cut_passages(document, "", settings.passages)
        pages = printed_pages(path) if path.suffix == ".pdf" else []
        yield path.name, measure_reading(document, passages, read_truth(CORPUS / "truth" / f"{path.stem}.json"), pages)


def main() -> None:
    """Print a row a report."""
    print(f"{'right of expected (found)':22}" + "".join(f"{name:>14}" for name in SHARES) + f"{'tau':>8}{'leaks':>7}")
    readings = []
    for name, reading in read_reports():
        print(_row(name, reading), flush=True)
        readings.append(reading)
    print(_row("all", together(readings)))


def _row(name: str, reading: Reading) -> str:
    shares = "".join(f"{_shown(getattr(reading, share)):>14}" for share in SHARES)
    return f"{name:25}{shares}{reading.order:8.3f}{len(reading.leaks):7}"


def _shown(share: Share) -> str:
    found = f" ({share.found})" if share.found != share.expected else ""
    return f"{share.right}/{share.expected}{found}"


if __name__ == "__main__":
    main()
