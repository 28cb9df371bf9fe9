"""A coordinator takes back an invitation that was not accepted yet: whose it was reads so, and nobody waits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.demo import MENTEE, MENTOR
from bot.domain.pairs import PairState
from bot.domain.people import Role
from bot.views.withdrawals import PART, WITHDRAWN
from bot.words import Words
from handlers import withdrawals
from handlers.services import Scene
from simulator import Account, Person
from simulator.visible import visible_text
from storage import pairs, people, programmes, workspaces
from storage.store import Store, Transaction
from storage.tables import Delivery
from storage.tables import Person as Slack
from tests.journeys.leading import OF_THE_TWO, confirms, each_of_the_others, learns_nothing, more_people
from tests.journeys.test_audit import actions, read_by
from tests.journeys.test_coordinators import page
from tests.journeys.test_inviting import sent_off, tried
from tests.roles.later import could_do, does
from tests.storage.test_privacy import NOW, found
from tests.village import ABOUT_INES, Village

TITLE = "Withdraw an invitation"
ASKS_NO_MORE = (
    "Whoever coordinates Spring 2027 has withdrawn the invitation to mentor together with <@{}>. You need do nothing, "
    "and nobody waits for you. If you would still like to take part, tell them."
)
NOT_THIS_TIME = (
    "<@ULEAD>, who coordinates Spring 2027, has withdrawn the introduction to <@UMENTOR>, so it will not come about "
    "this time. Thank you for having said yes. It has nothing to do with what you wrote, which coordinators cannot "
    "read. If you would like to mentor with somebody else, tell <@ULEAD>; there is no hurry."
)
TOO_LATE = (
    "Whoever coordinates the programme has withdrawn this invitation, so nothing waits for an answer any more. If you "
    "would still like to take part, tell them."
)
ASKED_NO_MORE = (
    "Whoever coordinates Spring 2027 has withdrawn the question whether you take part as a mentor. You need do "
    "nothing, and nobody waits for you. If you would still like to take part, tell them."
)
ANSWERED = (
    "That invitation has been answered meanwhile, so it was not withdrawn. The programme's page shows "
    "how it stands."
)


async def withdraws(town: Village, which: str, who: Person | None = None) -> list[str]:
    """Amara, or `who`, withdraws an invitation; returns what stands on the programme's page then."""
    leads = who or town.amara
    await confirms(town, leads, TITLE, which)
    assert await leads.submit({}) == {}
    await town.settle()
    shown = visible_text(await leads.opens_modal("Programme")).splitlines()
    await leads.close(every=True)
    return shown


async def test_who_said_yes_hears_it_kindly_and_whoever_has_not_answered_reads_it_where_they_were_asked(
    town: Village,
) -> None:
    amara, ines, noah = town.amara, town.ines, town.noah
    await town.programme()
    await town.pair()
    await town.onboard(ines, ABOUT_INES)
    late = could_do(town, noah, "action invitation.accept")
    assert await confirms(town, town.amara, TITLE) == [
        TITLE,
        "<@UMENTOR> was invited to mentor <@UMENTEE>. Not answered yet: <@UMENTOR>.",
        "The message to <@UMENTOR> says that it was withdrawn, and asks nothing any more. Nothing else is sent.",
        "<@UMENTEE> has said yes, and hears from me within their work hours that you have withdrawn the introduction: "
        "kindly, and not why.",
        "You can invite the same people again at any time.",
        "[Cancel]",
        "[Withdraw it]",
    ]  # fmt: skip
    again = could_do(town, amara, "view invitation.withdraw.form")
    assert await town.hears(ines, amara.submit({})) == [NOT_THIS_TIME]
    # Nothing is owed to whoever has not answered, so that nothing can come of it later.
    told = select(Slack.slack_id).join(Delivery, Delivery.person_id == Slack.id)
    told = told.where(Delivery.kind == WITHDRAWN)
    assert await town.demo.running.services.store.read(lambda tx: tx.scalars(told).all()) == [ines.id]
    assert "*Withdrawn* (1)" in visible_text(await amara.opens_modal("Programme"))
    assert "[Withdraw an invitation]" not in visible_text(await amara.opens_modal("Programme"))
    await amara.close(every=True)
    assert await noah.messages() == [ASKS_NO_MORE.format("UMENTEE")]
    assert (await ines.messages())[0] == ASKS_NO_MORE.format("UMENTOR")

    # Nothing waits for either of them; what they could press still, or would have typed, is answered kindly.
    for person in (ines, noah):
        home = await town.sees_home(person)
        assert home[1].startswith("You are not part of a mentoring pair yet.")
    assert await town.hears(noah, does(town, late)) == [TOO_LATE]
    [said] = await town.hears(noah, noah.say("yes"))
    assert said.startswith("Thanks for writing. I have no open question for you")

    # Done again it changes nothing and is noted once; the two can be invited again.
    before, noted = town.posts(), await actions(town)
    assert await town.hears(amara, does(town, again)) == []
    assert (town.posts(), await actions(town)) == (before, noted)
    assert noted.count("invitation.withdrawn") == 1
    await town.pair()
    assert "[Yes, count me in]" in (await noah.messages())[-1]
    # What she has told of herself is offered to her again.
    await town.press(ines, "Yes, count me in", within="messages")
    assert await town.hears(noah, noah.press("No, thanks", within="messages")) == []


async def test_a_question_is_asked_no_more_and_can_be_asked_anew(town: Village) -> None:
    noah, ines = town.noah, town.ines
    slack = town.demo.simulator.world.workspace(None)
    # Where it is night: what is owed to Kenji waits for the morning.
    slack.add(Account(id="UKENJI", name="kenji", real_name="Kenji Ito", tz="Asia/Tokyo"))
    await town.programme()
    await tried(town, {"People": [MENTOR, MENTEE, "UKENJI"], "role": "mentor"})
    await sent_off(town)
    late = could_do(town, noah, "action enrolment.yes")
    await town.press(ines, "Yes, I would like to")
    shown = await confirms(town, town.amara, TITLE, "Noah Brooks")
    assert shown[1] == "<@UMENTOR> was asked to take part as a mentor, and has not answered yet."
    # Whoever has said yes is not among those who are offered.
    assert "Inês Duarte" not in "".join(shown)
    assert await town.amara.submit({}) == {}
    await town.settle()
    await town.amara.close(every=True)
    assert "UKENJI" in "".join(await page(town, town.amara))
    await town.amara.close(every=True)
    assert "UKENJI" not in "".join(await withdraws(town, "Kenji Ito"))
    # His was on its way still: he never hears of it.
    await town.go_to(2027, 3, 2, 16)
    written_to = {member for one in slack.conversations.values() if one.messages for member in one.members}
    assert (MENTOR in written_to, "UKENJI" in written_to) == (True, False)
    assert await noah.messages() == [ASKED_NO_MORE]
    assert (await town.sees_home(noah))[1].startswith("You are not part of a mentoring pair yet.")
    assert await town.hears(noah, does(town, late)) == [TOO_LATE]
    assert (await actions(town)).count("invitation.withdrawn") == 2
    # Whose it was concerns nobody else who takes part.
    withdrew = "<@ULEAD> withdrew the invitation of <@UMENTOR> to Spring 2027"
    assert [one for one in await read_by(town, noah) if "withdrew" in one] == [withdrew]
    assert [one for one in await read_by(town, ines) if "withdrew" in one] == []
    assert "<@UMENTOR>, room" not in "".join(await page(town, town.amara))
    await town.amara.close(every=True)

    await tried(town, {"People": [MENTOR], "role": "mentor"})
    assert "Invited to Spring 2027: one person." in await sent_off(town)
    await town.press(noah, "Yes, I would like to", within="messages")
    assert (await town.sees_home(noah))[1].startswith("You take part")


async def test_it_is_said_in_ones_own_language_and_within_ones_hours(hamlet: Village) -> None:
    hamlet.demo.simulator.world.workspace(None).change({"id": MENTEE, "locale": "es-ES"})
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(hamlet.ines, "Sí, cuenta conmigo")
    await hamlet.go_to(2027, 3, 1, 22)
    before = len(hamlet.posts())
    await withdraws(hamlet, OF_THE_TWO)
    assert hamlet.posts()[before:] == []
    await hamlet.go_to(2027, 3, 2, 18)
    [(who, when, said)] = hamlet.posts()[before:]
    assert (who, when) == ("ines", "Tue 02 Mar 09:00")
    assert said.startswith(
        "<@ULEAD>, de la coordinación de Spring 2027, ha retirado la presentación con <@UMENTOR>"
    )


async def test_what_was_answered_meanwhile_stays(hamlet: Village) -> None:
    amara, ines, noah = hamlet.amara, hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(ines, "Yes, count me in")
    await confirms(hamlet, amara, TITLE)
    await hamlet.press(noah, "Yes, count me in")
    assert await hamlet.hears(amara, amara.submit({})) == [ANSWERED]
    # The page behind the form shows it, as that says.
    shown = visible_text(await amara.opens_modal("Programme"))
    assert ("*Invited* (1)" in shown, "*Getting to know each other* (1)" in shown) == (False, True)
    assert "*<@UMENTEE>* · your mentee · Spring 2027 · getting to know each other" in await hamlet.sees_home(
        noah
    )


@each_of_the_others
async def test_nobody_else_withdraws_anything(town: Village, person: str, team: str) -> None:
    services = town.demo.running.services
    await town.programme()
    await town.pair()
    await more_people(town)
    await page(town, town.amara)
    opens = could_do(town, town.amara, "action invitation.withdraw")
    await town.amara.close(every=True)
    await confirms(town, town.amara, TITLE)
    does_it = could_do(town, town.amara, "view invitation.withdraw.form")
    await learns_nothing(town, (opens, does_it), person, team)
    pair = await services.store.read(lambda tx: pairs.get(tx, 1, 1))
    assert (pair.state, "invitation.withdrawn" in await actions(town)) == (PairState.INVITED, False)


async def test_who_withdraws_an_introduction_of_their_own_need_not_be_told(town: Village) -> None:
    noah, ines = town.noah, town.ines
    await town.programme()
    await town.pair()
    await page(town, town.amara)
    assert await town.fill_in(town.amara, "Name another", "Name a coordinator", {"who": MENTOR}) == {}
    await town.amara.close(every=True)
    await town.press(noah, "Yes, count me in")
    before = len(town.posts())
    await withdraws(town, OF_THE_TWO, noah)
    assert [who for who, _when, _said in town.posts()[before:]] == []
    assert ASKS_NO_MORE.format("UMENTEE") in await noah.messages()
    assert await ines.messages() == [ASKS_NO_MORE.format("UMENTOR")]


@pytest.mark.parametrize("is_over", [False, True], ids=["of a pair there", "of one that is over"])
async def test_who_came_with_a_pair_takes_part_without_the_question_as_long_as_it_lasts(
    hamlet: Village, is_over: bool
) -> None:
    """Noah was asked, and has not answered; then he was introduced to somebody all the same."""
    await hamlet.programme()
    await tried(hamlet, {"People": [MENTOR], "role": "mentor"})
    await sent_off(hamlet)
    await hamlet.pair()
    if is_over:
        await hamlet.press(hamlet.ines, "No, thanks")
    assert "Withdrawn" not in "".join(await withdraws(hamlet, "Noah Brooks"))
    again = await tried(hamlet, {"People": [MENTOR], "role": "mentor"})
    fresh, there = ("one person", 0) if is_over else ("nobody", 1)
    assert again[1:3] == [f"*Would be invited:* {fresh}", f"*There already, nothing changes:* {there}"]


async def test_a_pair_in_another_role_or_programme_keeps_nobody_among_those_who_take_part(
    store: Store,
) -> None:
    def story(tx: Transaction) -> list[bool]:
        town = found(tx, "T1")
        year = (NOW.date(), NOW.date() + timedelta(days=365))
        other = programmes.create(tx, town.ws, "Autumn", *year, by=town.amara, at=NOW).id
        amara, workspace = people.get(tx, town.ws, town.amara), workspaces.get(tx, town.ws)
        asked = []
        # Noah is Inês' mentor in the first of them.
        for programme, role in (
            (town.programme, Role.MENTEE),
            (other, Role.MENTOR),
            (town.programme, Role.MENTOR),
        ):
            ask = partial(
                programmes.invite, tx, town.ws, programme, town.noah, role, 1, by=town.amara, at=NOW
            )
            assert ask()
            scene = Scene(tx, workspace, amara, NOW, Words())
            withdrawals.withdraw(scene, f"{PART}:{programme}:{town.noah}:{role}")
            asked.append(ask())
        return asked

    assert await store.run(story) == [True, True, False]


OVER = (
    "This programme is over, and so is the invitation to it. If you would still like to mentor with somebody, tell "
    "whoever coordinates it."
)


async def test_nobody_begins_in_a_programme_that_is_over(town: Village) -> None:
    noah, ines = town.noah, town.ines
    # It is 1 March 2027, 15:00 UTC: in New York the last day ends five hours later than in Lisbon.
    await town.programme(starts="2027-03-01", ends="2027-04-30")
    await tried(town, {"People": [MENTOR, MENTEE], "role": "mentor"})
    await sent_off(town)
    asked = could_do(town, ines, "action enrolment.yes")
    refuses = could_do(town, noah, "action enrolment.no")
    await town.pair()
    introduced = could_do(town, ines, "action invitation.accept")
    last_hours = could_do(town, noah, "action invitation.accept")
    await town.go_to(2027, 5, 1, 0, 30)
    for late in (asked, introduced):
        assert await town.hears(ines, does(town, late)) == [OVER]
    # A no is heard at any time, and where it is still the last day, so is a yes.
    assert OVER not in await town.hears(noah, does(town, refuses))
    assert OVER not in await town.hears(noah, does(town, last_hours))
    assert "✓ You said yes to mentoring with <@UMENTEE> in Spring 2027." in await noah.messages()
