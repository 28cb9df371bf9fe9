"""Adding Trellis to a workspace in a real browser: on a phone and on a wide screen, by keyboard, without a script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.declaring import declared
from bot.pages import ENDS, Pages
from tests.browser.conftest import OpenPage
from tests.hosted import FERNHILL, Hosted, hosted

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CONTRASTS = (Path(__file__).parent / "contrasts.js").read_text()
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# On a finger's tip: WCAG 2.2, success criterion 2.5.8, asks for 24 pixels, and Apple and Google for 44 and more.
TARGETS = """() => [...document.querySelectorAll('a, button')].map((one) => one.getBoundingClientRect())
  .filter((box) => box.height < 44).length"""
WIDTHS = {"phone": (400, 800), "wide": (1440, 900)}


@pytest_asyncio.fixture(loop_scope="session")
async def host(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    """A Trellis that nobody has installed yet."""
    async with hosted(tmp_path_factory.mktemp("hosted")) as started:
        yield started


async def looked_at(page: Page) -> dict[str, object]:
    """What can be wrong with a page for whoever reads it."""
    return {
        "too wide": await page.evaluate(TOO_WIDE),
        "too pale": await page.evaluate(CONTRASTS),
        "too small": await page.evaluate(TARGETS),
        "scripts": await page.locator("script").count(),
        "headings": await page.locator("h1").count(),
    }


WELL = {"too wide": False, "too pale": [], "too small": 0, "scripts": 0, "headings": 1}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
async def test_somebody_adds_trellis_by_keyboard(
    host: Hosted, open_page: OpenPage, width: str, theme: Literal["light", "dark"]
) -> None:
    across, down = WIDTHS[width]
    page = await open_page(host.install_url, width=across, height=down, theme=theme)
    assert await looked_at(page) == WELL
    assert await page.get_attribute("html", "lang") == "en"
    await page.keyboard.press("Tab")
    focused = page.locator(":focus")
    await expect(focused).to_have_text("Add to Slack")
    assert await focused.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Trellis is requesting permission to access a workspace")
    await page.get_by_label("You are").select_option(label="Amara Okafor")
    await page.get_by_label("Start group direct messages with people").uncheck()
    await page.get_by_role("button", name="Allow").press("Enter")
    await expect(page.locator("h1")).to_have_text("Trellis is in your workspace")
    assert await looked_at(page) == WELL
    link = page.get_by_role("link", name="Open Trellis in Slack")
    assert f"team={FERNHILL}&tab=home" in str(await link.get_attribute("href"))
    await page.reload()
    await expect(page.locator("h1")).to_have_text("This link was used before")
    assert await looked_at(page) == WELL
    await page.get_by_role("link", name="Begin again").press("Enter")
    await expect(page.locator("h1")).to_have_text("Add Trellis to your workspace")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
async def test_whoever_knows_the_address_alone_finds_what_trellis_keeps_and_comes_back(
    host: Hosted, open_page: OpenPage, width: str, theme: Literal["light", "dark"]
) -> None:
    across, down = WIDTHS[width]
    page = await open_page(f"{host.url}/", width=across, height=down, theme=theme)
    await expect(page.locator("h1")).to_have_text("Add Trellis to your workspace")
    assert (page.url, await looked_at(page)) == (host.install_url, WELL)
    title = "What Trellis keeps, who can see it, and for how long"
    await page.get_by_role("link", name=title).press("Enter")
    await expect(page.locator("h1")).to_have_text(title)
    assert await looked_at(page) == WELL
    assert await page.get_by_role("heading", level=2).count() == 8
    # A screen reader says of each value what it is of.
    people = page.locator("dt", has_text="You, as Trellis knows you")
    assert [
        (await people.locator(f"xpath=following-sibling::dd[{nth}]").inner_text()) for nth in range(1, 5)
    ] == [
        "Sealed: no texts",
        "In one's own copy: yes",
        "When somebody deletes their data: their rows are emptied",
        "When a pair's time is over: stays",
    ]
    await page.get_by_role("link", name="Add Trellis to your workspace").press("Enter")
    await expect(page.locator("h1")).to_have_text("Add Trellis to your workspace")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_what_trellis_keeps_is_read_well_in_every_language(
    host: Hosted, open_page: OpenPage, theme: Literal["light", "dark"]
) -> None:
    pages = Pages(host.running.services.words, "en")
    page = await open_page("about:blank", width=320, height=640, theme=theme)
    for language in ("en", "es"):
        now = datetime(2027, 3, 1, tzinfo=UTC)
        told = partial(declared, purge_after_days=14)
        await page.set_content(pages.privacy(language, now, "/slack/install", told))
        assert (await page.get_attribute("html", "lang"), await looked_at(page)) == (language, WELL)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_way_in_which_it_can_end_is_read_well(
    host: Hosted, open_page: OpenPage, theme: Literal["light", "dark"]
) -> None:
    pages = Pages(host.running.services.words, "en")
    page = await open_page("about:blank", width=400, height=800, theme=theme)
    for language in ("en", "es"):
        for end in ENDS:
            await page.set_content(
                pages.ended(language, datetime(2027, 3, 1, tzinfo=UTC), end, "/slack/install")
            )
            assert (end, await looked_at(page)) == (end, WELL)


async def test_whoever_cancels_can_begin_again(host: Hosted, open_page: OpenPage) -> None:
    page = await open_page(host.install_url, width=400)
    await page.get_by_role("link", name="Add to Slack").click()
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.locator("h1")).to_have_text("Cancelled")
    await page.get_by_role("link", name="Begin again").click()
    await expect(page.locator("h1")).to_have_text("Add Trellis to your workspace")
