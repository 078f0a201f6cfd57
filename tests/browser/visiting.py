"""How tests come to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTEMPTS = 60
PAUSE_MS = 250


def visit(page: Page, url: str) -> None:
    """Open *url* and wait until the page has been drawn; the server may still be starting."""
    for _attempt in range(ATTEMPTS):
        try:
            page.goto(url)
            break
        except Error as error:
            if "ERR_CONNECTION_REFUSED" not in error.message:
                raise
            page.wait_for_timeout(PAUSE_MS)
    # The choice of the language is drawn last.
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("[data-testid=stSidebar] [role=radio]")
