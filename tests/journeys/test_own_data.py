"""What is kept of somebody is theirs to delete: from Home, at once, and kindly to who stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import render
from bot.domain.pairs import PairState
from bot.words import Reader
from simulator.visible import visible_text
from storage import deliveries, pairs, people, situations
from storage.store import Transaction
from storage.tables import Base
from storage.types import Sealed
from tests.village import ABOUT_INES, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village, village

ENDED = (
    "Your mentoring in Spring 2027 comes to its end today, because your mentee cannot go on with it. That says nothing "
    "about you, or about what the two of you did. What you wrote yourself stays yours. Thank you for the time and "
    "thought that you gave it. If you would like to go on with somebody else, tell whoever coordinates your programme; "
    "there is no hurry."
)


async def kept(town: Village) -> str:
    """Return all that is remembered, opened where it is sealed."""
    ws, store = town.demo.running.workspace.id, town.demo.running.services.store

    def everything(tx: Transaction) -> str:
        found = []
        for table in Base.metadata.sorted_tables:
            for row in tx.execute(select(table)).mappings():
                for column in table.c:
                    value = row[column.name]
                    if isinstance(column.type, Sealed) and value is not None:
                        value = tx.vault.open(ws, f"{table.name}.{column.name}", value)
                    found.append(str(value))
        return "\n".join(found)

    return await store.read(everything)


async def delete(town: Village, word: str = "delete") -> dict[str, str]:
    """Let Inês go from Home to the form, and type a word into it."""
    await town.sees_home(town.ines)
    await town.ines.press("Your data", within="home")
    await town.ines.opens_modal("Your data")
    await town.ines.press("Delete my data")
    await town.ines.opens_modal("Delete my data")
    errors = await town.ines.submit({"confirm": word})
    await town.settle()
    return dict(errors)


@pytest.mark.parametrize("word", ["delete", "Borrar"])
async def test_a_mentee_who_has_her_data_deleted_is_gone_at_once_and_her_mentor_keeps_his_own(
    signed_here: Village, word: str
) -> None:
    town = signed_here
    hers, his = ABOUT_INES["introduction"], CLAUSES_OF_NOAH["goals"]
    before = await kept(town)
    assert (hers in before, "Inês" in before, "UMENTEE" in before, his in before) == (True,) * 4

    assert await delete(town, "yes") == {"confirm": "To go on, type delete. Nothing has been deleted."}
    assert await kept(town) == before
    heard = await town.hears(town.noah, town.ines.submit({"confirm": word}))

    # Neither a step back nor closing it leads to a page of somebody who is gone.
    stack = [visible_text(view).splitlines()[0] for view in (await town.ines.state())["views"]]
    assert stack == ["It is deleted", "It is deleted"]
    await town.ines.close()
    assert (await town.ines.state())["views"] == []

    after = await kept(town)
    for gone in (hers, "Inês", "UMENTEE", CLAUSES_OF_INES["boundaries"], "America/Lisbon", "Europe/Lisbon"):
        # Noah's own goal names her; his words stay his.
        assert gone not in after.replace(his, "")
    assert his in after
    assert heard == [ENDED]
    assert (await town.ines.home()).splitlines() == [
        "Your data is deleted, as you asked. If you open this page again, Trellis meets you anew."
    ]
    home = await town.sees_home(town.noah)
    assert "*Someone who has left* · Spring 2027 · ended" in home
    await town.noah.press("Read the agreement", within="home")
    shown = str(await town.noah.opens_modal("Mentoring agreement"))
    assert (his in shown, "Someone who has left signed" in shown, CLAUSES_OF_INES["boundaries"] in shown) == (
        True,
        True,
        False,
    )


async def test_whatever_was_said_to_who_stays_can_still_be_shown_and_who_comes_back_begins_anew(
    signed_here: Village,
) -> None:
    town = signed_here
    assert await delete(town) == {}
    running = town.demo.running

    def shown(tx: Transaction) -> list[str]:
        ws = running.workspace.id
        noah = people.by_slack_id(tx, ws, town.noah.id)
        assert noah is not None
        [pair] = pairs.of_person(tx, ws, noah.id)
        assert pair.state is PairState.ENDED
        reader = Reader(running.services.words, "en", noah.zone, running.services.clock.now())
        found = []
        for row in deliveries.recent(tx, ws, most=500):
            if row.person_id == noah.id and row.rewrites_id is None:
                about = situations.for_delivery(tx, row, reader.now)
                found.append(render.message(about, reader).text)
        return found

    said = await running.services.store.read(shown)
    assert len(said) > 20
    assert "Inês" not in "\n".join(said).replace(CLAUSES_OF_NOAH["goals"], "")
    # An old button of hers is nobody's any more.
    home = await town.sees_home(town.ines)
    assert home[1].startswith("You are not part of a mentoring pair yet.")


async def test_the_only_coordinator_names_somebody_before_going(signed_here: Village) -> None:
    amara = signed_here.amara
    await signed_here.sees_home(amara)
    await amara.press("Your data", within="home")
    await amara.opens_modal("Your data")
    await amara.press("Delete my data")
    await amara.opens_modal("Delete my data")
    assert await amara.submit({"confirm": "delete"}) == {
        "confirm": "You are the only coordinator of this programme. Please name somebody who takes over; then you can "
        "leave."
    }
    assert "Amara" in await kept(signed_here)


async def test_a_copy_comes_as_two_files_and_is_read_in_a_window_as_well(signed_here: Village) -> None:
    town = signed_here
    await town.sees_home(town.ines)
    await town.ines.press("Your data", within="home")
    await town.ines.opens_modal("Your data")
    said = await town.hears(town.ines, town.ines.press("Get a copy"))
    assert [line for line in said[0].splitlines() if line.startswith("[file: ")] == [
        "[file: trellis-2027-03-01.html]",
        "[file: trellis-2027-03-01.json]",
    ]
    files = town.demo.simulator.world.workspace(None).uploads.values()
    page, kept = [(one.content or b"").decode() for one in files]
    secret = CLAUSES_OF_NOAH["goals"]
    for text in (page, kept):
        # Hers, and what Noah wrote into their agreement.
        assert (ABOUT_INES["introduction"] in text, secret in text) == (True, True)
    told = json.loads(kept)["kept"]
    # Of Noah's settings nothing, and of his answers what he gave for her to see.
    assert [row["slack_id"] for row in told["people"]] == ["UMENTEE"]
    others = [row for row in told["answers"] if row["person_id"] != told["people"][0]["id"]]
    assert {row["audience"] for row in others} <= {"pair", "card"}
    assert not {"onboarding.prompt_at", "onboarding.card"} & {row["question"] for row in others}

    await town.ines.close()
    await town.ines.press("Read it here")
    shown = visible_text(await town.ines.opens_modal("What is kept of you"))
    assert ("You, as Trellis knows you" in shown, "Page 1 of " in shown) == (True, True)
    await town.press(town.ines, "Next page")
    assert "Page 2 of " in visible_text(await town.ines.modal())


async def test_where_slack_lets_no_files_be_sent_home_says_so_and_the_rest_works(tmp_path: Path) -> None:
    async with village(tmp_path, declined=["files:write"]) as town:
        await town.sees_home(town.noah)
        await town.noah.press("Your data", within="home")
        shown = visible_text(await town.noah.opens_modal("Your data"))
        assert ("[Get a copy]" in shown, "lacks the permission files:write" in shown) == (False, True)
        await town.noah.press("Read it here")
        assert "Noah" in visible_text(await town.noah.opens_modal("What is kept of you"))
