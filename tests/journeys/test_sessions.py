"""A pair's sessions: found, moved, held up, called off and looked back on, over a night on which a clock changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator import visible_text
from tests.past import Memory, live
from tests.village import Village, village

# The Wednesday before New York's clocks change; Lisbon's change two weeks later.
WEDNESDAY = datetime(2027, 3, 10, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed_on_wednesday(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Memory]:
    """What a village keeps whose pair signed in the week in which New York's clocks change."""
    folder = tmp_path_factory.mktemp("wednesday")
    return folder, live(folder, Village.agree, start=WEDNESDAY)


@pytest.fixture
async def quick(signed_on_wednesday: tuple[Path, Memory], tmp_path: Path) -> AsyncIterator[Village]:
    """A pair on SQLite that has just signed, in that week."""
    folder, memory = signed_on_wednesday
    shutil.copy(folder / "trellis.db", tmp_path)
    async with village(tmp_path, start=WEDNESDAY) as started:
        memory.give(started.demo.simulator)
        yield started


async def propose(town: Village, day: str, at: str, **more: str) -> dict[str, str]:
    """Inês opens Home and proposes a day and time of her own."""
    await town.ines.open_home()
    await town.settle()
    await town.ines.press("Propose a session", within="home")
    await town.ines.opens_modal("Find a time")
    errors = await town.ines.submit({"day": day, "clock": at, **more})
    await town.settle()
    return dict(errors or {})


async def last(town: Village, name: str) -> str:
    """Return the newest message to somebody, as it reads now."""
    person = {"ines": town.ines, "noah": town.noah}[name]
    return visible_text(await person.last_message())


async def test_a_session_is_found_moved_and_held_across_a_change_of_clocks(signed: Village) -> None:
    begins = len(signed.posts())

    # Monday 1 March: each is offered the same three times. Inês takes the second, and Noah suggests another.
    await signed.press(signed.ines, "Wed 3 Mar, 15:30 (10:30 in New York)", within="messages")
    await signed.noah.press("Suggest another time", within="messages")
    await signed.noah.opens_modal("Find a time")
    when = {"day": "2027-03-15", "clock": "11:00", "agenda": "Your pilot", "link": "https://meet.example/us"}
    assert await signed.noah.submit(when) == {}
    await signed.settle()
    await signed.press(signed.ines, "Yes, that suits me", within="messages")

    # They meet on Monday the 15th, when Lisbon and New York are four hours apart instead of five.
    await signed.go_to(2027, 3, 15, 15, 30, zone="Europe/Lisbon")
    await signed.ines.choose("I am held up", "By 10 minutes", within="messages")
    await signed.settle()
    await signed.go_to(2027, 3, 15, 16, zone="Europe/Lisbon")
    await signed.press(signed.ines, "We met", within="messages")

    proposes = "{} proposes to meet: {}."
    ines, noah = "<@UMENTEE>", "<@UMENTOR>"
    first = "Wed 3 Mar, 10:30\u202fAM (New York time), which is 3:30\u202fPM in Lisbon"
    for_ines = "Mon 15 Mar, 15:00 (Lisbon time), which is 11:00 in New York"
    for_noah = "Mon 15 Mar, 11:00\u202fAM (New York time), which is 3:00\u202fPM in Lisbon"
    works = (
        "Before your first session with {} ({}): does what you will meet with work, with sound and picture?"
    )
    read = [(who, at, plain(text)) for who, at, text in signed.posts()[begins:]]
    about = [one for one in read if "which is" in one[2]]
    assert sorted(about) == sorted(
        [
            (
                "noah",
                "Mon 01 Mar 10:00",
                proposes.format(ines, first),
            ),
            ("ines", "Mon 01 Mar 15:00", f"{noah} proposes to meet: {for_ines}."),
            ("noah", "Mon 01 Mar 10:00", f"✓ You meet {ines}: {for_noah}."),
            ("ines", "Wed 10 Mar 10:00", works.format(noah, for_ines)),
            ("noah", "Wed 10 Mar 09:00", works.format(ines, for_noah)),
            (
                "ines",
                "Thu 11 Mar 10:00",
                f"What would you like to bring to your session with {noah} ({for_ines})? "
                "A question, a situation, something you read.",
            ),
            ("ines", "Fri 12 Mar 10:00", f"Your next session with {noah}: {for_ines}."),
            ("noah", "Fri 12 Mar 09:00", f"Your next session with {ines}: {for_noah}."),
            ("ines", "Mon 15 Mar 14:30", f"Your session with {noah} begins soon: {for_ines}."),
            ("noah", "Mon 15 Mar 10:30", f"Your session with {ines} begins soon: {for_noah}."),
            (
                "noah",
                "Mon 15 Mar 11:30",
                f"{ines} is held up and joins about 10 minutes after the start of your session: {for_noah}.",
            ),
            ("ines", "Mon 15 Mar 15:45", f"How did your session go: {for_ines}?"),
            ("noah", "Mon 15 Mar 11:45", f"How did your session go: {for_noah}?"),
            ("noah", "Mon 15 Mar 12:00", f"{ines} says that you met: {for_noah}."),
        ]
    )


def plain(text: str) -> str:
    """Read dates as somebody does for whom Slack writes none."""
    while "<!date^" in text:
        before, _, rest = text.partition("<!date^")
        date, _, after = rest.partition(">")
        text = f"{before}{date.rpartition('|')[2]}{after}"
    return text


async def test_what_one_thinks_of_a_session_shows_to_nobody_else(quick: Village) -> None:
    assert await propose(quick, "2027-03-11", "16:00") == {}
    await quick.press(quick.noah, "Yes, that suits me", within="messages")
    await quick.go_to(2027, 3, 11, 17)
    values = {"how": "We met", "worth": "Rather not", "line": "He talks too much about himself."}
    assert await quick.fill_in(quick.ines, "Add a few words", "After your session", values) == {}
    mine = await last(quick, "ines")
    assert ("Rather not" in mine, "He talks too much" in mine) == (True, True)
    for other in (quick.noah, quick.amara):
        await other.open_home()
        await quick.settle()
        seen = "\n".join([*await other.messages(), await other.home()])
        assert "He talks too much" not in seen
        assert "Rather not" not in seen
        assert "worth the time: " not in seen
    assert "says that you met" in "\n".join(await quick.noah.messages())
    # Noah saw it differently; that they met stands, and Inês hears what he said.
    await quick.press(quick.noah, "It did not happen", within="messages")
    assert "says that your session did not happen" in await last(quick, "ines")
    # Taken back, it shows as taken back.
    await quick.press(quick.ines, "Take it back", within="messages")
    assert "has taken back how your session went" in "\n".join(await quick.noah.messages())


async def test_old_buttons_and_second_presses_do_no_harm(quick: Village) -> None:
    assert await propose(quick, "2027-03-09", "16:00") == {
        "day": "That moment has passed, or is more than a year away."
    }
    bad = {"day": "2027-03-11", "clock": "21:00", "link": "javascript:alert(1)"}
    assert await quick.ines.submit(bad) == {"link": "A link begins with https:// and holds no spaces."}
    assert await quick.ines.submit({"link": "https://meet.example/us"}) == {}
    await quick.settle()
    asked = await quick.noah.last_message()
    assert "outside the work hours of" in visible_text(asked)
    await quick.press(quick.noah, "Yes, that suits me", within="messages")
    before = len(quick.posts())
    await quick.noah.open_home()
    await quick.settle()
    assert "✓ You meet" in await quick.noah.home()

    # Called off in Home, once and for all; the button in the message is pressed too late.
    await quick.press(quick.noah, "Call it off", within="home")
    assert [(who, plain(text)) for who, _, text in quick.posts()[before:]] == [
        (
            "ines",
            "<@UMENTOR> has called off your session: Thu 11 Mar, 21:00 (Lisbon time), which is 16:00 in New York.",
        )
    ]
    assert "No session is planned." in await quick.noah.home()
    sent = len(quick.posts())
    # Nobody is reminded of it or asked how it went.
    await quick.go_to(2027, 3, 12, 8)
    assert [text for _, _, text in quick.posts()[sent:] if "session" in text.lower()] == []


async def test_a_session_in_the_evening_is_reminded_of_in_the_evening(quick: Village) -> None:
    assert await propose(quick, "2027-03-11", "21:00") == {}
    await quick.press(quick.noah, "Yes, that suits me", within="messages")
    sent = len(quick.posts())
    await quick.go_to(2027, 3, 11, 20, 45)
    await quick.noah.choose("I am held up", "By 5 minutes", within="messages")
    await quick.settle()
    assert sorted((who, at) for who, at, text in quick.posts()[sent:] if "our session" in text) == [
        ("ines", "Thu 11 Mar 20:30"),
        ("ines", "Thu 11 Mar 20:45"),
        ("noah", "Thu 11 Mar 15:30"),
    ]


async def test_a_pair_that_rests_is_not_reminded(quick: Village) -> None:
    assert await propose(quick, "2027-03-12", "16:00") == {}
    await quick.press(quick.noah, "Yes, that suits me", within="messages")
    await quick.noah.open_home()
    await quick.settle()
    assert await quick.fill_in(quick.noah, "Pause", "Pause this pair", {}) == {}
    sent = len(quick.posts())
    await quick.go_to(2027, 3, 13)
    assert [text for _, _, text in quick.posts()[sent:] if "ession" in text] == []


async def test_a_late_change_is_allowed_and_only_who_makes_it_reads_what_was_agreed(quick: Village) -> None:
    noah, ines = quick.noah, quick.ines
    assert await propose(quick, "2027-03-12", "16:00") == {}
    await quick.press(noah, "Yes, that suits me", within="messages")
    agreed = "What you agreed on for changes: at least a day before."
    for moment, is_short in (((2027, 3, 11, 15), False), ((2027, 3, 11, 17), True)):
        await quick.go_to(*moment)
        await noah.open_home()
        await quick.settle()
        home = json.dumps(await noah.state(), ensure_ascii=False)
        assert ("You agreed on telling changes like this: at least a day before." in home) is is_short
        await noah.press("Change time or agenda", within="home")
        form = visible_text(await noah.opens_modal("Find a time"))
        assert (agreed in form) is is_short
        if not is_short:
            await noah.close(every=True)
    before = len(await ines.messages())
    assert await noah.submit({"day": "2027-03-15", "clock": "11:00"}) == {}
    await quick.settle()
    told = "\n".join((await ines.messages())[before:])
    assert "<@UMENTOR> proposes to meet" in told
    assert "agreed" not in told
