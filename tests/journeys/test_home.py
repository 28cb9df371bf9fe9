"""Home says in one line what there is to do, at each stage, to each of the three, and offers it."""

from __future__ import annotations

from simulator.visible import visible_text
from tests.journeys.test_sessions import plain
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village


async def first_lines(town: Village) -> list[list[str]]:
    """The line that says what to do, with the button below it where there is one: to Inês, Noah and Amara."""
    found = []
    for person in (town.ines, town.noah, town.amara):
        lines = (await town.sees_home(person))[1:3]
        found.append([line for line in lines if not line.startswith("*") and line != "[Help]"])
    return found


async def test_home_names_the_one_thing_to_do_at_each_stage(hamlet: Village) -> None:
    alone = "You are not part of a mentoring pair yet. A coordinator can invite you, and you will hear from me then."
    first = (
        "Trellis has no coordinator here yet. As an owner or admin of this workspace you can be the first."
    )
    about = (
        "Trellis helps a mentor and a mentee work well at a distance: a short introduction, an agreement that both "
        "shape and sign, and a rhythm of check-ins within their work hours. `/trellis help` tells what you can type. "
        "Nothing is asked of you until somebody invites you, and you can always say no."
    )
    assert await first_lines(hamlet) == [[alone, about], [alone, about], [first, "[Become coordinator]"]]
    await hamlet.press(hamlet.amara, "Become coordinator", within="home")
    begin = "Begin by creating a programme; then you can introduce people to each other."
    assert (await hamlet.amara.home()).splitlines()[1:3] == [begin, "[Create a programme]"]
    assert (
        await hamlet.fill_in(hamlet.amara, "Create a programme", "Create a programme", {"Name": "Spring"})
        == {}
    )
    stands = "Your programme stands. Introduce the first mentor and mentee to each other."
    asked = "Coordinating here: <@ULEAD>"
    assert await first_lines(hamlet) == [[alone, asked], [alone, asked], [stands, "[Introduce two people]"]]

    await hamlet.pair()
    quiet = ["All is well. There is nothing to do right now."]
    invited = "You have an invitation to mentor with <@{}>. It waits for you in Messages."
    read = "[Read and answer]"
    assert await first_lines(hamlet) == [
        [invited.format("UMENTOR"), read],
        [invited.format("UMENTEE"), read],
        quiet,
    ]
    await hamlet.press(hamlet.ines, "Yes, count me in")
    waiting = ["A few questions about you are waiting in Messages.", "[Continue]"]
    assert await first_lines(hamlet) == [waiting, [invited.format("UMENTEE"), read], quiet]
    await hamlet.press(hamlet.ines, "Continue", within="home")
    assert "Step 1 of 13" in (await hamlet.ines.messages())[-1]
    for answer in ABOUT_INES.values():
        await hamlet.say(hamlet.ines, answer)
    theirs = "It is <@{}>'s turn; I will tell you when there is something to do."
    await hamlet.onboard(hamlet.noah, ABOUT_NOAH)
    clauses = ["The questions of your agreement are waiting in Messages.", "[Continue]"]
    assert await first_lines(hamlet) == [clauses, clauses, quiet]
    await hamlet.answer_clauses(hamlet.ines, CLAUSES_OF_INES)
    assert await first_lines(hamlet) == [[theirs.format("UMENTOR")], clauses, quiet]
    await hamlet.answer_clauses(hamlet.noah, {**CLAUSES_OF_NOAH, "length": "90 minutes"})
    differ = "You and <@{}> have differences to settle; they wait in Messages."
    show = "[Show them in Messages]"
    assert await first_lines(hamlet) == [
        [differ.format("UMENTOR"), show],
        [differ.format("UMENTEE"), show],
        quiet,
    ]
    said = await hamlet.hears(hamlet.noah, hamlet.noah.press("Show them in Messages", within="home"))
    assert "90 minutes" in said[0]
    await hamlet.press(hamlet.ines, "Take theirs: 90 minutes")
    sign = "Your agreement with <@{}> is ready to be signed."
    assert await first_lines(hamlet) == [
        [sign.format("UMENTOR"), "[Read and sign]"],
        [sign.format("UMENTEE"), "[Read and sign]"],
        quiet,
    ]
    # Signed from Home, Home shows it at once.
    await hamlet.ines.press("Read and sign", within="home")
    await hamlet.ines.opens_modal("Mentoring agreement")
    assert await hamlet.ines.submit({}) == {}
    await hamlet.settle()
    assert (await hamlet.ines.home()).splitlines()[1] == theirs.format("UMENTOR")
    await hamlet.sign(hamlet.noah)
    # The check-in comes to the mentee; the mentor reads it on both clocks.
    lines = [(await hamlet.sees_home(person))[1] for person in (hamlet.ines, hamlet.noah)]
    assert [plain(line) for line in lines] == [
        "All is well. Next check-in: Tue 16 Mar, 10:00 (Lisbon time).",
        "All is well. <@UMENTEE>'s next check-in: Tue 16 Mar, 6:00\u202fAM (New York time), which is 10:00\u202fAM "
        "in Lisbon.",
    ]


async def test_home_shows_goals_progress_and_check_ins_to_both_and_never_to_the_coordinator(
    at_work: Village,
) -> None:
    ines = at_work.ines
    waiting = (await at_work.sees_home(ines))[1]
    assert waiting == "Your check-in is waiting in Messages."
    await at_work.say(ines, "A secret between us two.")
    await ines.command("/progress 60% finished the second <b> chapter")
    for person in (ines, at_work.noah):
        home = "\n".join(await at_work.sees_home(person))
        assert "60% ▰▰▰▰▰▰▱▱▱▱" in home
        assert "finished the second &lt;b&gt; chapter" in home
        assert "A secret between us two." in home
    lead = "\n".join(await at_work.sees_home(at_work.amara))
    assert "*Under way* (1): <@UMENTOR> and <@UMENTEE>, for 15 days" in lead
    assert "Messages of the last 30 days: " in lead
    for private in ("60%", "chapter", "secret", "Lead my first project"):
        assert private not in lead


async def test_both_read_the_one_text_that_they_signed(at_work: Village) -> None:
    shown = []
    for person in (at_work.ines, at_work.noah):
        await at_work.sees_home(person)
        await person.press("Read the agreement", within="home")
        shown.append(visible_text(await person.opens_modal("Mentoring agreement")).splitlines())
        await person.close()
    # When it began and was signed, each reads in their own way.
    text, theirs = ([line for line in one if "signed" not in line and "began" not in line] for one in shown)
    assert text == theirs
    assert text[1] == "Agreement between Noah Brooks (mentor) and Inês Duarte (mentee), version 1"
    assert "*Confidentiality*: Nothing leaves this room" in text
    assert next(line for line in text if line.startswith("Fingerprint of this text: "))
    assert [line.split(" signed:")[0] for line in shown[0] if " signed:" in line] == [
        "✓ Noah Brooks",
        "✓ Inês Duarte",
    ]


async def test_help_in_home_is_written_into_messages(hamlet: Village) -> None:
    await hamlet.sees_home(hamlet.noah)
    said = await hamlet.hears(hamlet.noah, hamlet.noah.press("Help", within="home"))
    assert said[0].startswith("How Trellis helps\nHere is what I can do.")
