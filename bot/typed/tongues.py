"""Languages by their names in English, in Spanish and in themselves."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale, localedata

from bot.typed.folding import fold

# The languages that are looked for in any sentence; the names of others ("Even", "Ga") could be any word.
_COMMON = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja"
    " ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl ps pt ro ru rw sd si sk sl so sq sr sv"
    " sw ta te th ti tk tl tr uk ur uz vi wo xh yo zh zu"
)
_ALSO = {
    "castellano": "es",
    "castilian": "es",
    "castellana": "es",
    "mandarin": "zh",
    "mandarin chinese": "zh",
    "cantonese": "yue",
    "cantones": "yue",
    "farsi": "fa",
    "flemish": "nl",
    "flamenco": "nl",
    "tagalog": "fil",
    "brazilian portuguese": "pt-BR",
    "portugues de brasil": "pt-BR",
    "brazilian": "pt-BR",
    "british english": "en-GB",
    "american english": "en-US",
    "norwegian": "no",
    "noruego": "no",
    "norsk": "no",
    "valenciano": "ca",
    "valencian": "ca",
    "euskera": "eu",
    "basque": "eu",
    "sign language": "sgn",
    "lengua de signos": "sgn",
    "lengua de senas": "sgn",
    "norsk bokmal": "nb",
    "norsk nynorsk": "nn",
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONGEST = 4


def languages(text: str) -> tuple[str, ...] | None:
    """Return the BCP 47 tags of the languages named, each once and in their order: ("en", "pt", "es").

    Anything may stand around the names ("English, Portuguese and a bit of Spanish"); None if there are none.
    """
    said = fold(text)
    found = list(dict.fromkeys(_in_sentence(_WORD.findall(said))))
    if not found:
        rare = (_all_names().get(chunk.strip(" .!")) for chunk in re.split(r"[,;/&+]| and | y | e ", said))
        found = [tag for tag in rare if tag]
    return tuple(found) or None


def _in_sentence(words: list[str]) -> Iterator[str]:
    """Yield the languages in a list of words, the longest name first."""
    start = 0
    while start < len(words):
        for length in range(_LONGEST, 0, -1):
            tag = _common_names().get(" ".join(words[start : start + length]))
            if tag:
                yield tag
                break
        else:
            length = 1
        start += length


@cache
def _common_names() -> dict[str, str]:
    named = dict(_ALSO)
    english, spanish = Locale.parse("en").languages, Locale.parse("es").languages
    for tag in _COMMON.split():
        for name in (english.get(tag), spanish.get(tag), _own_name(tag)):
            if name:
                named.setdefault(" ".join(_WORD.findall(fold(name))), tag)
    return named


def _own_name(tag: str) -> str | None:
    """Return what a language calls itself.

    Babel keeps all of each locale that it is asked for, for ever: seventy megabytes for a hundred names.
    """
    file = localedata.resolve_locale_filename(str(Locale.parse(tag)))
    with Path(file).open("rb") as opened:
        named: dict[str, str] = pickle.load(opened).get("languages", {})  # noqa: S301 - of the package itself
    return named.get(tag)


@cache
def _all_names() -> dict[str, str]:
    """Return every language that Babel knows, by its English and Spanish name."""
    both = (Locale.parse("en"), Locale.parse("es"))
    return {fold(name): tag.replace("_", "-") for locale in both for tag, name in locale.languages.items()}
