"""The first look at a PDF: what can be read, and what a user is told of the rest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from minerva.errors import UnreadableFile
from minerva.read.pdf import read_pdf
from minerva.read.pdf_file import look
from minerva.settings import Ocr, ReadSettings

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
SENTENCE = "Staden har byggt tre nya broar under hela det gångna året."
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = b"0123456789abcdef"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")


def rc4(key: bytes, data: bytes) -> bytes:
    """Encrypt as PDF 1.2 does."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def padded(password: str) -> bytes:
    """Pad a password to 32 bytes, as algorithm 2 of ISO 32000-1 does."""
    return (password.encode() + PADDING)[:32]


def md5(data: bytes) -> bytes:
    """Hash as the PDF standard asks."""
    return hashlib.md5(data, usedforsecurity=False).digest()


def pdf_bytes(pages: list[str | None], *, title: str = "", user_password: str | None = None) -> bytes:
    """Write a PDF with one line a page by hand; ``None`` gives a page of a drawn square and no text."""
    contents = [
        f"BT /F1 11 Tf 60 700 Td ({text}) Tj ET".encode("cp1252") if text else b"60 100 400 600 re f" for text in pages
    ]
    key = b""
    encryption = b""
    if user_password is not None:
        owner = rc4(md5(padded("ägaren"))[:5], padded(user_password))
        key = md5(padded(user_password) + owner + (-44).to_bytes(4, "little", signed=True) + FILE_ID)[:5]
        encryption = b"<</Filter/Standard/V 1/R 2/P -44/O<%s>/U<%s>>>" % (
            owner.hex().encode(),
            rc4(key, PADDING).hex().encode(),
        )
    return serialised(contents, title=title, key=key, encryption=encryption)


def serialised(contents: list[bytes], *, title: str, key: bytes, encryption: bytes) -> bytes:
    """Write the objects of a PDF, its cross-reference table and its trailer."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)>>" % encrypted(key, 4, title.encode("latin-1")),
        encryption or b"null",
    ]
    for number, content in enumerate(contents):
        stream = encrypted(key, 7 + 2 * number, content)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * number),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    secret = b"/Encrypt 5 0 R/ID[<%s><%s>]" % (FILE_ID.hex().encode(), FILE_ID.hex().encode()) if encryption else b""
    out += b"trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>\n" % (len(objects) + 1, secret)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def encrypted(key: bytes, number: int, data: bytes) -> bytes:
    """Encrypt what object *number* holds; without a key, leave it."""
    return rc4(md5(key + number.to_bytes(3, "little") + b"\0\0")[: len(key) + 5], data) if key else data


def written(folder: Path, data: bytes) -> Path:
    """Put *data* into a file."""
    path = folder / "rapport.pdf"
    path.write_bytes(data)
    return path


def refusal(path: Path, settings: ReadSettings | None = None) -> UnreadableFile:
    """Return the error with which a file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(path, settings or ReadSettings(ocr=Ocr.NEVER))
    assert caught.value.reason.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    """The text of a plain PDF comes out as printed, with its pages."""
    document = read_pdf(written(tmp_path, pdf_bytes([SENTENCE, SENTENCE])), ReadSettings())
    assert document.text == f"{SENTENCE}\n\n{SENTENCE}"
    assert [document.text[start:end].strip() for start, end in document.pages] == [SENTENCE, SENTENCE]
    assert document.warnings == ()


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A file that is no PDF is refused, saying so."""
    assert "no PDF" in refusal(written(tmp_path, b"PK\x03\x04 ett kalkylblad")).reason


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_cut_off_file_is_refused(tmp_path: Path, share: float) -> None:
    """A file that ends too early is refused as damaged rather than read in part."""
    data = pdf_bytes([SENTENCE] * 20)
    error = refusal(written(tmp_path, data[: int(len(data) * share)]))
    assert "damaged" in error.reason
    assert "Fetch it again" in error.remedy


def test_noise_within_is_refused(tmp_path: Path) -> None:
    """A file whose objects are overwritten is refused as damaged."""
    data = pdf_bytes([SENTENCE])
    noise = data[:20] + bytes(len(data) - 60) + data[-40:]
    assert "damaged" in refusal(written(tmp_path, noise)).reason


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    """A file that asks for a password is refused with the advice to save it without."""
    error = refusal(written(tmp_path, pdf_bytes([SENTENCE], user_password="bro" * 3)))
    assert "password" in error.reason
    assert "without a password" in error.remedy


def test_a_file_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    """A file that opens without a password is read, whatever it permits."""
    path = written(tmp_path, pdf_bytes([SENTENCE], title="Broar", user_password=""))
    document = read_pdf(path, ReadSettings())
    assert (document.text, document.title) == (SENTENCE, "Broar")


def test_a_long_file_is_refused(tmp_path: Path) -> None:
    """A file with more pages than the settings allow is refused, naming both numbers."""
    error = refusal(written(tmp_path, pdf_bytes([SENTENCE] * 3)), ReadSettings(max_pages=2))
    assert "3" in error.reason
    assert "2" in error.reason
    assert "max_pages" in error.remedy


def test_a_file_of_pictures_is_refused(tmp_path: Path) -> None:
    """A file without any text is refused with the option that lets it be recognised."""
    error = refusal(written(tmp_path, pdf_bytes([None, None])))
    assert "text layer" in error.reason
    assert "--ocr auto" in error.remedy


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("Brobokslut 2019", "Brobokslut 2019"),
        ("Microsoft Word - broar 2019.docx", None),
        ("broar_slutversion.pdf", None),
        ("Untitled", None),
        ("", None),
        ("2019-04-01", None),
    ],
)
def test_a_title_is_taken_only_if_it_is_one(tmp_path: Path, declared: str, title: str | None) -> None:
    """The title that a file declares counts unless a program left it there."""
    assert look(written(tmp_path, pdf_bytes([SENTENCE], title=declared)), ReadSettings()).title == title


def test_drawn_letters_are_no_text_layer() -> None:
    """A real file whose letters are drawn as curves is refused with the advice to recognise its text."""
    path = DOCUMENTS / "vard-och-omsorgsnamnden_2026-05-18_handlingsplan-pa-och-stod.pdf"
    if not path.exists():
        pytest.skip("the shared documents are not here")
    assert "--ocr auto" in refusal(path).remedy


def test_a_damaged_page_is_left_out_with_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page on which the layout reader fails is named in a warning, and the other pages are read."""
    from pdfminer.pdfinterp import PDFPageInterpreter

    process = PDFPageInterpreter.process_page
    seen: list[int] = []

    def fail_on_second(self: PDFPageInterpreter, page: object) -> None:
        seen.append(1)
        if len(seen) == 2:
            raise KeyError("Font")
        process(self, page)

    monkeypatch.setattr(PDFPageInterpreter, "process_page", fail_on_second)
    document = read_pdf(written(tmp_path, pdf_bytes([SENTENCE] * 3)), ReadSettings(ocr=Ocr.NEVER))
    assert document.text == f"{SENTENCE}\n\n{SENTENCE}"
    assert "Damaged or overfull, and left out: page 2." in document.warnings
    assert len(document.pages) == 3
