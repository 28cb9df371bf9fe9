"""The Reader: words bound to one person's language, zone and moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names, get_timezone_location
from babel.lists import format_list

from bot.words.words import Words

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
# In the place of somebody's name: nothing is kept of them any more.
NAMELESS = "\ue000"
# Where it begins a line, markup aside, or a sentence.
_OPENING = re.compile(f"(^[^\\w\\n{NAMELESS}]*|[.!?]\\s+){NAMELESS}", re.MULTILINE)
# Signs that turn the direction of what follows them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Before this sound, Spanish says "e" for "and": "francés e inglés", but "agua y hielo".
_SOUNDS_LIKE_AND = re.compile(r"\W*h?[ií](?![aeo])", re.IGNORECASE)
# Slack says "es-LA" (docs.slack.dev, "users.info") for what everybody else calls "es-419".
_SLACKS_OWN = {"es-LA": "es-419"}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


class Markup(str):
    """Text that is Slack's markup already: a mention, a date, a sentence of ours. It is not escaped again."""

    __slots__ = ()


class Reader:
    """Speaks to one person: their language, their IANA zone, and the present instant (UTC).

    It calls `pause` before each sentence: much of what takes long is said beside what others wait for.
    """

    def __init__(
        self,
        words: Words,
        locale: str,
        zone: str,
        now: datetime,
        pause: Callable[[], object] | None = None,
    ) -> None:
        self.words = words
        self.locale = locale
        self.language = words.language_of(locale)
        self.zone = zone
        self.now = now
        self._babel = _babel_locale(locale, self.language)
        self._pause = pause

    @property
    def today(self) -> date:
        """The date where the person is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def plain(self, id_: str, **facts: Any) -> str:
        """Return a sentence for a plain_text object: nothing in it is markup, so nothing is escaped."""
        return self._said(id_, facts)

    def mrkdwn(self, id_: str, **facts: Any) -> Markup:
        """Return a sentence for an mrkdwn object; texts among the facts are escaped unless they are Markup."""
        safe = {
            name: quote(fact) if isinstance(fact, str) and not isinstance(fact, Markup) else fact
            for name, fact in facts.items()
        }
        return Markup(self._said(id_, safe))

    def knows(self, id_: str) -> bool:
        """Tell whether there is a sentence under this id."""
        return self.words.has(self.language, id_)

    def everywhere(self, id_: str) -> list[str]:
        """Return a sentence without facts in every language, this person's first: people type in any of them."""
        others = [one for one in self.words.languages if one != self.language]
        return [self.words.format(language, id_, {}) for language in (self.language, *others)]

    def moment(self, instant: datetime) -> Markup:
        """Return an instant in Slack's date form: each viewer reads it in their own zone.

        Where Slack cannot, the reader's zone is used and named.
        """
        form = self.plain("moment-form", date="{date_short_pretty}", time="{time}")
        return Markup(f"<!date^{int(instant.timestamp())}^{form}|{escape(self.moment_in_words(instant))}>")

    def moment_in_words(self, instant: datetime, zone: str | None = None) -> str:
        """Return an instant in words, in the reader's zone or the one that is named: `Mon 30 Mar, 09:00 (Lisbon)`."""
        local = instant.astimezone(ZoneInfo(zone or self.zone))
        return self.plain(
            "moment-in-words",
            day=self.short_day(local),
            time=self.clock(local.time()),
            zone=self.place(zone or self.zone),
        )

    def day(self, day: date) -> str:
        """Return a calendar date in words: `30 March 2026`."""
        return format_date(day, "long", locale=self._babel)

    def short_day(self, day: date) -> str:
        """Return a calendar date with its weekday and without its year: `Mon 30 Mar`."""
        return format_date(day, self.plain("day-pattern"), locale=self._babel)

    def clock(self, wall: time) -> str:
        """Return a wall time as this person's country writes it."""
        return format_time(wall, "short", locale=self._babel)

    def place(self, zone: str) -> str:
        """Return the city that an IANA zone is named after."""
        return get_timezone_location(zone, locale=self._babel, return_city=True)

    def weekday(self, weekday: int, *, alone: bool = True) -> str:
        """Return the name of a weekday, 0 for Monday: as a label that stands alone, or within a sentence."""
        name = str(get_day_names("wide", "stand-alone" if alone else "format", self._babel)[weekday])
        return capital(name) if alone else name

    def weekdays(self, days: Iterable[int]) -> str:
        """Return weekdays as people say them: a run by its ends, anything else as a list."""
        ordered = sorted(days)
        if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
            first, last = (self.weekday(ordered[end], alone=False) for end in (0, -1))
            return self.plain("weekdays-run", first=first, last=last)
        return self.listed([self.weekday(day, alone=False) for day in ordered])

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list in words: `a, b and c`."""
        named = list(items)
        text = format_list(named, locale=self._babel)
        if self.language == "es" and len(named) > 1 and _SOUNDS_LIKE_AND.match(named[-1]):
            text = f"{text.removesuffix(f' y {named[-1]}')} e {named[-1]}"
        return text

    def country(self, code: str) -> str:
        """Return the name of a country (ISO 3166-1) in this person's language."""
        return str(self._babel.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """Return the name of a language in this person's own, as a label that stands alone."""
        return capital(self._language(tag))

    def languages(self, tags: Iterable[str]) -> str:
        """Return languages as a list in words: `English, Spanish and Portuguese`, `Inglés, español y portugués`."""
        return capital(self.listed(self._language(tag) for tag in tags))

    def _said(self, id_: str, facts: dict[str, Any]) -> str:
        if self._pause:
            self._pause()
        return self._named(self.words.format(self.language, id_, facts))

    def _named(self, text: str) -> str:
        if NAMELESS not in text:
            return text
        gone = self.words.format(self.language, "gone", {})
        return _OPENING.sub(lambda found: found[1] + capital(gone), text).replace(NAMELESS, gone)

    def _language(self, tag: str) -> str:
        try:
            return Locale.parse(tag, sep="-").get_display_name(self._babel) or tag
        except (UnknownLocaleError, ValueError):
            return tag


def escape(text: str) -> str:
    """Escape the three characters that Slack's markup is made of (docs.slack.dev, "Formatting message text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> Markup:
    """Make what a person typed safe inside a sentence: it pings nobody, and its direction stays its own."""
    inner = _TURNS.sub("", text)
    if not _RIGHT_TO_LEFT.search(inner):
        return Markup(escape(inner))
    return Markup(f"{_FIRST_STRONG_ISOLATE}{escape(inner)}{_POP_ISOLATE}")


def capital(text: str) -> str:
    """Return a text as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a label as it stands within a sentence."""
    return text[:1].lower() + text[1:]


@lru_cache(maxsize=256)
def _babel_locale(locale: str, language: str) -> Locale:
    """Return the customs of a person's country where their language is spoken to them, else the language's own."""
    tag = _SLACKS_OWN.get(locale.replace("_", "-"), locale.replace("_", "-"))
    try:
        found = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        found = None
    return found if found and found.language == language else Locale.parse(language)
