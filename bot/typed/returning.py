"""Coming back to an invitation that one refused, in words."""

from __future__ import annotations

import re

from bot.typed.folding import fold

_BACK = re.compile(
    r"(?:sorry|hi|hello|actually|hola|perdona|en realidad)?[,.]? ?(?:i(?:'ve| have)? changed my mind|"
    r"(?:i(?:'d| would) like|i want) to (?:join|take part|say yes|come back)(?: after all)?|count me in,? after all|"
    r"yes,? after all|i(?:'d| would) like to come back|he cambiado de (?:idea|opinion|parecer)|"
    r"cambie de (?:idea|opinion)|(?:me )?lo he pensado mejor|(?:al final )?(?:si )?quiero (?:participar|volver))"
    r"(?:[,.]? (?:after all|about (?:the|that) invitation|despues de todo|al final))?[ .!]*"
)


def comes_back(text: str) -> bool:
    """Tell whether a text says, and says no more than, that somebody would like to be in after all."""
    return _BACK.fullmatch(fold(text)) is not None
