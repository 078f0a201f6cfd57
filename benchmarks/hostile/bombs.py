"""PDF files built to take more time, memory or depth than a reader has."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.hostile.objects import Pdf, Raw, Ref, Stream, dump

if TYPE_CHECKING:
    import random

    from benchmarks.hostile.objects import Object

_A4 = [0, 0, 595, 842]
_SENTENCE = b"(Staden byggde tre nya broar och tvenne torg.) Tj "
_CATALOG, _PAGES, _PAGE, _CONTENT, _FONT = range(1, 6)


def plain(content: bytes | Stream = b"", *, page: dict[str, Object] | None = None) -> Pdf:
    """Return a sound file of one page with one font and this content."""
    begin = b"BT /F1 11 Tf 60 700 Td " + _SENTENCE + b"ET\n"
    return Pdf(
        {
            _CATALOG: {"Type": "Catalog", "Pages": Ref(_PAGES)},
            _PAGES: {"Type": "Pages", "Kids": [Ref(_PAGE)], "Count": 1},
            _PAGE: {
                "Type": "Page", "Parent": Ref(_PAGES), "MediaBox": _A4, "Contents": Ref(_CONTENT),
                "Resources": {"Font": {"F1": Ref(_FONT)}},
            } | (page or {}),
            _CONTENT: content if isinstance(content, Stream) else Stream({}, begin + content),
            _FONT: {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"},
        },
        {"Root": Ref(_CATALOG)},
    )  # fmt: skip


def flate_bomb(chance: random.Random) -> bytes:
    """Page content of up to 2 GB, packed once or twice."""
    data = _packed(chance.choice((b" ", b"0 ", b"q Q ", b"\0")), chance.choice((50, 300, 2000)))
    if chance.random() < 0.5:
        return dump(plain(Stream({"Filter": ["FlateDecode", "FlateDecode"]}, zlib.compress(data, 9))))
    return dump(plain(Stream({"Filter": "FlateDecode"}, data)))


@lru_cache
def _packed(word: bytes, megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = (word * 1_000_000)[:1_000_000]
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def filter_chain(chance: random.Random) -> bytes:
    """Content under filters that no writer would stack, with hostile parameters."""
    names = ["ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "RunLengthDecode", "FlateDecode", "Crypt", "DCTDecode"]
    chain = chance.choices(names, k=chance.choice((1, 3, 40, 2000)))
    parameters = {"Predictor": chance.choice((2, 10, 15, 99)), "Columns": chance.choice((0, -1, 1, 2**31)),
                  "Colors": chance.choice((0, 4, 2**20)), "BitsPerComponent": chance.choice((0, 8, 2**16))}  # fmt: skip
    data = chance.choice(
        (b"\x81" + b"a" * 9, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", b"616161>", zlib.compress(bytes(99_999)))
    )
    return dump(
        plain(Stream({"Filter": chain, "DecodeParms": [parameters] * len(chain)}, data * chance.choice((1, 1000))))
    )


def deep_nesting(chance: random.Random) -> bytes:
    """Arrays or dictionaries within one another, in an object, the trailer or the page's content."""
    depth = chance.choice((500, 5000, 100_000, 1_000_000))
    nest = chance.choice(
        (b"[" * depth + b"]" * depth, b"<</A" * depth + b" 0" + b">>" * depth, b"[" * depth, b"(" * depth)
    )
    where = chance.randrange(4)
    if where == 0:
        return dump(plain(b"BT " + nest + b" TJ ET " * 3))
    pdf = plain()
    holder = (pdf.trailer, pdf.objects[_PAGE], pdf.objects[_PAGE]["Resources"])[where - 1]
    holder[chance.choice(("Extra", "Info", "Contents", "XObject", "MediaBox"))] = Raw(nest)
    return dump(pdf)


def page_tree(chance: random.Random) -> bytes:
    """Make a page tree that is huge, deep, circular or lies about its size."""
    pdf = plain()
    pages = pdf.objects[_PAGES]
    match chance.randrange(6):
        case 0:
            pages["Kids"] = [Ref(_PAGE)] * chance.choice((300, 4999, 200_000))
            pages["Count"] = len(pages["Kids"])
        case 1:
            pages["Count"] = chance.choice((-5, 0, 10**6, 2**31 - 1, 2**40, 10**30))
        case 2:
            pages["Kids"] = [Ref(_PAGES), Ref(_PAGE)] * chance.choice((1, 40))
        case 3:
            _chain(pdf, chance.choice((50, 1500, 40_000)))
        case 4:
            _doubling(pdf, chance.choice((12, 18, 40)))
        case _:
            pages["Parent"] = Ref(_PAGE)
            pdf.objects[_PAGE]["Kids"] = [Ref(_PAGES)]
    return dump(pdf)


def _chain(pdf: Pdf, length: int) -> None:
    below = Ref(_PAGE)
    for _ in range(length):
        below = pdf.add({"Type": "Pages", "Kids": [below], "Count": 1})
    pdf.objects[_PAGES]["Kids"] = [below]


def _doubling(pdf: Pdf, levels: int) -> None:
    """Let each level name the one below twice: two to the power of *levels* pages."""
    below = Ref(_PAGE)
    for level in range(levels):
        below = pdf.add({"Type": "Pages", "Kids": [below, below], "Count": 2 ** (level + 1)})
    pdf.objects[_PAGES] |= {"Kids": [below], "Count": 2**levels}


def form_bomb(chance: random.Random) -> bytes:
    """Forms that draw one another: twice at each of many levels, in a circle, or in a long chain."""
    levels, twice = chance.choice(((10, 2), (24, 2), (60, 2), (7, 10), (3000, 1), (20_000, 1)))
    pdf = plain(b"/X Do ")
    body = b"BT /F1 9 Tf 9 9 Td (a) Tj ET "
    innermost = Stream(
        {"Type": "XObject", "Subtype": "Form", "BBox": _A4, "Resources": {"Font": {"F1": Ref(_FONT)}}}, body
    )
    below = pdf.add(innermost)
    for _ in range(levels):
        below = pdf.add(
            Stream(
                {"Type": "XObject", "Subtype": "Form", "BBox": _A4, "Resources": {"XObject": {"X": below}}},
                b"/X Do " * twice,
            )
        )
    if chance.random() < 0.3:
        innermost.attributes["Resources"] = {"XObject": {"X": below}}
        innermost.data = b"/X Do " * twice
    pdf.objects[_PAGE]["Resources"]["XObject"] = {"X": below}
    return dump(pdf)


def crowded_page(chance: random.Random) -> bytes:
    """Fill a page with very many glyphs, lines of text, rules or marks."""
    many = chance.choice((3000, 30_000, 300_000))
    kind = chance.randrange(7)
    if kind == 0:
        content = b"BT /F1 9 Tf 50 700 Td " + b"(%s) Tj " % (b"ord " * 250) * (many // 300) + b"ET"
    elif kind == 1:
        at = (b"1 0 0 1 %d %d Tm (x%d) Tj " % (chance.randrange(595), chance.randrange(842), n) for n in range(many))
        content = b"BT /F1 2 Tf " + b"".join(at) + b"ET"
    elif kind == 2:
        rules = (
            b"%d %d %d 1 re f " % (chance.randrange(595), chance.randrange(842), chance.randrange(200))
            for _ in range(many)
        )
        content = b"".join(rules)
    elif kind == 3:
        content = b"BT /F1 9 Tf 50 700 Td " + b"(samma ord) Tj 0 0 Td " * many + b"ET"
    elif kind == 4:
        content = b"BT /F1 9 Tf 50 700 Td [" + b"(a) -900 " * many + b"] TJ ET"
    elif kind == 5:
        content = b"q " * many + b"BT /F1 9 Tf (djup) Tj ET " + b"Q " * many
    else:
        lines = (b"1 0 0 1 50 %.3f Tm (rad med ord %d) Tj " % (800 - 800 * n / many, n) for n in range(many))
        content = b"BT /F1 1 Tf " + b"".join(lines) + b"ET"
    packed = Stream({"Filter": "FlateDecode"}, zlib.compress(content))
    return dump(plain(packed))


def odd_box(chance: random.Random) -> bytes:
    """Make a page whose size, turn or scale no paper has."""
    boxes = (
        [0, 0, 1e9, 1e9], [0, 0, 0, 0], [1e38, 1e38, -1e38, -1e38], [0, 0, 2**63, 1], [5, 5], "A4", [None] * 4,
        Raw(b"[0 0 nan inf]"), [0, 0, 1e-9, 1e-9], [0, 0, 14_400, 14_400],
    )  # fmt: skip
    box = chance.choice(boxes)
    page = {"MediaBox": box, "Rotate": chance.choice((0, 90, 45, -270, 10**12, "X")),
            "UserUnit": chance.choice((1, 0, -1, 1e9)), "CropBox": chance.choice((_A4, box, []))}  # fmt: skip
    matrix = chance.choice((b"", b"1e20 0 0 1e20 0 0 cm ", b"0 0 0 0 0 0 cm ", b"1 9e9 9e9 1 1e30 1e30 cm "))
    size = chance.choice((b"11", b"0", b"-9", b"1e9", b"1e-9"))
    return dump(plain(matrix + b"BT /F1 " + size + b" Tf 60 700 Td " + _SENTENCE * 9 + b"ET ", page=page))


def odd_font(chance: random.Random) -> bytes:
    """Write with a font whose widths, encoding, character map or program is huge, circular or nonsense."""
    pdf = plain(b"BT /F2 11 Tf 60 600 Td <00410042004300440045> Tj (ABC) Tj ET ")
    mapped = pdf.add(Stream({"Type": "CMap", "CMapName": "A"}, b"begincmap " + _map_entries(chance) + b" endcmap end"))
    program = pdf.add(Stream({"Length1": 2**31}, chance.randbytes(3000)))
    descriptor = {
        "Type": "FontDescriptor",
        "FontName": "B",
        "Flags": 4,
        "FontBBox": chance.choice((_A4, [0], "X", [1e38] * 4)),
        chance.choice(("FontFile", "FontFile2", "FontFile3")): program,
    }
    font = chance.choice((_composite_font, _simple_font, _drawn_font))(pdf, chance, mapped, pdf.add(descriptor))
    pdf.objects[_PAGE]["Resources"]["Font"]["F2"] = pdf.add(font)
    return dump(pdf)


def _map_entries(chance: random.Random) -> bytes:
    end = chance.choice((b"FFFF", b"FFFFFFFF", b"00FFFFFFFFFF"))
    entries = (
        b"begincmap /A usecmap " * 500,
        b"1 beginbfrange <0000> <%s> <0041> endbfrange" % end,
        b"1 begincidrange 0 99999999999 1 endcidrange",
        b"1 beginbfrange <00> <ff> [" + b"<0041> " * 100_000 + b"] endbfrange",
        b"1 beginbfchar <0041> <" + b"00" * 50_000 + b"> endbfchar",
        b"1 begincodespacerange <" + b"0" * 9999 + b"> <" + b"f" * 9999 + b"> endcodespacerange",
        b"1 begincidrange <00000000> <ffffffff> 0 endcidrange",
    )
    return chance.choice(entries)


def _widths(chance: random.Random) -> Object:
    return chance.choice(
        ([0, 2**31, 500], [1, [500] * 100_000], [0, 10**7, 1], [[]], [0, -5, 9], Ref(_FONT), [1] * 99_999)
    )


def _composite_font(pdf: Pdf, chance: random.Random, mapped: Ref, descriptor: Ref) -> dict[str, Object]:
    ordering = chance.choice((b"Identity", b"Japan1", b"../../x"))
    below = pdf.add(
        {
            "Type": "Font",
            "Subtype": chance.choice(("CIDFontType2", "CIDFontType0", "Type3")),
            "BaseFont": "B",
            "W": _widths(chance),
            "DW": chance.choice((1000, -1, 10**30, "X")),
            "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": ordering, "Supplement": 0},
            "FontDescriptor": descriptor,
        }
    )
    return {
        "Type": "Font",
        "Subtype": "Type0",
        "BaseFont": "B",
        "Encoding": chance.choice(("Identity-H", mapped, "../../../etc/passwd", "83pv-RKSJ-H", 5)),
        "DescendantFonts": chance.choice(([below], below, [], [Ref(_FONT)])),
        "ToUnicode": chance.choice((mapped, 5, "Identity-V")),
    }


def _simple_font(_pdf: Pdf, chance: random.Random, mapped: Ref, descriptor: Ref) -> dict[str, Object]:
    names = ["Aring"] * chance.choice((9, 70_000))
    return {
        "Type": "Font",
        "Subtype": chance.choice(("TrueType", "Type1", "MMType1", "Nonsense")),
        "BaseFont": "B",
        "Widths": _widths(chance),
        "FirstChar": chance.choice((0, -9, 10**9)),
        "LastChar": chance.choice((255, 10**9)),
        "FontDescriptor": descriptor,
        "ToUnicode": mapped,
        "Encoding": {"Differences": [0, *names, "x" * 9000, 10**12, "g1"]},
    }


def _drawn_font(pdf: Pdf, chance: random.Random, _mapped: Ref, _descriptor: Ref) -> dict[str, Object]:
    """Return a font whose letter is drawn with the font itself."""
    drawing = pdf.add(Stream({}, b"1 0 d0 BT /F2 9 Tf (A) Tj ET"))
    return {
        "Type": "Font",
        "Subtype": "Type3",
        "FontBBox": _A4,
        "FontMatrix": chance.choice(([1, 0, 0, 1, 0, 0], [0] * 6, [5])),
        "FirstChar": 65,
        "LastChar": 66,
        "Widths": [9, 9],
        "Encoding": {"Differences": [65, "A"]},
        "CharProcs": {"A": drawing},
        "Resources": {"Font": {"F2": Ref(drawing.number + 1)}},
    }


def circle(chance: random.Random) -> bytes:
    """Make references that lead back to themselves, wherever a reader follows them."""
    pdf = plain(b"/X Do /F9 gs ")
    one, other = pdf.add(None), pdf.add(None)
    pdf.objects[one.number], pdf.objects[other.number] = other, one
    itself = pdf.add(None)
    pdf.objects[itself.number] = chance.choice(
        (itself, [itself], {"Kids": [itself], "Parent": itself}, Stream({"Length": itself, "Filter": itself}, b"q"))
    )
    place = chance.choice(("Contents", "Resources", "Parent", "MediaBox", "Rotate", "Annots", "StructParents", "Group"))
    holder = chance.choice(
        (pdf.objects[_PAGE], pdf.objects[_PAGES], pdf.objects[_FONT], pdf.trailer, pdf.objects[_CATALOG])
    )
    holder[
        chance.choice(
            (
                place,
                place,
                "Kids",
                "Count",
                "Root",
                "Info",
                "Pages",
                "Encoding",
                "Widths",
                "ToUnicode",
                "StructTreeRoot",
            )
        )
    ] = chance.choice((one, itself))
    return dump(pdf)


def packed_objects(chance: random.Random) -> bytes:
    """Object and cross-reference streams that announce more than they hold, or one another."""
    pdf = plain()
    count = chance.choice((1, -1, 10**7, 2**31))
    packed = pdf.add(
        Stream(
            {"Type": "ObjStm", "N": count, "First": chance.choice((0, 5, -9, 2**31))},
            b"1 0 2 9 " * 500 + b"<<>> " * 500,
        )
    )
    pdf.objects[packed.number].attributes["Extends"] = chance.choice((packed, Ref(_PAGE), 7))
    table = chance.choice((bytes(7 * 3000), b"\1\0\0\0\0\0\0" * 999, b"\2\0\0\0\6\0\0" * 999))
    index = chance.choice(([0, 3000], [0, 2**31], [-5, 10**9], [0, 10] * 9999, [2**40, 5]))
    widths = chance.choice(([1, 4, 2], [0, 0, 0], [1, 2**20, 1], [-1, 4, 2], [9]))
    numbers = Stream(
        {"Type": "XRef", "Size": chance.choice((9, 2**31)), "W": widths, "Index": index, "Root": Ref(_CATALOG)}, table
    )
    if chance.random() < 0.5:
        numbers.attributes["Prev"] = chance.choice((0, -1, 9, 2**40))
    offset = len(dump(pdf))
    file = dump(pdf)
    return file + b"9999 0 obj\n" + _stream_bytes(numbers) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % offset


def _stream_bytes(stream: Stream) -> bytes:
    from benchmarks.hostile.objects import written  # noqa: PLC0415

    return written(stream)


def endless(chance: random.Random) -> bytes:
    """Streams, strings, comments and inline pictures that never end; tables that come back to themselves."""
    much = chance.choice((1000, 1_000_000, 30_000_000))
    match chance.randrange(6):
        case 0:
            return dump(plain(b"BI /W 9999999 /H 9999999 /BPC 8 ID " + b"x" * much))
        case 1:
            return dump(plain(b"BT (" + b"a\\(" * (much // 3)))
        case 2:
            return dump(plain(b"% " + b"x" * much))
        case 3:
            return dump(plain(Stream({"Length": 2**31}, _SENTENCE * (much // 50)))).replace(b"endstream", b"")
        case 4:
            pdf = plain()
            start = dump(pdf).rfind(b"xref\n0")
            pdf.trailer["Prev"] = start
            return dump(pdf) + b"startxref\n%d\n%%%%EOF\n" % start * chance.choice((1, 500))
        case _:
            return dump(plain(b"[" + b"(a) 1 " * (much // 6) + b" TJ"))


BOMBS = (
    flate_bomb, filter_chain, deep_nesting, page_tree, form_bomb, crowded_page, odd_box, odd_font, circle,
    packed_objects, endless,
)  # fmt: skip
