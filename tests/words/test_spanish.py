"""Spanish keeps to its own house style: tú and never vosotros or ustedes, of nobody as he or she, and its own signs."""

from __future__ import annotations

import re

import pytest
from fluent.syntax import FluentSerializer, ast

from tests.words.languages import entries, texts

# Words that both languages have: a sentence of nothing else is written alike in both.
ALIKE = {"bot", "feedback", "mentee", "no", "slack", "trellis"}
# Two people are never addressed at once: it would take vosotros in Spain and ustedes elsewhere. Nor does usted fit.
OTHERS_THAN_TU = (
    r"\b(vosotr[oa]s|vuestr[oa]s?|ustedes|usted|vos)\b|\b(?!seis|veintiséis|país)\w+(?:áis|éis|ís)\b"
)
GENDERED = (
    r"\b((?:él|ella) [oy]|(?:a|para) (?:él|ella|ellos|ellas)|nosotr[oa]s"
    r"|los dos(?! (?:horarios|sentidos|meses))|ambos|juntos|juntas"
    r"|bienvenid[oa]|estás invitad[oa]|segur[oa] de|list[oa] para|interesad[oa]|compañer[oa]|pareja\b(?! de))\b"
    r"|\w[@x]s?\b(?<=[lnrt][@x])|/[oa]s?\b|\(a\)"
)
UNKIND = (
    r"\b(olvidaste|has olvidado|no olvides|recuerda que|fallaste|no cumpliste|deberías|(?<!no )tienes que|debes|hay que"
    r"|atrasad[oa]|con retraso|vencid[oa]|racha|date prisa|urgente|última oportunidad|último aviso|cuanto antes"
    r"|felicidades|enhorabuena|increíble|genial|fantástico|ups)\b|[!¡]"
)


def said() -> dict[str, str]:
    return dict(texts("es"))


def patterns(language: str) -> dict[str, str]:
    """Return every sentence as it is written, by its id."""
    found: dict[str, str] = {}
    for _file, entry in entries(language):
        if isinstance(entry, ast.Message):
            own = [(entry.id.name, entry.value)] if entry.value else []
            own += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
            for id_, pattern in own:
                found[id_] = FluentSerializer().serialize_entry(ast.Message(ast.Identifier("it"), pattern))
    return found


def words_in(pattern: str) -> set[str]:
    """Return the words that a sentence says itself, without what is put into it."""
    said = re.sub(r"\{[^}]*\}", "", pattern.partition("=")[2])
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", said)}


def matches(rule: str) -> list[tuple[str, str]]:
    return [(id_, one[0]) for id_, text in said().items() for one in re.finditer(rule, text, re.IGNORECASE)]


def test_every_sentence_is_translated_but_for_what_is_written_alike() -> None:
    english, spanish = patterns("en"), patterns("es")
    same = {id_ for id_, text in english.items() if text == spanish[id_]}
    assert {id_ for id_ in same if words_in(english[id_]) - ALIKE} == set()


@pytest.mark.parametrize(
    "rule", [OTHERS_THAN_TU, GENDERED, UNKIND], ids=["only tú", "nobody is he or she", "kind"]
)
def test_spanish_speaks_to_one_person_whoever_they_are_and_kindly(rule: str) -> None:
    assert matches(rule) == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (OTHERS_THAN_TU, ["Ya tenéis todo", "vuestro acuerdo", "Si ustedes quieren", "decidís"]),
        (
            GENDERED,
            [
                "Bienvenida",
                "entre los dos",
                "tu pareja",
                "l@s mentees",
                "tu mentor/a",
                "mentor(a)",
                "para ella",
            ],
        ),
        (UNKIND, ["Tienes que responder", "¡Hola", "Tu respuesta está atrasada"]),
    ],
)
def test_what_breaks_the_style_is_found(rule: str, wrong: list[str]) -> None:
    assert [one for one in wrong if not re.search(rule, one, re.IGNORECASE)] == []


def test_a_question_opens_where_it_begins() -> None:
    assert [id_ for id_, text in patterns("es").items() if text.count("¿") != text.count("?")] == []


def test_a_percent_sign_never_parts_from_its_number() -> None:
    loose = [id_ for id_, text in patterns("es").items() if re.search(r"\} ?%", text)]
    assert loose == []
