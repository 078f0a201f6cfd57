from __future__ import annotations

from minerva.encoding.passages import passage_inputs
from minerva.read.text import read_pages
from minerva.settings import PassageSettings
from minerva.understand.passages import cut_passages

FILLER = "Arbetet fortsätter enligt plan och redovisas för nämnden vid varje sammanträde under hela året. " * 9


def _inputs(text: str) -> list[str]:
    document = read_pages([text], [])
    return passage_inputs(list(cut_passages(document, "0" * 16, PassageSettings())), document.text)


def test_acronyms_are_written_out() -> None:
    """What the report explains in one passage is part of the input of another that has only the acronym."""
    first, second = _inputs(
        f"# Om oss\n\nVi driver Träffpunkten för seniorer (TFS) i centrum. {FILLER}\n\n"
        f"# Året\n\nTFS hade öppet hela sommaren. {FILLER}"
    )
    assert first.count("Träffpunkten för seniorer") == 1
    assert second.endswith(" Träffpunkten för seniorer")


def test_glossary_of_the_field() -> None:
    """An acronym of the field is written out, one in small letters is not, nor is one that has several meanings."""
    (text,) = _inputs(f"Vi gjorde fler SIP under året. {FILLER}")
    assert text.endswith("individuell plan")
    (text,) = _inputs(f"Hon tog en sip av teet. {FILLER}")
    assert "individuell" not in text


def test_heads_of_divided_tables() -> None:
    """A table's later part is encoded with the heads of its columns."""
    rows = "\n".join(f"Antal hushåll i område {number}\t{number}\t{number + 1}" for number in range(80))
    inputs = _inputs(f"Mått\tUtfall 2021\tUtfall 2022\n{rows}")
    assert len(inputs) > 1
    assert all(text.startswith("Mått") for text in inputs)
