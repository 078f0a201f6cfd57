"""The XML of Word documents: what stands in paragraphs and rows, whatever is wrapped around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.read.markup import raised
from minerva.read.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")} | {
    f"{MC}AlternateContent",
    f"{MC}Choice",
}
"""What may stand around paragraphs, rows and cells, such as content controls; python-docx leaves out what is within."""
_NOT_HERE = {f"{W}{name}" for name in ("txbxContent", "del", "moveFrom")} | {f"{MC}Fallback"}
"""What stands within a paragraph but not in its text: text boxes, and what was deleted or moved away."""
_MAX_BESIDE = 2
_MAX_SPAN = 63
"""Word's own limit on the columns of a table."""


def within(container: Any, *tags: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children with one of *tags*, also those in wrappers."""
    for element in container:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from within(element, *tags)


def is_bold(element: Any) -> bool:  # noqa: ANN401
    """Tell whether every run with text in it is bold."""
    runs = [run for run in element.iter(f"{W}r") if "".join(node.text or "" for node in run.iter(f"{W}t")).strip()]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val") not in {"0", "false"} for mark in marks)


def text_of(element: Any) -> str:  # noqa: ANN401
    """Return a paragraph's text with tracked insertions, without deletions and text boxes."""
    parts: list[str] = []
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if any(above.tag in _NOT_HERE for above in _between(node, element)):
            continue
        parts.append({f"{W}t": _run_text(node), f"{W}noBreakHyphen": "-"}.get(node.tag, " "))
    return " ".join(repair("".join(parts)).split())


def _run_text(node: Any) -> str:  # noqa: ANN401
    text = node.text or ""
    position = node.find(f"../{W}rPr/{W}vertAlign")
    return raised(text) if position is not None and position.get(f"{W}val") == "superscript" else text


def _between(node: Any, top: Any) -> Iterator[Any]:  # noqa: ANN401
    for above in node.iterancestors():
        if above is top:
            return
        yield above


def cells_of(table: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the cells of a table, row by row."""
    for row in within(table, f"{W}tr"):
        yield from within(row, f"{W}tc")


def is_box(table: Any) -> bool:  # noqa: ANN401
    """Tell whether a table only frames or places text: of one column, or one row of at most two cells."""
    widths = [sum(1 for _cell in within(row, f"{W}tc")) for row in within(table, f"{W}tr")]
    return max(widths, default=0) <= 1 or (len(widths) == 1 and widths[0] <= _MAX_BESIDE)


def row_of(row: Any) -> str:  # noqa: ANN401
    """Return a table row's cells; one merged sideways or downwards is empty in its later columns or rows."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    cells = [""] * _number(before)
    for cell in within(row, f"{W}tc"):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val") != "restart"
        cells.append("" if continued else " ".join(filter(None, map(text_of, _paragraphs(cell)))))
        cells += [""] * (_columns(cell) - 1)
    return "\t".join(cells).rstrip("\t")


def _paragraphs(cell: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield a cell's paragraphs, also those of tables and text boxes in it."""
    for paragraph in cell.iter(f"{W}p"):
        if not any(above.tag == f"{MC}Fallback" for above in _between(paragraph, cell)):
            yield paragraph


def _columns(cell: Any) -> int:  # noqa: ANN401
    return max(_number(cell.find(f"{W}tcPr/{W}gridSpan")), 1)


def _number(element: Any) -> int:  # noqa: ANN401
    """Return how many columns *element* tells of; 0 without one."""
    width = element.get(f"{W}val", "") if element is not None else ""
    return min(int(width), _MAX_SPAN) if width.isdecimal() else 0
