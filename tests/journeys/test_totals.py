"""What people answer over time: each reads their own, and coordinators read totals of five people or more."""

from __future__ import annotations

from typing import Any

from bot.domain.audience import Audience
from bot.domain.people import Profile, Role
from simulator import Person
from simulator.visible import visible_text
from storage import answers, pairs, people, programmes
from storage.answers import Asked
from storage.store import Transaction
from tests.village import Village

NONE = (
    "Not enough answers yet for a total: Where you start, Pulse, Half-way, Closing survey and How it went on."
)
STATEMENTS = ("speak", "expect", "time", "moving", "match")


async def others(
    town: Village, question: str, *said: dict[str, Any], role: Role = Role.MENTEE
) -> list[Asked]:
    """Let so many more people take part in the programme, in pairs of their own, and answer a survey."""
    running = town.demo.running
    now, ws = running.services.clock.now(), running.workspace.id

    def work(tx: Transaction) -> list[Asked]:
        [programme] = programmes.everyone(tx, ws)
        lead = min(programmes.coordinators(tx, ws, programme.id))
        found = []
        for value in said:
            number = len(pairs.of_programme(tx, ws, programme.id))
            one, two = (
                people.remember(
                    tx, ws, Profile(f"U{part}{number}", f"{part} {number}", "Europe/Lisbon", "en"), at=now
                ).id
                for part in ("ONE", "TWO")
            )
            roles = {Role.MENTEE: one, Role.MENTOR: two}
            pair = pairs.create(tx, ws, programme.id, roles, by=lead, at=now).id
            asked = Asked(ws, roles[role], pair, question, "2027-03-30")
            answers.record(tx, asked, value, Audience.TOTALS, at=now)
            found.append(asked)
        return found

    return await running.services.store.run(work)


async def totals(town: Village) -> list[str]:
    """Let Amara open the totals of her programme, and return what stands there."""
    await town.amara.open_home()
    await town.settle()
    await town.press(town.amara, "Open", within="home")
    await town.amara.opens_modal("Programme")
    await town.amara.press("Totals of surveys")
    lines = visible_text(await town.amara.opens_modal("Totals")).splitlines()
    await town.amara.close(every=True)
    return lines[2:-1]


async def pulse(town: Village, person: Person, **said: str) -> None:
    """Answer the pulse that came last."""
    asked = [one for one in await person.conversation() if "Five short statements" in visible_text(one)][-1]
    await person.press("Add a few words", within=asked)
    await person.opens_modal("How the two of you fare")
    assert await person.submit(said) == {}
    await town.settle()


async def own(town: Village, person: Person) -> list[str]:
    """Let somebody read their own answers."""
    await person.open_home()
    await town.settle()
    await person.press("Your answers over time", within="home")
    lines = visible_text(await person.opens_modal("Your answers over time")).splitlines()
    await person.close()
    return lines[:-1]


async def test_a_total_is_made_of_five_people_and_stands_whatever_comes_after(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.press(ines, "Going well")
    await at_work.go_to(2027, 4, 1, 15, zone="Europe/Lisbon")
    await pulse(at_work, ines, speak="2", match="4", note="Only for me")
    await pulse(at_work, noah, speak="4", match="4")
    await others(at_work, "pulse", dict.fromkeys(STATEMENTS, "5"), {"speak": "3"})
    await at_work.go_to(2027, 5, 3, 15, zone="Europe/Lisbon")
    # Of four there is nothing, however long one waits.
    assert await totals(at_work) == [NONE]

    [fifth] = await others(at_work, "pulse", {"speak": "4", "match": "2"}, role=Role.MENTOR)
    made = await totals(at_work)
    assert made == [
        "*Pulse*: 5 people, until 3 May 2027",
        "I can speak openly: ▰▰▰▰▱ 4 of 5 in the middle · 5 answers",
        NONE.replace("Pulse, ", ""),
    ]
    # Whoever answers after that, changes an answer or takes it back, moves nothing that was read.
    running = at_work.demo.running
    await others(at_work, "pulse", {"speak": "1"})
    changed = {"speak": "1", "match": "1"}
    now = running.services.clock.now()
    await running.services.store.run(lambda tx: answers.record(tx, fifth, changed, Audience.TOTALS, at=now))
    await at_work.go_to(2027, 6, 20, 15, zone="Europe/Lisbon")
    assert await totals(at_work) == made
    assert not any("Only for me" in one for one in await at_work.amara.messages())


async def test_words_reach_coordinators_by_consent_alone_and_are_called_so(at_work: Village) -> None:
    said = {"again": "yes", "recommend": "9"}
    await others(
        at_work,
        "closing_survey",
        {**said, "note": "Longer, please", "open": "yes", "quote": "named"},
        {**said, "note": "For nobody", "open": "no", "quote": "named"},
        {**said, "note": "Thanks", "open": "yes", "quote": "no"},
    )
    taken_back, *_ = await others(
        at_work, "closing_survey", {**said, "note": "Too much", "open": "yes"}, {**said, "again": "no"}
    )
    await at_work.go_to(2027, 4, 20, 15, zone="Europe/Lisbon")
    heard = await totals(at_work)
    assert heard[:-1] == [
        "*Closing survey*: 5 people, until 20 April 2027",
        "Would you do this again?: most often “Yes” · 5 answers",
        "Would recommend the programme: ▰▰▰▰▰▰▰▰▰▱ 9 of 10 in the middle · 5 answers",
        "*In their own words.* Whoever wrote this agreed that you read it:",
        "_Anything else_ Longer, please",
        "(ONE 1 may be quoted by name)",
        "_Anything else_ Thanks",
        "_Anything else_ Too much",
    ]
    running = at_work.demo.running
    now = running.services.clock.now()
    await running.services.store.run(lambda tx: answers.withdraw(tx, taken_back, at=now))
    assert [line for line in heard if line not in await totals(at_work)] == ["_Anything else_ Too much"]


async def test_somebody_sees_how_their_own_answers_move_and_nobody_else_does(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.press(ines, "A bit stuck")
    await at_work.go_to(2027, 3, 30, 15, zone="Europe/Lisbon")
    await at_work.press(ines, "Going well")
    await at_work.go_to(2027, 4, 1, 15, zone="Europe/Lisbon")
    await pulse(at_work, ines, speak="2")
    assert await own(at_work, ines) == [
        "Your answers over time",
        "What you have answered so far, for your eyes alone.",
        "*With <@UMENTOR>* (Spring 2027)",
        "*How is it going?*",
        "16 March 2027 · ▰▱▱ A bit stuck",
        "30 March 2027 · ▰▰▰ Going well",
        "Higher than the first time.",
        "*I can speak openly*",
        "1 April 2027 · ▰▰▱▱▱ Rather not",
        "Nobody else sees this page. Check-ins you have shared with your partner anyway; all the rest is yours.",
    ]
    assert await own(at_work, noah) == [
        "Your answers over time",
        "Nothing yet. What you answer to check-ins, sessions and surveys gathers here, "
        "so that you can see how it moves.",
        "Nobody else sees this page. Check-ins you have shared with your partner anyway; all the rest is yours.",
    ]
