"""The objects of a PDF as Python values: taken out of a sound file, changed at will, written back."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Object: TypeAlias = Any
"""A number, ``bytes`` (a string), ``str`` (a name), list, dict, :class:`Ref`, :class:`Raw`, :class:`Stream` or None."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the object of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Raw:
    """What is written as it stands, whether or not it is PDF."""

    written: bytes


@dataclass(slots=True)
class Stream:
    """A stream; its data is written as it is, and its length truly unless *attributes* say another."""

    attributes: dict[str, Object]
    data: bytes


@dataclass(slots=True)
class Pdf:
    """The objects of a file by number, and its trailer; *offsets* overrides what the cross-reference table says."""

    objects: dict[int, Object]
    trailer: dict[str, Object]
    offsets: dict[int, int] = field(default_factory=dict)
    ending: bytes | None = None

    def add(self, value: Object) -> Ref:
        """Give *value* the next free number."""
        number = max(self.objects, default=0) + 1
        self.objects[number] = value
        return Ref(number)


def load(data: bytes) -> Pdf:
    """Take the objects out of a sound file, with what fills its streams decoded."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - importing pdfminer takes 0.07 s
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    numbers = sorted({number for table in document.xrefs for number in table.get_objids()})
    objects = {number: _plain(document.getobj(number)) for number in numbers if number}
    kept = {name: value for name, value in objects.items() if not _is_packing(value)}
    trailer = {name: _plain(value) for name, value in document.xrefs[0].get_trailer().items()}
    return Pdf(kept, {name: trailer[name] for name in ("Root", "Info") if name in trailer})


def dump(pdf: Pdf) -> bytes:
    """Write the file, with its cross-reference table and its trailer."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, value in pdf.objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written(value))
    offsets |= pdf.offsets
    start = len(out)
    size = max(pdf.objects, default=0) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
        for number in range(1, size)
    )
    out += b"trailer\n%s\n" % written({"Size": size, **pdf.trailer})
    return bytes(out + (pdf.ending if pdf.ending is not None else b"startxref\n%d\n%%%%EOF\n" % start))


def written(value: Object) -> bytes:  # noqa: PLR0911 - one return a kind of object
    """Return *value* as PDF writes it."""
    if isinstance(value, Raw):
        return value.written
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | float):
        return str(value).encode()
    if isinstance(value, bytes):
        return b"<%s>" % value.hex().encode()
    if isinstance(value, str):
        return b"/" + b"".join(
            b"%c" % byte if byte > 0x20 and byte < 0x7F and byte not in b"#/()<>[]{}%" else b"#%02x" % byte
            for byte in value.encode()
        )
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, list):
        return b"[%s]" % b" ".join(map(written, value))
    if isinstance(value, Stream):
        attributes = {"Length": len(value.data), **value.attributes}
        return b"%s\nstream\n%s\nendstream" % (written(attributes), value.data)
    pairs = (b"%s %s" % (written(name), written(item)) for name, item in value.items())
    return b"<<%s>>" % b"\n".join(pairs)


def _plain(value: Object) -> Object:  # noqa: PLR0911 - as above
    from pdfminer.pdftypes import PDFObjRef, PDFStream  # noqa: PLC0415 - as above
    from pdfminer.psparser import PSKeyword, PSLiteral  # noqa: PLC0415

    if isinstance(value, PDFStream):
        attributes = {name: _plain(item) for name, item in value.attrs.items() if name != "Length"}
        if {str(name) for name, _parameters in value.get_filters()} <= {"/'FlateDecode'"}:
            attributes = {name: item for name, item in attributes.items() if name not in {"Filter", "DecodeParms"}}
            return Stream(attributes, value.get_data())
        return Stream(attributes, value.get_rawdata())
    if isinstance(value, PDFObjRef):
        return Ref(value.objid)
    if isinstance(value, PSLiteral):
        return value.name if isinstance(value.name, str) else value.name.decode("latin-1")
    if isinstance(value, PSKeyword):
        return Raw(value.name)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _is_packing(value: Object) -> bool:
    """Tell the streams that pack other objects, which are written one by one."""
    return isinstance(value, Stream) and value.attributes.get("Type") in {"ObjStm", "XRef"}
