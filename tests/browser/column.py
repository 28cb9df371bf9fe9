"""One person's column in the page, in the words of somebody who uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page


@dataclass
class Column:
    """One person's column in the page."""

    page: Page
    number: int

    @property
    def root(self) -> Locator:
        return self.page.locator(f"#column-{self.number}")

    @property
    def composer(self) -> Locator:
        return self.root.get_by_role("combobox", name=re.compile("^Message "))

    @property
    def dialog(self) -> Locator:
        return self.root.get_by_role("dialog")

    def message(self, text: str) -> Locator:
        """The message that holds that text."""
        return self.root.locator(".message", has_text=text)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    async def says(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def chooses(self, box: str, label: str) -> None:
        """Chooses in a select by pressing it and then the choice."""
        await self.root.get_by_role("combobox", name=box).click()
        await self.root.get_by_role("listbox").get_by_role("option", name=label).click()
