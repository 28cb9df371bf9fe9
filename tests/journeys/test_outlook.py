"""What is coming and why something waits: whoever asks reads their own, and nothing of anybody else's wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo import MENTEE
from bot.domain.people import Person
from simulator import Person as Hands
from simulator.visible import visible_text
from storage import deliveries, people
from storage.store import Transaction
from tests.journeys.test_accounts import Accounts
from tests.village import START, Village

INES, NOAH = "with <@UMENTEE>", "with <@UMENTOR>"
SNOOZED = "(held until Tue 20 Apr, 09:00 (Lisbon time): you snoozed my messages)"

HOLIDAY = "(held until Tue 1 Jun, 9:00\u202fAM (New York time): a public holiday)"
NOT_BEFORE = "(none before that: you snoozed my messages until Tue 20 Apr, 09:00 (Lisbon time))"


async def why(town: Village, person: Hands) -> tuple[list[str], list[str]]:
    """Let somebody ask; returns what is coming to them and what lately was held or left out, without when."""
    (said,) = await town.hears(person, person.command("/trellis why"))
    assert said.startswith("Only you see this.\n*What is coming*\n")
    coming, _, lately = said.partition("*What was held or left out in the last 30 days*")
    return told(coming), told(lately)


def told(said: str) -> list[str]:
    return [line.partition(">: ")[2] for line in said.splitlines() if line.startswith("•")]


async def test_whoever_asks_why_reads_what_is_coming_to_them_and_why_it_waits(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.say(ines, "snooze until 20 April")
    await at_work.go_to(2027, 4, 8, 15, zone="Europe/Lisbon")
    coming, lately = await why(at_work, ines)
    assert coming[:3] == [
        # It can wait for so long; what cannot is left out, and its next is told.
        f"How the two of you fare, {NOAH} {SNOOZED}",
        f"Your goal, {NOAH}",
        f"Something to think about, {NOAH}",
    ]
    assert coming[3] == f"Your check-in, {NOAH} {NOT_BEFORE}"
    left_out = ("Your goal", "Your check-in", "Your goal", "Something to think about")
    assert lately == [f"{one}, {NOAH} {SNOOZED}" for one in left_out]
    # What came to him came at its time, and whose wish it was that hers did not, he does not read.
    coming_to_noah = (
        *("Your own learning", "Something to think about", "Half-way", "How the two of you fare"),
        *("Your agreement, again", "Wins and thanks", "At the end"),
    )
    # On the last Monday in May nobody works where he is.
    held = ("Half-way", "How the two of you fare", "Your agreement, again")
    told = [f"{one}, {INES} {HOLIDAY}" if one in held else f"{one}, {INES}" for one in coming_to_noah]
    assert await why(at_work, noah) == (told, [])


@dataclass(frozen=True)
class Held:
    """What is set of Inês in a zone before her check-in of 30 March comes, and when it comes then."""

    name: str
    sets: Callable[[str], dict[str, Any]]
    comes: tuple[int, int, int, int]
    english: str
    spanish: str


HOLDS = (
    Held(
        *("a snooze", lambda zone: {"snoozed_until": local(zone, 4, 1, 9)}, (2027, 4, 1, 9)),
        "held until Thu 1 Apr, 09:00 ({zone} time): you snoozed my messages",
        "retenido hasta el jueves 1 de abril, 9:00 (hora de {zone}): silenciaste mis mensajes",
    ),
    Held(
        *("leave", lambda _zone: {"leave": [["2027-03-29", "2027-03-31"]]}, (2027, 4, 1, 9)),
        "held until Thu 1 Apr, 09:00 ({zone} time): time away",
        "retenido hasta el jueves 1 de abril, 9:00 (hora de {zone}): una ausencia",
    ),
    Held(
        *("hours", lambda _zone: {"work_starts": time(13), "work_ends": time(20)}, (2027, 3, 30, 13)),
        "held until Tue 30 Mar, 13:00 ({zone} time): outside your work hours",
        "retenido hasta el martes 30 de marzo, 13:00 (hora de {zone}): fuera de tu horario de trabajo",
    ),
)


def local(zone: str, month: int, day: int, hour: int) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


PLACES = {
    "Europe/Lisbon": ("en-GB", "Lisbon", "Your check-in, with"),
    "America/New_York": ("es-ES", "Nueva York", "Tu puesta al día, con"),
}


@pytest.mark.parametrize("zone", PLACES)
@pytest.mark.parametrize("hold", HOLDS, ids=lambda one: str(one.name))
async def test_what_is_told_of_the_next_check_in_is_what_becomes_of_it(
    at_work: Village, hold: Held, zone: str
) -> None:
    accounts, (locale, city, check_in) = Accounts(at_work), PLACES[zone]
    await accounts.change(MENTEE, tz=zone, locale=locale)
    ines = await change(at_work, hold.sets(zone))
    coming = await lines(at_work)
    (told,) = (one for one in coming if check_in in one)
    reason = (hold.english if locale == "en-GB" else hold.spanish).format(zone=city)
    assert told.endswith(f"({reason})")
    at = datetime(*hold.comes, tzinfo=ZoneInfo(zone))
    assert f"<!date^{int(at.timestamp())}^" in told
    await at_work.go_to(*hold.comes, 5, zone=zone)
    assert await came(at_work, ines.id) == at


# Longer than the question is of use: that one is left out, and the next comes.
LONG = Held("a long snooze", lambda zone: {"snoozed_until": local(zone, 4, 20, 9)}, (2027, 4, 27, 10), "", "")


@pytest.mark.parametrize("hold", [*HOLDS, LONG], ids=lambda one: str(one.name))
async def test_home_names_the_next_check_in_for_when_it_comes_and_tells_the_other_nothing_of_what_holds_it(
    at_work: Village, hold: Held
) -> None:
    zone, ines = "Europe/Lisbon", at_work.ines
    await at_work.press(ines, "Going well", within="messages")
    planned = f"<!date^{int(local(zone, 3, 30, 10).timestamp())}^"
    before = {who.id: await all_is_well(at_work, who) for who in (ines, at_work.noah)}
    assert [planned in one for one in before.values()] == [True, True]
    person = await change(at_work, hold.sets(zone))
    called = len(at_work.demo.simulator.world.log.calls)
    at = datetime(*hold.comes, tzinfo=ZoneInfo(zone))
    comes = f"<!date^{int(at.timestamp())}^"
    assert comes in await all_is_well(at_work, ines)
    asked = {one["method"] for one in at_work.demo.simulator.world.log.calls[called:]}
    assert asked <= {"users.info", "views.publish"}
    assert await all_is_well(at_work, at_work.noah) == before[at_work.noah.id]
    # Typed or by command, she is told the same.
    for said in (ines.say("status"), ines.command("/trellis status")):
        [answer] = await at_work.hears(ines, said)
        assert comes in answer
    # Planned by now, and held or left out, it is still told for when the next one comes.
    await at_work.go_to(2027, 3, 30, 12, zone=zone)
    assert comes in await all_is_well(at_work, ines)
    await at_work.go_to(*hold.comes, 5, zone=zone)
    assert await came(at_work, person.id) == at


async def all_is_well(town: Village, person: Hands) -> str:
    """Let somebody open Home, and return what it says first."""
    line = (await town.sees_home(person))[1]
    assert line.startswith("All is well. ")
    return line


async def test_a_check_in_on_a_public_holiday_is_told_for_the_day_after(at_work: Village) -> None:
    # New Year in Thailand lasts from the 13th, on which the second check-in is due, to the 15th.
    ines = await change(at_work, {"country": "TH", "country_confirmed_at": START})
    await at_work.go_to(2027, 3, 31, 12)
    coming = await lines(at_work)
    (told,) = (one for one in coming if "Your check-in" in one)
    assert told.endswith("(held until Fri 16 Apr, 09:00 (Lisbon time): a public holiday)")
    await at_work.go_to(2027, 4, 16, 9, 5, zone="Europe/Lisbon")
    assert await came(at_work, ines.id) == local("Europe/Lisbon", 4, 16, 9)


async def test_do_not_disturb_that_slack_told_of_holds_what_is_due_within_it(at_work: Village) -> None:
    account = at_work.demo.simulator.world.workspace(None).accounts[MENTEE]
    starts, ends = (local("Europe/Lisbon", 3, 30, hour) for hour in (8, 14))
    account.dnd_start, account.dnd_end = int(starts.timestamp()), int(ends.timestamp())
    ines = await change(at_work, {"quiet_from": starts, "quiet_until": ends, "quiet_asked_at": START})
    coming = await lines(at_work)
    (told,) = (one for one in coming if "Your check-in" in one)
    quiet = "(held until Tue 30 Mar, 14:00 (Lisbon time): you had asked Slack not to disturb you)"
    assert told.endswith(quiet)
    await at_work.go_to(2027, 3, 30, 14, 5, zone="Europe/Lisbon")
    assert await came(at_work, ines.id) == ends


async def test_what_comes_after_a_pause_is_told_for_when_it_will(at_work: Village) -> None:
    ines, row = at_work.ines, await change(at_work, {"country": None})
    await at_work.say(ines, "pause")
    until = {"Until when?": "2027-04-12"}
    assert await at_work.fill_in(ines, "Pause", "Pause this pair", until) == {}
    in_lisbon, in_new_york = "Mon 12 Apr, 09:00 (Lisbon time)", "Mon 12 Apr, 4:00\u202fAM (New York time)"
    for person, ends in ((ines, in_lisbon), (at_work.noah, in_new_york)):
        coming = await lines(at_work, person)
        assert {one.endswith(f"(moved on: the pair is paused until {ends})") for one in coming[:4]} == {True}
        # What belongs to the programme's last days keeps its day.
        assert [one.partition(">: ")[2].partition(",")[0] for one in coming[-2:]] == [
            "Wins and thanks",
            "At the end",
        ]
    (told,) = (one for one in await lines(at_work) if "Your check-in" in one)
    at = local("Europe/Lisbon", 4, 13, 10)
    assert f"<!date^{int(at.timestamp())}^" in told
    await at_work.go_to(2027, 4, 13, 10, 5, zone="Europe/Lisbon")
    assert await came(at_work, row.id) == at


async def test_nobody_knows_when_a_pause_without_an_end_is_over(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.say(ines, "pause")
    assert await at_work.fill_in(ines, "Pause", "Pause this pair", {}) == {}
    paused = "held until the two of you go on: the pair is paused"
    for person, partner in ((ines, "<@UMENTOR>"), (at_work.noah, "<@UMENTEE>")):
        coming = await lines(at_work, person)
        assert len(coming) > 3
        assert {one.endswith(f", with {partner} ({paused})") for one in coming} == {True}


async def test_why_did_i_get_this_tells_when_the_next_comes_after_a_snooze(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.say(ines, "snooze until 1 April")
    await ines.choose("prompt.menu", "Why did I get this?")
    shown = visible_text(await ines.opens_modal("Why did I get this?")).splitlines()
    at = local("Europe/Lisbon", 4, 1, 9)
    assert any(one.startswith("Next: ") and f"<!date^{int(at.timestamp())}^" in one for one in shown)
    assert "It is held until Thu 1 Apr, 09:00 (Lisbon time): you snoozed my messages." in shown


async def lines(town: Village, person: Hands | None = None) -> list[str]:
    """Let somebody ask why, Inês where nobody is named; returns what is coming, line by line."""
    asking = person or town.ines
    (said,) = await town.hears(asking, asking.command("/trellis why"))
    _, heading, *rest = said.splitlines()
    assert heading in ("*What is coming*", "*Lo que va a llegar*")
    return [*takewhile(lambda line: line.startswith("•"), rest)]


async def change(town: Village, values: dict[str, Any]) -> Person:
    """Change what is kept of Inês, and return how she is known then."""
    services, ws = town.demo.running.services, town.demo.running.workspace.id

    def work(tx: Transaction) -> Person:
        found = people.by_slack_id(tx, ws, MENTEE)
        assert found
        return people.change(tx, ws, found.id, **values)

    return await services.store.run(work)


async def came(town: Village, person_id: int) -> datetime | None:
    """Return when the newest check-in came to somebody."""
    ws = town.demo.running.workspace.id
    about = ("check_in", 1, person_id)
    return await town.demo.running.services.store.read(lambda tx: deliveries.last_sent(tx, ws, *about))
