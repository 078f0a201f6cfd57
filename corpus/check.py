#!/usr/bin/env python3
"""
Check the truth against the sources: ``python corpus/check.py``.

Exit 1 with one line for each thing that does not hold: marks that are missing or unknown, paragraphs whose change
since the year before is not what their mark says, sums and assessments that do not follow from their tables, snippets
and judged passages that occur nowhere, files that were not built from the sources as they are now.
"""

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from forms.indicators import Row, indicator_rows
from forms.judgments import completeness_faults, count_ids, query_faults, read_lines, repeated_faults
from forms.source import Block, Source, blocks, read_source
from forms.truth import carries_themes, made_from, most_alike, paragraph_texts, truths

CORPUS = Path(__file__).parent
THEMES = frozenset(
    "hemlöshet, våld i nära relation, ensamkommande, missbruk och beroende, spelberoende, ekonomiskt bistånd, "
    "placerade barns skolgång, familjehem, orosanmälningar, kompetensförsörjning, sjukfrånvaro, "
    "digitalisering och e-tjänster, brukarinflytande, budget- och skuldrådgivning, hedersrelaterat våld, "
    "serveringstillstånd, matsvinn och miljö".split(", ")
)
FUNCTIONS = frozenset("mål resultat nuläge analys åtgärd utmaning plan brukarröst".split())
MOST_FUNCTIONS = 2
TABLES = frozenset({"indikatorer", "budget"})
# From this likeness up, paragraphs of two years are one that was changed. Measured on the first four reports: of those
# written as changes the least alike has .64, of those written anew the most alike has .52 (a summary full of figures).
CHANGED = 0.58
_FIGURE = re.compile(r"[−-]?\d[\d ]*(?:,\d+)?$")
_SUMS = ("Summa", "Totalt")


def main() -> int:
    """Print what does not hold; 1 if there is anything."""
    sources = {path.stem: read_source(path) for path in sorted(CORPUS.glob("source/*.md"))}
    faults = [fault for source in sources.values() for fault in source_faults(source)]
    for earlier, later in pairwise(sorted(sources.values(), key=lambda it: (it.meta["municipality"], it.meta["year"]))):
        if earlier.meta["municipality"] == later.meta["municipality"]:
            faults += change_faults(earlier, later)
    queries = read_lines("queries")
    faults += [fault for query in queries for fault in query_faults(query, sources)]
    faults += [f"{name}: {count} queries with this id" for name, count in count_ids(queries).items() if count > 1]
    faults += [*completeness_faults(read_lines("completeness"), sources)]
    faults += [*repeated_faults(read_lines("functions-again"), sources)]
    faults += [*manifest_faults(sources), *built_faults(sources)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    rows = sum(1 for source in sources.values() for _ in indicator_rows(source))
    sys.stdout.write(f"{len(sources)} sources, {rows} rows, {len(queries)} queries, {len(faults)} faults\n")
    return int(bool(faults))


def source_faults(source: Source) -> Iterator[str]:
    """Everything that one source tells of itself and that does not hold."""
    yield from mark_faults(source)
    for block in blocks(source):
        if block.kind == "table":
            yield from (f"{source.stem}: {fault}" for fault in table_faults(block))
    for row in indicator_rows(source):
        yield from (f"{source.stem}: {fault}" for fault in row_faults(row))


def mark_faults(source: Source) -> Iterator[str]:
    """Paragraphs without themes or functions, themes and functions that nobody knows, tables of no kind."""
    for block in filter(carries_themes, blocks(source)):
        if "tema" not in block.marks:
            yield f"{source.stem}: no <!-- tema: --> before '{block.text[:50]}'"
        for theme in set(block.themes) - THEMES:
            yield f"{source.stem}: unknown theme '{theme}'; one of {', '.join(sorted(THEMES))}"
        yield from (f"{source.stem}: {fault} before '{block.text[:50]}'" for fault in function_faults(block))
    for block in blocks(source):
        if block.kind == "table" and block.marks.get("tabell") not in TABLES:
            yield f"{source.stem}: no <!-- tabell: --> of {', '.join(sorted(TABLES))} before '{block.text[:50]}'"


def function_faults(block: Block) -> Iterator[str]:
    """Name what is wrong with the functions of a paragraph or list: none told, one unknown, too many, one twice."""
    if "funktion" not in block.marks:
        yield "no <!-- funktion: -->"
    for function in set(block.functions) - FUNCTIONS:
        yield f"unknown function '{function}', not of {', '.join(sorted(FUNCTIONS))},"
    if len(block.functions) > MOST_FUNCTIONS or len(set(block.functions)) < len(block.functions):
        yield f"functions '{', '.join(block.functions)}', not at most {MOST_FUNCTIONS} and each once,"


def table_faults(block: Block) -> Iterator[str]:
    """Name sums that are not those of the rows above, and deviations that are not budget less outcome."""
    heads, *rows = block.rows
    if rows[-1][0].startswith(_SUMS):
        for head, *column in zip(*block.rows, strict=True):
            if all(map(_FIGURE.match, column)) and sum(map(number, column[:-1])) != number(column[-1]):
                yield f"column '{head}' sums to {sum(map(number, column[:-1]))}, not {column[-1]}"
    outcome = outcome_column(heads)
    for row in rows if outcome else ():
        budget = next(at for at, head in enumerate(heads) if head.startswith("Budget"))
        if number(row[budget]) - number(row[outcome]) != number(row[heads.index("Avvikelse")]):
            yield f"deviation of '{row[0]}' is not {row[budget]} less {row[outcome]}"


def outcome_column(heads: tuple[str, ...]) -> int:
    """Find the column whose distance from the budget a budget table tells: the forecast or the same year's outcome."""
    budgets = [head for head in heads if head.startswith("Budget ")]
    if "Avvikelse" not in heads or not budgets:
        return 0
    year = budgets[0].removeprefix("Budget ")
    wanted = (f"Prognos {year}", f"Utfall {year}", f"Bokslut {year}")
    return next(heads.index(head) for head in wanted if head in heads)


def row_faults(row: Row) -> Iterator[str]:
    """Assessments that contradict target and outcome; 'ca' is for the report to judge."""
    target, outcome = row["target"], row["outcome"]
    if not (row["status"] and target and outcome) or target["comparator"] == "ca":
        return
    if target["number"] is None:
        reached = target["text"] == outcome["text"]
    elif target["comparator"] == "minst":
        reached = outcome["number"] >= target["number"]
    elif target["comparator"] == "högst":
        reached = outcome["number"] <= target["number"]
    else:
        reached = outcome["number"] == target["number"]
    if reached != (row["status"] == "uppnått"):
        yield f"'{row['indicator']}' is {row['status']} with {outcome['text']} of {target['text']}"


def change_faults(earlier: Source, later: Source) -> Iterator[str]:
    """Paragraphs of *later* whose mark ``år`` does not say how they differ from *earlier*."""
    before = paragraph_texts(earlier)
    for block in filter(carries_themes, blocks(later)):
        likeness, _ = most_alike(block.text, before)
        change = "oförändrat" if block.text in before else "ändrat" if likeness >= CHANGED else "nytt"
        if block.marks.get("år") != change:
            yield f"{later.stem}: år '{block.marks.get('år')}' but {change} ({likeness:.2f}): '{block.text[:50]}'"


def manifest_faults(sources: dict[str, Source]) -> Iterator[str]:
    """Files that the manifest lacks or has too many, and identities that are not those of the front matter."""
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["file"]: row for row in csv.DictReader(lines)}
    meant = {file: source for source in sources.values() for file in source.files}
    lying = {
        path.relative_to(CORPUS).as_posix() for folder in ("reports", "scanned") for path in CORPUS.glob(f"{folder}/*")
    }
    for file in sorted(meant.keys() ^ rows.keys() | meant.keys() ^ lying):
        yield f"{file}: in only some of the sources, the manifest and the folders; run 'make corpus'"
    for file in meant.keys() & rows.keys():
        for key, told in rows[file].items():
            if key in meant[file].meta and told != meant[file].meta[key]:
                yield f"manifest: {key} of {file} is '{told}', not '{meant[file].meta[key]}'"


def built_faults(sources: dict[str, Source]) -> Iterator[str]:
    """Built files and truth that come from other sources than those that lie there now."""
    built = json.loads((CORPUS / "truth" / "built.json").read_text(encoding="utf-8"))
    for source in sources.values():
        made = made_from(source, (CORPUS / "source" / f"{source.stem}.md").read_text(encoding="utf-8"))
        for file in source.files:
            path = CORPUS / file
            now = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None
            if built.get(file) != {"made_from": made, "sha256": now}:
                yield f"{file}: not built from {source.stem}.md as it is now; run 'make corpus'"
    for name, text in truths(sources.values()).items():
        path = CORPUS / "truth" / f"{name}.json"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield f"truth/{name}.json: not what {name}.md says now; run 'make corpus'"


def number(figure: str) -> Decimal:
    """Read a figure as it is printed, "−1 318,5"."""
    return Decimal(figure.replace(" ", "").replace("−", "-").replace(",", "."))


if __name__ == "__main__":
    sys.exit(main())
