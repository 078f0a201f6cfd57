"""Markdown and HTML marks that stand in extracted text, and what remains without them."""

from __future__ import annotations

import html
import re

from minerva.read.repair import repair

_SUPERSCRIPT = re.compile(r"<sup>\s*(\d+)\s*</sup>", re.IGNORECASE)
_SUPERSCRIPT_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAK = re.compile(r"<(?:br\s*/?|/p|/div|/li|p|div|li)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|sup|sub|small|table|t[rdh]|thead|tbody|a|ul|ol|font)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{2,3})(?![\s_])(.+?)(?<![\s_\\])\1")
_UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_]+)(?<=[^\s_])_(?!\w)")
_STRAY_STARS = re.compile(r"\*{2,}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_PARAGRAPH_TAG = re.compile(r"</p>\s*<p>|</p>|<p>", re.IGNORECASE)

_WHOLLY_MARKED = re.compile(
    r"^(?:\*{1,3}|_{1,3}(?!_)|<(?:b|i|strong|em)>)(?P<inner>.+?)(?:\*{1,3}|_{1,3}|</(?:b|i|strong|em)>)[:;]?$"
)


def raised(text: str) -> str:
    """Return *text*, which stands raised on the page, so that its digits do not join a number before it: 12¹, m²."""
    return text.translate(_SUPERSCRIPT_DIGITS)


def strip_markup(text: str) -> str:
    """Return a line without tags, emphasis, links, escapes and entities; ``<sup>1</sup>`` becomes ¹."""
    if "<" in text:
        text = _SUPERSCRIPT.sub(lambda match: raised(match[1]), text)
        text = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", text)))
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    if "*" in text or "_" in text:
        text = _UNDERLINED.sub(r"\1", text)
        text = _STRAY_STARS.sub("", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return repair(html.unescape(text) if "&" in text else text).strip(" ")


def is_emphasised(line: str) -> bool:
    """Tell whether the whole *line* stands in bold or italics."""
    match = _WHOLLY_MARKED.match(line.strip())
    return match is not None and "**" not in match["inner"].strip("*")


def split_paragraph_tags(line: str) -> list[str]:
    """Return the paragraphs of a line that holds ``<p>…</p> <p>…</p>``."""
    return [part.strip() for part in _PARAGRAPH_TAG.split(line) if part.strip()]
