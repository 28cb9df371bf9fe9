"""A Reader speaks to one person: their language, their country's way with dates and times, and their lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.people import GONE
from bot.words import Markup, Reader, Words

WORDS = Words()
NOON = datetime(2027, 3, 16, 12, tzinfo=UTC)


def reader(locale: str, zone: str = "Europe/Lisbon") -> Reader:
    return Reader(WORDS, locale, zone, NOON)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *((locale, "en") for locale in ("en-GB", "en_US", "en", "pt-PT", "pt-BR", "ja-JP", "", "zz")),
        *((locale, "es") for locale in ("es", "es-ES", "es_ES", "es-MX", "es-419", "es-LA", "ES-es")),
    ],
)
def test_people_are_spoken_to_in_their_language_and_where_it_is_not_ours_in_english(
    locale: str, language: str
) -> None:
    assert reader(locale).language == language


def test_whose_language_is_not_spoken_is_spoken_to_in_the_workspaces() -> None:
    assert [
        WORDS.spoken(*locales)
        for locales in (("pt-PT", "es-ES"), ("en-GB", "es-ES"), ("", "es"), ("pt-PT", "ja"), ("es-MX", "en"))
    ] == ["es-ES", "en-GB", "es", "en", "es-MX"]


# The narrow space that stands before "p.m." is the data's.
@pytest.mark.parametrize(
    ("locale", "day", "clock"),
    [
        ("en-GB", "16 March 2027", "13:05"),
        ("en-US", "March 16, 2027", "1:05\u202fPM"),
        ("pt-PT", "March 16, 2027", "1:05\u202fPM"),
        ("es-ES", "16 de marzo de 2027", "13:05"),
        ("es-MX", "16 de marzo de 2027", "1:05\u202fp.m."),
        ("es-419", "16 de marzo de 2027", "1:05\u202fp.m."),
        ("es-LA", "16 de marzo de 2027", "1:05\u202fp.m."),
    ],
)
def test_dates_and_times_are_written_as_the_readers_country_does(locale: str, day: str, clock: str) -> None:
    to = reader(locale)
    assert (to.day(date(2027, 3, 16)), to.clock(time(13, 5))) == (day, clock)


def test_a_moment_is_told_with_its_weekday_and_the_city_in_the_readers_language() -> None:
    told = [reader(locale, "America/New_York").moment_in_words(NOON) for locale in ("en-GB", "es-ES")]
    assert told == ["Tue 16 Mar, 08:00 (New York time)", "martes 16 de marzo, 8:00 (hora de Nueva York)"]


@pytest.mark.parametrize(
    ("items", "english", "spanish"),
    [
        ([], "", ""),
        (["Ana"], "Ana", "Ana"),
        (["Ana", "Noah"], "Ana and Noah", "Ana y Noah"),
        (["Ana", "Inês"], "Ana and Inês", "Ana e Inês"),
        (["Ana", "Noah", "Íñigo"], "Ana, Noah and Íñigo", "Ana, Noah e Íñigo"),
        (["agua", "hielo"], "agua and hielo", "agua y hielo"),
        (["madre", "hija"], "madre and hija", "madre e hija"),
        (["<@U1>", "<@U2>"], "<@U1> and <@U2>", "<@U1> y <@U2>"),
    ],
)
def test_a_list_ends_as_it_is_said_aloud(items: list[str], english: str, spanish: str) -> None:
    assert (reader("en-GB").listed(items), reader("es-ES").listed(items)) == (english, spanish)


@pytest.mark.parametrize(
    ("of", "english", "spanish"),
    [
        (lambda to: to.weekday(1), "Tuesday", "Martes"),
        (lambda to: to.weekday(1, alone=False), "Tuesday", "martes"),
        (lambda to: to.weekdays([4, 0, 1, 2, 3]), "Monday to Friday", "de lunes a viernes"),
        (lambda to: to.weekdays([0, 2]), "Monday and Wednesday", "lunes y miércoles"),
        (lambda to: to.language_name("pt"), "Portuguese", "Portugués"),
        (lambda to: to.language_name("not a tag"), "Not a tag", "Not a tag"),
        (
            lambda to: to.languages(["es", "fr", "en"]),
            "Spanish, French and English",
            "Español, francés e inglés",
        ),
    ],
)
def test_days_and_languages_begin_with_a_capital_where_the_language_has_one(
    of: Callable[[Reader], str], english: str, spanish: str
) -> None:
    assert (of(reader("en-GB")), of(reader("es-ES"))) == (english, spanish)


@pytest.mark.parametrize(
    ("locale", "at", "said"),
    [
        ("en-GB", time(13), "at 13:00"),
        ("es-ES", time(13), "a las 13:00"),
        ("es-ES", time(1), "a la 1:00"),
        ("es-MX", time(13), "a la 1:00\u202fp.m."),
        ("es-MX", time(23), "a las 11:00\u202fp.m."),
    ],
)
def test_only_one_o_clock_is_singular_in_spanish(locale: str, at: time, said: str) -> None:
    to = reader(locale)
    assert to.plain("cadence-at", time=to.clock(at)) == said


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("waiting-acceptance", "I am waiting for someone who has left to say yes"),
        ("waiting-clauses", "all the clauses. Someone who has left is still answering"),
        ("partner-left", "Someone who has left no longer has an account here"),
    ],
)
def test_whoever_has_left_begins_a_line_or_a_sentence_as_others_do(id_: str, said: str) -> None:
    assert said in reader("en").mrkdwn(id_, partner=Markup(GONE))
