"""The pages measured against WCAG 2.2 AA by axe-core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import pytest

from minerva.collect import collecting
from minerva.library import themes as stored
from minerva.library.store import open_library
from minerva.records import Origin
from minerva.retrieval.search import search
from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SETTLED_MS = 500
ATTEMPTS = 6
WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LEFT: dict[str, str] = {}
"""Rules that Streamlit itself breaks, each with the reason why we cannot mend it."""


PAGES = [
    "",
    "?q=hemlösa",
    "las",
    "indikatorer",
    "jamfor?q=hemlösa",
    "exempel?ofullstandiga=1",
    "exempel?visa=par&funktion=resultat",
    "exempel?visa=luckor&ofullstandiga=1&facit=1",
    "samlingar",
    "samlingar?visa=sokningar",
    "bibliotek",
]
OF_THEMES = [
    "teman",
    "teman?visa=kommuner",
    "teman?visa=karta",
    "teman?tema=hemlöshet&kommun=Malmö&ar=2021",
    "teman?tema=hemlöshet&visa=stycken",
    "teman?tema=hemlöshet&visa=bedom",
    "jamfor?tema=hemlöshet",
    "?q=hemlösa&tema=hemlöshet",
]


@pytest.mark.parametrize("address", PAGES)
def test_page_is_accessible(page: Page, site: Site, address: str) -> None:
    """No page breaks a rule that axe-core can check, but for those that Streamlit itself breaks."""
    visit(page, f"{site.url}/{address}")
    _check(page)


@pytest.mark.parametrize("address", OF_THEMES)
def test_page_of_themes_is_accessible(page: Page, theme_site: Site, address: str) -> None:
    """Nor does any page that shows themes."""
    visit(page, f"{theme_site.url}/{address}")
    _check(page)


def test_a_report_is_accessible(page: Page, site: Site) -> None:
    """Nor does a report that is open at a hit."""
    with open_library(site.folder) as library:
        hit = search(library, "hemlösa")[0]
    visit(page, f"{site.url}/las?stycke={hit.passage.id}&q=hemlösa&traff=1")
    _check(page)


@pytest.mark.parametrize("opens", ["Rename …", "Merge …", "Split …", "Reject …"])
def test_dialogs_of_a_theme_are_accessible(page: Page, theme_site: Site, opens: str) -> None:
    """Nor does a dialog in which a theme is changed."""
    with open_library(theme_site.folder) as library:
        theme = stored.themes(library, origin=Origin.DISCOVERED)[0]
    visit(page, f"{theme_site.url}/teman?tema={theme.id}")
    page.get_by_role("button", name=opens).click()
    page.get_by_role("dialog").wait_for()
    _check(page)


@pytest.mark.parametrize("opens", ["Remove …", "Correct what it is"])
def test_dialogs_of_the_library_are_accessible(page: Page, site: Site, opens: str) -> None:
    """Nor does a dialog in which a report is corrected or removed."""
    visit(page, f"{site.url}/bibliotek")
    # The table is drawn on a canvas; its boxes are ticked at their places.
    page.locator("[data-testid=stDataFrame] .dvn-scroller").click(position={"x": 16, "y": 52})
    page.get_by_role("button", name=opens).click()
    page.get_by_role("dialog").wait_for()
    _check(page)


def test_a_collection_is_accessible(page: Page, site: Site) -> None:
    """Nor does a collection that is open, or the dialog in which it is downloaded."""
    with open_library(site.folder) as library:
        passage_id = search(library, "hemlösa")[0].passage.id
        one = collecting.create_collection(library, "Tillgänglig", description="Till våren", when=WHEN)
        collecting.add_passages(library, one.name, [passage_id], note="Läs högt.", tags=["analys"], when=WHEN)
    visit(page, f"{site.url}/samlingar?samling={one.id}")
    _check(page)
    page.get_by_role("button", name="Download …").click()
    page.get_by_role("dialog").wait_for()
    _check(page)


def _check(page: Page) -> None:
    broken = [f"{scheme}: {one}" for scheme in SCHEMES for one in _broken(page, scheme)]
    assert not broken, "\n".join(broken)


def _broken(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    """Return what breaks a rule on the page in a colour scheme."""
    page.emulate_media(color_scheme=scheme)
    # Pages fade in, and what is half there has too little contrast; a busy machine takes its time.
    for _attempt in range(ATTEMPTS):
        page.wait_for_timeout(SETTLED_MS)
        broken = _measured(page)
        if not broken:
            break
    return broken


def _measured(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
        if one["id"] not in LEFT
    ]
