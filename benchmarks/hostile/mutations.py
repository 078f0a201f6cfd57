"""Changes of a sound PDF by chance: of its bytes, its objects, its streams, and of what it says of itself."""

from __future__ import annotations

import copy
import zlib
from typing import TYPE_CHECKING

from benchmarks.hostile.objects import Pdf, Raw, Ref, Stream, dump

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from benchmarks.hostile.objects import Object

    Place = tuple[list[Object] | dict[str, Object], int | str]

_SPLICES = (
    b"endobj", b"endstream", b"stream\n", b"<<", b">>", b"[", b"]", b"(", b")", b"obj", b"R", b"xref", b"trailer",
    b"\0", b"%", b"\xff\xfe", b"ID ", b"EI ", b"BT", b"ET", b"q ", b"Q ", b"-", b"99999999999", b"/", b"#00",
)  # fmt: skip
_OPERATORS = b"q Q cm BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr Do re m l c h f S n W BI ID EI gs cs sh".split()
_ANNOUNCED = (b"/Length", b"/Count", b"/Size", b"/N", b"/First", b"/Prev", b"/Columns", b"/FirstChar", b"/LastChar")


def flip_bytes(pdf: bytes, chance: random.Random) -> bytes:
    """Change single bytes, up to one in a hundred."""
    out = bytearray(pdf)
    for _ in range(chance.choice((1, 4, 32, len(out) // 100))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def splice(pdf: bytes, chance: random.Random) -> bytes:
    """Cut, double, move or insert stretches."""
    out = bytearray(pdf)
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        start, length = chance.randrange(len(out)), chance.choice((1, 16, 256, 4096))
        stretch = bytes(out[start : start + length])
        match chance.randrange(4):
            case 0:
                del out[start : start + length]
            case 1:
                out[start:start] = stretch * chance.choice((1, 2, 50))
            case 2:
                out[start:start] = chance.choice(_SPLICES) * chance.choice((1, 2, 200))
            case _:
                to = chance.randrange(len(out))
                out[to : to + length] = stretch
    return bytes(out)


def cut_off(pdf: bytes, chance: random.Random) -> bytes:
    """End the file too early, with or without a sound ending."""
    ending = pdf[pdf.rfind(b"startxref") :] if chance.random() < 0.7 else b""
    return pdf[: chance.randrange(20, len(pdf))] + ending


def lie_in_numbers(pdf: bytes, chance: random.Random) -> bytes:
    """Change what the file says of lengths, counts and places."""
    out = bytearray(pdf)
    for _ in range(chance.randint(1, 6)):
        word = chance.choice((*_ANNOUNCED, b"startxref\n", b" 00000 n", b" 0 obj", b" 0 R"))
        places = _places(out, word)
        if not places:
            continue
        place = chance.choice(places)
        before = word[:1] == b" "
        start = place if before else place + len(word)
        while before and start and out[start - 1 : start].isdigit():
            start -= 1
        end = start
        while out[end : end + 1].isdigit() or out[end : end + 1] == b" ":
            end += 1
        number = chance.choice(
            (-1, 0, 1, 7, 65_536, len(out), 2**31 - 1, 2**31, 2**63, 10**30, chance.randrange(len(out)))
        )
        out[start : place if before else end] = (b"" if before else b" ") + b"%d" % number
    return bytes(out)


def change_objects(pdf: Pdf, chance: random.Random) -> bytes:
    """Put something else in the place of one to eight values within the objects."""
    changed = copy.deepcopy(pdf)
    for _ in range(chance.randint(1, 8)):
        places = list(_values(changed))
        holder, key = chance.choice(places)
        if isinstance(holder, dict) and chance.random() < 0.15:
            del holder[key]  # type: ignore[arg-type]  # the key came from this holder
        else:
            holder[key] = _other_value(changed, holder[key], chance)  # type: ignore[index]  # as above
    return dump(changed)


def change_streams(pdf: Pdf, chance: random.Random) -> bytes:
    """Change what streams hold: page contents, fonts, character maps."""
    changed = copy.deepcopy(pdf)
    streams = [value for value in changed.objects.values() if isinstance(value, Stream) and value.data]
    for stream in chance.sample(streams, chance.randint(1, min(3, len(streams)))):
        change: Callable[[bytes, random.Random], bytes] = chance.choice(
            (flip_bytes, splice, _shuffle_lines, _operators)
        )
        stream.data = change(stream.data, chance)
        if chance.random() < 0.4:
            stream.data = zlib.compress(stream.data)
            stream.attributes["Filter"] = "FlateDecode"
    return dump(changed)


def swap_objects(pdf: Pdf, chance: random.Random) -> bytes:
    """Let numbers stand for others' objects: pages for fonts, streams for dictionaries."""
    changed = copy.deepcopy(pdf)
    numbers = list(changed.objects)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.choice(numbers), chance.choice(numbers)
        changed.objects[one], changed.objects[other] = changed.objects[other], changed.objects[one]
    return dump(changed)


def _places(data: bytearray, word: bytes) -> list[int]:
    places = []
    place = data.find(word)
    while place >= 0:
        places.append(place)
        place = data.find(word, place + 1)
    return places


def _values(pdf: Pdf) -> Iterator[Place]:
    pending: list[Object] = [pdf.trailer, *pdf.objects.values()]
    for number in pdf.objects:
        yield pdf.objects, number  # type: ignore[misc]  # objects are a dictionary by number
    while pending:
        holder = pending.pop()
        holder = holder.attributes if isinstance(holder, Stream) else holder
        if isinstance(holder, list | dict):
            for key in range(len(holder)) if isinstance(holder, list) else holder:
                yield holder, key
                pending.append(holder[key])  # type: ignore[index]  # as above


def _other_value(pdf: Pdf, value: Object, chance: random.Random) -> Object:
    any_reference = Ref(chance.choice(list(pdf.objects)))
    deep = chance.choice((50, 5000))
    others: tuple[Object, ...] = (
        None, True, 0, -1, 1e38, -1e-38, 2**31, 2**63, 10**40, b"", b"x" * 70_000, "", "Page", "A" * 10_000, [], {},
        any_reference, any_reference, any_reference, Ref(10**9), [any_reference] * 300, [value, value], {"A": value},
        [value] * 2000, Raw(b"[" * deep + b"]" * deep), Raw(b"<</A" * deep + b"0" + b">>" * deep), Raw(b"(((("),
        Raw(b"1" * 5000), Raw(b"--5"), Raw(b"nan"), Raw(b"<zz>"), Raw(b"/" + b"#" * 50),
    )  # fmt: skip
    return chance.choice(others)


def _shuffle_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _operators(data: bytes, chance: random.Random) -> bytes:
    """Put operators of a page's content where they do not belong, with operands that they do not take."""
    words = data.split(b" ")
    for _ in range(chance.randint(1, 60)):
        operands = b" ".join(
            chance.choice((b"0", b"-1", b"1e30", b"99999999999", b"/F1", b"(a)", b"[(a) 9 (b)]", b"<<>>", b"nan"))
            for _ in range(chance.randrange(7))
        )
        words.insert(chance.randrange(len(words) + 1), operands + b" " + chance.choice(_OPERATORS))
    return b" ".join(words)
