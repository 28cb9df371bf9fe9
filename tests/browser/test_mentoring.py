"""The story of a pair as one person plays it in the page: invitation, onboarding, signing, check-in, progress."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.dialogues import AGREEMENT
from tests.browser.column import Column
from tests.browser.conftest import OpenPage
from tests.village import Village, village

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

CLAUSES = len(AGREEMENT.steps)
CHECK_IN = "How has it been going with “Lead my first project” since we last talked?"


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Village]:
    """A village of its own; its clock stands at Monday 1 March 2027, 15:00 UTC."""
    async with village(tmp_path) as started:
        yield started


async def test_one_person_plays_all_three_from_invitation_to_an_answered_check_in(
    town: Village, open_page: OpenPage
) -> None:
    # The whole bot answers here, beside a browser, on whatever machine this is.
    expect.set_options(timeout=30_000)
    page = await open_page(town.demo.simulator.url)
    ines, noah, amara = (Column(page, number) for number in (1, 2, 3))

    await _introduce(amara)
    for person, role in ((ines, "mentee"), (noah, "mentor")):
        await expect(person.message(f"you as the {role}")).to_be_visible()
        await person.button("Yes, count me in").click()
        await _tell_of_oneself(person)
    await expect(ines.message("Meet @Noah Brooks, your mentor.")).to_be_visible()
    await expect(noah.message("Meet @Inês Duarte, your mentee.")).to_contain_text("I build data pipelines.")

    await _answer_clauses(ines, "Lead my first project", length="45 minutes")
    await expect(ines.message("Thank you, those are all the clauses.")).to_be_visible()
    await _answer_clauses(noah, "See Inês lead", length="90 minutes")

    # They differ on the length of a session: Inês proposes the middle, Noah accepts.
    await ines.button("Meet in the middle: 60 minutes").click()
    await noah.button("Accept: 60 minutes").click()
    for person in (ines, noah):
        await person.button("Read and sign").click()
        await expect(person.dialog).to_contain_text("Session length: 60 minutes")
        await person.dialog.get_by_role("button", name="Sign").click()
        await expect(person.dialog).to_have_count(0)
    await expect(ines.message("You and @Noah Brooks have both signed.")).to_be_visible()

    await ines.says("/progress 25% chose a project")
    await expect(ines.message("Logged on goal 1 “Lead my first project”: 25%")).to_be_visible()

    await _goes_on_until(page, ines, CHECK_IN)
    await ines.button("Going well").click()
    await expect(ines.message("✓ Your check-in of 15 March 2027")).to_contain_text("Going well")
    await _goes_on_until(page, noah, "@Inês Duarte checked in: Going well")

    await noah.says("/trellis")
    await noah.root.get_by_role("link", name="Open Trellis's Home").click()
    await expect(noah.root.get_by_role("tabpanel")).to_contain_text("25%")


async def _goes_on_until(page: Page, person: Column, text: str) -> None:
    """Press for the next prompt until that one has come: others come before it."""
    button = page.get_by_role("button", name="Next prompt")
    for _ in range(6):
        await button.click()
        await expect(button).to_have_attribute("aria-busy", "false")
        if await person.message(text).count():
            break
    await expect(person.message(text)).to_be_visible()


async def _introduce(amara: Column) -> None:
    await amara.root.get_by_role("tab", name="Home").click()
    await amara.button("Become coordinator").click()
    await amara.button("Create a programme").click()
    await amara.dialog.get_by_label("Name").fill("Spring 2027")
    await amara.dialog.get_by_role("button", name="Create").click()
    await amara.button("Introduce two people").first.click()
    for label, name in (("Mentor", "Noah"), ("Mentee", "Inês")):
        picker = amara.dialog.get_by_role("combobox", name=label)
        await picker.fill(name)
        await picker.press("Enter")
    await amara.dialog.get_by_role("button", name="Invite both").click()
    await expect(amara.dialog).to_have_count(0)


async def _tell_of_oneself(person: Column) -> None:
    await expect(person.message("Step 1 of 13")).to_be_visible()
    await person.says("I build data pipelines.")
    await expect(person.message("Step 2 of 13")).to_be_visible()
    await person.button("Write it here").last.click()
    await person.dialog.get_by_role("textbox").fill("To grow.")
    await person.dialog.get_by_role("button", name="Save").click()
    for step, answer in ((3, "Music, ham radio"), (4, "Leading a team")):
        await expect(person.message(f"Step {step} of 13")).to_be_visible()
        await person.says(answer)
    await expect(person.message("Step 5 of 13")).to_be_visible()
    await person.button("Save").last.click()
    await expect(person.message("Step 6 of 13")).to_be_visible()
    await person.says("I take time before I answer")
    await expect(person.message("Step 7 of 13")).to_be_visible()
    await person.button(f"Yes, {'Lisbon' if person.number == 1 else 'New York'} time").click()
    await expect(person.message("Step 8 of 13")).to_be_visible()
    await person.says("Monday to Friday")
    await expect(person.message("Step 9 of 13")).to_be_visible()
    await person.button("Save").last.click()
    await expect(person.message("Step 10 of 13")).to_be_visible()
    await person.says("10:00")
    await expect(person.message("Step 11 of 13")).to_be_visible()
    await person.says("School run until 9")
    await person.button("Gently, with context").click()
    await expect(person.message("Step 13 of 13")).to_be_visible()
    await person.button("Save").last.click()


async def _answer_clauses(person: Column, goal: str, length: str) -> None:
    await person.button("That suits me").click()
    await expect(person.message(f"Step 2 of {CLAUSES}")).to_be_visible()
    await person.says("Rejoin the call, switch to the backup")
    await person.button("Every 2 weeks").click()
    await person.button(length).click()
    await person.button("That suits me").last.click()
    await expect(person.message(f"Step 6 of {CLAUSES}")).to_be_visible()
    await person.button("That suits me").last.click()
    await person.button("Within a day").click()
    await person.button("Whenever something comes up").click()
    await person.button("With the next check-in").click()
    await person.button("Nothing to plan around").click()
    await person.button("Ask each other first, every time").click()
    await expect(person.message(f"Step 12 of {CLAUSES}")).to_be_visible()
    await person.says("Health")
    await expect(person.message(f"Step 13 of {CLAUSES}")).to_be_visible()
    await person.says(goal)
    await person.button("Straight to the point").last.click()
    await person.button("That suits me").last.click()
    await person.button("Talk it over, just the two of us").click()
    await person.button("After three months").click()
    await person.button("With one closing conversation").click()
