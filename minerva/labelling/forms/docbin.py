"""
spaCy's DocBin, as ``spacy train`` takes it.

``doc.cats`` has every label, 1 or 0; ``doc.spans["sc"]`` the words that labels stand for, as the component *spancat*
expects; ``doc.user_data`` where the passage stands: spacy.io/api/data-formats, spacy.io/api/docbin.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from minerva.labelling.examples import Example
    from minerva.records import LabelProject

SPANS = "sc"
"""Under which spaCy's span categoriser looks for spans by default."""


def docbin(project: LabelProject, examples: Iterable[Example]) -> bytes:
    """Return examples as the bytes of a DocBin; a token that a span cuts is divided, so that every span is exact."""
    import spacy  # noqa: PLC0415 - seconds
    from spacy.tokens import DocBin  # noqa: PLC0415

    language = spacy.blank("sv")
    stored = DocBin(store_user_data=True)
    for one in examples:
        doc = language.make_doc(one.text)
        _divide(doc, {edge for span in one.spans for edge in (span.start, span.end)})
        doc.cats = {name: float(name in one.labels) for name in project.names}
        spans = [doc.char_span(span.start, span.end, label=span.label) for span in one.spans]
        doc.spans[SPANS] = [span for span in spans if span is not None]
        doc.user_data.update(one.source | {"annotator": one.annotator})
        stored.add(doc)
    return stored.to_bytes()


def _divide(doc: Doc, edges: set[int]) -> None:
    """Divide the tokens that an edge of a span lies within."""
    with doc.retokenize() as retokenizer:
        for token in doc:
            end = token.idx + len(token)
            cuts = sorted(edge - token.idx for edge in edges if token.idx < edge < end)
            if cuts:
                limits = [0, *cuts, len(token)]
                parts = [token.text[start:stop] for start, stop in pairwise(limits)]
                retokenizer.split(token, parts, heads=[(token, number) for number in range(len(parts))])
