"""Whether the library is whole, and how large."""

from __future__ import annotations

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json, progress_bar
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _


def verify(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Check everything that always holds."""
    from minerva.library.upkeep import verify as check  # noqa: PLC0415 - --help must not wait for it

    library = open_chosen(context, index)
    problems = check(library)
    count = len(library.reports())
    if as_json:
        print_json({"ok": not problems, "reports": count, "problems": problems})
    else:
        whole = translate_count("{n} report checked, all is well.", "{n} reports checked, all is well.", count)
        for line in problems or [whole.format(n=count)]:
            console().print(line, markup=False)
        if problems:
            console().print(_("Try: minerva rebuild. If that does not help, remove the reports and add them again."))
    if problems:
        raise typer.Exit(1)


def rebuild(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Make anew what is derived."""
    from minerva.library.upkeep import describe  # noqa: PLC0415 - as above
    from minerva.library.upkeep import rebuild as make_anew  # noqa: PLC0415

    library = open_chosen(context, index)
    with progress_bar() as on_progress:
        make_anew(library, on_progress=on_progress)
    if as_json:
        print_json(describe(library))
    else:
        console().print(_("The indexes have been made anew."))


def info(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Show counts, sizes and versions."""
    from minerva.library.upkeep import describe  # noqa: PLC0415 - as above

    found = describe(open_chosen(context, index))
    if as_json:
        print_json(found)
        return
    labels = _labels()
    width = max(map(len, labels.values()))
    for name, value in found.items():
        shown = f"{decimal(value / 1_000_000, 1)} MB" if name.endswith("_bytes") else value
        console().print(f"{labels.get(name, name):{width}}  {'–' if shown is None else shown}", markup=False)


def _labels() -> dict[str, str]:
    """Return what counts, sizes and versions are called."""
    return {
        "folder": _("folder"),
        "reports": _("reports"),
        "words": _("words"),
        "passages": _("passages"),
        "indicators": _("indicators"),
        "municipalities": _("municipalities"),
        "year_first": _("first year"),
        "year_last": _("last year"),
        "database_bytes": _("database"),
        "word_index_bytes": _("word index"),
        "encoder": _("encoder"),
        "vectors": _("passages with vectors"),
        "vector_index_bytes": _("vector index"),
        "generation": _("changes so far"),
        "library_version": _("library's format"),
        "minerva_version": "Minerva",
        "sqlite_version": "SQLite",
        "tantivy_version": "tantivy",
        "faiss_version": "FAISS",
    }
