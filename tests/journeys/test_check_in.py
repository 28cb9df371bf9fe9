"""A check-in in every way in which it is answered, changed, put off and passed over."""

from __future__ import annotations

from simulator import Person
from simulator.shapes import Json
from simulator.visible import visible_text
from tests.village import Village

WORDS = "A few words: what went well, what is hard, what comes next"
OFFER = (
    "A line back from you, in a message to <@UMENTEE>, can make the difference: what struck you, or one question."
    "\n[Ask me too]"
)
GOAL = "Goal: Lead my first project · 0% ▱▱▱▱▱▱▱▱▱▱"
KEPT = "✓ *Check-in* · kept. <@UMENTOR> will see your answer, nobody else."


async def check_in(person: Person) -> Json:
    """The message of the check-in, as it stands now."""
    return next(one for one in await person.conversation() if "heck-in" in visible_text(one))


async def shared(town: Village) -> list[str]:
    """What Noah sees of Inês's check-ins."""
    return [text for text in await town.noah.messages() if text.startswith("<@UMENTEE> ")]


async def test_an_answer_by_press_is_shown_to_the_mentor_and_can_be_completed_and_taken_back(
    at_work: Village,
) -> None:
    ines = at_work.ines
    await at_work.press(ines, "A bit stuck")
    assert await shared(at_work) == [f"<@UMENTEE> checked in: *A bit stuck*\n{GOAL}\n{OFFER}"]
    assert (
        await at_work.fill_in(ines, "Add words", "Your check-in", {WORDS: "It is <b>hard</b> & more"}) == {}
    )
    assert await shared(at_work) == [
        f"<@UMENTEE> checked in: *A bit stuck*\nIt is &lt;b&gt;hard&lt;/b&gt; &amp; more\n{GOAL}\n{OFFER}"
    ]
    await at_work.press(ines, "Take it back")
    assert await shared(at_work) == ["<@UMENTEE> took this answer back."]
    (taken_back,) = (text for text in await ines.messages() if text.startswith("You took this answer back."))
    lines = taken_back.splitlines()
    # It can be answered after all, and its menu stays.
    assert (lines[0], "[Answer after all]" in lines, "( ) Snooze until tomorrow" in lines) == (
        "You took this answer back. <@UMENTOR> no longer sees it.",
        True,
        True,
    )
    await ines.press("Answer after all")
    await ines.opens_modal("Your check-in")
    assert await ines.submit({}) == {"next": "Please choose or write something first."}
    assert await ines.submit({"How is it going?": "Going well"}) == {}
    await at_work.settle()
    assert await shared(at_work) == [f"<@UMENTEE> checked in: *Going well*\n{GOAL}\n{OFFER}"]


async def test_an_answer_in_words_is_read_back_edited_and_withdrawn_with_its_message(
    at_work: Village,
) -> None:
    ines = at_work.ines
    typed = await ines.say("The pilot & the <team> slipped.")
    await at_work.settle()
    assert (await ines.messages())[-1] == KEPT
    assert await shared(at_work) == [
        f"<@UMENTEE> checked in: The pilot &amp; the &lt;team&gt; slipped.\n{GOAL}\n{OFFER}"
    ]
    assert await at_work.hears(ines, ines.edit(typed, "The pilot slipped a week.")) == [KEPT]
    assert await shared(at_work) == [f"<@UMENTEE> checked in: The pilot slipped a week.\n{GOAL}\n{OFFER}"]
    heard = await at_work.hears(ines, ines.delete(typed))
    assert heard == ["You deleted your message, so I have taken that answer back."]
    assert await shared(at_work) == ["<@UMENTEE> took this answer back."]


async def test_an_answer_that_comes_weeks_later_still_counts(at_work: Village) -> None:
    await at_work.go_to(2027, 3, 29, 15, zone="Europe/Lisbon")
    late = await check_in(at_work.ines)
    await at_work.press(at_work.ines, "Some progress", within=late)
    assert visible_text(await check_in(at_work.ines)).startswith(
        "✓ Your check-in of 16 March 2027\n*Some progress*"
    )
    assert f"<@UMENTEE> checked in: *Some progress*\n{GOAL}\n{OFFER}" in await shared(at_work)


async def test_steering_words_are_never_shown_to_the_mentor_as_an_answer(at_work: Village) -> None:
    ines = at_work.ines
    said = {
        "later": "No hurry: the question stays where it is, and you can answer it there or here whenever it suits you.",
        "why?": "It is part of the rhythm that you and <@UMENTOR> agreed on. The menu beside it has “Why did I get "
        "this?”: what was agreed, when it was due, and when the next one comes.",
        "thanks!": "Good to hear from you. Your check-in is waiting in Messages.",
        "skip": "All right, I leave this one. Nobody is told, and its buttons stay if you change your mind.",
    }
    for word, answer in said.items():
        assert await at_work.hears(ines, ines.say(word)) == [answer]
    assert await shared(at_work) == []
    # Passed over, it takes words no longer, and presses still.
    assert "I have kept nothing of it" in (await at_work.hears(ines, ines.say("It went fine")))[0]
    await at_work.press(ines, "Going well", within=await check_in(ines))
    assert len(await shared(at_work)) == 1


async def test_the_menu_tells_why_a_check_in_came_and_when_the_next_one_comes(at_work: Village) -> None:
    ines = at_work.ines
    await ines.choose("prompt.menu", "Why did I get this?")
    shown = visible_text(await ines.opens_modal("Why did I get this?"))
    assert "You and <@UMENTOR> agreed on a check-in every 2 weeks, on Tuesday" in shown
    assert "due on 16 March 2027, within your work hours and at the hour you chose. Sent: <!date^" in shown
    assert "|Tue 16 Mar, 10:00 (Lisbon time)>." in shown
    assert "|Tue 30 Mar, 10:00 (Lisbon time)>." in shown


async def asked(town: Village) -> list[str]:
    """When Inês was asked how it goes."""
    return [when for who, when, text in town.posts() if who == "ines" and text.startswith("How has it been")]


async def test_a_snooze_holds_what_is_not_asked_for_until_it_ends(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.go_to(2027, 3, 30, 9, 30, zone="Europe/Lisbon")
    said = await at_work.hears(
        ines, ines.choose("prompt.menu", "Snooze until tomorrow", within=await check_in(ines))
    )
    assert said[0].startswith("All right: nothing from me unasked until <!date^")
    assert said[0].endswith("|Wed 31 Mar, 09:00 (Lisbon time)>.\n[End the snooze]")
    await at_work.go_to(2027, 4, 1, 12, zone="Europe/Lisbon")
    assert await asked(at_work) == ["Tue 16 Mar 10:00", "Wed 31 Mar 09:00"]


async def test_a_snooze_can_be_ended_in_home(at_work: Village) -> None:
    ines = at_work.ines
    await at_work.go_to(2027, 3, 29, 15, zone="Europe/Lisbon")
    await ines.choose("prompt.menu", "Snooze until next week or a date…", within=await check_in(ines))
    await ines.opens_modal("Snooze")
    for day, why in (
        ("2027-03-29", "Please choose a day in the future."),
        ("2028-03-31", "That is more than a year ahead. Please choose an earlier day."),
    ):
        assert await ines.submit({"Until when?": day}) == {"until": why}
    # Next Monday is what the form proposes.
    said = await at_work.hears(ines, ines.submit({"Until when?": "2027-04-05"}))
    assert said[0].endswith("|Mon 5 Apr, 09:00 (Lisbon time)>.\n[End the snooze]")
    assert any("You snoozed my messages until" in line for line in await at_work.sees_home(ines))
    said = await at_work.hears(ines, ines.press("End the snooze", within="home"))
    assert said[0].startswith("All right, you hear from me as usual again.")
    assert not any("You snoozed" in line for line in (await ines.home()).splitlines())
    assert "This snooze has ended; you hear from me as usual." in await ines.messages()
    # A command does the same, and Home follows it.
    for line, is_quiet in (("/trellis snooze for a week", True), ("/trellis snooze off", False)):
        await at_work.hears(ines, ines.command(line))
        assert any("You snoozed" in one for one in (await ines.home()).splitlines()) is is_quiet
    await at_work.go_to(2027, 4, 1, 12, zone="Europe/Lisbon")
    assert await asked(at_work) == ["Tue 16 Mar 10:00", "Tue 30 Mar 10:00"]


async def test_stop_offers_every_way_to_hear_less(at_work: Village) -> None:
    ines = at_work.ines
    offer = (
        "As you like. You decide how much you hear from me:\n[Snooze until tomorrow]\n[Snooze until next week]\n"
        "[Snooze…]\n[Fewer messages]\nYour mentoring with <@UMENTOR>\n[Pause]\n[End mentoring…]"
    )
    for word in ("stop", "Unsubscribe", "pause", "I want to end this", "quiero terminar la mentoría"):
        assert await at_work.hears(ines, ines.say(word)) == [offer]
    # As a command it is the same, said where it was typed.
    for words in ("pause", "stop"):
        assert await at_work.hears(ines, ines.command(f"/trellis {words}")) == [offer]
    # Whoever rests already is offered no second rest, and the way out still.
    assert await at_work.fill_in(ines, "Pause", "Pause this pair", {}) == {}
    assert await at_work.hears(ines, ines.say("stop")) == [offer.replace("[Pause]\n", "")]
    said = await at_work.hears(ines, ines.command("/trellis go on"))
    assert {text.splitlines()[0] for text in said} == {
        "Your mentoring with <@UMENTOR> goes on. The rhythm continues where it stood.",
        "Your check-in is waiting in Messages.",
    }
    fewer = {"From me unasked": "Fewer messages", "At most a day": "1 a day"}
    said = await at_work.hears(ines, at_work.fill_in(ines, "Fewer messages", "How much I write", fewer))
    level = (
        "From me unasked: fewer messages, one a week beside check-ins and questions after sessions. "
        "At most 1 a day."
    )
    assert said == [f"All right. {level}\n[How much I write]"]
    assert level in await at_work.sees_home(ines)
    usual = {"From me unasked": "Everything the programme has", "At most a day": "As my programme has it"}
    assert await at_work.fill_in(ines, "How much I write", "How much I write", usual) == {}
    assert "From me unasked: everything the programme has." in (await ines.home()).splitlines()


async def test_either_pauses_and_either_goes_on(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await ines.choose("prompt.menu", "Pause this pair")
    await ines.opens_modal("Pause this pair")
    assert await ines.submit({"Until when?": "2027-03-10"}) == {"until": "Please choose a day in the future."}
    assert await ines.submit({"Until when?": None}) == {}
    await at_work.settle()
    told = (
        "<@UMENTEE> has paused your mentoring. I keep quiet until it goes on; nothing is lost.\n[Go on now]"
    )
    assert (await noah.messages())[-1] == told
    assert (await ines.messages())[-1] == (
        "You paused your mentoring with <@UMENTOR>. <@UMENTOR> knows that you paused, and not why.\n[Go on now]"
    )
    assert (await at_work.sees_home(noah))[1:3] == ["Your mentoring with <@UMENTEE> is paused.", "[Go on]"]
    await at_work.go_to(2027, 4, 20, 15, zone="Europe/Lisbon")
    assert await asked(at_work) == ["Tue 16 Mar 10:00"]
    # Noah goes on in Home, which shows it at once; Inês is told, and the rhythm moves on by the weeks of the pause.
    said = await at_work.hears(ines, noah.press("Go on", within="home"))
    assert said == ["Your mentoring with <@UMENTOR> goes on. The rhythm continues where it stood."]
    assert "[Go on]" not in (await noah.home()).splitlines()
    await at_work.go_to(2027, 5, 7, 15, zone="Europe/Lisbon")
    assert await asked(at_work) == ["Tue 16 Mar 10:00", "Tue 04 May 10:00"]


async def test_a_pause_with_an_end_can_be_ended_early_in_words(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.say(ines, "pause")
    assert await at_work.fill_in(ines, "Pause", "Pause this pair", {"Until when?": "2027-04-12"}) == {}
    assert "until <!date^" in (await noah.messages())[-1]
    said = await at_work.hears(noah, ines.say("I'm back"))
    assert said == ["Your mentoring with <@UMENTEE> goes on. The rhythm continues where it stood."]
    assert (await ines.messages())[-1] == (
        "Your mentoring with <@UMENTOR> goes on. The rhythm continues where it stood."
    )
    assert "[Go on now]" not in "\n".join(await noah.messages())


async def test_words_that_may_answer_a_check_in_or_a_new_pairs_question_are_asked_about(
    at_work: Village,
) -> None:
    ines = at_work.ines
    await at_work.sees_home(at_work.amara)
    people = {"Mentor": "ULEAD", "Mentee": "UMENTEE"}
    assert await at_work.fill_in(at_work.amara, "Introduce two people", "Introduce two people", people) == {}
    await at_work.press(ines, "Yes, count me in")
    said = await at_work.hears(ines, ines.say("The pilot slipped a week."))
    assert said == [
        "Which question does that answer? I keep your text for two weeks, and only you can see it."
        "\n[Told before (Amara Okafor)]\n[Check-in (Noah Brooks)]\n[None of these]"
    ]
    assert await shared(at_work) == []
    assert await at_work.hears(ines, ines.press("Check-in (Noah Brooks)")) == [KEPT]
    assert await shared(at_work) == [f"<@UMENTEE> checked in: The pilot slipped a week.\n{GOAL}\n{OFFER}"]


async def test_a_pause_ends_on_its_day_by_itself_and_the_rhythm_goes_on_without_a_flood(
    at_work: Village,
) -> None:
    ines, noah = at_work.ines, at_work.noah
    await at_work.press(ines, "Going well", within=await check_in(ines))
    await at_work.say(ines, "pause")
    assert await at_work.fill_in(ines, "Pause", "Pause this pair", {"Until when?": "2027-05-10"}) == {}
    assert any("paused until <!date^" in line for line in await at_work.sees_home(noah))
    before = len(at_work.posts())
    await at_work.go_to(2027, 5, 10, 8, zone="Europe/Lisbon")
    assert at_work.posts()[before:] == []
    await at_work.go_to(2027, 5, 28, 17, zone="Europe/Lisbon")
    after = [(who, when, text) for who, when, text in at_work.posts()[before:]]
    goes_on = "Your mentoring with <@{}> goes on. The rhythm continues where it stood."
    assert after[:2] == [
        ("ines", "Mon 10 May 09:00", goes_on.format("UMENTOR")),
        ("noah", "Mon 10 May 09:00", goes_on.format("UMENTEE")),
    ]
    # Eight weeks begun later, on the same weekday; never two of these on a day.
    assert (await asked(at_work))[1:] == ["Tue 11 May 10:00", "Tue 25 May 10:00"]
    for name in ("ines", "noah"):
        days = [when[:10] for who, when, _text in after[2:] if who == name]
        assert len(days) == len(set(days))
    assert "[Go on now]" not in "\n".join(await noah.messages())
