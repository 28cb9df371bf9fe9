"""Brings what people type into one plain form that the grammars can rely on."""

from __future__ import annotations

import re
import unicodedata

# Nobody says when they are free in more than this; what is longer is cut before any grammar looks at it.
LIMIT = 400

_PLAIN = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "`": "'", "“": '"'}
    | {"”": '"', "¿": " ", "¡": " ", "½": ".5", "¼": ".25", "¾": ".75", "~": " ", "*": " ", "_": " "}
)
_UNITS = {
    0: "zero cero",
    1: "one un una uno",
    2: "two dos couple",
    3: "three tres",
    4: "four cuatro",
    5: "five cinco",
    6: "six seis",
    7: "seven siete",
    8: "eight ocho",
    9: "nine nueve",
    10: "ten diez",
    11: "eleven",
    12: "twelve doce",
    13: "thirteen trece",
    14: "fourteen catorce",
    15: "fifteen quince",
    16: "sixteen dieciseis",
    17: "seventeen diecisiete",
    18: "eighteen dieciocho",
    19: "nineteen diecinueve",
    20: "twenty veinte",
    21: "veintiuno veintiun veintiuna",
    22: "veintidos",
    23: "veintitres",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiseis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "thirty treinta",
    40: "forty cuarenta",
    50: "fifty cincuenta",
    60: "sixty sesenta",
    70: "seventy setenta",
    80: "eighty ochenta",
    90: "ninety noventa",
}
_VALUES = {word: value for value, words in _UNITS.items() for word in words.split()}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_TENS = "|".join(word for word, value in _VALUES.items() if value >= 20 and value % 10 == 0)
_ONES = "|".join(word for word, value in _VALUES.items() if 1 <= value <= 9)
_COMPOUND = re.compile(rf"\b({_TENS})(?: y |[ -])({_ONES})\b")
_SINGLE = re.compile(rf"\b({_WORD})\b")
# "once" is how often in English and eleven in Spanish; only its company tells.
_ELEVEN = re.compile(
    r"(?<=\blas )once\b|(?<=\bcada )once\b|\bonce(?= (?:semanas|dias|meses|horas|minutos)\b)"
)
_PAIR_OF = re.compile(r"\b(?:a couple(?: of)?|couple of|un par de|par de)\b")


def fold(text: str) -> str:
    """Return the text in lower case without accents or invisible marks, with plain dashes and single spaces.

    At most 400 characters of it.
    """
    decomposed = unicodedata.normalize("NFKD", text[:LIMIT].translate(_PLAIN).casefold())
    kept = (
        char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf", "Cc"} or char in "\n\t"
    )
    return " ".join("".join(kept).translate(_PLAIN).split())[:LIMIT]


def normal(text: str) -> str:
    """Return the folded text with the number words of both languages as digits."""
    folded = _ELEVEN.sub("11", _PAIR_OF.sub("2", fold(text)))
    folded = _COMPOUND.sub(lambda m: str(_VALUES[m[1]] + _VALUES[m[2]]), folded)
    return _SINGLE.sub(lambda m: str(_VALUES[m[1]]), folded)
