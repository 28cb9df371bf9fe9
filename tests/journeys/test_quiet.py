"""When somebody hears from Trellis: they change it in Home, and everything follows."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.delivery import QUIET_SCOPE
from bot.demo import MENTEE
from simulator.visible import visible_text
from tests.journeys.test_accounts import Accounts
from tests.village import Village, village


async def test_days_hours_and_zone_change_in_home_and_the_partner_sees_them(at_work: Village) -> None:
    ines = at_work.ines
    home = await at_work.sees_home(ines)
    assert "You hear from me on Monday to Friday, 09:00 to 18:00 (Lisbon time)." in home
    foolish = {
        "Work days": [],
        "Work begins": "10:00",
        "Work ends": "10:00",
        "When there is something to ask": "09:00",
        "Time zone": "Nowhere at all",
    }
    wrong = await at_work.fill_in(ines, "Change hours", "Your days and hours", foolish)
    assert wrong == {"days": "Please complete this required field."}
    assert await ines.submit({"Work days": ["Monday", "Tuesday", "Thursday"]}) == {
        "ends": "Begin and end are the same. Please choose another end.",
        "zone": "I do not know that place. Try a larger city nearby, such as Lisbon or New York.",
    }
    assert await ines.submit({"Work ends": "16:00", "Time zone": "Berlin"}) == {
        "at": "That is outside the work hours above. Please choose a time within them."
    }
    assert await ines.submit({"When there is something to ask": "11:00", "A break begins": "16:30"}) == {
        "leaves": "A break has a begin and an end, both within your work hours. Leave both empty for none."
    }
    assert await ines.submit({"A break begins": "12:30", "The break ends": "13:30"}) == {}
    await at_work.settle()
    line = (
        "You hear from me on Monday, Tuesday and Thursday, 10:00 to 12:30 and 13:30 to 16:00 (Berlin time)."
    )
    assert line in (await ines.home()).splitlines()
    await at_work.go_to(2027, 3, 31, 12, zone="Europe/Berlin")
    # The second check-in comes with what was held meanwhile.
    begins = ("How has it", "2 things in one message")
    asked = [when for who, when, text in at_work.posts() if who == "ines" and text.startswith(begins)]
    # 11:00 in Berlin is 10:00 in Lisbon, where the simulator's Inês is.
    assert asked == ["Tue 16 Mar 10:00", "Tue 30 Mar 10:00"]


async def test_nothing_comes_while_somebody_is_away_and_what_can_wait_comes_after(at_work: Village) -> None:
    ines = at_work.ines
    assert "No time away is noted." in await at_work.sees_home(ines)
    wrong = {"First day away": "2027-04-01", "Last day away": "2027-03-30"}
    assert await at_work.fill_in(ines, "Time away", "Time away", wrong) == {
        "last": "The last day lies before the first. Please choose a later one."
    }
    over = {"First day away": "2027-03-01", "Last day away": "2027-03-02"}
    assert await ines.submit(over) == {
        "last": "That time has passed already. Please choose days that lie ahead."
    }
    nothing = {"First day away": None, "Last day away": None}
    assert await ines.submit(nothing) == {"first": "Please choose a first day, or something to take out."}
    assert await ines.submit({"First day away": "2027-03-29", "Last day away": "2027-03-31"}) == {}
    await at_work.settle()
    away = "Away: 29 March 2027 to 31 March 2027. Nothing comes from me then."
    assert away in (await ines.home()).splitlines()
    await at_work.go_to(2027, 4, 1, 12, zone="Europe/Lisbon")
    came = [
        when for who, when, _text in at_work.posts() if (who == "ines" and " Mar " in when) or " Apr " in when
    ]
    assert not {"Mon 29 Mar", "Tue 30 Mar", "Wed 31 Mar"} & {when[:10] for when in came}
    # Taken out again, it stands no more; Noah and Amara never saw any of it.
    assert await at_work.fill_in(ines, "Time away", "Time away", {"First day away": "2027-05-03"}) == {}
    gone = {"Take out": ["3 May 2027"]}
    assert await at_work.fill_in(ines, "Time away", "Time away", gone) == {}
    assert "No time away is noted." in (await ines.home()).splitlines()
    for person in (at_work.noah, at_work.amara):
        assert "29 March" not in "\n".join(await at_work.sees_home(person))


async def test_nothing_comes_on_the_public_holidays_of_the_country_that_somebody_chose(
    at_work: Village,
) -> None:
    ines = at_work.ines
    guessed = (
        "Nothing comes from me on public holidays (Portugal). The next: 26 March 2027, Good Friday. "
        "I took the country from your time zone."
    )
    assert guessed in await at_work.sees_home(ines)
    assert await at_work.fill_in(ines, "Public holidays", "Public holidays", {"Country": "Germany"}) == {}
    assert "Germany has holidays that differ by region." in visible_text(await ines.modal())
    assert await ines.submit({"Region": "Bayern"}) == {}
    await at_work.settle()
    home = (await ines.home()).splitlines()
    assert (
        "Nothing comes from me on public holidays (Germany, BY). The next: 26 March 2027, Good Friday."
        in home
    )
    await at_work.go_to(2027, 4, 6, zone="Europe/Lisbon")
    before = {when[:10] for who, when, _text in at_work.posts() if who == "ines"}
    assert {"Fri 26 Mar", "Mon 29 Mar"} & before == set()
    none = {"Country": "None: any work day will do"}
    assert await at_work.fill_in(ines, "Public holidays", "Public holidays", none) == {}
    assert "Public holidays make no difference to when you hear from me." in (await ines.home()).splitlines()


async def test_everybody_can_read_who_sees_what(at_work: Village) -> None:
    for person in (at_work.ines, at_work.amara):
        await at_work.sees_home(person)
        await person.press("Who can see what", within="home")
        shown = visible_text(await person.opens_modal("Who can see what"))
        mine, ours = shown.index("*Only you*"), shown.index("*You and your partner*")
        assert mine < shown.index("• Earlier wordings of an answer that you changed") < ours
        assert ours < shown.index("• Goals, and the mentor's comment on them")
        # One word may name several things that are asked: each is said where it is asked.
        goal = {line.partition(":")[0] for line in shown.splitlines() if " Goal ·" in line}
        assert goal == {"• *Your answers for the agreement*", "• *Your answers when I ask how it goes*"}
        assert "Never a word that you wrote" in shown
        await person.close()


async def test_an_invitation_and_a_check_in_are_answered_from_home(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    ines, noah = hamlet.ines, hamlet.noah
    assert (await hamlet.sees_home(ines))[2] == "[Read and answer]"
    await ines.press("Read and answer", within="home")
    form = visible_text(await ines.opens_modal("Invitation"))
    assert "<@ULEAD> would like to introduce you to <@UMENTOR>" in form
    assert "You need no reason, and nobody will ask for one." in form
    assert await ines.submit({}) == {}
    await hamlet.settle()
    assert "Step 1 of" in (await ines.messages())[-1]
    await hamlet.sees_home(noah)
    await noah.press("Read and answer", within="home")
    await noah.opens_modal("Invitation")
    await hamlet.press(noah, "No, thanks")
    refused = "You said no to this invitation. That is quite all right."
    assert refused in visible_text(await noah.modal()).splitlines()
    assert [text.splitlines()[0] for text in await noah.messages()] == [refused]


async def test_home_opens_the_check_in_that_waits(at_work: Village) -> None:
    ines = at_work.ines
    assert (await at_work.sees_home(ines))[1:3] == ["Your check-in is waiting in Messages.", "[Answer now]"]
    form = {"How is it going?": "Going well"}
    assert await at_work.fill_in(ines, "Answer now", "Your check-in", form) == {}
    assert (await at_work.sees_home(ines))[1].startswith("All is well. Next check-in: ")


async def test_a_snooze_is_asked_for_in_words_in_either_language(hamlet: Village) -> None:
    noah, ines = hamlet.noah, hamlet.ines

    async def told(line: str) -> tuple[str, ...]:
        said = await hamlet.hears(noah, noah.command(f"/trellis {line}"))
        return tuple(line for one in said for line in one.splitlines())

    begins, ends = await told("snooze until Friday")
    # It is Monday; nothing else comes of it in Messages.
    assert begins.startswith("All right: nothing from me unasked until <!date^")
    assert begins.endswith("|Fri 5 Mar, 9:00\N{NARROW NO-BREAK SPACE}AM (New York time)>.")
    assert ends == "`/trellis snooze off` ends it sooner."
    assert await told("snooze off") == ("All right, you hear from me as usual.",)
    assert await told("snooze until the cows come home") == (
        "I found no day in that, so nothing has changed. Try `/trellis snooze until Friday`, "
        "`/trellis snooze 3 days` or `/trellis snooze off`.",
    )
    assert await told("snooze today") == ("Please choose a day in the future.",)
    assert await told("snooze") == ()
    await noah.opens_modal("Snooze")
    await noah.close()
    typed = await hamlet.hears(noah, noah.say("snooze for 3 days"))
    assert typed[0].endswith(
        "|Thu 4 Mar, 9:00\N{NARROW NO-BREAK SPACE}AM (New York time)>.\n[End the snooze]"
    )
    assert (await hamlet.hears(noah, noah.say("snooze off")))[0].startswith("All right, you hear from me as")
    (workspace,) = hamlet.demo.simulator.world.workspaces.values()
    workspace.change({"id": MENTEE, "locale": "es-ES"})
    (said,) = await hamlet.hears(ines, ines.command("/trellis silenciar 3 días"))
    assert said.splitlines()[1] == "`/trellis silenciar fin` lo termina antes."
    assert await hamlet.hears(ines, ines.command("/trellis silenciar fin")) == [
        "De acuerdo, vuelves a recibir mis mensajes como siempre."
    ]


async def test_without_the_permission_to_see_do_not_disturb_home_says_so_and_the_check_in_comes(
    signed_folder: Path, tmp_path: Path
) -> None:
    shutil.copy(signed_folder / "trellis.db", tmp_path / "trellis.db")
    start = datetime(2027, 3, 16, 9, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
    async with village(tmp_path, start=start, declined=[QUIET_SCOPE]) as town:
        account = town.demo.simulator.world.workspace(None).accounts[MENTEE]
        account.dnd_start, account.dnd_end = (
            int((start + timedelta(hours=hours)).timestamp()) for hours in (-1, 4)
        )
        assert (
            "Trellis was installed without the permission to see when somebody does not want to be disturbed "
            "(dnd:read), and keeps to everybody’s work hours. Everything else works without it."
        ) in await town.sees_home(town.amara)
        assert not any("dnd:read" in line for line in await town.sees_home(town.ines))
        await town.go_to(2027, 3, 16, 10, 5, zone="Europe/Lisbon")
        assert [when for who, when, text in town.posts() if who == "ines" and text.startswith("How has")] == [
            "Tue 16 Mar 10:00"
        ]
        asked = {call["method"] for call in town.demo.simulator.world.log.calls}
        assert "dnd.teamInfo" not in asked


async def test_what_would_be_left_out_is_not_said_to_be_coming(signed_here: Village) -> None:
    [said] = await signed_here.hears(signed_here.ines, signed_here.ines.command("/trellis why"))
    coming = [line.rpartition(">: ")[2] for line in said.splitlines() if line.startswith("•")]
    # The agreement is signed: the two nudges that were planned for it have nothing left to remind of.
    assert coming[:3] == [
        "Where you start, with <@UMENTOR>",
        "A first look, with <@UMENTOR>",
        "Your check-in, with <@UMENTOR>",
    ]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/Los_Angeles", "Wed 31 Mar, 09:00 (Los Angeles time)"),
        ("Asia/Tokyo", "Wed 31 Mar, 09:00 (Tokyo time)"),
    ],
)
@pytest.mark.parametrize("by_slack", [True, False], ids=["Slack tells of the move", "they say so themselves"])
async def test_a_snooze_ends_at_the_hour_of_where_they_are_by_then(
    at_work: Village, zone: str, told: str, by_slack: bool
) -> None:
    """Between the move and the end of the snooze Europe's clocks change."""
    ines, accounts = at_work.ines, Accounts(at_work)
    await at_work.say(ines, "snooze until 31 March")
    here, there = (datetime(2027, 3, 31, 9, tzinfo=ZoneInfo(one)) for one in ("Europe/Lisbon", zone))
    before = await accounts.known(MENTEE)
    assert before
    assert (before.snoozed_until, "09:00 (Lisbon time)" in (await ines.messages())[-1]) == (here, True)
    await at_work.go_to(2027, 3, 20, 12)
    if by_slack:
        await accounts.change(MENTEE, tz=zone)
    else:
        await at_work.sees_home(ines)
        hours = {"Time zone": zone.partition("/")[2].replace("_", " ")}
        assert await at_work.fill_in(ines, "Change hours", "Your days and hours", hours) == {}
    after = await accounts.known(MENTEE)
    assert after
    assert (after.zone, after.snoozed_until) == (zone, there)
    # The message that noted it says it by the new clock, and still lets it end.
    assert (await ines.messages())[-1].splitlines() == [
        "All right: nothing from me unasked until "
        f"<!date^{int(there.timestamp())}^{{date_short_pretty}}, {{time}}|{told}>.",
        "[End the snooze]",
    ]
    posted = len(at_work.posts())
    await at_work.go_to(2027, 3, 31, 8, 59, zone=zone)
    assert [who for who, _when, _text in at_work.posts()[posted:] if who == "ines"] == []
    await at_work.go_to(2027, 3, 31, 9, 5, zone=zone)
    lisbon = there.astimezone(ZoneInfo("Europe/Lisbon"))
    came = [when for who, when, _text in at_work.posts()[posted:] if who == "ines"]
    assert came[0] == f"{lisbon:%a %d %b %H:%M}"


async def test_whoever_arrives_where_the_day_has_begun_hears_what_was_held_at_once(at_work: Village) -> None:
    ines, accounts = at_work.ines, Accounts(at_work)
    await at_work.go_to(2027, 3, 29, 11, zone="Europe/Lisbon")
    await at_work.say(ines, "snooze until 31 March")
    # Where Inês is it is the 31st, half past one in the night; in Tokyo work began half an hour ago.
    await at_work.go_to(2027, 3, 31, 1, 30, zone="Europe/Lisbon")
    posted = len(at_work.posts())
    await accounts.change(MENTEE, tz="Asia/Tokyo")
    person = await accounts.known(MENTEE)
    assert person
    assert person.snoozed_until is None
    assert [(who, when) for who, when, _text in at_work.posts()[posted:]] == [("ines", "Wed 31 Mar 01:30")]


async def test_a_reminder_lets_one_choose_a_day_too(half_answered: Village) -> None:
    noah = half_answered.noah
    await half_answered.go_to(2027, 3, 5, 16)
    await noah.choose("prompt.menu", "Snooze until next week or a date…")
    await noah.opens_modal("Snooze")
    assert await noah.submit({"Until when?": "2027-03-15"}) == {}
    await half_answered.settle()
    assert (await noah.messages())[-1].startswith("All right: nothing from me unasked until ")
