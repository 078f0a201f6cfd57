"""How good Minerva is, measured against what people judged and wrote down."""

from minerva.evaluate.retrieval import (
    DEPTH,
    MEASURES,
    JudgedQuery,
    Judgment,
    Outcome,
    answers,
    evaluate,
    measured,
    measures_of,
    read_judged,
    summary,
)

__all__ = [
    "DEPTH",
    "MEASURES",
    "JudgedQuery",
    "Judgment",
    "Outcome",
    "answers",
    "evaluate",
    "measured",
    "measures_of",
    "read_judged",
    "summary",
]
