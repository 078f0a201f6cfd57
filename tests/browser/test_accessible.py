"""The pages measured against WCAG 2.2 AA by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.visiting import visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SETTLED_MS = 500
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
LEFT: dict[str, str] = {}
"""Rules that Streamlit itself breaks, each with the reason why we cannot mend it."""


@pytest.mark.parametrize("address", ["", "?q=hemlösa", "indikatorer", "jamfor?q=hemlösa", "bibliotek"])
def test_page_is_accessible(page: Page, site: Site, address: str) -> None:
    """No page breaks a rule that axe-core can check, but for those that Streamlit itself breaks."""
    visit(page, f"{site.url}/{address}")
    broken = [f"{scheme}: {one}" for scheme in SCHEMES for one in _broken(page, scheme)]
    assert not broken, "\n".join(broken)


def _broken(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    """Return what breaks a rule on the page in a colour scheme, which it follows at once."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    # Pages fade in, and what is half there has too little contrast.
    page.wait_for_timeout(SETTLED_MS)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
        if one["id"] not in LEFT
    ]
