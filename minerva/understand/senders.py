"""Who else than a board may send a report: an administration, a company, a federation of municipalities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.board_names import SEVERAL_FIELDS
from minerva.understand.confidence import GUESSED, LIKELY
from minerva.understand.front import Found, Parts
from minerva.understand.local import find_companies
from minerva.understand.names import name_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADMINISTRATION = re.compile(
    rf"(?<![\w-])(?P<fields>{SEVERAL_FIELDS})?(?P<last>tekniska\s|[^\W\d_]+?)(?:förvaltning|kontor)(?:en|et)?s?(?![\w-])",
    re.IGNORECASE,
)
_OF_THE_EXECUTIVE = frozenset("kommunlednings stadslednings kommunstyrelse kommun stads lednings kansli".split())
_OF_NO_BOARD = frozenset(
    "ekonomi personal kund bibliotek upphandlings kommunikations kvalitets lager av stor huvud lands för skatte "
    "fastighets under bank data kost löne central hem sär egen mellan region läns hos med bygg".split()
)
_COMPANY = re.compile(
    r"(?:AB [A-ZÅÄÖ][\w&-]*(?: [\w&-]+){0,4}|[A-ZÅÄÖ][\w&-]*(?: [\w&-]+){0,4} AB|"
    r"Stiftelsen [A-ZÅÄÖ][\w-]*(?: [\w-]+){0,3})"
    r"(?: \(publ\))?"
)
_FEDERATION = re.compile(
    r"(?:Kommunalförbundet(?: [A-ZÅÄÖ&\w][\w&-]*){1,5}|(?:[\w-]+ ){0,3}[\w-]*(?:kommunal|räddningstjänst|brandförsvars|"
    r"gymnasie|samordnings)förbund(?:et)?(?: [A-ZÅÄÖ]\w+){0,3})",
    re.IGNORECASE,
)
_CONSULTANTS = re.compile(r"PwC|PricewaterhouseCoopers|KPMG|Ernst|EY\b|Deloitte|Sweco|Tyréns|WSP|Ramb|AFRY|Norconsult")


def boards_of_administrations(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the board that each administration in *text* works for, going by its name, with the offsets."""
    for match in _ADMINISTRATION.finditer(text):
        last = match["last"].casefold().strip()
        if last in _OF_THE_EXECUTIVE:
            yield "kommunstyrelsen", *match.span()
        elif last == "tekniska":
            yield "tekniska nämnden", *match.span()
        elif last not in _OF_NO_BOARD and not last.endswith("stadsdels"):
            fields = re.sub(r"\s?[-–]?\s?(?:och|&|samt)\s$", "- och ", (match["fields"] or "").casefold())
            yield f"{fields}{last}nämnden", *match.span()


def find_company_or_federation(parts: Parts) -> Found[str] | None:
    """Return the company or federation that stands alone in a line of the front, as printed."""
    for block in parts.front:
        line = " ".join(parts.document.block_text(block).split())
        if _FEDERATION.fullmatch(line):
            return Found(line, "text", block.start, block.end, LIKELY)
        if _COMPANY.fullmatch(line) and not _CONSULTANTS.search(line):
            local = name_pattern().search(line) or next(find_companies(line), None)
            return Found(line, "text", block.start, block.end, LIKELY if local else GUESSED)
    return None
