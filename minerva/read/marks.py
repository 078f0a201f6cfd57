"""Signs by which a line shows what it is: numbering, bullets, dot leaders, page numbers, captions."""

from __future__ import annotations

import re

BULLET = re.compile(r"^(?:[•▪●○◦‣➢✓·■◆–—\uf0b7\uf0a7\uf0d8\uf0fc\uf02d-]|o(?=\s)|\*(?=\s))\s+(?=\S)")
NUMBERED_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[a-zåäö][.)])\s+(?=\S)")
NUMBERING = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=(?:\d{1,2}\s+)?[^\W\d_])")
DOT_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
CONTENTS_TITLE = re.compile(r"^innehåll(?:sförteckning)?(?:\s+sida)?\s*:?$", re.IGNORECASE)
ENDS_IN_PAGE_NUMBER = re.compile(r"(?:\s|\t|\.)\d{1,3}\.?$")
PAGE_NUMBER = re.compile(
    r"^(?:sid(?:a|an)?\.?\s*)?[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:\(\d{1,4}\)|/\s*\d{1,4}|av\s+\d{1,4}))?$",
    re.IGNORECASE,
)
CAPTION = re.compile(r"^(?i:figur|tabell|diagram|bild|graf|karta)\s+\d+(?:[.:]\d+)?(?:[.:]|\s+[–-]|\s+[A-ZÅÄÖ])")


def numbering_depth(line: str) -> int:
    """Return how deep the number goes that begins *line*: ``2.1 Ekonomi`` gives 2; 0 without one."""
    match = NUMBERING.match(line)
    return match["number"].count(".") + 1 if match else 0
