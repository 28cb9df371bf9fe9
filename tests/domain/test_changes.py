"""What people type when they would like to change the agreement."""

from __future__ import annotations

import pytest

from bot.domain.agreement import CLAUSES
from bot.domain.cadence import EVERY_THREE_WEEKS, MONTHLY
from bot.typed.changes import Change, as_suggested, change, may_answer, rest_as_suggested
from bot.typed.rhythm import Rhythm

SAID = [
    ("change the agreement", Change()),
    ("Please change our agreement.", Change()),
    ("cambiar el acuerdo", Change()),
    ("change the cadence", Change(clause="cadence")),
    ("Change the cadence to every three weeks", Change(Rhythm(EVERY_THREE_WEEKS, None, None), "cadence")),
    ("change our rhythm to monthly on Fridays", Change(Rhythm(MONTHLY, 4, None), "cadence")),
    ("we should change the agreement between my team and theirs", None),
    ("change", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "wish"), SAID)
def test_a_wish_to_change_the_agreement_is_the_whole_text_or_none(text: str, wish: Change | None) -> None:
    assert change(text) == wish


NAMED = {
    "channels": "Let's change our channels|can we use another channel?|¿Podemos cambiar los canales?"
    "|¿Podemos usar otro canal?",
    "tech": "change the tech plan|cambiar la tecnología",
    "cadence": "Can we meet less often?|¿podemos vernos menos a menudo?|cambiemos la frecuencia",
    "length": "change our session length to 30 minutes|Could we have shorter sessions?|cambiar la duración",
    "hours": "Can we meet at other hours?|change the session hours|¿Podemos vernos a otras horas?|cambiar el horario",
    "scheduling": "I'd like to change the notice|cambiar el aviso",
    "reply_time": "change our reply time|cambiar el tiempo de respuesta",
    "contact": "change contact between sessions|cambiar el contacto entre sesiones",
    "progress": "change the news of progress|cambiar las noticias de avances",
    "commitments": "change our other commitments|cambiar los compromisos",
    "confidentiality": "We need to change the confidentiality clause|quiero cambiar la confidencialidad",
    "boundaries": "please change our boundaries|me gustaría cambiar los límites",
    "goals": "change our goals in the agreement|cambiar nuestros objetivos",
    "feedback": "change the feedback style|cambiar la forma de feedback",
    "language": "Can we talk in another language?|change our language|¿Podemos hablar en otro idioma?",
    "conflict": "change the conflict step|cambiar los desacuerdos",
    "review": "change the review date|cambiar la fecha de revisión",
    "end": "change the ending|cambiar el final",
}


@pytest.mark.parametrize("clause", [one.id for one in CLAUSES])
def test_every_clause_can_be_named_in_both_languages(clause: str) -> None:
    said = NAMED[clause].split("|")
    assert {text: change(text) for text in said} == dict.fromkeys(said, Change(clause=clause))


@pytest.mark.parametrize(
    "text",
    [
        "change my goal",
        "Change my hours",
        "can we meet at another time?",
        "Our boundaries have changed a lot",
        "cambiar mi objetivo",
        "let's talk more often about what it means to lead",
    ],
)
def test_what_is_ones_own_or_a_sessions_or_a_story_is_no_wish_to_change_a_clause(text: str) -> None:
    assert change(text) is None


def test_a_wish_that_names_no_clause_may_be_an_answer_as_well() -> None:
    said = (
        "Can we meet at other hours?",
        "¿Podemos usar otro canal?",
        "change our channels",
        "change the agreement",
    )
    assert [may_answer(one) for one in said] == [True, True, False, False]


AGREEING = [
    ("as you suggest", True),
    ("Como sugieres", True),
    ("Your suggestion, please", False),
    ("your suggestion please.", True),
    ("I'll take your suggestion", True),
    ("lo que sugieres", True),
    ("I suggest e-mail", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "takes"), AGREEING)
def test_to_take_what_was_suggested_is_the_whole_text_or_nothing(text: str, takes: bool) -> None:
    assert as_suggested(text) is takes


TAKING_THE_REST = [
    ("use your suggestions for the rest", True),
    ("Use your suggestions for the rest, please!", True),
    ("Please take your suggestions", True),
    ("your suggestion for everything else", True),
    ("I'll go with your suggestions for all the other questions", True),
    ("The rest as you suggest.", True),
    ("whatever you suggest for what's left", True),
    ("Usa tus sugerencias para el resto", True),
    ("tus sugerencias", True),
    ("Lo que sugieras para lo demás, por favor", True),
    ("el resto como sugieres", True),
    ("your suggestion", False),
    ("as you suggest", False),
    ("I have no suggestions for the rest", False),
    ("everything", False),
    ("the rest", False),
    ("Suggestions from others help me", False),
    ("To take your suggestions to heart", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "takes"), TAKING_THE_REST)
def test_to_take_all_that_is_suggested_is_the_whole_text_or_nothing(text: str, takes: bool) -> None:
    assert rest_as_suggested(text) is takes
    assert not (takes and as_suggested(text))
