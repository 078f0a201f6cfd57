"""What users do with themes, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from minerva.library import themes as stored
from minerva.library.store import open_library
from minerva.records import Origin
from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from minerva.records import Theme
    from tests.browser.conftest import Site

CARD = "article.m-card"
MAP = ".st-key-m-wide"
LONG_MS = 120_000


def _largest(site: Site) -> Theme:
    with open_library(site.folder) as library:
        return stored.themes(library, origin=Origin.DISCOVERED)[0]


def test_themes_are_sought(page: Page, theme_site: Site) -> None:
    """A user has themes sought anew, sees how far that has come, and finds them in the list when it is done."""
    visit(page, f"{theme_site.url}/teman")
    page.get_by_role("button", name="Seek themes anew").click()
    page.get_by_role("radio", name="Coarse").click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Seeking themes")).to_be_visible()
    expect(page.get_by_role("button", name="Put away")).to_be_visible(timeout=LONG_MS)
    with open_library(theme_site.folder) as library:
        run = stored.latest_run(library)
    assert run
    assert run.settings["granularity"] == "coarse"
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_text("Seeking themes")).to_have_count(0)
    expect(page.get_by_role("button", name="Missbruk och beroende")).to_be_visible()


def test_a_theme_is_renamed(page: Page, theme_site: Site) -> None:
    """An editor gives a theme a name in a dialog, and it is shown by that name at once."""
    theme = _largest(theme_site)
    visit(page, f"{theme_site.url}/teman?tema={theme.id}")
    page.get_by_role("button", name="Rename …").click()
    page.get_by_role("dialog").get_by_label("What to call it").fill("Tak över <b>huvudet</b>")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Tak över <b>huvudet</b>")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert _largest(theme_site).name == "Tak över <b>huvudet</b>"


def test_a_cell_is_clicked(page: Page, theme_site: Site) -> None:
    """A click in a cell of the matrix opens its passages, and the address holds it."""
    visit(page, f"{theme_site.url}/teman?tema=hemlöshet")
    page.locator(f"{MAP} path[aria-label*='Municipality: Gävle']").last.click()
    expect(page).to_have_url(re.compile("kommun=G%C3%A4vle"))
    expect(page.get_by_role("heading", name="Gävle").first).to_be_visible()
    expect(page.locator(CARD).first).to_contain_text("Gävle")
    again = page.context.new_page()
    visit(again, page.url)
    expect(again.get_by_role("heading", name="Gävle").first).to_be_visible()
    again.close()


def test_a_cell_of_all_themes_is_clicked(page: Page, theme_site: Site) -> None:
    """A click in the matrix of all themes leads to the passages of a theme in a municipality."""
    visit(page, f"{theme_site.url}/teman?visa=kommuner")
    page.locator(f"{MAP} path[aria-label*='Municipality: Umeå'][aria-label*='Theme: hemlöshet']").last.click()
    expect(page).to_have_url(re.compile("tema=heml%C3%B6shet"))
    expect(page.get_by_role("heading", name="Hemlöshet")).to_be_visible()
    expect(page.locator(CARD).first).to_contain_text("Umeå")
    expect(page.get_by_role("heading", name="Malmö")).to_have_count(0)


def test_a_search_is_narrowed_to_a_theme(page: Page, theme_site: Site) -> None:
    """From a theme a user searches among its passages alone, and may go back to all."""
    visit(page, f"{theme_site.url}/teman?tema=hemlöshet")
    page.get_by_text("Search within the theme").click()
    field = page.get_by_label("Search the reports")
    field.fill("enligt planen")
    field.press("Enter")
    page.wait_for_selector(CARD)
    expect(page).to_have_url(re.compile("tema=heml%C3%B6shet"))
    hits = page.get_by_text(re.compile(r"^\d+ hits? · "))
    narrowed = int((hits.inner_text()).split()[0])
    page.get_by_role("button", name="Theme: Hemlöshet").click()
    expect(page).not_to_have_url(re.compile("tema="))
    expect(hits).not_to_have_text(re.compile(f"^{narrowed} hit"))
    assert int(hits.inner_text().split()[0]) > narrowed


def test_municipalities_are_compared_by_a_theme(page: Page, theme_site: Site) -> None:
    """A user compares municipalities by a theme; the address holds both."""
    visit(page, f"{theme_site.url}/jamfor?kommun=Lund&kommun=Gävle")
    page.get_by_role("radio", name="Theme").click()
    expect(page).to_have_url(re.compile("tema="))
    page.get_by_role("combobox", name="Theme").click()
    page.get_by_role("option", name=re.compile("^Våld i nära relation · ")).click()
    expect(page).to_have_url(re.compile("tema=v%C3%A5ld"))
    expect(page.get_by_role("heading", name="Gävle")).to_be_visible()
    expect(page.get_by_role("heading", name="Lund")).to_be_visible()
    expect(page.get_by_role("heading", name="Malmö")).to_have_count(0)
    expect(page.locator(f"{CARD} mark").first).to_be_visible()
