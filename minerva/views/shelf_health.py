"""Whether the library is whole, how large it is, by which model it is searched, and which reports read poorly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from minerva.library.passage_vectors import known_encoders
from minerva.library.upkeep import describe, verify
from minerva.messages import decimal, grouped
from minerva.messages import translate as _
from minerva.records import LEAST_QUALITY
from minerva.views import caching, markup
from minerva.views.amounts import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.passage_vectors import KnownHere
    from minerva.library.store import Library
    from minerva.records import Report

_MOST_SHOWN = 50


def draw(library: Library, reports: Sequence[Report]) -> None:
    """Draw sizes, the model, the check and the reports that read poorly."""
    known = caching.kept(describe)
    st.markdown(_sizes(known))
    _draw_models(caching.kept(_encoders))
    _draw_check(library, len(reports))
    _draw_quality(reports)


def _sizes(known: dict[str, Any]) -> str:
    indexes = known["word_index_bytes"] + known["vector_index_bytes"]
    return _("{words} words and {indicators} indicators, {size} on disk, of which indexes {indexes}.").format(
        words=grouped(known["words"]),
        indicators=grouped(known["indicators"]),
        size=size(known["database_bytes"] + indexes),
        indexes=size(indexes),
    )


def _encoders(library: Library) -> tuple[KnownHere, ...]:
    return tuple(known_encoders(library))


def _draw_models(encoders: Sequence[KnownHere]) -> None:
    st.markdown("#### " + _("Search by meaning"))
    used = next((one for one in encoders if one.is_used), None)
    if used is None:
        st.markdown(_("No model is in use: searches go by words alone."))
    else:
        told = _(used.about) if used.about else ""
        about = f" — {markup.literal(told)}" if told else ""
        st.markdown(
            _("Model in use: **{name}**{about}, {n} passages encoded in {dimensions} dimensions.").format(
                name=_shown_name(used.name), about=about, n=grouped(used.vectors), dimensions=used.dimensions
            )
        )
    others = [_shown_name(one.name) for one in encoders if one.is_here and not one.is_used]
    if others:
        st.caption(_("Also on this machine: {names}. Another is chosen by: minerva model use NAME").format(
            names=", ".join(others)
        ))  # fmt: skip


def _shown_name(name: str) -> str:
    """Return a model's name as Markdown, of a folder on the server only its last part."""
    return markup.literal(
        name.replace("\\", "/").rstrip("/").rpartition("/")[2] if name.startswith(("/", ".")) else name
    )


def _draw_check(library: Library, count: int) -> None:
    st.markdown("#### " + _("Is everything whole?"))
    st.markdown(_("Every quotation is compared with its report, and every index with the database."))
    if not st.button(_("Check now"), icon=":material/fact_check:"):
        return
    bar, done = st.progress(0.0), 0

    def note(_report: Report) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / max(count, 1), 1.0))

    problems = verify(library, on_progress=note)
    bar.empty()
    if not problems:
        st.success(_("All is well."), icon=":material/check:")
        return
    st.error(_("Try: minerva rebuild. If that does not help, remove the reports and add them again."))
    for problem in problems[:_MOST_SHOWN]:
        st.markdown(f"- {markup.literal(problem)}")


def _draw_quality(reports: Sequence[Report]) -> None:
    st.markdown("#### " + _("Hard to read"))
    poor = sorted((one for one in reports if one.quality < LEAST_QUALITY or one.warnings), key=lambda one: one.quality)
    if not poor:
        st.markdown(_("All reports read well."))
        return
    for report in poor[:_MOST_SHOWN]:
        share = decimal(100 * report.quality, 0)
        st.markdown(
            f"**{markup.literal(report.title)}** ({markup.literal(report.file)}): "
            + _("{share} percent of the words are readable.").format(share=share)
            + "".join(f"  \n{markup.literal(warning)}" for warning in report.warnings)
        )
    if len(poor) > _MOST_SHOWN:
        st.caption(_("{n} more.").format(n=len(poor) - _MOST_SHOWN))
