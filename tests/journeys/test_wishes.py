"""Somebody says in words what has its place elsewhere: they are shown the way, and nothing of it is kept."""

from __future__ import annotations

import pytest

from bot.typed import Wish, is_delicate, wish
from simulator.visible import visible_text
from tests.village import Village

CONCERN = (
    "Thank you for raising it. I have kept nothing of what you typed, and nobody else reads here. Below you choose "
    "who reads it before you write: your partner alone, or those who coordinate alone."
)
PAIR = "Your mentoring with <@UMENTOR>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have a concern", Wish.CONCERN),
        ("I feel uncomfortable with something he said", Wish.CONCERN),
        ("can I talk to the coordinator?", Wish.CONCERN),
        ("Me siento incómoda", Wish.CONCERN),
        ("Estoy preocupado y quisiera otra mentora", Wish.CONCERN),
        ("I would like another mentor", Wish.ANOTHER),
        ("¿Puedo cambiar de mentor?", Wish.ANOTHER),
        ("Please delete my data", Wish.DATA),
        ("borra mis datos", Wish.DATA),
        ("who can see what?", Wish.SEEN),
        ("¿Quién lee esto?", Wish.SEEN),
        ("¿Es confidencial?", Wish.SEEN),
        ("I build data pipelines", None),
        ("What is the weather like?", None),
        ("My mentor is great", None),
        ("", None),
    ],
)
def test_a_wish_is_heard_in_either_language(text: str, found: Wish | None) -> None:
    assert wish(text) is found


async def test_whoever_is_worried_is_shown_where_they_choose_who_reads_it(signed_here: Village) -> None:
    ines, amara = signed_here.ines, signed_here.amara
    said = await signed_here.hears(ines, ines.say("I have a concern about something Noah said"))
    assert said == [f"{CONCERN}\n{PAIR}\n[Choose who reads it]"]
    await ines.press("Choose who reads it", within="messages")
    form = visible_text(await ines.opens_modal("About confidentiality"))
    assert "You choose who reads it." in form
    await ines.close()

    said = await signed_here.hears(ines, ines.say("I would like another mentor"))
    assert said == [
        "A match that does not suit is nobody's fault. Whoever coordinates can introduce you to somebody else: "
        "<@ULEAD>. I have kept nothing of what you typed and told nobody.\n"
        f"{PAIR}\n[End mentoring…]"
    ]
    said = await signed_here.hears(ines, ines.say("Delete my data"))
    assert [text.splitlines()[-1] for text in said] == ["[Your data]"]
    said = await signed_here.hears(ines, ines.say("Who can see what?"))
    assert [text.splitlines()[-1] for text in said] == ["[Who can see what]"]
    # Whoever coordinates heard nothing of all that; to send them to whoever coordinates would be no help.
    assert not [text for text in await amara.messages() if "concern" in text]
    [alone] = await signed_here.hears(signed_here.amara, amara.say("I am worried about a pair"))
    assert alone.startswith("Hello, I am Trellis")


async def test_words_are_taken_for_an_answer_as_long_as_something_is_asked(at_work: Village) -> None:
    # The check-in is open: who reads what is typed stands beside it.
    said = await at_work.hears(at_work.ines, at_work.ines.say("I worry that the pilot slips"))
    assert said == ["✓ *Check-in* · kept. <@UMENTOR> will see your answer, nobody else."]


@pytest.mark.parametrize(
    ("text", "is_asked_first"),
    [
        ("I have a concern", True),
        ("I have some concerns about how he talks to me", True),
        ("I feel uncomfortable with Noah", True),
        ("can I talk to the coordinator?", True),
        ("Tengo una queja", True),
        ("Quiero cambiar de mentor", True),
        ("please delete my data", True),
        ("who can see this?", True),
        ("I worry that the pilot slips", False),
        ("I was uncomfortable presenting, and did it anyway", False),
        ("My data pipeline is done", False),
        ("Me preocupa el plazo", False),
    ],
)
def test_what_its_writer_may_not_mean_for_the_partner_is_told_from_a_worry_about_work(
    text: str, is_asked_first: bool
) -> None:
    assert is_delicate(text) is is_asked_first


async def test_a_concern_beside_an_open_question_is_shown_to_nobody_before_its_writer_has_said_so(
    at_work: Village,
) -> None:
    ines, noah = at_work.ines, at_work.noah
    before = await noah.messages()
    [asked] = await at_work.hears(ines, ines.say("I have a concern about something Noah said"))
    assert asked.startswith("Which question does that answer?")
    assert await noah.messages() == before
    await ines.press("None of these", within="messages")
    said = await at_work.hears(ines, ines.say("help"))
    assert any(text.startswith("Thank you for raising it.") for text in [*await ines.messages(), *said])
    assert not [text for text in await noah.messages() if "concern about" in text]
