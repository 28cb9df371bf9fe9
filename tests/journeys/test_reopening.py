"""An agreement is opened again: one proposes, the other signs, answers with something else, or declines."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.domain.clauses import CLAUSES
from simulator import Person
from simulator.visible import visible_text
from tests.village import Village

TITLE = "Change the agreement"
DOCUMENT = "Mentoring agreement"
NAMED = {"Let's change our channels": "Channels", "¿Podemos vernos a otras horas?": "Hours for sessions"}
CHECK_IN = "How has it been going with “Lead my first project” since we last talked?"


async def propose(town: Village, person: Person, clause: str, **values: Any) -> dict[str, str]:
    """Propose a change from Home, through to the signature; returns what the form says against it."""
    await person.open_home()
    await town.settle()
    await person.press("Change something")
    await person.opens_modal(TITLE)
    await person.submit({"What should change?": clause})
    return await sign_proposal(town, person, values)


async def sign_proposal(town: Village, person: Person, values: dict[str, Any]) -> dict[str, str]:
    """Fill in the clause's own form, read the whole text and sign it."""
    errors = await person.submit(values)
    if errors:
        return dict(errors)
    await person.opens_modal(DOCUMENT)
    errors = await person.submit({})
    await town.settle()
    return dict(errors or {})


async def sign(town: Village, person: Person) -> None:
    await person.press("Read and sign")
    await person.opens_modal(DOCUMENT)
    await person.submit({})
    await town.settle()


async def newest_about_it(person: Person) -> dict[str, Any]:
    """Return the newest message that is about a change."""
    return [one for one in await person.conversation() if "change" in one["text"]][-1]


def asked_of_ines(town: Village) -> list[str]:
    return [at for to, at, text in town.posts() if (to, text) == ("ines", CHECK_IN)]


async def test_a_cadence_of_two_weeks_becomes_one_of_three_across_the_clock_change(signed: Village) -> None:
    # The first check-in came at the agreed two weeks; then Noah would rather have three.
    await signed.go_to(2027, 3, 16, 15, zone="America/New_York")
    assert await propose(signed, signed.noah, "Cadence", **{"How often": "every 3 weeks"}) == {}
    await signed.go_to(2027, 3, 17, 12, zone="Europe/Lisbon")
    proposal = await signed.ines.last_message()
    assert proposal["text"].splitlines() == [
        "<@UMENTOR> proposes a change to your agreement, from 16 March 2027 on: *Cadence*.",
        "*Now*",
        "every 2 weeks, on Tuesday",
        "*Proposed*",
        "every 3 weeks, on Tuesday",
    ]
    await sign(signed, signed.ines)
    # Lisbon's clocks change on 28 March; the hour on the wall stays.
    await signed.go_to(2027, 5, 20, 12, zone="Europe/Lisbon")
    assert asked_of_ines(signed) == [
        "Tue 16 Mar 10:00",
        "Tue 06 Apr 10:00",
        "Tue 27 Apr 10:00",
        "Tue 18 May 10:00",
    ]


async def test_a_proposal_is_answered_with_another_and_old_buttons_say_so_kindly(signed: Village) -> None:
    # Both open the form; Noah is faster, and what Inês has filled in stays where it is.
    await signed.ines.open_home()
    await signed.settle()
    await signed.ines.press("Change something")
    await signed.ines.opens_modal(TITLE)
    assert await propose(signed, signed.noah, "Session length", **{"Session length": "90 minutes"}) == {}
    assert await signed.ines.submit({"What should change?": "Session length"}) == {
        "clause": "A change to this agreement is under way already. It waits in Messages, and Trellis's Home "
        "shows it; after it another can be proposed."
    }
    await signed.ines.close(every=True)
    await signed.go_to(2027, 3, 2, 12)
    proposal = await newest_about_it(signed.ines)
    await signed.ines.press("Propose something else")
    await signed.ines.opens_modal(TITLE)
    same = {"length": "That is how it stands already. Please choose something else."}
    assert same == {"length": (await signed.ines.submit({"Session length": "90 minutes"}))["choice"]}
    assert await sign_proposal(signed, signed.ines, {"Session length": "30 minutes"}) == {}
    answered = [one for one in await signed.ines.conversation() if one["ts"] == proposal["ts"]]
    assert answered[0]["text"].splitlines()[0] == (
        "You proposed something else in answer to <@UMENTOR>: *Session length*."
    )
    await signed.go_to(2027, 3, 2, 12, zone="America/New_York")
    await sign(signed, signed.noah)
    texts = [text for to, _at, text in signed.posts() if to == "ines"]
    assert texts[-1] == (
        "✓ <@UMENTOR> has signed the change that you proposed. It holds since 2 March 2027: *Session length*."
    )
    await signed.noah.open_home()
    await signed.settle()
    await signed.noah.press("Read the agreement")
    shown = await signed.noah.opens_modal(DOCUMENT)
    assert "Version 2, proposed by Inês" in str(shown)
    assert "*Session length*: 30 minutes" in str(shown)
    await signed.noah.choose("agreement.version", "1")
    await signed.settle()
    before = await signed.noah.modal()
    assert "*Session length*: 45 minutes" in str(before)
    assert "Version 1, settled by both" in str(before)
    # Of each version it stays to be read who signed it.
    signers = [
        line.split(" signed: ")[0] for line in visible_text(before).splitlines() if " signed: " in line
    ]
    assert sorted(signers) == ["✓ Inês Duarte", "✓ Noah Brooks"]


async def test_a_declined_change_leaves_everything_as_it_was_and_a_later_one_begins_on_its_day(
    signed: Village,
) -> None:
    assert await propose(signed, signed.noah, "Cadence", **{"How often": "every week"}) == {}
    await signed.go_to(2027, 3, 2, 12)
    await signed.press(signed.ines, "Decline")
    await signed.go_to(2027, 3, 2, 12, zone="America/New_York")
    declined = "<@UMENTEE> would rather leave your agreement as it is: *Cadence*."
    assert [at for to, at, text in signed.posts() if (to, text) == ("noah", declined)] == ["Tue 02 Mar 09:00"]
    # A pair that rests can still agree on something else, from a day in April on.
    await signed.noah.open_home()
    await signed.settle()
    assert await signed.fill_in(signed.noah, "Pause", "Pause this pair", {}) == {}
    late = {"How often": "every month", "From which day": "2027-02-28"}
    assert await propose(signed, signed.noah, "Cadence", **late) == {
        "on": "That day lies in the past. Please choose today or a later one."
    }
    assert await sign_proposal(signed, signed.noah, {"From which day": "2027-04-01"}) == {}
    await signed.go_to(2027, 3, 3, 12)
    await sign(signed, signed.ines)
    await signed.go_to(2027, 3, 31, 12)
    assert [text for _to, _at, text in signed.posts() if "begins today" in text] == []
    await signed.go_to(2027, 4, 2, 16)
    begun = "The change that you and <@{}> signed begins today: *Cadence*."
    assert [one for one in signed.posts() if "begins today" in one[2]] == [
        ("ines", "Thu 01 Apr 09:00", begun.format("UMENTOR")),
        ("noah", "Thu 01 Apr 09:00", begun.format("UMENTEE")),
    ]
    # Words do as well as Home.
    await signed.say(signed.ines, "Change the cadence to every three weeks")
    offered = (await signed.ines.last_message())["text"]
    assert offered == (
        "You would like to change this in your agreement with <@UMENTOR>: *Cadence*, to every 3 weeks. Look it over "
        "and propose it; both of you sign before it holds."
    )
    await signed.ines.press("Change something", within="messages")
    form = await signed.ines.opens_modal(TITLE)
    assert {"text": {"type": "plain_text", "text": "every 3 weeks", "emoji": True}, "value": "3 week"} in [
        block["element"].get("initial_option") for block in form["blocks"] if block["type"] == "input"
    ]
    await signed.ines.close(every=True)
    # Whatever clause is named, in either language, its own form opens.
    for said, clause in NAMED.items():
        heard = await signed.hears(signed.ines, signed.say(signed.ines, said))
        assert heard[0].splitlines()[0] == (
            f"You would like to change this in your agreement with <@UMENTOR>: *{clause}*. Choose the new words and "
            "propose them; both of you sign before they hold."
        )
        await signed.ines.press("Change something", within=await signed.ines.last_message())
        assert f"*{clause}*" in visible_text(await signed.ines.opens_modal(TITLE))
        await signed.ines.close(every=True)
    # Who introduced the two learns nothing of any of it.
    assert [one for one in signed.posts() if one[0] == "amara"][2:] == []
    await signed.amara.open_home()
    await signed.settle()
    assert "Cadence" not in await signed.amara.home()


async def test_a_wish_that_may_be_an_answer_is_offered_its_form_and_not_lost(at_work: Village) -> None:
    ines = at_work.ines
    offer, which = await at_work.hears(ines, ines.say("Can we meet at other hours?"))
    assert "*Hours for sessions*. Choose the new words" in offer
    # The check-in waits: it may have been meant for that.
    assert which.splitlines() == [
        "Which question does that answer? I keep your text for two weeks, and only you can see it.",
        "[Check-in]",
        "[None of these]",
    ]
    await at_work.press(ines, "Check-in")
    told = (await at_work.noah.messages())[-1]
    assert told.splitlines()[0] == "<@UMENTEE> checked in: Can we meet at other hours?"


def something_else(view: Mapping[str, Any]) -> dict[str, Any]:
    """Choose in a clause's form, in the first place where it can be, what does not stand there yet."""
    for block in view["blocks"]:
        element = block.get("element", {})
        if element.get("type") == "static_select":
            other = [one for one in element["options"] if one != element.get("initial_option")]
            return {block["block_id"]: other[-1]["value"]}
        if element.get("type") == "checkboxes":
            other = [one for one in element["options"] if one not in element.get("initial_options", [])]
            return {block["block_id"]: [other[0]["value"]]}
        if element.get("type") == "plain_text_input":
            return {block["block_id"]: "Something else altogether"}
    raise LookupError("there is nothing to choose")


async def test_each_clause_is_changed_by_its_own_form_and_signed_by_both(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    by_hand = {"channels": {"quick.preferred": "huddle"}, "hours": {"ends": "16:30"}}
    for number, clause in enumerate(CLAUSES, 2):
        await noah.open_home()
        await at_work.settle()
        await noah.press("Change something", within="home")
        await noah.opens_modal(TITLE)
        await noah.submit({"clause": clause.id})
        values = by_hand.get(clause.id) or something_else(await noah.opens_modal(TITLE))
        assert await sign_proposal(at_work, noah, values) == {}, clause.id
        proposal = (await ines.last_message())["text"].splitlines()
        assert "proposes a change to your agreement" in proposal[0], clause.id
        assert ("*Now*" in proposal, "*Proposed*" in proposal) == (True, True), clause.id
        await sign(at_work, ines)
        await noah.open_home()
        await at_work.settle()
        await noah.press("Read the agreement", within="home")
        assert f"Version {number}, proposed by Noah" in str(await noah.opens_modal(DOCUMENT)), clause.id
        await noah.close(every=True)


async def test_of_two_changes_proposed_at_the_same_moment_one_is_under_way(
    at_work: Village,
) -> None:
    for person, length in ((at_work.ines, "30 minutes"), (at_work.noah, "60 minutes")):
        await person.open_home()
        await at_work.settle()
        await person.press("Change something", within="home")
        await person.opens_modal(TITLE)
        await person.submit({"clause": "length"})
        await person.opens_modal(TITLE)
        await person.submit({"Session length": length})
        await person.opens_modal(DOCUMENT)
    before = {one.id: len(await one.messages()) for one in (at_work.ines, at_work.noah)}
    await asyncio.gather(at_work.ines.submit({}), at_work.noah.submit({}))
    await at_work.settle()
    # Whoever was second reads kindly why theirs is not proposed.
    heard = [
        text for one in (at_work.ines, at_work.noah) for text in (await one.messages())[before[one.id] :]
    ]
    assert [one for one in heard if "under way" in one] == [
        "A change to this agreement is under way already. It waits in Messages, and Trellis's Home shows it; "
        "after it another can be proposed."
    ]
    proposals = [text for _to, _at, text in at_work.posts() if "proposes a change" in text]
    assert len(proposals) == 1


async def test_an_outdated_proposal_is_not_signed_although_it_lay_open_while_the_pair_paused(
    at_work: Village,
) -> None:
    ines, noah = at_work.ines, at_work.noah
    assert await propose(at_work, noah, "Session length", **{"Session length": "30 minutes"}) == {}
    await ines.press("Read and sign")
    await ines.opens_modal(DOCUMENT)
    await at_work.press(noah, "Take it back", within="messages")
    await noah.open_home()
    await at_work.settle()
    assert await at_work.fill_in(noah, "Pause", "Pause this pair", {}) == {}
    heard = "\n".join(await at_work.hears(ines, ines.submit({})))
    assert "This has moved on since the message was sent." in heard
    await noah.open_home()
    await at_work.settle()
    await noah.press("Read the agreement", within="home")
    assert "Version 1, settled by both" in str(await noah.opens_modal(DOCUMENT))
