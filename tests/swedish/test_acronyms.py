from pathlib import Path

import pytest

from minerva.errors import SettingsError
from minerva.swedish.acronyms import Meaning, explained, glossary, key, read_glossary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stödet vid våld i nära relationer (VINR) ökade.", Meaning("VINR", "våld i nära relationer")),
        ("Enheten arbetar med VINR (våld i nära relationer).", Meaning("VINR", "våld i nära relationer")),
        (
            "Gruppen SSPF (skola, socialtjänst, polis, fritid) möts.",
            Meaning("SSPF", "skola, socialtjänst, polis, fritid"),
        ),
        ("Enligt socialtjänstlagen (SoL) gäller det.", Meaning("SoL", "socialtjänstlagen")),
        ("Vi skrev elva samordnade individuella planer (SIP).", Meaning("SIP", "samordnade individuella planer")),
    ],
)
def test_explained_acronyms(text: str, expected: Meaning) -> None:
    """A text explains an acronym in brackets behind what it stands for, or before it."""
    assert explained(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden (se bilaga 2) beslutade.",
        "Enligt förordningen (EU) 2016/679 gäller annat.",
        "Kostnaden ökade med fyra procent (KPI).",
        "Avdelningen (HVB) stängde.",
    ],
)
def test_brackets_that_explain_nothing(text: str) -> None:
    """What stands in brackets is no acronym of the words before unless its letters stand in them in order."""
    assert not explained(text)


def test_glossary_is_clean() -> None:
    """The built-in glossary says each meaning once, and every meaning has words to look for."""
    known = [(one.acronym, key(one.meaning)) for one in glossary()]
    assert len(known) == len(set(known)) >= 120
    assert all(stems for _acronym, stems in known)


def test_glossary_has_the_field() -> None:
    """The acronyms that every report on social services uses are known without being explained."""
    field = "EKB HVB SIP LVM LVU SoL LSS IFO BBIC IVO JO NKI HME SKR AME SFI ANDT KBT MI IPS VINR".casefold().split()
    assert set(field) <= {one.acronym.casefold() for one in glossary()}


def test_acronyms_of_real_reports(shared: Path) -> None:
    """What real reports explain is found in both orders, and figures in brackets are not."""
    found = [one for file in (shared / "reports").glob("*.txt") for one in explained(file.read_text(encoding="utf-8"))]
    acronyms = {one.acronym for one in found}
    assert {"AME", "HME", "IBIC", "ISIP", "IVO", "MI", "NKI", "SGI", "SIP", "SKL", "SSPF", "VINR", "ÖPT"} <= acronyms
    assert not {"SF", "TSF", "R-12"} & acronyms


def test_inflection_of_a_meaning_does_not_matter() -> None:
    """A meaning is found in the singular and the plural alike."""
    assert key("våld i nära relationer") == key("Våld i nära relation")


def test_own_glossary(tmp_path: Path) -> None:
    """A library's own glossary is a file with the columns acronym and meaning, and none is none."""
    file = tmp_path / "acronyms.csv"
    assert read_glossary(file) == ()
    file.write_text("acronym,meaning\nKOB,kontaktombud för boende\n", encoding="utf-8")
    assert read_glossary(file) == (Meaning("KOB", "kontaktombud för boende"),)


@pytest.mark.parametrize("content", [b"ord;betydelse\nKOB;kontaktombud\n", b"acronym,meaning\nK\xf6B,x\n"])
def test_own_glossary_that_cannot_be_used(tmp_path: Path, content: bytes) -> None:
    """A glossary without its columns, or of another encoding, is refused with what to do."""
    file = tmp_path / "acronyms.csv"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="whose first line is"):
        read_glossary(file)
