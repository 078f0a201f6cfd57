#!/usr/bin/env python3
"""
Build the example reports from their sources: ``python corpus/build.py [NAME...]``.

Two runs give the same bytes. Without names every source is built; the manifest and the truth are always written whole.
"""

import csv
import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).parent
COLUMNS = (
    "file",
    "municipality",
    "municipality_code",
    "county",
    "group",
    "board",
    "kind",
    "year",
    "period",
    "title",
    "url",
)
# 2024-01-01: fontTools stamps the fonts it cuts with the time of day unless it is told another.
os.environ["SOURCE_DATE_EPOCH"] = "1704067200"

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it doubts the age of Carlito

from forms.pdf import write_pdf  # noqa: E402  # reads SOURCE_DATE_EPOCH
from forms.plain import write_md, write_txt  # noqa: E402
from forms.scan import write_scanned  # noqa: E402
from forms.source import Source, SourceError, read_source  # noqa: E402
from forms.truth import made_from, truths  # noqa: E402
from forms.web import write_html  # noqa: E402
from forms.word import write_docx  # noqa: E402

WRITERS: dict[str, Callable[[Source, Path], None]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": write_html,
    "md": write_md,
    "txt": write_txt,
}


def build(source: Source) -> Path:
    """
    Build one report and say where it lies.

    Raises
    ------
    SourceError
        If no writer knows the form that the source asks for.
    """
    form = source.meta["form"]
    if form not in WRITERS:
        raise SourceError(f"{source.stem}: form '{form}' cannot be built; write one of {', '.join(WRITERS)}")
    path = CORPUS / source.file
    path.parent.mkdir(exist_ok=True)
    WRITERS[form](source, path)
    if source.scanned_file:
        scanned = CORPUS / source.scanned_file
        scanned.parent.mkdir(exist_ok=True)
        write_scanned(path, scanned)
    return path


def write_manifest(sources: list[Source]) -> None:
    """Write ``manifest.csv``: one row a built file, from the front matter."""
    with (CORPUS / "manifest.csv").open("w", encoding="utf-8", newline="") as out:
        manifest = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="", lineterminator="\n")
        manifest.writeheader()
        manifest.writerows(source.meta | {"file": file} for source in sources for file in source.files)


def write_truth(sources: list[Source]) -> None:
    """Write ``truth/NAME.json`` for every report."""
    for name, text in truths(sources).items():
        (CORPUS / "truth" / f"{name}.json").write_text(text, encoding="utf-8")


def write_built(sources: list[Source]) -> None:
    """Note in ``truth/built.json`` what *sources* were built from and what came of it."""
    path = CORPUS / "truth" / "built.json"
    built = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for source in sources:
        fingerprint = made_from(source, (CORPUS / "source" / f"{source.stem}.md").read_text(encoding="utf-8"))
        for file in source.files:
            built[file] = {"made_from": fingerprint, "sha256": hashlib.sha256((CORPUS / file).read_bytes()).hexdigest()}
    path.write_text(json.dumps(dict(sorted(built.items())), indent=1) + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Build the sources called *names*, or all of them."""
    sources = [read_source(path) for path in sorted(CORPUS.glob("source/*.md"))]
    wanted = [source for source in sources if not names or source.stem in names]
    for source in wanted:
        sys.stdout.write(f"{build(source)}\n")
    write_manifest(sources)
    write_truth(sources)
    write_built(wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
