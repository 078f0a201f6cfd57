"""The pages measured against WCAG 2.2 AA by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SETTLED_MS = 500
LEFT: dict[str, str] = {}
"""Rules that Streamlit itself breaks, each with the reason why we cannot mend it."""


@pytest.mark.parametrize("address", ["", "?q=hemlösa", "indikatorer", "jamfor?q=hemlösa", "bibliotek"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible(page: Page, site: Site, address: str, scheme: str) -> None:
    """No page breaks a rule that axe-core can check, but for those that Streamlit itself breaks."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit(page, f"{site.url}/{address}")
    # Pages fade in, and what is half there has too little contrast.
    page.wait_for_timeout(SETTLED_MS)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    broken = [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
        if one["id"] not in LEFT
    ]
    assert not broken, "\n".join(broken)
