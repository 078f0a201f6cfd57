"""What of a passage is encoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.swedish.acronyms import explained, written_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records import Passage


def passage_inputs(passages: Sequence[Passage], text: str) -> list[str]:
    """
    Return what is encoded of each of a report's *passages*; a change of it asks for all vectors anew.

    That is the passage, the heads of the table that it goes on with, and what the acronyms in it stand for: an encoder
    knows *samordnad individuell plan*, but hardly *SIP*.

    Parameters
    ----------
    text
        Of the whole report, which may explain an acronym elsewhere.
    """
    explained_here = explained(text)
    return [written_out(_with_heads(one, text), explained_here) for one in passages]


def _with_heads(passage: Passage, text: str) -> str:
    own = text[passage.start : passage.end]
    return f"{passage.context}\n{own}" if passage.context else own
