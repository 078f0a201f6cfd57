"""Small libraries made without files and workers, so that a test costs milliseconds."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minerva.library.writing import writing
from minerva.read.files import Source
from minerva.read.text import read_pages
from minerva.records import Report
from minerva.settings import PassageSettings
from minerva.understand.indicators import indicators_of
from minerva.understand.passages import cut_passages
from minerva.understand.prepare import Prepared

if TYPE_CHECKING:
    from minerva.library.store import Library

FILLER = "Arbetet fortsätter enligt plan och redovisas för nämnden vid varje sammanträde under hela året. " * 6


def put_text(library: Library, name: str, text: str, **identity: Any) -> Report:  # noqa: ANN401 - fields of Report
    """Store *text* as the report *name*; form feeds end pages."""
    document = read_pages(text.split("\f"), [])
    digest = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
    passages = tuple(cut_passages(document, digest[:16], PassageSettings()))
    given = {"title": name, "words": len(text.split()), "pages": len(document.pages) or None} | identity
    report = Report(id=digest[:16], file=name, sha256=digest, passages=len(passages), **given)
    with writing(library) as writer:
        found = tuple(indicators_of(document, report.id, report.year, report.municipality))
        writer.put(Prepared(report, document, passages, found), Source(Path("/nowhere") / name, name), "None")
    return report


def put_examples(library: Library) -> list[Report]:
    """Store four short reports of three municipalities, two of them in the same year."""
    return [
        put_text(
            library,
            "malmo-2021.txt",
            f"# Hemlöshet\n\nAntalet hemlösa familjer minskade när kommunen började med bostad först. {FILLER}\n\n"
            f"# Ekonomi\n\nNämnden redovisar ett överskott på 4,2 mnkr efter lägre kostnader för placeringar. {FILLER}",
            municipality="Malmö", municipality_code="1280", county="Skåne län", group="Storstäder",
            board="socialnämnden", kind="årsredovisning", year=2021,
        ),
        put_text(
            library,
            "lund-2022.txt",
            f"# Våld i nära relation\n\nStödet till våldsutsatta kvinnor och deras barn byggdes ut. {FILLER}\n\n"
            f"# Bostäder\n\nEn hemlöshetskartläggning gjordes, och vräkningar av hemlösa följdes upp. {FILLER}",
            municipality="Lund", municipality_code="1281", county="Skåne län", group="Större städer",
            board="socialnämnden", kind="verksamhetsberättelse", year=2022,
        ),
        put_text(
            library,
            "umea-2022.txt",
            f"# Personal\n\nSjukfrånvaron sjönk, och fler socialsekreterare stannade kvar. {FILLER}\n\n"
            f"# Missbruk\n\nÖppenvården för personer med missbruk fick fler platser för hemlösa. {FILLER}",
            municipality="Umeå", municipality_code="2480", county="Västerbottens län", group="Större städer",
            board="individ- och familjenämnden", kind="delårsrapport", year=2022,
        ),
        put_text(library, "okand.txt", f"# Bilaga\n\nHemlösa nämns även här, utan att någon kommun nämns. {FILLER}"),
    ]  # fmt: skip
