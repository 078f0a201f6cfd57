"""Small libraries made without files and workers, so that a test costs milliseconds."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from minerva.library.passage_vectors import use_encoder
from minerva.library.writing import writing
from minerva.read.files import Source
from minerva.read.text import read_pages
from minerva.records import Report
from minerva.settings import PassageSettings
from minerva.understand.indicators import indicators_of
from minerva.understand.passages import cut_passages
from minerva.understand.prepare import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library

FILLER = "Arbetet fortsätter enligt plan och redovisas för nämnden vid varje sammanträde under hela året. " * 6


SENSES = (
    ("hemlöshet", "hemlösa", "hemlöshetskartläggning", "bostad", "bostäder", "vräkningar", "husrum"),
    ("våld", "våldsutsatta", "misshandel"),
    ("ekonomi", "överskott", "kostnader", "pengar"),
    ("missbruk", "öppenvården", "beroende"),
    ("personal", "sjukfrånvaron", "socialsekreterare", "medarbetare"),
)
"""Words that the tiny model holds for near in meaning; it knows no others."""


def make_static_model(folder: Path, *, dimensions: int = 32, seed: int = 0) -> Path:
    """Write a tiny model, as sentence-transformers does, to *folder*; what it knows are the words of :data:`SENSES`."""
    chance = np.random.default_rng(seed)
    words = [word for sense in SENSES for word in sense]
    rows = [chance.normal(size=dimensions) + 0.3 * chance.normal(size=(len(sense), dimensions)) for sense in SENSES]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(["[UNK]", *words])}, "[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    part = folder / "0_StaticEmbedding"
    part.mkdir(parents=True)
    tokenizer.save(str(part / "tokenizer.json"))
    weights = np.concatenate([np.full((1, dimensions), 1e-3), *rows]).astype(np.float32)
    save_file({"embedding.weight": weights}, part / "model.safetensors")
    kinds = ("StaticEmbedding", "Normalize")
    parts = [
        {"idx": n, "name": str(n), "path": f"{n}_{kind}", "type": f"sentence_transformers.models.{kind}"}
        for n, kind in enumerate(kinds)
    ]
    (folder / "modules.json").write_text(json.dumps(parts), encoding="utf-8")
    return folder


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


def encode_all(library: Library, folder: Path) -> None:
    """Let *library* use a tiny model, which is written to *folder*."""
    use_encoder(library, make_static_model(folder))


def put_indicators(library: Library) -> list[Report]:
    """Store two reports of two municipalities with the same indicators, and a third of the year before."""
    head = "# Mål 1. Alla har ett hem\n\nIndikator\tUtfall {before}\tUtfall {year}\tMål {year}\tStatus\n"
    rows = (
        "Hemlösa familjer\t12\t{n}\thögst 10\tDelvis\n=Sjukfrånvaro\t7,9 %\t8,{n} %\thögst 7,5 %\tNej\n"
        "Rutin för vräkning\tnej\tja\tja\tJa\n\n"
    )
    return [
        put_text(
            library,
            f"{municipality.casefold()}-{year}.txt",
            (head + rows).format(before=year - 1, year=year, n=n) + FILLER,
            municipality=municipality, municipality_code=code, county=county, board="socialnämnden",
            kind="årsredovisning", year=year,
        )
        for municipality, code, county, year, n in (
            ("Malmö", "1280", "Skåne län", 2021, 9),
            ("Malmö", "1280", "Skåne län", 2022, 11),
            ("Umeå", "2480", "Västerbottens län", 2022, 4),
        )
    ]  # fmt: skip


_SAID = {
    "Hemlöshet": (
        "Antalet hemlösa familjer i akut hemlöshet minskade",
        "Fler fick en egen bostad med hjälp av hyresvärdar",
        "Vräkningar av barnfamiljer kunde ofta undvikas",
        "Hemlöshetskartläggning visar vem som saknar bostad",
    ),
    "Våld": (
        "Våldsutsatta kvinnor fick skyddat boende",
        "Våld i nära relation upptäcks oftare när alla tillfrågas",
        "Barn som bevittnat misshandel får eget stöd",
        "Den som utövat våld i nära relation erbjuds samtal",
    ),
    "Ekonomi": (
        "Ekonomi i balans kräver lägre kostnader för placeringar",
        "Nämndens överskott beror på vakanser",
        "Kostnader för köpt vård ökade mest",
        "Pengar för nästa år räknas upp med två procent",
    ),
    "Missbruk": (
        "Öppenvården för missbruk tog emot fler",
        "Beroende av alkohol möts med återfallsprevention",
        "Missbruk bland unga vuxna följs tillsammans med regionen",
        "Öppenvården har fått en ny kvällsgrupp",
    ),
}
_JOINTS = ("under våren", "trots allt", "enligt planen", "i stadens norra del", "efter sommaren", "som väntat", "i år")


def put_themes(library: Library, municipalities: Sequence[str] = ("Malmö", "Lund", "Umeå", "Gävle")) -> list[Report]:
    """Store a report of each municipality, with passages on four themes, no two alike."""
    return [_put_themes(library, municipality) for municipality in municipalities]


def _put_themes(library: Library, municipality: str) -> Report:
    chance = random.Random(f"themes {municipality}")
    sections = []
    for theme, said in _SAID.items():
        for number in range(4):
            sentences = [f"{chance.choice(said)} {chance.choice(_JOINTS)} {chance.randint(1, 999)}." for _ in range(8)]
            sections.append(f"# {theme} {number}\n\n{' '.join(sentences)}")
    return put_text(
        library,
        f"{municipality}.txt",
        "\n\n".join(sections),
        municipality=municipality,
        year=2022,
        kind="årsredovisning",
    )


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
