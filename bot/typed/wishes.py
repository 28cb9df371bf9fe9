"""Wishes that are put in words where nothing is asked: a worry, another partner, one's data, who reads what."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.typed.folding import fold

# Nobody needs more words for a wish; a longer text is looked at so far.
_LONGEST: Final = 500


class Wish(StrEnum):
    """What somebody would like to find, by the words that they used for it."""

    CONCERN = "concern"
    ANOTHER = "another"
    DATA = "data"
    SEEN = "seen"


_PARTNER = r"(?:mentors?|mentora?|mentorado|mentee|partner|match|persona|pareja de mentoria)"
# In the order in which they count: whoever is worried and asks for another mentor is heard on the worry first.
_WISHES = {
    Wish.CONCERN: r"concern(?:s|ed)?|complain\w*|worr(?:y|ied|ies)|uncomfortable|unsafe|harass\w*|bull(?:y|ied|ying)"
    r"|inappropriate\w*|private word|(?:speak|talk|write) (?:to|with) (?:the|a|my) coordinators?"
    r"|preocupa\w*|inquietud\w*|incomod[oa]s?|insegur[oa]s?|acos\w*|queja\w*|quejarme|inapropiad\w*|inadecuad\w*"
    r"|palabras privadas|en privado|(?:hablar|escribir) (?:con|a) (?:la coordinacion|quien coordina)",
    Wish.ANOTHER: rf"(?:another|different|other|new) {_PARTNER}|(?:change|switch|swap) (?:my |the )?{_PARTNER}"
    rf"|(?:otr[oa]|nuev[oa]) {_PARTNER}|cambiar de {_PARTNER}|cambiar mi {_PARTNER}|re-?match",
    Wish.DATA: r"(?:my|mis) (?:personal )?(?:data|datos)(?: personales)?|gdpr|rgpd|data protection|proteccion de datos"
    r"|(?:delete|close|remove) my account|(?:borrar|cerrar|eliminar) mi cuenta",
    Wish.SEEN: r"who (?:can |could |may |will |else )?(?:sees?|reads?|access)|who has access|can (?:anybody"
    r"|anyone|others|my manager|my boss) (?:see|read)"
    r"|is (?:this|it|that|everything) (?:private|confidential|anonymous|secret)"
    r"|quien (?:puede |podra |mas )?(?:ve|ver|vera|lee|leer|leera)|quien tiene acceso"
    r"|es (?:esto |todo )?(?:privado|confidencial|anonimo|secreto)",
}
# Words that hardly answer a question, or that their writer may not want the partner to read: people are asked first.
# A worry about work is an answer like any other.
_DELICATE = {
    Wish.CONCERN: r"(?:have|had|got|raise) (?:a |some |an? \w+ )?(?:concerns?|complaints?)|complain about"
    r"|unsafe|harass\w*|bull(?:y|ied|ying)|inappropriate\w*|uncomfortable (?:with|around)|private word"
    r"|(?:speak|talk|write) (?:to|with) (?:the|a|my) coordinators?"
    r"|tengo una? (?:preocupacion|inquietud|queja)|quejarme|acos(?:o|a|ad[oa]|ar\w*)|insegur[oa] con|incomod[oa] con"
    r"|inapropiad\w*|palabras privadas|en privado|(?:hablar|escribir) (?:con|a) (?:la coordinacion|quien coordina)",
    Wish.ANOTHER: _WISHES[Wish.ANOTHER],
    Wish.DATA: r"(?:delete|erase|remove|see|export|download|borr\w*|elimin\w*|ver|descargar) (?:all )?(?:of )?"
    r"(?:my|mis) (?:personal )?(?:data|datos)|gdpr|rgpd|(?:delete|close|remove) my account"
    r"|(?:borrar|cerrar|eliminar) mi cuenta",
    Wish.SEEN: _WISHES[Wish.SEEN],
}
_PATTERNS = {wish: re.compile(rf"\b(?:{said})\b") for wish, said in _WISHES.items()}
_DELICATES = [re.compile(rf"\b(?:{said})\b") for said in _DELICATE.values()]


def wish(text: str) -> Wish | None:
    """Return which of these wishes a text speaks of, in English or Spanish, or None."""
    said = fold(text[:_LONGEST])
    return next((one for one, found in _PATTERNS.items() if found.search(said)), None)


def is_delicate(text: str) -> bool:
    """Tell whether somebody should say first whether a text answers what is asked, since others would read it."""
    said = fold(text[:_LONGEST])
    return any(found.search(said) for found in _DELICATES)
