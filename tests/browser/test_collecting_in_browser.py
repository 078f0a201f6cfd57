"""From search to use, in a real browser: found, collected, annotated, exported, shared; examples and exercises."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from playwright.sync_api import expect

from minerva.library import collections as stored
from minerva.library import quotations
from minerva.library.store import open_library
from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

CARD = "article.m-card"
SETTLED_MS = 2500
"""What is opened while the page is still being drawn is closed again."""


def test_search_collect_export(page: Page, site: Site) -> None:
    """A user searches, saves a hit in a new collection with a note, and downloads it as Word with its source."""
    visit(page, f"{site.url}/?q=överskott&satt=ord&kommun=Malmö")
    page.get_by_role("button", name="Save", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Collection").click()
    page.get_by_role("option", name="New collection …").click()
    dialog.get_by_label("What to call the collection").fill("Till nämnden")
    dialog.get_by_label("Note", exact=True).fill("Läs <b>högt</b>")
    dialog.get_by_label("Tags").fill("ekonomi")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Saved").first).to_be_visible()
    page.get_by_role("link", name="Collections").click()
    page.get_by_role("button", name="Till nämnden").click()
    expect(page).to_have_url(re.compile("samling="))
    expect(page.locator(CARD)).to_contain_text("stands where it was saved")
    expect(page.get_by_text("Läs <b>högt</b>")).to_be_visible()
    page.get_by_role("button", name="Download …").click()
    dialog.get_by_role("radio", name="Harvard").click()
    dialog.get_by_role("button", name="Make the file").click()
    with page.expect_download() as waited:
        dialog.get_by_role("button", name=re.compile(r"Download till-nämnden\.docx")).click()
    told = "\n".join(one.text for one in Document(BytesIO(Path(waited.value.path()).read_bytes())).paragraphs)
    assert "överskott på 4,2 mnkr" in told
    assert "Malmö" in told
    assert "Läs <b>högt</b>" in told


def test_a_collection_is_shared(page: Page, site: Site, tmp_path: Path) -> None:
    """A collection is downloaded for a colleague, deleted, and read in from the file; what is none is refused."""
    visit(page, f"{site.url}/?q=sjukfrånvaron&satt=ord")
    page.get_by_role("button", name="Save", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Collection").click()
    page.get_by_role("option", name="New collection …").click()
    dialog.get_by_label("What to call the collection").fill("Delad")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("link", name="Collections").click()
    page.get_by_role("button", name="Delad").click()
    page.get_by_role("button", name="Download …").click()
    dialog.get_by_role("combobox", name="Kind of file").click()
    page.get_by_role("option", name="For a colleague (JSON)").click()
    dialog.get_by_role("button", name="Make the file").click()
    with page.expect_download() as waited:
        dialog.get_by_role("button", name=re.compile(r"Download delad\.json")).click()
    file = tmp_path / "delad.json"
    file.write_bytes(Path(waited.value.path()).read_bytes())
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete …").click()
    dialog.get_by_role("button", name="Delete", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("The collection Delad was deleted.")).to_be_visible()
    broken = tmp_path / "trasig.json"
    broken.write_text(json.dumps({"form": "something else"}), encoding="utf-8")
    _hand_in(page, broken)
    expect(page.get_by_text("trasig.json is no collection of Minerva")).to_be_visible()
    page.keyboard.press("Escape")
    _hand_in(page, file)
    expect(page.get_by_role("heading", name="Delad")).to_be_visible()
    with open_library(site.folder) as library:
        assert len(quotations.items(library, stored.collection(library, "Delad"))) == 1


def _hand_in(page: Page, file: Path) -> None:
    """Choose a file to be imported."""
    place = page.locator("input[type=file]")
    expect(place).to_have_count(0)
    page.wait_for_timeout(SETTLED_MS)
    page.get_by_role("button", name="Import").click()
    expect(place).to_have_count(1)
    place.set_input_files(file)


def test_examples_are_narrowed(page: Page, site: Site) -> None:
    """A choice goes into the address, the slider too, and a link to it shows the same again."""
    visit(page, f"{site.url}/exempel?ofullstandiga=1")
    expect(page.locator(CARD).first).to_contain_text("LIX")
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page).to_have_url(re.compile("langd=10-"))
    page.get_by_text("Malmö (1)").click()
    expect(page).to_have_url(re.compile("langd=10-.*kommun=Malm|kommun=Malm.*langd=10-"))
    expect(page.locator(CARD).first).to_contain_text("Malmö")
    again = page.context.new_page()
    visit(again, page.url)
    expect(again.locator(CARD).first).to_contain_text("Malmö")
    expect(again.locator(CARD).filter(has_text="Umeå")).to_have_count(0)
    again.close()


def test_a_worksheet_is_downloaded(page: Page, site: Site) -> None:
    """A figure is hidden until the answers are shown, and the sheet is downloaded with the key."""
    visit(page, f"{site.url}/exempel?visa=luckor&ofullstandiga=1&kommun=Malmö")
    blank = page.locator(".m-blank").first
    expect(blank).to_be_visible()
    expect(blank).not_to_contain_text("4,2")
    page.get_by_text("Show the answers").click()
    expect(page.locator(".m-blank").filter(has_text="4,2")).to_be_visible()
    page.wait_for_timeout(SETTLED_MS)
    page.get_by_role("button", name="Download").click()
    page.get_by_text("With the key, on a page of its own").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Markdown").click()
    told = Path(waited.value.path()).read_text(encoding="utf-8")
    assert "## Key" in told
    assert "4,2" in told


def test_readers_are_told_why_they_cannot_save(page: Page, read_only_site: Site) -> None:
    """Where nothing may be written no page offers to save, and says why."""
    for address in ("?q=hemlösa", "exempel?ofullstandiga=1", "samlingar"):
        visit(page, f"{read_only_site.url}/{address}")
        expect(page.get_by_text("Here you can read.")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Save|New collection"))).to_have_count(0)
