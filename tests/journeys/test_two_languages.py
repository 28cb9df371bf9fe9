"""Inês speaks Spanish and Noah English: each hears and says everything in their own, and both sign the same text."""

from __future__ import annotations

from bot.demo import MENTEE
from simulator import Person
from simulator.visible import visible_text
from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village

# A step without an answer here is answered in English, which works for everybody.
SOBRE_INES = {
    **ABOUT_INES,
    "introduction": "Construyo canales de datos en Oporto.",
    "languages": "español, inglés y portugués",
    "zone": "sí",
    "days": "de lunes a viernes",
    "hours": "de 9 a 18",
    "prompt_at": "a las 10",
    "wants": "Dirigir un equipo algún día.",
    "feedback": "directo al grano",
}
CLAUSULAS_DE_INES = {
    **CLAUSES_OF_INES,
    "channels": "mensajes de Slack, correo electrónico",
    "cadence": "cada dos semanas los martes",
    "length": "45 minutos",
    "hours": "sí",
    "scheduling": "como sugieres",
    "reply_time": "en un día",
    "confidentiality": "nada sale de aquí",
    "boundaries": "salud",
    "tech": "probarlo todo antes de la primera sesión, volver a entrar en la llamada, pasar a la alternativa",
    "contact": "siempre que surja algo",
    "progress": "con la próxima puesta al día",
    "goals": "Dirigir mi primer proyecto",
    "review": "a los tres meses",
    "conflict": "hablarlo entre las dos personas",
    "end": "con una conversación de cierre",
}


async def document(person: Person, button: str, title: str) -> list[str]:
    """Open the agreement, and return what stands there."""
    await person.press(button)
    await person.opens_modal(title)
    return visible_text(await person.modal()).splitlines()


async def newest(person: Person, beginning: str) -> list[str]:
    """The lines of the newest message that begins so."""
    return [text for text in await person.messages() if text.startswith(beginning)][-1].splitlines()


async def begin_in_spanish(town: Village) -> None:
    """Answer everything: Inês in Spanish, Noah in English."""
    (workspace,) = town.demo.simulator.world.workspaces.values()
    workspace.change({"id": MENTEE, "locale": "es-ES"})
    await town.programme(Language="Spanish")
    await town.pair()
    await town.press(town.ines, "Sí, cuenta conmigo")
    for answer in SOBRE_INES.values():
        await town.say(town.ines, answer)
    await town.onboard(town.noah, ABOUT_NOAH)
    await town.answer_clauses(town.ines, CLAUSULAS_DE_INES)
    await town.answer_clauses(town.noah, {**CLAUSES_OF_NOAH, "cadence": "every month"})


async def test_two_people_with_a_language_each_come_from_the_invitation_to_the_first_check_in(
    hamlet: Village,
) -> None:
    ines, noah = hamlet.ines, hamlet.noah
    await begin_in_spanish(hamlet)
    said = "\n".join(await ines.messages())
    for line in (
        "✓ Has dicho que sí a la mentoría con <@UMENTOR> en Spring 2027.",
        "✓ *Idiomas* · Español, inglés y portugués",
        "✓ *Días de trabajo* · de lunes a viernes",
        "✓ *Horario de trabajo* · de 9:00 a 18:00",
        "✓ *Frecuencia* · cada 2 semanas, el martes",
        "✓ *Tiempo de respuesta* · En un día",
    ):
        assert line in said
    # What they chose is told to each in their own language, what they wrote stays as it was written.
    mine = await newest(ines, "Las respuestas, unas junto a otras")
    theirs = await newest(noah, "Your two answers, side by side")
    assert [line for line in mine if line.startswith("✓ *Hay acuerdo*: ") and "Duración de la sesión" in line]
    assert [line for line in theirs if line.startswith("✓ *You agree*: ") and "Session length" in line]
    for person, see, title, length, goals in (
        (
            ines,
            "Ver todas las respuestas",
            "Todas las respuestas",
            "*Duración de la sesión* · Hay acuerdo: 45 minutos",
            "*Objetivo* · En palabras de cada cual",
        ),
        (
            noah,
            "See every answer",
            "Every answer",
            "*Session length* · You agree: 45 minutes",
            "*Goal* · In your own words",
        ),
    ):
        await person.press(see)
        lines = visible_text(await person.opens_modal(title)).splitlines()
        assert length in lines
        at = lines.index(f"{goals}: Noah Brooks: See Inês lead")
        assert lines[at + 1] == "Inês Duarte: Dirigir mi primer proyecto"
        await person.close()

    # Where both read together, it is the programme's language, which the coordinator can change.
    [opened] = [visible_text(one) for one in await noah.conversation(await noah.group(ines.id))]
    assert opened.splitlines()[0] == "Una conversación compartida"
    amara = hamlet.amara
    await amara.open_home()
    await hamlet.settle()
    await hamlet.press(amara, "Open", within="home")
    await amara.opens_modal("Programme")
    values = {"Language": "English"}
    assert await hamlet.fill_in(amara, "Name, dates, language", "Change programme", values) == {}

    await hamlet.press(ines, "Término medio: cada 3 semanas, el martes")
    await hamlet.press(noah, "Accept: every 3 weeks, on Tuesday")
    signed_by_ines = await document(ines, "Leer y firmar", "Acuerdo de mentoría")
    assert await ines.submit({}) == {}
    await hamlet.settle()
    signed_by_noah = await document(noah, "Read and sign", "Mentoring agreement")
    assert await noah.submit({}) == {}
    await hamlet.settle()
    assert "*Frecuencia*: cada 3 semanas, el martes" in signed_by_ines
    assert "*Cadence*: every 3 weeks, on Tuesday" in signed_by_noah
    huella = next(line for line in signed_by_ines if line.startswith("Huella de este texto: "))
    fingerprint = next(line for line in signed_by_noah if line.startswith("Fingerprint of this text: "))
    assert huella.split(": ")[1] == fingerprint.split(": ")[1]

    begun = [visible_text(one) for one in await ines.conversation(await ines.group(noah.id))][-1]
    assert begun == (
        "<@UMENTEE> and <@UMENTOR>, you have both signed your mentoring agreement. Here is to a good start."
    )

    await hamlet.go_to(2027, 3, 23, 16, zone="Europe/Lisbon")
    assert (await newest(ines, "Tu puesta al día"))[:2] == [
        "Tu puesta al día",
        "¿Cómo ha ido con “Dirigir mi primer proyecto” desde la última vez?",
    ]
    await hamlet.press(ines, "Va bien")
    assert (await newest(noah, "<@UMENTEE> checked in"))[:2] == [
        "<@UMENTEE> checked in: *Going well*",
        "Goal: Dirigir mi primer proyecto · 0% ▱▱▱▱▱▱▱▱▱▱",
    ]
    (logged,) = await hamlet.hears(ines, ines.command("/progress 60% terminé el capítulo 2"))
    assert logged.splitlines()[0] == (
        "✓ Registrado en el objetivo 1 “Dirigir mi primer proyecto”: 60\u00a0% ▰▰▰▰▰▰▱▱▱▱ · terminé el capítulo 2"
    )
