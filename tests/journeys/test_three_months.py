"""Three months of a pair, from the introduction to the closing survey and after, with every message that came."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.journeys.test_first_months import BEGINNING, begin
from tests.journeys.test_goals import from_menu
from tests.journeys.test_reopening import propose as propose_change
from tests.journeys.test_rhythm import prompt
from tests.journeys.test_sessions import plain
from tests.village import Village, village

LISBON, NEW_YORK = "Europe/Lisbon", "America/New_York"
LOGGED = (
    "✓ Logged on goal 1 “Lead my first project”: 20% ▰▰▱▱▱▱▱▱▱▱ · the interviews are done\n"
    "<@UMENTOR> can see it in Home.\n[Take it back]"
)
PARTNERS = {"ines": "<@UMENTOR>", "noah": "<@UMENTEE>", "ines and noah": "<@UMENTEE>"}
# Five hours apart, then four between the two nights on which clocks change, then five again.
SESSIONS = {
    "first": ("Wed 10 Mar", "15:00", "3:00\u202fPM", "10:00", "10:00\u202fAM"),
    "planned": ("Mon 22 Mar", "15:00", "3:00\u202fPM", "11:00", "11:00\u202fAM"),
    "second": ("Wed 24 Mar", "15:00", "3:00\u202fPM", "11:00", "11:00\u202fAM"),
    "third": ("Wed 7 Apr", "15:00", "3:00\u202fPM", "10:00", "10:00\u202fAM"),
}
# What the budget held comes within the next message.
TOGETHER = (
    "2 things in one message, so that I write less often. Each is answered by itself, whenever it suits you."
)
WHICH = "Which question does that answer? I keep your text for two weeks, and only you can see it."
PROPOSED = "{partner} proposes to meet: {when}."
AGREED = "✓ You meet {partner}: {when}."
CONFIDENCE = "Before you begin: how sure do you feel today of what you set out to learn?"
CONFIDENCE_OF_A_MENTOR = "Before you begin: how sure do you feel of yourself as a mentor today?"
TRY = (
    "Before your first session with {partner} ({when}): does what you will meet with work, with"
    " sound and picture?"
)
TRIED = "{partner} has tried the technology for your session ({when}): *It works*"
BRING = (
    "What would you like to bring to your session with {partner} ({when})? A question, a "
    "situation, something you read."
)
TOMORROW = "Your next session with {partner}: {when}."
SOON = "Your session with {partner} begins soon: {when}."
PULSE_OF_A_SESSION = "How did your session go: {when}?"
MET = "{partner} says that you met: {when}."
CHECK_IN = "How has it been going with “Lead my first project” since we last talked?"
PULSE = "Five short statements on how it goes with {partner}. The first one: I can speak openly."
FEEDBACK = (
    "Is there something that {partner} should hear from you? Small and specific is best: what "
    "happened, what it brought about, and what you would like next."
)
HALF_WAY = "You are half-way. Does your agreement with {partner} still fit?"
CLOSING = "Your time in this programme ends soon. Looking back with {partner}: where does the goal stand?"
SURVEY = "Would you do this again?"
KEPT = (
    "✓ *Where you start* · kept. Your answer is confidential: it is only shown in totals of "
    "five people or more."
)

# When and to whom each message came, what it said, and which session it was about.
MARCH: list[tuple[str, ...]] = [
    ("noah", "Tue 02 Mar 11:00", PROPOSED, "first"),
    ("ines", "Tue 02 Mar 16:00", AGREED, "first"),
    ("ines", "Wed 03 Mar 10:00", CONFIDENCE),
    ("noah", "Wed 03 Mar 09:00", CONFIDENCE_OF_A_MENTOR),
    ("ines", "Wed 03 Mar 15:00", KEPT),
    ("noah", "Wed 03 Mar 10:00", KEPT),
    ("ines", "Fri 05 Mar 10:00", TRY, "first"),
    ("noah", "Fri 05 Mar 09:00", TRY, "first"),
    ("noah", "Fri 05 Mar 11:00", TRIED, "first"),
    ("ines", "Fri 05 Mar 16:00", TRIED, "first"),
    ("ines", "Mon 08 Mar 10:00", BRING, "first"),
    ("ines", "Mon 08 Mar 15:00", "✓ *What you bring* · kept. {partner} will see your answer, nobody else."),
    ("ines", "Tue 09 Mar 10:00", TOMORROW, "first"),
    ("noah", "Tue 09 Mar 09:00", TOMORROW, "first"),
    ("noah", "Wed 10 Mar 09:30", SOON, "first"),
    ("ines", "Wed 10 Mar 14:30", SOON, "first"),
    ("noah", "Wed 10 Mar 10:45", PULSE_OF_A_SESSION, "first"),
    ("ines", "Wed 10 Mar 15:45", PULSE_OF_A_SESSION, "first"),
    ("noah", "Wed 10 Mar 11:00", MET, "first"),
    # Both have said that they met, so that neither is asked.
    # New York's clocks changed on the 14th; his hour on the wall is still nine.
    ("ines", "Tue 16 Mar 10:00", CHECK_IN),
    ("noah", "Tue 16 Mar 11:00", "{partner} checked in: *Going well*"),
    ("noah", "Tue 16 Mar 11:00", PROPOSED, "planned"),
    ("ines", "Tue 16 Mar 15:00", AGREED, "planned"),
    ("ines", "Thu 18 Mar 10:00", BRING, "planned"),
    ("ines", "Fri 19 Mar 10:00", TOMORROW, "planned"),
    ("noah", "Fri 19 Mar 09:00", TOMORROW, "planned"),
    # Noah moves it; nobody is asked again what to bring, and both are reminded anew.
    ("ines", "Fri 19 Mar 16:00", PROPOSED, "second"),
    ("noah", "Fri 19 Mar 12:00", AGREED, "second"),
    ("ines", "Tue 23 Mar 10:00", TOMORROW, "second"),
    ("ines", "Tue 23 Mar 10:00", TOGETHER),
    ("ines", "Tue 23 Mar 16:00", WHICH),
    ("ines", "Tue 23 Mar 16:00", "✓ *Reflection* · kept. Only you will see your answer."),
    ("noah", "Tue 23 Mar 09:00", TOMORROW, "second"),
    (
        "noah",
        "Tue 23 Mar 09:00",
        (
            "A question to carry into your next talk with {partner}: what would be different for them "
            "if this worked out?"
        ),
    ),
    ("ines", "Wed 24 Mar 14:30", SOON, "second"),
    ("noah", "Wed 24 Mar 10:30", SOON, "second"),
    ("noah", "Wed 24 Mar 11:45", PULSE_OF_A_SESSION, "second"),
    ("ines", "Wed 24 Mar 15:45", PULSE_OF_A_SESSION, "second"),
    ("ines", "Wed 24 Mar 16:00", MET, "second"),
    # Lisbon's clocks changed on the 28th; what waits for Noah's morning comes there at nine.
    ("ines", "Tue 30 Mar 10:00", TOGETHER),
    ("ines", "Tue 30 Mar 12:00", WHICH),
    ("ines", "Tue 30 Mar 12:00", "✓ *Check-in* · kept. {partner} will see your answer, nobody else."),
    ("noah", "Tue 30 Mar 09:00", "{partner} checked in: The pilot slipped a week."),
    ("noah", "Tue 30 Mar 09:00", PULSE),
    # The month's question was due on the 23rd and left its place to the nudge, a session and the check-in.
]
APRIL: list[tuple[str, ...]] = [
    ("noah", "Thu 01 Apr 10:00", PROPOSED, "third"),
    ("ines", "Thu 01 Apr 15:00", AGREED, "third"),
    ("ines", "Mon 05 Apr 10:00", BRING, "third"),
    ("ines", "Tue 06 Apr 10:00", TOMORROW, "third"),
    ("noah", "Tue 06 Apr 09:00", TOMORROW, "third"),
    ("noah", "Wed 07 Apr 09:30", SOON, "third"),
    ("ines", "Wed 07 Apr 14:30", SOON, "third"),
    (
        "ines",
        "Wed 07 Apr 14:50",
        "I have told {partner} that you are held up and join about 10 minutes after the start.",
    ),
    (
        "noah",
        "Wed 07 Apr 09:50",
        "{partner} is held up and joins about 10 minutes after the start of your session: {when}.",
        "third",
    ),
    ("noah", "Wed 07 Apr 10:45", PULSE_OF_A_SESSION, "third"),
    ("ines", "Wed 07 Apr 15:45", PULSE_OF_A_SESSION, "third"),
    ("noah", "Wed 07 Apr 11:00", MET, "third"),
    ("noah", "Thu 08 Apr 09:00", FEEDBACK),
    (
        "ines",
        "Thu 08 Apr 15:00",
        "{partner} has feedback for you: _What happened:_ You asked before you assumed.",
    ),
    (
        "noah",
        "Thu 08 Apr 10:00",
        (
            "✓ *Feedback* · kept. {partner} will read it, nobody else, unless you choose in the form to"
            " keep it to yourself."
        ),
    ),
    (
        "ines",
        "Fri 09 Apr 16:00",
        (
            "✓ A step further: “A plan that others read”, on the way to “Lead my first project”. "
            "{partner} hears of it too, so that you can enjoy it together."
        ),
    ),
    (
        "noah",
        "Fri 09 Apr 11:00",
        (
            "{partner} has reached a milestone: “A plan that others read”, on the way to “Lead my first"
            " project”. A warm word from you will count."
        ),
    ),
    (
        "ines and noah",
        "Fri 09 Apr 16:00 / 11:00",
        "A milestone to celebrate together: {partner} has reached “A plan that others read”, on the way to “Lead my "
        "first project”.",
    ),
    # This one she leaves unanswered, and nobody reminds her.
    ("ines", "Tue 13 Apr 10:00", TOGETHER),
    ("noah", "Wed 14 Apr 09:00", "What have you learned yourself from working with {partner}?"),
    (
        "noah",
        "Thu 15 Apr 10:00",
        (
            "You proposed a change to your agreement, from April 15, 2027 on: *Cadence*. {partner} can "
            "sign it, propose something else, or decline."
        ),
    ),
    (
        "ines",
        "Thu 15 Apr 15:00",
        "{partner} proposes a change to your agreement, from 15 April 2027 on: *Cadence*.",
    ),
    (
        "noah",
        "Fri 16 Apr 09:00",
        "✓ {partner} has signed the change that you proposed. It holds since April 16, 2027: *Cadence*.",
    ),
    ("noah", "Mon 19 Apr 09:00", HALF_WAY),
    ("ines", "Mon 19 Apr 10:00", HALF_WAY),
    # It asks whether the agreement still fits, and takes the review's place.
    (
        "ines",
        "Tue 27 Apr 10:00",
        (
            "Where have you and {partner} understood something differently because you come from "
            "different places?"
        ),
    ),
    (
        "noah",
        "Tue 27 Apr 09:00",
        ("A question to carry into your next talk with {partner}: what is going better than they say it is?"),
    ),
]
MAY_TO_SEPTEMBER: list[tuple[str, ...]] = [
    # Three weeks after the last, as both have signed in April.
    ("ines", "Tue 04 May 10:00", CHECK_IN),
    ("noah", "Tue 04 May 10:00", "{partner} checked in: *Some progress*"),
    (
        "ines",
        "Fri 14 May 10:00",
        (
            "“Lead my first project” stands at 20% ▰▰▱▱▱▱▱▱▱▱. Is there a next step small enough for "
            "this week?"
        ),
    ),
    ("ines", "Fri 21 May 10:00", CLOSING),
    ("noah", "Fri 21 May 09:00", CLOSING),
    ("ines", "Fri 21 May 16:00", "{partner} looks back: *Reached*"),
    ("noah", "Fri 21 May 11:00", "{partner} looks back: *Reached*"),
    # Both have called the goal reached: it is not asked about any more.
    ("ines", "Tue 25 May 10:00", TOGETHER),
    (
        "noah",
        "Tue 25 May 09:00",
        (
            "A question to carry into your next talk with {partner}: what stands in the way that nobody"
            " has named yet?"
        ),
    ),
    (
        "noah",
        "Wed 26 May 10:00",
        "{partner} has come to the end of “Lead my first project”: 100% ▰▰▰▰▰▰▰▰▰▰ · the pilot runs",
    ),
    ("ines", "Mon 31 May 10:00", SURVEY),
    # The last Monday of May is a holiday where Noah is.
    ("noah", "Tue 01 Jun 09:00", SURVEY),
    # A review after the closing words would come too late. The programme ended on 4 June, and with it
    # everything but what Inês has allowed.
    (
        "ines",
        "Thu 02 Sep 10:00",
        (
            "Some time has passed since your programme with {partner} ended. Are the two of you still "
            "in touch?"
        ),
    ),
]


async def test_a_pair_lives_three_months_and_the_bot_is_started_anew_between(
    tmp_path: Path, database_url: str
) -> None:
    async with village(tmp_path, database_url) as town:
        await begin(town, starts="2027-03-01", ends="2027-06-04")
        await first_session(town)
        await second_session(town)
        await april(town)
        posts = town.posts()
    # Trellis is stopped and started again, in the middle of everything; the database is what it knows.
    stopped = datetime(2027, 4, 21, 16, tzinfo=ZoneInfo(LISBON))
    async with village(tmp_path, database_url, start=stopped) as town:
        await may(town)
        await june(town)
        posts += town.posts()
    told = [expected(*row) for row in (*MARCH, *APRIL, *MAY_TO_SEPTEMBER)]
    assert sorted((who, at, plain(text)) for who, at, text in posts) == sorted([*BEGINNING, *told])


def expected(who: str, at: str, text: str, session: str | None = None) -> tuple[str, str, str]:
    """Return a row of the tables with everything written out as that person reads it."""
    return who, at, text.format(partner=PARTNERS[who], when=when(who, session) if session else "")


def when(who: str, session: str) -> str:
    """Return when a session is, in the reader's own zone and in the other's, and as the reader writes times."""
    day, lisbon_24, lisbon_12, brooklyn_24, brooklyn_12 = SESSIONS[session]
    if who == "ines":
        return f"{day}, {lisbon_24} (Lisbon time), which is {brooklyn_24} in New York"
    return f"{day}, {brooklyn_12} (New York time), which is {lisbon_12} in Lisbon"


async def lisbon(town: Village, *moment: int) -> None:
    await town.go_to(2027, *moment, zone=LISBON)


async def brooklyn(town: Village, *moment: int) -> None:
    await town.go_to(2027, *moment, zone=NEW_YORK)


async def meet_on(town: Village, day: str, at: str, **more: str) -> None:
    """Inês proposes a session in Home, in her own time; Noah says yes."""
    await town.sees_home(town.ines)
    await town.ines.press("Propose a session", within="home")
    await town.ines.opens_modal("Find a time")
    assert await town.ines.submit({"day": day, "clock": at, **more}) == {}
    await town.settle()
    await town.press(town.noah, "Yes, that suits me", within="messages")


async def first_session(town: Village) -> None:
    """The first session: both try the technology, Inês brings a question, and both say that they met."""
    await meet_on(town, "2027-03-10", "15:00", agenda="Who we are", link="https://meet.example/us")
    await lisbon(town, 3, 3, 15)
    await town.say(town.ines, "4")
    await town.say(town.noah, "6")
    await lisbon(town, 3, 5, 16)
    await town.press(town.ines, "It works")
    await town.press(town.noah, "It works")
    await lisbon(town, 3, 8, 15)
    await town.say(town.ines, "How do I say no to my boss?")
    await lisbon(town, 3, 10, 16)
    await town.press(town.ines, "We met")
    await town.press(town.noah, "We met")


async def second_session(town: Village) -> None:
    """New York's clocks have changed: a check-in by button, a session that is moved, a check-in in words."""
    await lisbon(town, 3, 16, 15)
    await town.press(town.ines, "Going well")
    await meet_on(town, "2027-03-22", "15:00")
    await lisbon(town, 3, 19, 16)
    await town.sees_home(town.noah)
    await town.noah.press("Change time or agenda", within="home")
    await town.noah.opens_modal("Find a time")
    assert await town.noah.submit({"day": "2027-03-24", "clock": "11:00"}) == {}
    await town.settle()
    await town.press(town.ines, "Yes, that suits me", within="messages")
    await lisbon(town, 3, 23, 16)
    await town.say(town.ines, "Asking for help, and it took a bad week.")
    # It came together with a nudge, so that Trellis asks which of the two that answers.
    await town.press(town.ines, "Reflection")
    await lisbon(town, 3, 24, 16)
    await town.press(town.noah, "We met")
    await lisbon(town, 3, 26, 11)
    logged = await town.hears(town.ines, town.ines.command("/progress 20% the interviews are done"))
    assert logged == [LOGGED]
    await lisbon(town, 3, 30, 12)
    await town.say(town.ines, "The pilot slipped a week.")
    # And this one with a pulse.
    await town.press(town.ines, "Check-in")
    await lisbon(town, 3, 30, 16)
    await town.press(town.noah, "Mostly")


async def april(town: Village) -> None:
    """A third session that begins late, a milestone, a check-in without an answer, and a cadence that changes."""
    await lisbon(town, 4, 1, 15)
    await from_menu(town, "Milestones", "Milestones", {"more": "A plan that others read"})
    await meet_on(town, "2027-04-07", "15:00", agenda="The pilot")
    await lisbon(town, 4, 7, 14, 50)
    await town.ines.choose("I am held up", "By 10 minutes", within="messages")
    await town.settle()
    await lisbon(town, 4, 7, 16)
    await town.press(town.ines, "We met")
    await town.press(town.noah, "We met")
    await brooklyn(town, 4, 8, 10)
    await town.say(town.noah, "You asked before you assumed.")
    await lisbon(town, 4, 9, 16)
    await from_menu(town, "Milestones", "Milestones", {"reached": ["A plan that others read"]})
    await brooklyn(town, 4, 15, 10)
    assert await propose_change(town, town.noah, "Cadence", **{"How often": "every 3 weeks"}) == {}
    await lisbon(town, 4, 16, 12)
    await town.sign(town.ines)
    await lisbon(town, 4, 20, 16)
    for person in (town.ines, town.noah):
        await town.press(person, "Yes, it fits")


async def may(town: Village) -> None:
    """The rhythm of three weeks, and the closing conversation."""
    await lisbon(town, 5, 4, 15)
    await town.press(town.ines, "Some progress")
    await lisbon(town, 5, 21, 16)
    await town.press(town.noah, "Reached")
    await town.press(town.ines, "Reached")
    await lisbon(town, 5, 26, 15)
    await town.ines.command("/progress 100% the pilot runs")
    await town.settle()


async def june(town: Village) -> None:
    """The closing survey; Inês may be asked three things more, Noah would rather not."""
    await lisbon(town, 6, 4, 16)
    for person, follow in ((town.ines, "Yes"), (town.noah, "No")):
        await person.press("Add a few words", within=await prompt(person, "Would you do this again?"))
        await person.opens_modal("At the end")
        assert await person.submit({"confidence": "8", "again": "Yes", "follow": follow}) == {}
        await town.settle()
    await lisbon(town, 10, 1, 12)
