"""A run of discovery as one web page that needs nothing else: settings, measures, pictures and every theme."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from minerva.citation import cite
from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.messages import decimal, language, translate_count
from minerva.messages import translate as _
from minerva.records import Origin
from minerva.themes.overview import overview
from minerva.themes.pictures import passage_map, theme_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minerva.library.store import Library
    from minerva.records import ThemeRun
    from minerva.themes.overview import Overview, Spread

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222}
h1,h2,h3{line-height:1.2}table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;
vertical-align:top}blockquote{border-left:3px solid #bbb;margin:.6rem 0;padding:.1rem 1rem;color:#333}
.dim{color:#666;font-size:.9em}section{border-top:1px solid #ddd;margin-top:1.5rem}
@media(prefers-color-scheme:dark){body{background:#fff}}
"""
_SHAKY = 0.6
"""Hennig's limit, see :func:`minerva.themes.stability.stability_of`."""


def page_of(library: Library, *, run_id: int | None = None) -> str:
    """
    Return the page of the latest run, or another.

    Raises
    ------
    ThemeError
        If there is no run.
    UnknownValue
        If there is no such run.
    """
    run = stored.latest_run(library) if run_id is None else stored.theme_run(library, run_id)
    if run is None:
        raise ThemeError(_("No themes have been discovered yet. Find them first: minerva themes discover"))
    found = overview(library, run_id=run.id, origin=Origin.DISCOVERED)
    title = _("Themes of {n} reports").format(n=len(library.reports()))
    body = [
        _element("h1", title),
        _settings(run),
        _element("h2", _("Overview")),
        "<div id='tree'></div>",
        _element("h2", _("Map of passages")),
        _dim(_("Each dot is a passage; point at it to read how it begins.")),
        "<div id='map'></div>",
        _element("h2", _("Themes")),
        *(_section(library, one, found) for one in found.themes),
        _unplaced(library, run),
    ]
    pictures = {
        "tree": theme_tree(library, run_id=run.id).to_dict(),
        "map": passage_map(library, run_id=run.id).to_dict(),
    }
    return (
        f"<!doctype html><html lang='{language()}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{_STYLE}</style></head><body>{''.join(body)}{_scripts(pictures)}</body></html>\n"
    )


def _scripts(pictures: Mapping[str, Any]) -> str:
    """Return what draws the pictures; the drawing library is part of the page."""
    import vl_convert  # noqa: PLC0415 - holds a whole browser engine

    library = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # A passage that holds "</script>" must not end the script.
    specs = {name: json.dumps(spec, ensure_ascii=False).replace("</", "<\\/") for name, spec in pictures.items()}
    calls = "".join(f"vegaEmbed('#{name}',{spec},{{actions:false}});" for name, spec in specs.items())
    return f"<script type='module'>{library}\n{calls}</script>"


def _settings(run: ThemeRun) -> str:
    told = {
        _("Run"): str(run.id),
        _("Granularity"): str(run.settings.get("themes") or run.settings.get("granularity")),
        _("Seed"): str(run.seed),
        _("Encoder"): run.encoder[:16],
        _("Passages"): str(round(run.measures["passages"])),
        _("Of those, repeats"): str(round(run.measures["repeats"])),
        _("Without a theme"): f"{decimal(100 * run.measures['unassigned'], 1)} %",
    }
    if "stability" in run.measures:
        told[_("Found again in other draws (adjusted Rand index)")] = decimal(run.measures["stability"], 2)
    rows = "".join(f"<tr>{_element('th', name)}{_element('td', value)}</tr>" for name, value in told.items())
    return f"<table>{rows}</table>"


def _section(library: Library, one: Spread, found: Overview) -> str:
    theme = one.theme
    names = {spread.theme.id: spread.theme.name for spread in found.themes}
    counts = [
        translate_count("{n} passage", "{n} passages", one.passages).format(n=one.passages),
        translate_count("{n} report", "{n} reports", one.reports).format(n=one.reports),
        translate_count("{n} municipality", "{n} municipalities", one.municipalities).format(n=one.municipalities),
    ]
    if theme.stability is not None:
        counts.append(_("stability {n}").format(n=decimal(theme.stability, 2)))
        if theme.stability < _SHAKY:
            counts.append(_("do not trust it: it is not found again in other draws"))
    near = ", ".join(names[other] for other in theme.neighbours if other in names)
    parts = [
        "<section>" + _element("h3", theme.name) + _dim(" · ".join(counts)),
        _element("p", ", ".join(theme.keywords)),
    ]
    if near and theme.apart:
        told = _("Nearest to {themes}; set apart from those by: {words}").format(
            themes=near, words=", ".join(theme.apart)
        )
        parts.append(_dim(told))
    parts += [_quote(library, passage_id) for passage_id in theme.examples]
    return "".join(parts) + "</section>"


def _quote(library: Library, passage_id: str) -> str:
    row = library.connection.execute("SELECT 1 FROM passages WHERE id = ?", (passage_id,)).fetchone()
    if row is None:
        # Its report has been removed since.
        return ""
    passage = library.passage(passage_id)
    quoted = escape(" ".join(library.quote(passage).split()))
    return f"<blockquote>{quoted}{_dim(cite(library.report(passage.report_id), passage))}</blockquote>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _dim(text: str) -> str:
    return f"<p class='dim'>{escape(text)}</p>"


def _unplaced(library: Library, run: ThemeRun) -> str:
    reasons = list(stored.leftovers(library, run_id=run.id).values())
    if not reasons:
        return ""
    told = {"empty": _("have no word that says what they are about"), "far": _("are near no theme")}
    lines = [f"{reasons.count(reason)} {told.get(reason, reason)}" for reason in sorted(set(reasons))]
    heading = _element("h3", _("Passages without a theme"))
    return f"<section>{heading}{_element('p', '; '.join(lines))}</section>"
