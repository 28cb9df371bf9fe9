"""A pair is over before it began: what asked something in vain says so, quietly, and a late press changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo import MENTEE, MENTOR
from bot.domain.deliveries import (
    AMENDMENT,
    BEGUN,
    INVITATION,
    LOOKS_AHEAD,
    OFFER_TO_MEET,
    ON_THE_WAY,
    SESSIONS,
)
from bot.domain.pairs import PairState
from bot.domain.rhythm import AGREEMENT_NUDGE
from bot.prompts import PROMPTS
from bot.prompts.session_reminders import SESSION_REMINDERS
from bot.views import amendments, messages, sessions
from simulator import Person
from simulator.visible import visible_text
from storage import deliveries, pairs
from tests.journeys import test_closures, test_reopening, test_withdrawing
from tests.journeys.leading import OF_THE_TWO, confirms
from tests.journeys.test_accounts import Accounts
from tests.journeys.test_settling import FAR_APART
from tests.roles.later import could_do, does
from tests.village import CLAUSES_OF_NOAH, Village

End = Callable[[Village, Person], Awaitable[Any]]
TOLD = "I build data pipelines in Porto."
YES = {"en-US": "Yes, count me in", "es-ES": "Sí, cuenta conmigo"}
LATER = {"en-US": "Not now", "es-ES": "Ahora no"}
OVER = {
    "en-US": [
        f"✓ *About you* · {TOLD}\n[Edit]",
        "*Expectations* · not asked any more; you need do nothing",
        "Nothing waits for you here any more, and you need do nothing.",
    ],
    "es-ES": [
        f"✓ *Sobre ti* · {TOLD}\n[Editar]",
        "*Expectativas* · ya no se pregunta; no hace falta que hagas nada",
        "Aquí ya no te espera nada; no hace falta que hagas nada.",
    ],
}
MOVED = {
    "en-US": "This has moved on since the message was sent. Trellis's Home shows where things stand.",
    "es-ES": "Esto ha cambiado desde que se envió el mensaje. El Inicio de Trellis muestra cómo está todo.",
}
NOTHING_OPEN = {
    "en-US": "Thanks for writing. I have no open question for you",
    "es-ES": "Gracias por escribir. Ahora mismo no tengo ninguna pregunta",
}
COMPARED = (
    "Your two answers need no settling any more, and you need do nothing. "
    "What you answered stays as you wrote it."
)
UNSIGNED = "This agreement does not begin any more, so there is nothing left to sign. You need do nothing."


async def withdrawn(town: Village, _who: Person) -> None:
    await test_withdrawing.withdraws(town, OF_THE_TWO)


async def declined(town: Village, _who: Person) -> None:
    await town.press(town.noah, "No, thanks")


async def ended(town: Village, who: Person) -> None:
    """One of the two ends it, from Home."""
    await town.sees_home(who)
    title = {"es-ES": "Terminar la mentoría"}.get(_locale(town, who), "End this mentoring")
    button = {"es-ES": "Terminar la mentoría…"}.get(_locale(town, who), "End mentoring…")
    assert await town.fill_in(who, button, title, {}) == {}


async def ended_by_the_other(town: Village, _who: Person) -> None:
    await town.press(town.noah, YES["en-US"])
    await ended(town, town.noah)


async def closed(town: Village, _who: Person) -> None:
    """The coordinator ends it, when both have said yes."""
    if await _state(town) is PairState.INVITED:
        await town.press(town.noah, YES["en-US"])
    await confirms(town, town.amara, test_closures.TITLE)
    assert await town.amara.submit({}) == {}
    await town.settle()
    await town.amara.close(every=True)


async def left(town: Village, _who: Person) -> None:
    await Accounts(town).change(MENTOR, deleted=True)


def _locale(town: Village, who: Person) -> str:
    return town.demo.simulator.world.workspace(None).accounts[who.id].locale


async def _state(town: Village) -> PairState:
    ws = town.demo.running.workspace.id
    pair = await town.demo.running.services.store.read(lambda tx: pairs.get(tx, ws, 1))
    return pair.state


async def ledger(town: Village) -> list[Any]:
    ws = town.demo.running.workspace.id
    return await town.demo.running.services.store.read(lambda tx: deliveries.recent(tx, ws, most=1000))


@pytest.mark.parametrize("locale", ["en-US", "es-ES"])
@pytest.mark.parametrize("end", [withdrawn, declined, ended, ended_by_the_other, closed, left])
async def test_a_question_that_nobody_asks_any_more_says_so_and_what_was_answered_stays(
    town: Village, end: End, locale: str
) -> None:
    ines = town.ines
    town.demo.simulator.world.workspace(None).change({"id": MENTEE, "locale": locale})
    await town.programme()
    await town.pair()
    await town.press(ines, YES[locale])
    await town.say(ines, TOLD)
    await town.choose(ines, "step.menu", LATER[locale])
    late = could_do(town, ines, "action step.write")
    before = [visible_text(one) for one in await ines.conversation() if one.get("user") != ines.id]
    assert "[" in before[2]
    assert "[" in before[3]

    await end(town, ines)
    now = [visible_text(one) for one in await ines.conversation() if one.get("user") != ines.id]
    assert now[1:4] == OVER[locale]
    assert not [one for one in now[2:] if "[" in one]
    rewritten = [row for row in await ledger(town) if row.rewrites_id is not None]

    # It was rewritten and not said anew; pressed or typed too late, it is answered, and nothing is rewritten again.
    assert await town.hears(ines, does(town, late)) == [MOVED[locale]]
    [said] = await town.hears(ines, ines.say("To lead a team one day."))
    assert said.startswith(NOTHING_OPEN[locale])
    assert [row for row in await ledger(town) if row.rewrites_id is not None] == rewritten
    shown = [visible_text(one) for one in await ines.conversation() if one.get("user") != ines.id]
    assert shown[1:4] == OVER[locale]


@pytest.mark.parametrize("end", [ended, closed, left])
async def test_differences_are_settled_no_more(half_answered: Village, end: End) -> None:
    town, ines, noah = half_answered, half_answered.ines, half_answered.noah
    await town.answer_clauses(noah, FAR_APART)
    late = could_do(town, ines, "action agreement.move.middle")
    await end(town, ines)
    assert COMPARED in await ines.messages()
    assert (COMPARED in await noah.messages()) is (end is not left)
    assert await town.hears(ines, does(town, late)) == [MOVED["en-US"]]
    # What each answered stays as it is shown.
    assert [one for one in await ines.messages() if one.startswith("✓ *Cadence*")]


@pytest.mark.parametrize("end", [ended, closed])
async def test_an_agreement_of_a_pair_that_is_over_is_signed_by_nobody(
    half_answered: Village, end: End
) -> None:
    town, ines, noah = half_answered, half_answered.ines, half_answered.noah
    await town.answer_clauses(noah, CLAUSES_OF_NOAH)
    await town.sign(ines)
    late = could_do(town, noah, "action agreement.sign")
    await noah.press("Read and sign")
    await noah.opens_modal("Mentoring agreement")
    await end(town, ines)
    assert [UNSIGNED in await one.messages() for one in (ines, noah)] == [True, True]
    signed = "<@UMENTEE> had signed this agreement. It does not begin any more, and you need do nothing."
    assert signed in await noah.messages()
    # Neither with the button nor in the form that was open all the while does it begin after all.
    assert await town.hears(noah, does(town, late)) == [MOVED["en-US"]]
    assert await town.hears(noah, noah.submit({})) == [MOVED["en-US"]]
    assert await _state(town) is PairState.ENDED


async def test_a_reminder_of_what_is_open_reminds_no_more(half_answered: Village) -> None:
    town, noah = half_answered, half_answered.noah
    await town.go_to(2027, 3, 5, 16)
    reminder = "Nothing of what I reminded you of here waits for you any more, and you need do nothing."
    assert [one for one in await noah.messages() if one.startswith("A few questions on how you would like")]
    await ended(town, town.ines)
    assert reminder in await noah.messages()


async def test_whoever_comes_back_is_asked_anew_where_the_question_had_gone(hamlet: Village) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, YES["en-US"])
    await declined(hamlet, ines)
    assert "*About you* · not asked any more; you need do nothing" in await ines.messages()
    await hamlet.press(noah, "I have changed my mind", within="messages")
    await hamlet.press(ines, YES["en-US"], within="messages")
    assert "[Write it here]" in (await ines.messages())[-1]


async def test_no_time_is_found_and_no_change_is_signed_when_the_pair_has_ended(signed_here: Village) -> None:
    town, ines, noah = signed_here, signed_here.ines, signed_here.noah
    offered = [one for one in await noah.messages() if one.startswith("A time to talk")]
    assert offered
    await town.press(ines, "Wed 3 Mar, 15:30 (10:30 in New York)", within="messages")
    await town.press(noah, "Yes, that suits me", within="messages")
    change = {"Session length": "90 minutes"}
    assert await test_reopening.propose(town, noah, "Session length", **change) == {}
    await town.go_to(2027, 3, 2, 12)
    late = could_do(town, ines, "action amendment.decline")
    off = could_do(town, noah, "action session.cancel")
    await ended(town, ines)
    shown = {one.id: await one.messages() for one in (ines, noah)}
    waits = (
        "A change to your agreement was proposed, and waits for nobody's answer any more: *Session length*."
    )
    for said in shown.values():
        assert [one for one in said if one.startswith(waits)]
        [agreed] = {one for one in said if one.startswith("✓ You meet")}
        assert "[" not in agreed
    # Declined too late, nobody hears of it; what can still be read opens, and has nothing to sign.
    before = await noah.messages()
    assert await town.hears(ines, does(town, late)) == [MOVED["en-US"]]
    assert await noah.messages() == before
    assert await town.hears(noah, does(town, off)) == [MOVED["en-US"]]
    await ines.press("Read it", within="messages")
    assert "[Sign]" not in visible_text(await ines.opens_modal("Mentoring agreement"))


FIRST_LOOK = "*A first look* · not asked any more; you need do nothing"


@pytest.mark.parametrize("end", [ended, closed, left])
async def test_a_first_look_is_asked_no_more_and_an_answer_under_way_is_kept(
    signed_here: Village, end: End
) -> None:
    town, ines, noah = signed_here, signed_here.ines, signed_here.noah
    await town.go_to(2027, 3, 13)
    late = could_do(town, ines, "action prompt.answer.0")
    for who in (ines, noah):
        [asked] = [one for one in await who.messages() if one.startswith("A first look")]
        assert "[It is planned]" in asked
    await end(town, ines)
    over = [[one.splitlines()[0] for one in await who.messages()] for who in (ines, noah)]
    assert [FIRST_LOOK in one for one in over] == [True, end is not left]
    # Pressed as it was, before it was rewritten: what somebody said is not lost.
    await does(town, late)
    [kept] = [one for one in await ines.messages() if one.startswith("✓ Your answer of 11 March")]
    assert kept.splitlines()[1] == "*Yes, and it went fine*"


async def test_a_time_that_was_proposed_waits_for_nobody(signed_here: Village) -> None:
    town, ines, noah = signed_here, signed_here.ines, signed_here.noah
    await town.press(ines, "Wed 3 Mar, 15:30 (10:30 in New York)", within="messages")
    late = could_do(town, noah, "action session.accept")
    await closed(town, ines)
    waits = "waits for nobody's answer any more."
    assert [len([one for one in await who.messages() if waits in one]) > 0 for who in (ines, noah)] == [
        True,
        True,
    ]
    assert await town.hears(noah, does(town, late)) == [MOVED["en-US"]]


def test_what_is_rewritten_is_called_as_where_it_is_said() -> None:
    views = {
        messages.LATER,
        messages.SUGGESTED,
        messages.COMPARISON,
        messages.YOUR_TURN,
        messages.TO_SIGN,
        messages.PARTNER_SIGNED,
    }
    assert views | {AGREEMENT_NUDGE} == ON_THE_WAY
    assert messages.INVITATION == INVITATION
    assert (sessions.OFFER, amendments.AMENDMENT, messages.BEGUN) == (OFFER_TO_MEET, AMENDMENT, BEGUN)
    assert {sessions.PROPOSED, sessions.AGREED, *SESSION_REMINDERS} == SESSIONS
    assert PROMPTS.keys() > LOOKS_AHEAD
