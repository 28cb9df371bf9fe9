"""What few ever come by is nobody else's either; what everybody comes by, tests/roles tries."""

from __future__ import annotations

from pathlib import Path

from bot.demo import MENTEE, MENTOR
from bot.domain.audit import PROGRAMME_OPENED
from storage import audit, people
from storage.store import Transaction
from tests.journeys.test_coordinators import page
from tests.journeys.test_going_on import last_day
from tests.journeys.test_reopening import propose, sign
from tests.roles.explorer import OF_A_PAIR_AT_WORK, OF_A_PAIR_THAT_ENDS, OF_COORDINATORS
from tests.roles.test_roles import exploring
from tests.village import START, Village


def looked_often(tx: Transaction) -> None:
    """Note more looks at the programme than one page of the log holds."""
    amara = people.by_slack_id(tx, 1, "ULEAD")
    assert amara is not None
    for _ in range(21):
        audit.note(tx, 1, amara.id, PROGRAMME_OPENED, "programme:1", at=START)


async def test_whom_a_coordinator_invites_and_what_she_rehearses(hamlet: Village, tmp_path: Path) -> None:
    amara = hamlet.amara
    await hamlet.programme()
    await hamlet.demo.running.services.store.run(looked_often)
    async with exploring(hamlet, tmp_path) as explorer:
        await explorer.let_others_in()
        await hamlet.press(amara, "Open", within="home")
        await amara.opens_modal("Programme")
        await hamlet.press(amara, "Invite people", within="modal")
        await amara.opens_modal("Invite people")
        await explorer.look_for("options group")
        assert await amara.submit({"People": [MENTOR, MENTEE], "role": "mentor"}) == {}
        await hamlet.settle()
        await amara.opens_modal("What would happen")
        await explorer.look_for("view roster.trial")
        assert await amara.submit({}) == {}
        await hamlet.settle()
        await amara.close(every=True)
        await explorer.look_for("action enrolment.no", "action enrolment.yes")
        await amara.press("Open", within="home")
        await amara.opens_modal("Programme")
        await hamlet.press(amara, "Who looked, what changed", within="modal")
        await amara.opens_modal("Who looked, what changed")
        await explorer.look_for("action looked.older")
        await amara.close()
        await explorer.look_for("action invitation.withdraw")
        await amara.press("Withdraw an invitation", within="modal")
        await amara.opens_modal("Withdraw an invitation")
        await explorer.look_for("view invitation.withdraw.which")
        assert await amara.submit({"Which one?": "Noah Brooks"}) == {}
        await hamlet.settle()
        await explorer.look_for("view invitation.withdraw.form")
        await amara.close(every=True)
        await hamlet.press(amara, "Try it yourself", within="home")
        await hamlet.choose(amara, "Show something else", "The agreement to sign")
        await amara.press("Read and sign")
        await amara.opens_modal("Mentoring agreement")
        await explorer.look_for("view rehearsal.form")
        await amara.close(every=True)
        await hamlet.pair()
        await hamlet.go_to(2027, 3, 9, 16)
        await page(hamlet, amara)
        await explorer.look_for("action attention.menu")
    assert (explorer.complaints(), explorer.heard()) == ([], set(OF_COORDINATORS))


async def test_what_a_pair_answers_late_and_where_it_meets(at_work: Village, tmp_path: Path) -> None:
    ines, noah = at_work.ines, at_work.noah
    async with exploring(at_work, tmp_path) as explorer:
        await explorer.let_others_in()
        await at_work.sees_home(ines)
        await explorer.look_for("action home.answer")
        await at_work.say(ines, "stop")
        await explorer.look_for("action quiet.tomorrow", "action quiet.week")
        await at_work.press(ines, "Propose a session", within="home")
        await ines.opens_modal("Find a time")
        when = {"day": "2027-03-17", "clock": "16:00", "link": "https://meet.example/us"}
        assert await ines.submit(when) == {}
        await at_work.settle()
        await at_work.press(noah, "Yes, that suits me", within="messages")
        await explorer.look_for("action session.join")
        await at_work.press(ines, "Going well")
        await explorer.look_for("action prompt.ask_me_too")
        await at_work.press(noah, "Ask me too")
        await at_work.go_to(2027, 3, 30, 10, zone="America/New_York")
        await explorer.look_for("action prompt.ask_me_no_more")
        # When neither has given a sign for long, who coordinates them can let them rest.
        await at_work.go_to(2027, 5, 3, 16)
        await page(at_work, at_work.amara)
        await at_work.amara.choose("attention.menu", "Pause this pair", within="modal")
        await at_work.amara.opens_modal("Pause this pair")
        await explorer.look_for("view programme.pause_pair.form")
    assert (explorer.complaints(), explorer.heard()) == ([], set(OF_A_PAIR_AT_WORK))


async def test_what_is_logged_in_a_pairs_own_place_and_whether_it_goes_on(
    signed_here: Village, tmp_path: Path
) -> None:
    town = signed_here
    async with exploring(town, tmp_path) as explorer:
        await explorer.let_others_in()
        await town.ines.command("/progress 40% here", channel=await town.ines.group(town.noah.id))
        await town.settle()
        await explorer.look_for("action progress.take_back_here")
        assert await propose(town, town.noah, "Session length", **{"Session length": "90 minutes"}) == {}
        await sign(town, town.ines)
        await town.sees_home(town.noah)
        await town.press(town.noah, "Read the agreement", within="home")
        await town.noah.opens_modal("Mentoring agreement")
        await explorer.look_for("action agreement.version")
        await town.noah.close(every=True)
        await page(town, town.amara)
        await explorer.look_for("action programme.end_pair")
        await town.amara.press("End a pair", within="modal")
        await town.amara.opens_modal("End a pair")
        await explorer.look_for("view programme.end_pair.which")
        assert await town.amara.submit({"Which one?": "Noah Brooks mentors Inês Duarte"}) == {}
        await town.settle()
        await explorer.look_for("view programme.end_pair.form")
        await town.amara.close(every=True)
        await last_day(town, "2027-03-05")
        await town.amara.close(every=True)
        await town.go_to(2027, 3, 22, 15)
        await last_day(town, "2027-08-31")
        await explorer.look_for("action programme.reopen")
    assert (explorer.complaints(), explorer.heard()) == ([], set(OF_A_PAIR_THAT_ENDS))
