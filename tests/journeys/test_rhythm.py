"""The prompts of the rhythm as people live them: before sessions, after them, and at the programme's turns."""

from __future__ import annotations

from bot.domain.pairs import PairState
from simulator import Person
from simulator.shapes import Json
from simulator.visible import visible_text
from storage import pairs
from tests.journeys.test_goals import from_menu
from tests.journeys.test_sessions import propose
from tests.village import ABOUT_NOAH, Village


async def prompt(person: Person, start: str) -> Json:
    """Return the newest message to somebody that says so."""
    return next(one for one in reversed(await person.conversation()) if start in visible_text(one))


async def test_before_a_first_session_both_try_the_technology_and_the_mentor_reads_what_to_prepare(
    at_work: Village,
) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.press(ines, "Going well")
    assert await propose(at_work, "2027-03-24", "15:00") == {}
    await at_work.press(noah, "Yes, that suits me", within="messages")
    # Friday: three work days before.
    await at_work.go_to(2027, 3, 19, 15, zone="Europe/Lisbon")
    await at_work.press(noah, "It works")
    assert "<@UMENTOR> has tried the technology" in (await ines.messages())[-1]
    await at_work.press(ines, "Something does not")
    mine = next(one for one in await ines.messages() if one.startswith("✓ You tried"))
    assert "If something fails, this is your plan:\n1. " in mine
    theirs = (await noah.messages())[-1]
    assert ("Something does not" in theirs, "this is your plan" in theirs) == (True, True)
    # Pressed again once it works, both read that they are ready.
    await ines.press("Add words")
    await ines.opens_modal("A quick try")
    assert await ines.submit({"Did it work?": "It works"}) == {}
    await at_work.settle()
    assert "Both of you are ready." in (await noah.messages())[-1]
    assert "Both of you are ready." in next(
        one for one in await ines.messages() if one.startswith("✓ You tried")
    )

    # Monday: what she brings; it stands in his reminder of Tuesday, and nothing is told before.
    await at_work.go_to(2027, 3, 22, 15, zone="Europe/Lisbon")
    await at_work.say(ines, "How do I say no to my boss?")
    # A question to think about has come as well: she is asked which of the two it answers.
    heard = await at_work.hears(noah, ines.press("What you bring"))
    assert heard == []
    await at_work.go_to(2027, 3, 23, 16, zone="Europe/Lisbon")
    reminder = next(one for one in await noah.messages() if "Your next session with" in one)
    assert "<@UMENTEE> would like to bring:\nHow do I say no to my boss?" in reminder
    # Moved to Thursday, she is not asked again, and his new reminder knows it still.
    await ines.open_home()
    await at_work.settle()
    await ines.press("Change time or agenda", within="home")
    await ines.opens_modal("Find a time")
    assert await ines.submit({"day": "2027-03-25", "clock": "15:00"}) == {}
    await at_work.settle()
    await at_work.press(noah, "Yes, that suits me", within="messages")
    await at_work.go_to(2027, 3, 25, 14, 45, zone="Europe/Lisbon")
    asked = [text for who, _at, text in at_work.posts() if text.startswith("What would you like to bring")]
    assert len(asked) == 1
    soon = next(one for one in await noah.messages() if "begins soon" in one)
    assert "How do I say no to my boss?" in soon

    # It begins badly: the other reads the plan at once, and so does whoever pressed.
    told = await at_work.hears(noah, ines.press("We cannot connect", within="messages"))
    assert told[0].startswith("<@UMENTEE> cannot connect to your session")
    assert "\n1. " in told[0]
    assert "knows that you cannot connect" in (await ines.messages())[-1]
    await at_work.go_to(2027, 3, 25, 16, 30, zone="Europe/Lisbon")
    said = await at_work.hears(ines, ines.press("Technology failed us"))
    assert said[0].startswith("That happens to everybody once")
    assert "says that your session did not happen" in "\n".join(await noah.messages())


async def test_who_has_not_finished_is_nudged_twice_and_then_left_in_peace(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.press(hamlet.ines, "Yes, count me in")
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    await hamlet.go_to(2027, 4, 12, 12)
    nudged = [(who, at) for who, at, text in hamlet.posts() if "are still open" in text]
    assert nudged == [("ines", "Thu 04 Mar 09:00"), ("ines", "Mon 08 Mar 09:00")]
    heard = await hamlet.hears(hamlet.ines, hamlet.ines.press("Continue", within="messages"))
    assert "First, a few words about yourself" in heard[0]


async def test_feedback_is_the_others_unless_its_writer_keeps_it(at_work: Village) -> None:
    ines, noah, amara = at_work.ines, at_work.noah, at_work.amara
    await at_work.press(ines, "Going well")
    await reach_a_milestone(at_work)
    await at_work.go_to(2027, 3, 24, 16, zone="Europe/Lisbon")
    asked = next(one for one in await ines.messages() if "something that <@UMENTOR> should hear" in one)
    assert "<@UMENTOR> will read it, nobody else, unless you choose in the form to keep it" in asked
    fields = {"situation": "On Monday", "behaviour": "He let me finish.", "share": "No, I keep it to myself"}
    assert await at_work.fill_in(ines, "Give feedback", "Feedback", fields) == {}
    assert not any("He let me finish" in one for one in await noah.messages())
    assert await at_work.fill_in(ines, "Change it", "Feedback", {"share": "Yes, it is for them"}) == {}
    told = (await noah.messages())[-1]
    assert told.startswith(
        "<@UMENTEE> has feedback for you: _When:_ On Monday\n_What happened:_ He let me finish."
    )
    # Kept after all, it is gone from there.
    assert await at_work.fill_in(ines, "Change it", "Feedback", {"share": "No, I keep it to myself"}) == {}
    assert (await noah.messages())[-1] == "<@UMENTEE> took this answer back."
    await amara.open_home()
    await at_work.settle()
    assert "He let me finish" not in "\n".join([*await amara.messages(), await amara.home()])


async def reach_a_milestone(town: Village) -> None:
    """Inês marks a milestone out, and reaches it."""
    await from_menu(town, "Milestones", "Milestones", {"more": "Read the book"})
    await from_menu(town, "Milestones", "Milestones", {"reached": ["Read the book"]})


async def test_a_private_word_reaches_the_coordinator_because_its_writer_sends_it_there(
    at_work: Village,
) -> None:
    ines, noah, amara = at_work.ines, at_work.noah, at_work.amara
    await at_work.press(ines, "Going well")
    await at_work.go_to(2027, 4, 2, 16, zone="Europe/Lisbon")
    await ines.press("A private word", within="messages")
    form = visible_text(await ines.opens_modal("A private word"))
    assert (
        "Amara Okafor will read this, with your name, because you send it there. Noah Brooks will not."
        in form
    )
    assert await ines.submit({"note": "We talk past each other."}) == {}
    await at_work.settle()
    await at_work.go_to(2027, 4, 5, 16, zone="Europe/Lisbon")
    read = "\n".join(await amara.messages())
    assert "<@UMENTEE> has a private word for you" in read
    assert "We talk past each other." in read
    await noah.open_home()
    await at_work.settle()
    assert "We talk past" not in "\n".join([*await noah.messages(), await noah.home()])
    await ines.press("Take it back", within=await prompt(ines, "Passed on"))
    await at_work.settle()
    assert "We talk past" not in "\n".join(await amara.messages())


async def test_a_mentor_is_asked_too_by_choice_and_no_more_when_they_say_so(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.press(ines, "Going well")
    said = await at_work.hears(noah, noah.press("Ask me too"))
    assert said[0].startswith("All right: at each check-in I ask you as well")
    await at_work.go_to(2027, 3, 30, 10, zone="America/New_York")
    assert "How has it been going with <@UMENTEE> from where you stand?" in "\n".join(await noah.messages())
    await at_work.press(noah, "Some progress")
    assert "<@UMENTOR> checked in as your mentor: *Some progress*" in "\n".join(await ines.messages())
    await at_work.press(noah, "Ask me no more")
    await at_work.go_to(2027, 5, 20, 15, zone="America/New_York")
    asked = [at for who, at, text in at_work.posts() if who == "noah" and text.startswith("How has it been")]
    assert asked == ["Tue 30 Mar 09:00"]


async def test_who_is_stuck_twice_running_is_asked_to_look_forward(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.press(ines, "A bit stuck")
    await at_work.go_to(2027, 3, 30, 12, zone="Europe/Lisbon")
    await at_work.press(ines, "A bit stuck")
    await at_work.go_to(2027, 4, 12, 12, zone="Europe/Lisbon")
    forward = [(who, at) for who, at, text in at_work.posts() if text.startswith("Some stretches are slow")]
    assert forward == [("ines", "Mon 05 Apr 10:00")]
    await at_work.press(ines, "A smaller step")
    assert "smaller step" not in "\n".join(await at_work.noah.messages())


async def test_a_coordinator_sets_the_rhythm_and_a_pair_under_way_follows(at_work: Village) -> None:
    ines, amara = at_work.ines, at_work.amara
    await at_work.press(ines, "Going well")
    await amara.open_home()
    await at_work.settle()
    await amara.press("Open", within="home")
    await amara.opens_modal("Programme")
    await amara.press("Rhythm")
    await amara.opens_modal("Rhythm")
    assert await amara.submit({"reflection": "Off", "goal_nudge": "Off", "pulse": "Every 3 months"}) == {}
    await at_work.settle()
    await at_work.go_to(2027, 7, 1, 12)
    first = [(at, text) for who, at, text in at_work.posts() if who == "ines"]
    assert not [text for _at, text in first if "stands at" in text or "hard for you when you began" in text]
    assert len([at for at, text in first if text.startswith("Five short statements")]) == 2


async def test_who_agrees_to_it_is_asked_three_things_more_after_the_programmes_end(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.go_to(2027, 9, 2, 12)
    # Words are taken for what looks back although the pair has closed, in its thread or not.
    running = at_work.demo.running
    closed = {"state": PairState.COMPLETED}
    await running.services.store.run(lambda tx: pairs.change(tx, running.workspace.id, 1, **closed))
    kept = await at_work.hears(ines, ines.say("It was worth every hour"))
    assert kept == [
        "✓ *Closing survey* · kept. Your answer is confidential: it is only shown in totals of five people or more."
    ]
    for person, shown, button, follow in (
        (ines, "Your answers of", "Change it", "Yes"),
        (noah, "Would you do this again?", "Add a few words", "No"),
    ):
        survey = await prompt(person, shown)
        await person.press(button, within=survey)
        await person.opens_modal("At the end")
        assert await person.submit({"confidence": "8", "again": "Yes", "follow": follow}) == {}
        await at_work.settle()
    assert "*8* of 10" in visible_text(await prompt(ines, "How sure you feel"))
    await at_work.go_to(2027, 12, 15, 12)
    asked = [(who, at) for who, at, text in at_work.posts() if text.startswith("Some time has passed")]
    assert asked == [("ines", "Mon 29 Nov 10:00")]
    await at_work.press(ines, "Now and then")
    assert "*Now and then*" in visible_text(await prompt(ines, "Your answer of"))
    for other in (noah, at_work.amara):
        await other.open_home()
        await at_work.settle()
        assert "Now and then" not in "\n".join([*await other.messages(), await other.home()])
