"""What users do, in a real browser."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from minerva.library.store import open_library
from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

CARD = "article.m-card"
EXAMPLES = Path(__file__).parents[2] / "corpus" / "reports"


def _search(page: Page, query: str) -> None:
    field = page.get_by_label("Search the reports")
    field.fill(query)
    field.press("Enter")
    page.wait_for_selector(CARD)


def test_search_filter_open(page: Page, site: Site) -> None:
    """A search gives cards, a filter narrows them, the address reopens it, and a card leads to its report."""
    visit(page, site.url)
    _search(page, "hemlösa familjer")
    expect(page.locator(CARD).nth(1)).to_be_visible()
    page.locator("[data-testid=stSidebar]").get_by_text("Malmö").first.click()
    expect(page).to_have_url(re.compile("kommun=Malm"))
    expect(page.locator(f"{CARD} h3", has_text="Lund")).to_have_count(0)
    again = page.context.new_page()
    visit(again, page.url)
    expect(again.locator(CARD).first).to_contain_text("Malmö")
    expect(again.locator(CARD)).to_have_count(page.locator(CARD).count())
    again.close()
    page.get_by_text("Read in the report").first.click()
    expect(page).to_have_url(re.compile("/las"))
    expect(page.get_by_text("bostad först").first).to_be_visible()


def test_hostile_report_is_text(page: Page, site: Site) -> None:
    """Whatever a report holds is shown as it stands, and none of it runs, links, loads or turns the text around."""
    visit(page, f"{site.url}/?q=trollformel")
    card = page.locator(CARD).first
    expect(card).to_contain_text("<script>window.pwned = 1</script>")
    expect(card).to_contain_text("[klicka här](javascript:window.pwned=3)")
    assert not page.locator("a[href^=javascript], img[src*='example.org'], img[onerror]").count()
    assert "\u202e" not in page.locator("body").inner_text()
    page.get_by_text("Read in the report").first.click()
    expect(page.get_by_text("<script>window.pwned = 1</script>").first).to_be_visible()
    visit(page, f"{site.url}/bibliotek")
    page.get_by_role("tab", name="Health").click()
    expect(page.get_by_text("Varning <script>window.pwned = 1</script>").first).to_be_visible()
    assert not page.locator("a[href^=javascript], img[src*='example.org'], img[onerror]").count()


def test_language_is_chosen(page: Page, site: Site) -> None:
    """A user chooses her language, and only hers changes."""
    visit(page, f"{site.url}/?q=hemlösa")
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    page.get_by_text("Svenska").click()
    expect(page.get_by_role("radio", name="Svenska")).to_be_checked()
    expect(page.locator(CARD).first).to_contain_text("efter ord")
    other = page.context.new_page()
    visit(other, site.url)
    expect(other.get_by_role("radio", name="English")).to_be_checked()
    other.close()


def test_upload(page: Page, site: Site, tmp_path: Path) -> None:
    """A PDF that is dropped is read into the library; what is no report is left out with a remedy."""
    pdf = min(EXAMPLES.glob("*.pdf"))
    false = tmp_path / "falsk.pdf"
    false.write_bytes(b"MZ\x90\x00\x03 no report")
    visit(page, f"{site.url}/bibliotek")
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    page.set_input_files("input[type=file]", [str(pdf), str(false)])
    expect(page.get_by_text("1 report added, 1 left out")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("The content is none of a kind that Minerva reads.").first).to_be_visible()
    expect(page.get_by_text("6 reports")).to_be_visible()
    with open_library(site.folder) as library:
        (report,) = [one for one in library.reports() if one.file == pdf.name]
        (path,) = library.files(report.id)
    assert path == str(site.folder / "intake/files" / f"{hashlib.sha256(pdf.read_bytes()).hexdigest()[:32]}.pdf")
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_text("1 report added, 1 left out")).to_have_count(0)


def test_read_only(page: Page, read_only_site: Site) -> None:
    """In read-only mode nothing on the page writes, and no byte of the library changes."""
    before = _contents(read_only_site.folder)
    visit(page, f"{read_only_site.url}/bibliotek")
    expect(page.get_by_text("nobody can write")).to_be_visible()
    assert not page.locator("input[type=file]").count()
    page.get_by_role("tab", name="Health").click()
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("All is well.")).to_be_visible()
    visit(page, f"{read_only_site.url}/?q=hemlösa familjer")
    expect(page.locator(CARD).first).to_be_visible()
    assert _contents(read_only_site.folder) == before


def _contents(folder: Path) -> dict[str, str]:
    """Return a hash of each file, but for those by which SQLite lets readers and writers know of each other."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_remove_and_undo(page: Page, site: Site) -> None:
    """A report is removed after a question, and comes back when that is undone."""
    with open_library(site.folder) as library:
        before = library.reports()
        visit(page, f"{site.url}/bibliotek")
        # The table is drawn on a canvas; its boxes are ticked at their places.
        page.locator("[data-testid=stDataFrame] .dvn-scroller").click(position={"x": 16, "y": 52})
        page.get_by_role("button", name="Remove …").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        expect(page.get_by_text("1 report was removed.")).to_be_visible()
        assert len(library.reports()) == len(before) - 1
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("1 report was removed.")).to_have_count(0)
        assert library.reports() == before


def test_hits_are_walked_by_arrows(page: Page, site: Site) -> None:
    """An arrow key opens the next hit, and every hit that is opened stands in sight."""
    visit(page, f"{site.url}/?q=hemlösa")
    page.locator(CARD).first.wait_for()
    page.get_by_text("Read in the report").first.click()
    expect(page.get_by_text("Hit 1 of")).to_be_visible()
    for rank in (2, 3):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"Hit {rank} of")).to_be_visible()
        expect(page.locator("#m-found")).to_be_in_viewport()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Hit 2 of")).to_be_visible()
