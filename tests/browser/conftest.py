"""A browser for whoever tests in one: one Chromium for the whole run, a fresh page for each test."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, async_playwright

from tests.browser.chromium import ARGUMENTS, BY_HAND, find

# Its comparisons are tests as well, and should tell as much when they fail.
pytest.register_assert_rewrite("tests.browser.fieldwork")

WAIT_MS = 10_000


class OpenPage(Protocol):
    """Opens an address in a window of that size and theme."""

    async def __call__(
        self, url: str, *, width: int = ..., height: int = ..., theme: Literal["light", "dark"] = ...
    ) -> Page: ...


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BrowserContext]:
    """A Chromium with a new profile. Without a browser the tests fail, for then nobody has looked at the page."""
    # Playwright is asked for its own browser in a thread, for its blocking side refuses to run in a loop.
    executable: Path | None = await asyncio.to_thread(find)
    if executable is None:
        pytest.fail(f"There is no browser for the browser tests. {BY_HAND}")
    profile = tmp_path_factory.mktemp("profile")
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable,
            args=ARGUMENTS,
            headless=True,
            timezone_id="UTC",
            locale="en-GB",
        )
        context.set_default_timeout(WAIT_MS)
        yield context
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: BrowserContext) -> AsyncIterator[OpenPage]:
    """Opens pages and closes them again; an error in a page's console fails the test."""
    troubles: list[str] = []
    async with contextlib.AsyncExitStack() as stack:

        async def opened(
            url: str, *, width: int = 1440, height: int = 900, theme: Literal["light", "dark"] = "light"
        ) -> Page:
            page = await chromium.new_page()
            stack.push_async_callback(page.close)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            await page.set_viewport_size({"width": width, "height": height})
            await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            await page.goto(url)
            return page

        yield opened
    assert troubles == []
