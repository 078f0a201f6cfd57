"""Discovered themes as pictures: Altair charts, which notebooks show, the web page draws, ``chart.save`` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from minerva.library import themes as stored
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.themes.blocks import one_thread_a_block, unit
from minerva.themes.material import material_of
from minerva.themes.overview import overview
from minerva.themes.sources import without_source
from minerva.themes.space import centred

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.themes.overview import Spread

_MOST_POINTS = 4000
"""A browser draws so many at ease; of more passages every so many-th is shown."""
_SNIPPET = 240
_PULL = 0.5
"""How far a passage is drawn towards the middle of its theme, so that themes can be told apart on a plane."""
_ROW_PX = 22


def passage_map(library: Library, *, run_id: int | None = None) -> alt.Chart:
    """
    Return a map of the passages, coloured by theme; what lies near each other is about the like.

    Pointing at a passage shows its theme, municipality, year and beginning.

    Raises
    ------
    ThemeError
        If there are no passages, or they have no vectors.
    UnknownValue
        If there is no such run.
    """
    points = _points(library, run_id)
    colour = alt.Color("theme:N", title=_("Theme"), scale=alt.Scale(scheme="tableau20"), sort=_order(points))
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=points))
        .mark_circle(size=28, opacity=0.65)
        .encode(
            x=alt.X("x:Q", axis=None),
            y=alt.Y("y:Q", axis=None),
            color=colour.legend(orient="bottom", symbolLimit=40, columns=3, labelLimit=220),
            tooltip=[
                alt.Tooltip("theme:N", title=_("Theme")),
                alt.Tooltip("municipality:N", title=_("Municipality")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("text:N", title=_("Text")),
            ],
        )
        .properties(width=640, height=520)
        .interactive()
    )
    return drawn


def theme_tree(library: Library, *, run_id: int | None = None) -> alt.HConcatChart:
    """
    Return the themes under those that hold them, each with a bar as long as it has passages.

    Raises
    ------
    UnknownValue
        If there is no such run.
    """
    found = overview(library, run_id=run_id, origin=Origin.DISCOVERED)
    rows = _tree_rows(list(found.themes), list(found.coarser))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(domain=list(range(len(rows))))),
        tooltip=[
            alt.Tooltip("name:N", title=_("Theme")),
            alt.Tooltip("keywords:N", title=_("Keywords")),
            alt.Tooltip("passages:Q", title=_("Passages")),
            alt.Tooltip("municipalities:Q", title=_("Municipalities")),
            alt.Tooltip("stability:Q", title=_("Stability"), format=".2f"),
        ],
    )
    place = alt.X("level:Q", axis=None, scale=alt.Scale(domain=[0, 20]))
    names = alt.layer(
        base.transform_filter("datum.level == 0").mark_text(align="left", limit=390, fontWeight="bold"),
        base.transform_filter("datum.level == 1").mark_text(align="left", limit=370),
    ).encode(x=place, text="name:N")
    bars = (
        base.mark_bar(height=10)
        .encode(
            x=alt.X("passages:Q", title=_("Passages"), axis=alt.Axis(orient="top", tickMinStep=1)),
            color=alt.Color(
                "stability:Q", title=_("Stability"), scale=alt.Scale(scheme="yellowgreenblue", domain=[0, 1])
            ),
        )
        .transform_filter("datum.level > 0")
    )
    height = max(1, len(rows)) * _ROW_PX
    beside: alt.HConcatChart = alt.hconcat(
        names.properties(width=400, height=height), bars.properties(width=300, height=height)
    ).configure_view(stroke=None)
    return beside


def _tree_rows(themes: list[Spread], coarser: list[Spread]) -> list[dict[str, Any]]:
    """Return coarser themes, the largest first, each before those that it holds; what none holds comes last."""
    rows: list[dict[str, Any]] = []
    for holder in [*sorted(coarser, key=lambda one: -one.passages), None]:
        held = [one for one in themes if one.theme.parent == (holder.theme.id if holder else None)]
        if holder:
            rows.append(_tree_row(holder, 0))
        elif held and coarser:
            rows.append({"level": 0, "name": _("By themselves"), "keywords": "", "passages": 0, "municipalities": 0})
        rows += [_tree_row(one, 1) for one in sorted(held, key=lambda one: -one.passages)]
    return [row | {"place": place} for place, row in enumerate(rows)]


def _tree_row(one: Spread, level: int) -> dict[str, Any]:
    return {
        "level": level,
        "name": one.theme.name,
        "keywords": ", ".join(one.theme.keywords),
        "passages": one.passages,
        "municipalities": one.municipalities,
        "stability": one.theme.stability,
    }


def _points(library: Library, run_id: int | None) -> list[dict[str, Any]]:
    material = material_of(library)
    names = {one.id: one.name for one in stored.themes(library, run_id=run_id, origin=Origin.DISCOVERED)}
    theme_by_passage = {
        one.passage_id: one.theme_id for one in stored.assignments(library, run_id=run_id, origin=Origin.DISCOVERED)
    }
    ids = list(names)
    labels = np.array([ids.index(theme_by_passage[one]) if one in theme_by_passage else -1
                       for one in material.passage_ids], np.int64)  # fmt: skip
    sources = np.unique(material.report_ids, return_inverse=True)[1].astype(np.int64)
    with one_thread_a_block():
        places = plane(without_source(material.vectors, sources), labels)
    reports = {report.id: report for report in library.reports()}
    shown = range(0, len(labels), -(-len(labels) // _MOST_POINTS))
    return [
        {
            "x": round(float(places[one, 0]), 4),
            "y": round(float(places[one, 1]), 4),
            "theme": names[ids[labels[one]]] if labels[one] >= 0 else _("none"),
            "municipality": reports[material.report_ids[one]].municipality,
            "year": reports[material.report_ids[one]].year,
            "text": " ".join(material.texts[one].split())[:_SNIPPET],
        }
        for one in shown
    ]


def plane(rows: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """
    Lay passages out on a plane so that themes stand apart: ``(n, 2)``.

    The two axes are those along which the middles of the themes differ most; each passage is drawn half the way to the
    middle of its theme. Deterministic and linear in the number of passages; distances between themes are rough.

    Parameters
    ----------
    rows, labels
        ``(n, d)`` vectors of the passages and ``(n,)`` their themes, -1 for none.
    """
    rows = centred(rows)
    count = int(labels.max(initial=-1)) + 1
    placed = labels >= 0
    if count < 3 or not placed.any():  # noqa: PLR2004 - two middles differ along one axis only
        axes = np.linalg.svd(rows.T @ rows)[0][:, :2]
        return np.asarray(rows @ axes, np.float32)
    middles = np.stack([rows[labels == theme].mean(axis=0) for theme in range(count)])
    between = _scaled(unit(middles))
    nearest = rows @ unit(middles).T
    weights = np.exp(4 * (nearest - nearest.max(axis=1, keepdims=True)))
    free = (weights / weights.sum(axis=1, keepdims=True)) @ between
    drawn = np.where(placed[:, None], (1 - _PULL) * free + _PULL * between[labels], free)
    return np.asarray(drawn, np.float32)


def _scaled(middles: NDArray[np.float32]) -> NDArray[np.float64]:
    """Place middles on a plane by classical scaling of their angles, then push apart those that fall together."""
    distances = np.arccos(np.clip(middles @ middles.T, -1, 1))
    count = len(middles)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    places = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 1e-9))
    for _round in range(200):
        apart = places[:, None] - places[None]
        length = np.sqrt((apart**2).sum(axis=2)) + 1e-9
        force = (distances - length) / length
        np.fill_diagonal(force, 0)
        places = places + 0.05 * (force[:, :, None] * apart).mean(axis=1) * count / 2
    return np.asarray(places, np.float64)


def _order(points: list[dict[str, Any]]) -> list[str]:
    names = [point["theme"] for point in points]
    return sorted(set(names), key=lambda name: (-names.count(name), name))
