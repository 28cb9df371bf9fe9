"""Confidentiality can be asked about, by either side: to the partner, or to whoever coordinates, never to both."""

from __future__ import annotations

from simulator import Person, visible_text
from tests.village import Village


async def reads(town: Village, person: Person) -> str:
    """Return all that somebody finds in their messages and in Home."""
    await person.open_home()
    await town.settle()
    return "\n".join([*await person.messages(), await person.home()])


async def ask(town: Village, person: Person, to: str, note: str) -> str:
    """Open the form from Home, send words to somebody, and return what the form says."""
    await person.open_home()
    await town.settle()
    await person.press("Ask about confidentiality", within="home")
    form = visible_text(await person.opens_modal("About confidentiality"))
    assert await person.submit({"to": to, "note": note}) == {}
    await town.settle()
    return form


async def test_a_mentee_asks_the_mentor_who_answers_and_no_coordinator_hears_of_it(at_work: Village) -> None:
    ines, noah, amara = at_work.ines, at_work.noah, at_work.amara
    form = await ask(at_work, ines, "Noah Brooks", "May I tell my manager?")
    assert "Noah Brooks alone reads it, with your name. Nobody who coordinates does." in form
    assert "Amara Okafor will read it, with your name. Noah Brooks will not." in form
    assert form.index("Amara Okafor will read it") < form.index("Your words")
    said = (await noah.messages())[-1]
    assert said.startswith("<@UMENTEE> writes to you about confidentiality")
    assert "May I tell my manager?" in said
    await noah.press("Answer", within="messages")
    answer = visible_text(await noah.opens_modal("About confidentiality"))
    assert "Inês Duarte" in answer
    assert await noah.submit({"note": "Yes, of course."}) == {}
    await at_work.settle()
    assert "Yes, of course." in (await ines.messages())[-1]
    seen = await reads(at_work, amara)
    assert "my manager" not in seen
    assert "of course" not in seen


async def test_a_mentor_asks_from_the_document_and_takes_it_back(at_work: Village) -> None:
    ines, noah = at_work.ines, at_work.noah
    await noah.open_home()
    await at_work.settle()
    await noah.press("Read the agreement", within="home")
    await noah.opens_modal("Mentoring agreement")
    await noah.press("Ask about confidentiality", within="modal")
    await noah.opens_modal("About confidentiality")
    assert await noah.submit({"to": "Inês Duarte", "note": "What about my team?"}) == {}
    await at_work.settle()
    assert "What about my team?" in "\n".join(await ines.messages())
    await at_work.press(noah, "Take it back", within="messages")
    assert "What about my team?" not in await reads(at_work, ines)


async def test_a_concern_for_the_coordinator_never_shows_to_the_partner(at_work: Village) -> None:
    ines, noah, amara = at_work.ines, at_work.noah, at_work.amara
    noah_saw = await reads(at_work, noah)
    await ask(at_work, ines, "Those who coordinate the programme", "Something was passed on.")
    said = (await amara.messages())[-1]
    assert said.startswith(
        "<@UMENTEE> has a question or a concern about confidentiality in their mentoring (Spring 2027):"
    )
    assert "Something was passed on." in said
    assert await reads(at_work, noah) == noah_saw
    await at_work.press(ines, "Take it back")
    assert "Something was passed on." not in await reads(at_work, amara)
    assert await reads(at_work, noah) == noah_saw
