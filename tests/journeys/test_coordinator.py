"""Coordinators: who may be one, whom they may pair, and what they hear."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.demo import COORDINATOR, MENTEE, MENTOR
from simulator import Account, Person
from tests.village import ABOUT_INES, Village, village

YES = "<@{}> said yes to mentoring with <@{}> in Spring 2027."
BOTH = {"Mentor": MENTOR, "Mentee": MENTEE}


async def introduce(town: Village, mentor: str, mentee: str, programme: str | None = None) -> dict[str, str]:
    """Let Amara choose two people; returns the errors under the form's fields, and closes it then."""
    chosen = {"Mentor": mentor, "Mentee": mentee} | ({"Programme": programme} if programme else {})
    errors = await town.fill_in(town.amara, "Introduce two people", "Introduce two people", chosen)
    if errors:
        await town.amara.close(every=True)
    return errors


def arrive(town: Village, account: Account) -> Person:
    """Let one more person work here."""
    town.demo.simulator.world.workspace(None).add(account)
    return Person(town.demo.simulator.url, account.id)


async def test_only_an_owner_or_admin_is_offered_the_role_and_only_while_nobody_has_it(
    hamlet: Village,
) -> None:
    bela = arrive(hamlet, Account(id="UBELA", name="bela", real_name="Béla <b>", is_admin=True))
    assert "[Become coordinator]" not in await hamlet.sees_home(hamlet.noah)
    assert "[Become coordinator]" in await hamlet.sees_home(bela)
    # Both of them see the button; Amara is faster.
    await hamlet.programme()
    said = await hamlet.hears(bela, bela.press("Become coordinator", within="home"))
    assert said == [
        "This workspace has a coordinator already, so the role is taken: Amara Okafor. Please ask there for what you "
        "need."
    ]
    home = await hamlet.sees_home(bela)
    assert "[Become coordinator]" not in home
    assert "Coordinating here: <@ULEAD>" in home
    assert "[Create a programme]" in await hamlet.sees_home(hamlet.amara)


async def test_whoever_the_settings_name_coordinates_without_taking_the_role(tmp_path: Path) -> None:
    async with village(tmp_path, coordinators=(MENTOR,)) as town:
        begin = "Begin by creating a programme; then you can introduce people to each other."
        assert (await town.sees_home(town.noah))[1:3] == [begin, "[Create a programme]"]
        name = {"Name": "Spring 2027"}
        assert await town.fill_in(town.noah, "Create a programme", "Create a programme", name) == {}
        assert "[Introduce two people]" in (await town.noah.home()).splitlines()


async def test_a_programme_needs_a_name_and_days_that_lie_ahead(hamlet: Village) -> None:
    amara = hamlet.amara
    await hamlet.programme()
    backwards = {"Name": "  ", "First day": "2027-05-01", "Last day": "2027-04-01"}
    assert await hamlet.fill_in(amara, "Create a programme", "Create a programme", backwards) == {
        "name": "Please give the programme a name.",
        "ends": "The programme would end before it begins. Please choose a later last day.",
    }
    over = {"Name": "Winter <b> & *_", "First day": "2027-01-01", "Last day": "2027-02-01"}
    assert await amara.submit(over) == {"ends": "That day lies in the past. Please choose a later one."}
    assert await amara.submit({"Last day": "2027-09-01"}) == {}
    await hamlet.settle()
    assert (
        "*Winter &lt;b&gt; &amp; *_* · 1 January 2027 to 1 September 2027"
        in (await amara.home()).splitlines()
    )


async def test_nobody_is_paired_who_cannot_take_part(hamlet: Village) -> None:
    arrive(hamlet, Account(id="UROBOT", name="robot", real_name="Robot", is_bot=True))
    await hamlet.programme()
    twice = "A mentor and a mentee are two different people. Please choose somebody else for one of them."
    assert await introduce(hamlet, MENTOR, MENTOR) == {"mentee": twice}
    unable = (
        "{} cannot take part: that account is a bot or has been deactivated. Please choose somebody else."
    )
    assert await introduce(hamlet, MENTOR, "ULEFT") == {"mentee": unable.format("Olga Petrova")}
    assert await introduce(hamlet, "UROBOT", MENTEE) == {"mentor": unable.format("Robot")}
    assert await introduce(hamlet, MENTOR, MENTEE) == {}
    again = "These two are already a pair in this programme."
    assert await introduce(hamlet, MENTOR, MENTEE) == {"mentee": again}
    # The other way round they are the same two.
    assert await introduce(hamlet, MENTEE, MENTOR) == {"mentee": again}
    # Each in their own conversation: neither waits for the other's.
    assert sorted((who, text[:44]) for who, _, text in hamlet.posts() if who != "amara") == [
        ("ines", "<@ULEAD> would like to introduce you to <@UM"),
        ("noah", "<@ULEAD> would like to introduce you to <@UM"),
    ]


async def test_a_guest_can_take_part_and_the_coordinator_learns_what_guests_do_not_see(
    hamlet: Village,
) -> None:
    await hamlet.programme()
    said = await hamlet.hears(hamlet.amara, introduce(hamlet, MENTOR, "UGUEST"))
    assert said == [
        "I have invited <@UMENTOR> and <@UGUEST>. You will hear whether they say yes.\n"
        "Kenji Sato is a guest here: guests can use Trellis in Messages and Home, but see neither shortcuts nor other "
        "people's profiles."
    ]


async def test_a_coordinator_who_mentors_is_spoken_of_as_one_person(hamlet: Village) -> None:
    amara, ines = hamlet.amara, hamlet.ines
    await hamlet.programme()
    await introduce(hamlet, COORDINATOR, MENTEE)
    invited = "\n".join(await ines.messages())
    assert (
        "<@ULEAD> would like to mentor together with you: you as the mentee, in the programme Spring 2027."
        in invited
    )
    assert "<@ULEAD> sees what you answer where I say so, and nobody else does." in invited
    assert "You have set up mentoring with <@UMENTEE>: you as the mentor" in "\n".join(await amara.messages())
    # Amara hears of Inês's answer, and not of her own.
    assert await hamlet.hears(amara, ines.press("Yes, count me in")) == [YES.format(MENTEE, COORDINATOR)]
    said = await hamlet.hears(amara, amara.press("Yes, count me in"))
    assert [text.splitlines()[0] for text in said] == ["About you, for <@UMENTEE> · Step 1 of 13"]


async def test_a_no_is_final_told_kindly_and_needs_no_reason(hamlet: Village) -> None:
    amara, ines, noah = hamlet.amara, hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    await hamlet.onboard(ines, ABOUT_INES)
    said = await hamlet.hears(ines, noah.press("No, thanks"))
    assert said == [
        "The introduction to <@UMENTOR> will not come about this time. It has nothing to do with what you wrote. "
        "<@ULEAD> knows, and may suggest somebody else."
    ]
    assert (await amara.messages())[-1] == "<@UMENTOR> said no to mentoring with <@UMENTEE> in Spring 2027."
    assert [text.splitlines()[0] for text in await noah.messages()] == [
        "You said no to this invitation. That is quite all right."
    ]
    # What Inês wrote is still hers: she cannot change what is over, and can take it back.
    about = [one for one in await ines.conversation() if one["text"] == ABOUT_INES["wants"]][-1]
    moved = "This has moved on since the message was sent. Trellis's Home shows where things stand."
    assert await hamlet.hears(ines, ines.edit(about["ts"], "Something else")) == [moved]
    said = await hamlet.hears(ines, ines.delete(about["ts"]))
    assert said == ["You deleted your message, so I have taken that answer back."]
    assert "*Expectations* · not asked any more; you need do nothing" in "\n".join(await ines.messages())


async def test_an_invitation_pressed_after_the_other_said_no_is_answered(hamlet: Village) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await hamlet.programme()
    await hamlet.pair()
    # Both press before either message is rewritten.
    await asyncio.gather(noah.press("No, thanks"), ines.press("Yes, count me in"))
    await hamlet.settle()
    said = "\n".join(await ines.messages())
    moved = "This has moved on since the message was sent. Trellis's Home shows where things stand."
    assert (
        "This invitation is no longer open." in said
        or "will not come about this time" in said
        or moved in said
    )
    assert "Step 1 of 13" not in said or "will not come about" in said


async def test_two_programmes_stand_apart(hamlet: Village) -> None:
    await hamlet.programme()
    await hamlet.pair()
    name = {"Name": "Autumn 2027"}
    assert await hamlet.fill_in(hamlet.amara, "Create a programme", "Create a programme", name) == {}
    assert await introduce(hamlet, MENTOR, MENTEE, "Autumn 2027") == {}
    home = await hamlet.sees_home(hamlet.ines)
    pairs = [line for line in home if "your mentor" in line]
    assert pairs == [
        "*<@UMENTOR>* · your mentor · Spring 2027 · invited",
        "*<@UMENTOR>* · your mentor · Autumn 2027 · invited",
    ]
    assert home[1] == "You have an invitation to mentor with <@UMENTOR>. It waits for you in Messages."
