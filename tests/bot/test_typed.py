"""What people type, in tables of examples: English beside Spanish, and what must not be understood."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import typed
from bot.domain.cadence import (
    EVERY_THREE_WEEKS,
    EVERY_TWO_MONTHS,
    FORTNIGHTLY,
    MONTHLY,
    QUARTERLY,
    WEEKLY,
    Cadence,
)
from bot.typed import Command, Hours, Misread, Progress, Rhythm, Snoozing, WorkWeek

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
WEEKDAYS = frozenset({MON, TUE, WED, THU, FRI})
WEDNESDAY = date(2027, 3, 17)
TEN_ON_WEDNESDAY = datetime(2027, 3, 17, 10, tzinfo=UTC)
CALLS = {
    "video": ["Video call", "Videollamada"],
    "phone": ["Phone", "Teléfono"],
    "person": ["In person", "En persona"],
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("skip", Command.SKIP),
        ("Skip, please!", Command.SKIP),
        ("por favor, omitir", Command.SKIP),
        ("go back", Command.BACK),
        ("Atrás", Command.BACK),
        ("<@U012AB> help", Command.HELP),
        ("¡Ayuda!", Command.HELP),
        ("not now", Command.LATER),
        ("más tarde", Command.LATER),
        ("DONE.", Command.DONE),
        (":white_check_mark:", Command.DONE),
        ("hecho", Command.DONE),
        ("yes, sure", Command.YES),
        ("👍", Command.YES),
        ("Sí", Command.YES),
        ("no thanks", Command.NO),
        ("nope", Command.NO),
        ("*pause*", Command.PAUSE),
        ("pausar", Command.PAUSE),
        ("I’m back", Command.RESUME),
        ("reanudar", Command.RESUME),
        ("cancel", Command.STOP),
        ("cancelar", Command.STOP),
        ("edit", Command.EDIT),
        ("cambiar", Command.EDIT),
        ("Why did I get this?", Command.WHY),
        ("¿por qué?", Command.WHY),
        ("remind me later", Command.SNOOZE),
        ("posponer", Command.SNOOZE),
        ("status", Command.STATUS),
        ("¿cómo voy?", Command.STATUS),
        ("No, Tuesdays are better", None),
        ("yes and no", None),
        ("yes, no", None),
        ("I need help with my second goal", None),
        ("", None),
        ("!!!", None),
    ],
)
def test_a_command_is_understood_when_it_is_all_that_was_said(text: str, meant: Command | None) -> None:
    assert typed.command(text) == meant


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("60% finished the second chapter", Progress(None, 60, False, "finished the second chapter")),
        ("60 % - note", Progress(None, 60, False, "note")),
        ("60% done", Progress(None, 60, False, "")),
        ("60% done: Wrote the intro", Progress(None, 60, False, "Wrote the intro")),
        ("20% the interviews are done", Progress(None, 20, False, "the interviews are done")),
        ("20% las entrevistas ya: hecho", Progress(None, 20, False, "las entrevistas ya: hecho")),
        ("- 60% done", Progress(None, 60, False, "")),
        ("60", Progress(None, 60, False, "")),
        ("almost 80%", Progress(None, 80, False, "")),
        ("37,5%", Progress(None, 38, False, "")),
        ("Wrote two chapters, 60%", Progress(None, 60, False, "Wrote two chapters")),
        ("60% read\nand 10% written", Progress(None, 60, False, "read\nand 10% written")),
        ("voy por el 40 por ciento", Progress(None, 40, False, "")),
        ("2 done", Progress(2, 100, True, "")),
        ("goal 2: 40% note", Progress(2, 40, False, "note")),
        ("Goal 2 - 40% Ñandú & Co", Progress(2, 40, False, "Ñandú & Co")),
        ("2: 40%", Progress(2, 40, False, "")),
        ("#3 50%", Progress(3, 50, False, "")),
        ("goal 1 is done", Progress(1, 100, True, "")),
        ("meta 3: hecho", Progress(3, 100, True, "")),
        ("objetivo 2 al 30%: leí", Progress(2, 30, False, "leí")),
        ("done", Progress(None, 100, True, "")),
        ("✅", Progress(None, 100, True, "")),
        # A party is no claim that all of it is done.
        ("progress: 🎉", Progress(None, None, False, "🎉")),
        ("done - sent to Ana", Progress(None, 100, True, "sent to Ana")),
        ("100%", Progress(None, 100, True, "")),
        ("terminado", Progress(None, 100, True, "")),
        ("half way", Progress(None, 50, False, "")),
        ("a la mitad", Progress(None, 50, False, "")),
        ("three quarters", Progress(None, 75, False, "")),
        ("not started yet", Progress(None, 0, False, "")),
        ("2/5 chapters", Progress(None, 40, False, "2/5 chapters")),
        ("3 de 4 capítulos", Progress(None, 75, False, "3 de 4 capítulos")),
        ("Finished 2 of 5 chapters", Progress(None, 40, False, "Finished 2 of 5 chapters")),
        ("2. 40%", Progress(2, 40, False, "")),
        ("2/5", Progress(None, 40, False, "")),
        ("progress: 60% Read it", Progress(None, 60, False, "Read it")),
        ("progreso 2 40%", Progress(2, 40, False, "")),
        ("progress: wrote the intro", Progress(None, None, False, "wrote the intro")),
        ("goal 2: wrote the intro", Progress(2, None, False, "wrote the intro")),
        ("120%", Misread("percent_range", "120")),
        ("-5%", Misread("percent_range", "-5")),
        ("goal 2: 101% wow", Misread("percent_range", "101")),
        ("7/5 chapters", Misread("percent_range", "7/5")),
        ("finished the second chapter", None),
        ("grew 5% and then 10% more", None),
        ("3/0", None),
        ("goal 2", None),
        ("progress", None),
        ("hello", None),
        ("", None),
    ],
)
def test_progress_is_read_as_goal_percent_and_note(text: str, progress: Progress | Misread | None) -> None:
    assert typed.percent_and_note(text) == progress


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("progress: 60% x", "60% x"),
        ("Progress 60%", "60%"),
        ("progreso: la mitad", "la mitad"),
        ("avance - 2 hecho", "2 hecho"),
        ("progress", ""),
        ("progress is slow", None),
        ("60%", None),
    ],
)
def test_a_prefix_says_that_progress_follows(text: str, rest: str | None) -> None:
    assert typed.progress_prefix(text) == rest


@given(st.integers(0, 100), st.text("abcdefgh ñ", max_size=20))
def test_any_percentage_with_any_note_comes_back(percent: int, note: str) -> None:
    assert typed.percent_and_note(f"{percent}% x{note}") == Progress(
        None, percent, percent == 100, f"x{note}".strip()
    )


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("every two weeks on Tuesday at 4pm", Rhythm(FORTNIGHTLY, TUE, time(16))),
        ("cada dos semanas los martes a las 16", Rhythm(FORTNIGHTLY, TUE, time(16))),
        ("every other friday 16:00", Rhythm(FORTNIGHTLY, FRI, time(16))),
        ("un viernes sí y otro no", Rhythm(FORTNIGHTLY, FRI, None)),
        ("every second Tuesday", Rhythm(FORTNIGHTLY, TUE, None)),
        ("twice a month", Rhythm(FORTNIGHTLY, None, None)),
        ("dos veces al mes", Rhythm(FORTNIGHTLY, None, None)),
        ("2x/month", Rhythm(FORTNIGHTLY, None, None)),
        ("once every two weeks", Rhythm(FORTNIGHTLY, None, None)),
        ("semana por medio", Rhythm(FORTNIGHTLY, None, None)),
        ("cada 15 días", Rhythm(FORTNIGHTLY, None, None)),
        ("fortnightly", Rhythm(FORTNIGHTLY, None, None)),
        ("Quincenal", Rhythm(FORTNIGHTLY, None, None)),
        ("biweekly", Rhythm(FORTNIGHTLY, None, None)),
        ("weekly", Rhythm(WEEKLY, None, None)),
        ("Tuesdays at 4", Rhythm(WEEKLY, TUE, time(16))),
        ("todos los miércoles a las cuatro y media", Rhythm(WEEKLY, WED, time(16, 30))),
        ("a las once cada semana", Rhythm(WEEKLY, None, time(11))),
        ("every 3rd week", Rhythm(EVERY_THREE_WEEKS, None, None)),
        ("cada tres semanas", Rhythm(EVERY_THREE_WEEKS, None, None)),
        ("cada once semanas", Rhythm(Cadence(11, "week"), None, None)),
        ("once a month", Rhythm(MONTHLY, None, None)),
        ("una vez al mes", Rhythm(MONTHLY, None, None)),
        ("mensual, los lunes a las 10 de la mañana", Rhythm(MONTHLY, MON, time(10))),
        ("the first Monday of the month", Rhythm(MONTHLY, MON, None)),
        ("bimestral", Rhythm(EVERY_TWO_MONTHS, None, None)),
        ("4 times a year", Rhythm(QUARTERLY, None, None)),
        ("cada trimestre", Rhythm(QUARTERLY, None, None)),
        ("twice a quarter", Rhythm(Cadence(6, "week"), None, None)),
        ("every two weeks: Wed 15:00–16:00", Rhythm(FORTNIGHTLY, WED, time(15))),
        ("weekly, Thursdays 3-4pm", Rhythm(WEEKLY, THU, time(15))),
        ("every 2-3 weeks", None),
        ("every day", None),
        ("twice a week", None),
        ("three times a month", None),
        ("every 0 weeks", None),
        ("every 999 weeks", None),
        ("whenever we like", None),
    ],
)
def test_a_rhythm_is_read_with_its_weekday_and_time(text: str, rhythm: Rhythm | None) -> None:
    assert typed.cadence(text) == rhythm


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", WEEKDAYS),
        ("Monday to Thursday", {MON, TUE, WED, THU}),
        ("weekdays", WEEKDAYS),
        ("M-F", WEEKDAYS),
        ("L-V", WEEKDAYS),
        ("lunes a viernes", WEEKDAYS),
        ("de lunes a jueves", {MON, TUE, WED, THU}),
        ("tue, thu", {TUE, THU}),
        ("martes y jueves", {TUE, THU}),
        ("Mon, Wed & Fri", {MON, WED, FRI}),
        ("sun-thu", {SUN, MON, TUE, WED, THU}),
        ("weekdays but Friday", {MON, TUE, WED, THU}),
        ("todos los días menos el domingo", {MON, TUE, WED, THU, FRI, SAT}),
        ("weekends", {SAT, SUN}),
        ("it depends", None),
    ],
)
def test_work_days_are_a_set_of_weekdays(text: str, days: frozenset[int] | None) -> None:
    assert typed.work_days(text) == days


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9-5", time(9), time(17)),
        ("9:00 to 17:30", time(9), time(17, 30)),
        ("9am–5pm", time(9), time(17)),
        ("9 a. m. a 5 p. m.", time(9), time(17)),
        ("de 9 a 18", time(9), time(18)),
        ("entre las 9 y las 6", time(9), time(18)),
        ("from nine to five", time(9), time(17)),
        ("9h30-18h", time(9, 30), time(18)),
        ("9.30-18.00", time(9, 30), time(18)),
        ("10 to 6", time(10), time(18)),
        ("8-12", time(8), time(12)),
        ("1-5", time(13), time(17)),
        ("1-5pm", time(13), time(17)),
        ("12-8", time(12), time(20)),
        ("22-6", time(22), time(6)),
        ("9pm-5am", time(21), time(5)),
        ("20:00-04:00", time(20), time(4)),
        ("0-24", time(0), time(0)),
        ("9-1 and 2-6", time(9), time(18)),
    ],
)
def test_hours_are_a_start_and_an_end(text: str, start: time, end: time) -> None:
    found = typed.hours(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-12 and 13-17", Hours(time(9), time(17), (time(12), time(13)))),
        ("9-1 and 2-6", Hours(time(9), time(18), (time(13), time(14)))),
        ("9:30 to 12:30, 13:15 to 18:00", Hours(time(9, 30), time(18), (time(12, 30), time(13, 15)))),
        ("de 9 a 13 y de 14 a 18", Hours(time(9), time(18), (time(13), time(14)))),
        ("22-2 and 3-6", Hours(time(22), time(6), (time(2), time(3)))),
        ("9-12 and 12-5", Hours(time(9), time(17))),
        ("14-18 and 9-13", Hours(time(9), time(18), (time(13), time(14)))),
        ("9-17 and 10-12", Hours(time(9), time(17))),
    ],
)
def test_a_break_lies_between_two_stretches(text: str, hours: Hours) -> None:
    assert typed.hours(text) == hours


@pytest.mark.parametrize("text", ["2027-03-28", "25-99", "the usual", "50-60%", ""])
def test_other_numbers_are_not_hours(text: str) -> None:
    assert typed.hours(text) is None


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon-Fri 9-5", WorkWeek(WEEKDAYS, time(9), time(17))),
        ("9 to 6 weekdays", WorkWeek(WEEKDAYS, time(9), time(18))),
        (
            "de lunes a jueves de 9 a 13 y de 14 a 18",
            WorkWeek(frozenset({MON, TUE, WED, THU}), time(9), time(18), (time(13), time(14))),
        ),
        (
            "Tue-Thu 9-12 and 1-5",
            WorkWeek(frozenset({TUE, WED, THU}), time(9), time(17), (time(12), time(13))),
        ),
        ("Mon-Fri", None),
        ("9-5", None),
    ],
)
def test_a_work_week_is_days_and_hours_said_in_one(text: str, week: WorkWeek | None) -> None:
    assert typed.work_week(text) == week


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("45'", 45),
        ("1 hour", 60),
        ("an hour", 60),
        ("an hour and a half", 90),
        ("hora y media", 90),
        ("una hora y media", 90),
        ("una hora y 15 minutos", 75),
        ("1h30", 90),
        ("1:30", 90),
        ("1½ hours", 90),
        ("1,5 horas", 90),
        ("half an hour", 30),
        ("media hora", 30),
        ("three quarters of an hour", 45),
        ("tres cuartos de hora", 45),
        ("un cuarto de hora", 15),
        ("45 to 60 min", 60),
        ("1 hour and 30 minutes", 90),
        ("two hours", 120),
        ("90", 90),
        ("1", 60),
        ("99999 hours", None),
        ("0 min", None),
        ("as long as it takes", None),
    ],
)
def test_a_length_is_minutes(text: str, minutes: int | None) -> None:
    assert typed.duration_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("within a day", 24),
        ("un día", 24),
        ("24 hours", 24),
        ("48h", 48),
        ("24", 24),
        ("two days", 48),
        ("a day or two", 48),
        ("within two working days", 48),
        ("2-3 days", 72),
        ("same day", 8),
        ("el mismo día", 8),
        ("next day", 24),
        ("media hora", 1),
        ("a few hours", 4),
        ("dentro de una semana", 168),
        ("1000 days", None),
        ("when I can", None),
    ],
)
def test_a_reply_time_is_hours(text: str, hours: int | None) -> None:
    assert typed.reply_time(text) == hours


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("today", date(2027, 3, 17)),
        ("hoy", date(2027, 3, 17)),
        ("tomorrow", date(2027, 3, 18)),
        ("mañana", date(2027, 3, 18)),
        ("pasado mañana", date(2027, 3, 19)),
        ("friday", date(2027, 3, 19)),
        ("next Friday", date(2027, 3, 19)),
        ("el próximo viernes", date(2027, 3, 19)),
        ("el viernes que viene", date(2027, 3, 19)),
        ("friday next week", date(2027, 3, 26)),
        ("wednesday", date(2027, 3, 24)),
        ("this wednesday", date(2027, 3, 17)),
        ("next week", date(2027, 3, 22)),
        ("la semana que viene", date(2027, 3, 22)),
        ("next month", date(2027, 4, 17)),
        ("in two weeks", date(2027, 3, 31)),
        ("dentro de dos semanas", date(2027, 3, 31)),
        ("a week from now", date(2027, 3, 24)),
        ("de aquí a dos semanas", date(2027, 3, 31)),
        ("2 weeks from Friday", date(2027, 4, 2)),
        ("in a month", date(2027, 4, 17)),
        ("3 May", date(2027, 5, 3)),
        ("3 de mayo", date(2027, 5, 3)),
        ("May 3rd, 2028", date(2028, 5, 3)),
        ("1 de enero de 2028", date(2028, 1, 1)),
        ("the first of May", date(2027, 5, 1)),
        ("1 March", date(2028, 3, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("by 3 May please", date(2027, 5, 3)),
        ("15 April at 10", date(2027, 4, 15)),
        ("June 2027", date(2027, 6, 1)),
        ("the 15th", date(2027, 4, 15)),
        ("el 20", date(2027, 3, 20)),
        ("lunes 22 de marzo", date(2027, 3, 22)),
        ("end of the month", date(2027, 3, 31)),
        ("a fin de mes", date(2027, 3, 31)),
        ("end of June", date(2027, 6, 30)),
        ("2027-03-28", date(2027, 3, 28)),
        ("28.3.", date(2027, 3, 28)),
        ("31/12", date(2027, 12, 31)),
        ("yesterday", date(2027, 3, 16)),
        ("13/25", None),
        ("31 February", None),
        ("0000-00-00", None),
        ("in 99999999 days", None),
        ("soon", None),
        ("no", None),
    ],
)
def test_a_day_is_the_next_that_the_words_can_mean(text: str, on: date | None) -> None:
    assert typed.day(text, WEDNESDAY, "en-GB") == on


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("snooze until Friday", Snoozing(date(2027, 3, 19), names_day=True)),
        ("Snooze for 3 days, please.", Snoozing(date(2027, 3, 20), names_day=True)),
        ("mute everything until next week", Snoozing(date(2027, 3, 22), names_day=True)),
        ("snooze", Snoozing()),
        ("snooze until the cows come home", Snoozing(names_day=True)),
        ("snooze off", Snoozing(is_over=True)),
        ("End the snooze!", Snoozing(is_over=True)),
        ("Friday", None),
        ("snoozing is what I do best", None),
    ],
)
def test_a_snooze_is_for_so_long_or_over(text: str, wanted: Snoozing | None) -> None:
    assert typed.snoozing(text, WEDNESDAY) == wanted


def test_what_our_grammar_does_not_know_dateparser_may() -> None:
    assert typed.day("2 weeks ago", WEDNESDAY) == date(2027, 3, 3)


@pytest.mark.parametrize(
    ("locale", "on"),
    [
        ("en-US", date(2028, 3, 5)),
        ("en_US", date(2028, 3, 5)),
        ("en-GB", date(2027, 5, 3)),
        ("es-ES", date(2027, 5, 3)),
    ],
)
def test_americans_write_the_month_first(locale: str, on: date) -> None:
    assert typed.day("3/5", WEDNESDAY, locale) == on


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_an_iso_date_and_its_long_form_are_read_back_exactly(on: date, today: date) -> None:
    assert typed.day(on.isoformat(), today) == on
    assert typed.day(f"{on.day} {on:%B} {on.year}", today) == on


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["friday", "3 May", "el 15", "31/1", "29 feb"]),
)
def test_a_date_without_a_year_is_never_past(today: date, text: str) -> None:
    found = typed.day(text, today)
    assert found is not None
    assert today <= found


def lisbon(text: str) -> datetime | None:
    return typed.moment(text, TEN_ON_WEDNESDAY, "Europe/Lisbon", "en-GB")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("tomorrow at 4pm", "2027-03-18T16:00"),
        ("mañana a las 16", "2027-03-18T16:00"),
        ("mañana por la mañana", "2027-03-18T09:00"),
        ("tomorrow @ 5", "2027-03-18T17:00"),
        ("noon tomorrow", "2027-03-18T12:00"),
        ("4pm", "2027-03-17T16:00"),
        ("9:00", "2027-03-18T09:00"),
        ("next friday 16:00", "2027-03-19T16:00"),
        ("el viernes a las cuatro de la tarde", "2027-03-19T16:00"),
        ("at 4 on Tuesday", "2027-03-23T16:00"),
        ("Tuesday 30 March, 3.30pm", "2027-03-30T14:30"),
        ("3 May at 10", "2027-05-03T09:00"),
        ("monday 9-10", "2027-03-22T09:00"),
        ("I can do Friday at 3pm", "2027-03-19T15:00"),
        ("tonight at 8", "2027-03-17T20:00"),
        ("tomorrow evening at 7", "2027-03-18T19:00"),
        ("mañana por la tarde a las 5", "2027-03-18T17:00"),
        ("12.4. 16:00", "2027-04-12T15:00"),
        ("3pm on 3/5", "2027-05-03T14:00"),
        ("in two hours", "2027-03-17T12:00"),
        ("dentro de media hora", "2027-03-17T10:30"),
        ("now", "2027-03-17T10:00"),
        ("2027-03-28 16:00", "2027-03-28T15:00"),
        ("2027-03-28T16:00Z", "2027-03-28T16:00"),
        ("2027-03-28T16:00+02:00", "2027-03-28T14:00"),
        ("friday 16:00 CET", "2027-03-19T15:00"),
        ("4pm EST friday", "2027-03-19T20:00"),
    ],
)
def test_a_moment_is_an_instant_for_somebody_in_lisbon(text: str, instant: str) -> None:
    assert lisbon(text) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["tomorrow", "next week", "by 3 May", "25:00", "hello", ""])
def test_without_a_time_there_is_no_moment(text: str) -> None:
    assert lisbon(text) is None


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Lisbon", "Europe/Lisbon"),
        ("Lisboa", "Europe/Lisbon"),
        ("I'm in Madrid", "Europe/Madrid"),
        ("New York", "America/New_York"),
        ("Nueva York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("San Francisco", "America/Los_Angeles"),
        ("Lisbon, Portugal", "Europe/Lisbon"),
        ("hora de Madrid", "Europe/Madrid"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Calcuta", "Asia/Kolkata"),
        ("Alemania", "Europe/Berlin"),
        ("Uruguay", "America/Montevideo"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT-3", "Etc/GMT+3"),
        ("CET", "Europe/Brussels"),
        ("Pacific time", "America/Los_Angeles"),
        ("UTC+5:30", None),
        ("UTC-13", None),
        ("CST", None),
        ("USA", None),
        ("home", None),
        ("", None),
    ],
)
def test_a_zone_goes_by_many_names(text: str, zone: str | None) -> None:
    assert typed.zone(text) == zone


def test_every_zone_of_the_database_is_found_by_its_own_name() -> None:
    # What lies outside any region ("Cuba", "EST5EDT") are old names of these.
    named = sorted(name for name in available_timezones() if "/" in name)
    utc = {"Etc/UTC": "UTC", "Etc/GMT": "UTC", "Etc/Zulu": "UTC"}
    assert {name: typed.zone(name) for name in named if name not in utc} == {
        name: name for name in named if name not in utc
    }


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("English, Portuguese and a bit of Spanish", ("en", "pt", "es")),
        ("Portugués (nativo), inglés fluido", ("pt", "en")),
        ("I speak German & Dutch", ("de", "nl")),
        ("castellano, euskera", ("es", "eu")),
        ("Deutsch", ("de",)),
        ("Русский / العربية", ("ru", "ar")),
        ("日本語", ("ja",)),
        ("Brazilian Portuguese", ("pt-BR",)),
        ("English English", ("en",)),
        ("Esperanto", ("eo",)),
        ("whatever suits you", None),
        ("", None),
    ],
)
def test_languages_are_tags_in_the_order_they_were_named(text: str, tags: tuple[str, ...] | None) -> None:
    assert typed.languages(text) == tags


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Video call", "video"),
        ("VIDEOLLAMADA", "video"),
        ("telefono", "phone"),
        ("vid", "video"),
        ("2", "phone"),
        ("#3", "person"),
        ("option 1.", "video"),
        ("the second one", "phone"),
        ("la última", "person"),
        (":telephone_receiver: Phone", "phone"),
        ("I'd prefer video call please", "video"),
        ("not phone", None),
        ("video call or phone", None),
        ("4", None),
        ("carrier pigeon", None),
        ("", None),
    ],
)
def test_a_typed_choice_means_one_of_the_options(text: str, key: str | None) -> None:
    assert typed.choice(text, CALLS) == key


def test_the_longer_label_hides_the_shorter_one_in_it() -> None:
    met = {"met": ["Met"], "missed": ["Not met"]}
    assert [typed.choice(text, met) for text in ("we met", "we have not met", "Not met")] == [
        "met",
        "missed",
        "missed",
    ]


def test_words_that_all_stand_in_one_label_mean_it_in_whatever_order() -> None:
    contact = {
        "any": ["Whenever something comes up", "Siempre que surja algo"],
        "daily": ["At most once a day", "Una vez al día como mucho"],
        "weekly": ["About once a week", "Una vez por semana, más o menos"],
    }
    meant = {
        "when something comes up": "any",
        "cuando surja algo": "any",
        "once a day please": "daily",
        "una vez por semana": "weekly",
        "not once a day": None,
        "once": None,
        "the of": None,
        "a day with something nice": None,
    }
    assert {text: typed.choice(text, contact) for text in meant} == meant


def test_a_label_that_is_a_number_goes_before_the_place() -> None:
    lengths = {"half": ["30"], "two": ["2"], "full": ["60"]}
    assert [typed.choice(text, lengths) for text in ("60", "2", "1")] == ["full", "two", "half"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4),
        ("four", 4),
        ("cuatro", 4),
        ("4 out of 5", 4),
        ("4 de 5", 4),
        ("a 4", 4),
        ("5!", 5),
        ("⭐⭐⭐", 3),
        (":star::star:", 2),
        ("cinco estrellas", 5),
        ("0", None),
        ("6", None),
        ("4/10", None),
        ("3.5", None),
        ("great", None),
        ("", None),
    ],
)
def test_a_scale_is_a_whole_number_within_it(text: str, number: int | None) -> None:
    assert typed.scale(text) == number


# Words that the grammars know, so that arbitrary text comes near to them.
_NEARLY = (
    "60% -5 2/5 3/5/2027 31 29 feb 25:61 9-5 every cada once two 2 weeks month year del of lunes mon at 4pm 0"
    " 99999999 in dentro de media hora half an 1h30 goal #2 done next que viene UTC+2 +14 CET Lisbon inglés 日本語 ½"
    " ⭐ 👩‍👩‍👧 \u202e ٣ ² İ ß ﷺ 2027-02-30 24:00 12am : . , - – ( \0 \ud800"
)
_FRAGMENTS = st.sampled_from(_NEARLY.split())
_TEXTS = st.text() | st.lists(_FRAGMENTS | st.text(max_size=4), max_size=14).map(" ".join)
_READERS: list[Callable[[str], object]] = [
    typed.command,
    typed.percent_and_note,
    typed.progress_prefix,
    typed.cadence,
    typed.work_days,
    typed.hours,
    typed.work_week,
    typed.duration_minutes,
    typed.reply_time,
    lambda text: typed.day(text, WEDNESDAY, "en-US"),
    lambda text: typed.day(text, date.max),
    lambda text: typed.snoozing(f"snooze {text}", WEDNESDAY),
    lisbon,
    typed.zone,
    typed.languages,
    lambda text: typed.choice(text, CALLS),
    lambda text: typed.choice("video", {"a": [text], "b": [text, "x"]}),
    typed.scale,
]


@settings(deadline=None, max_examples=300)
@given(_TEXTS)
@example("")
@example("مرحبا، كل أسبوعين يوم الثلاثاء")
@example("\u202eevery two weeks\u202c 👩‍👩‍👧‍👦🏳️‍🌈")
@example("tomorrow at 4 " * 350)
@example("at " * 1_600 + "60%")
@example("progress" + " " * 5_000 + "x")
@example("1" * 5_000)
@example("﷽" * 5_000)
def test_whatever_is_typed_is_understood_or_not_but_never_an_error(text: str) -> None:
    for reader in _READERS:
        # A value that can be told apart from its like and kept: every result is frozen.
        hash(reader(text))


def test_the_heavy_parser_is_not_loaded_for_what_our_own_grammar_knows() -> None:
    script = (
        "import sys; from datetime import date; from bot import typed;"
        "typed.day('next friday', date(2027, 3, 17)); typed.day('hello', date(2027, 3, 17));"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


LEFT_OUT = [
    ("everything", []),
    ("Yes, all of it.", None),
    ("yes", []),
    ("show all", []),
    ("todo", []),
    ("nothing", ["about", "hobbies", "feedback"]),
    ("no", ["about", "hobbies", "feedback"]),
    ("nada", ["about", "hobbies", "feedback"]),
    ("all but feedback", ["feedback"]),
    ("everything except my interests and feedback", ["hobbies", "feedback"]),
    ("todo menos los intereses", ["hobbies"]),
    ("sin feedback", ["feedback"]),
    ("leave out About you", ["about"]),
    ("feedback", ["feedback"]),
    ("all but my shoe size", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "keys"), LEFT_OUT)
def test_what_is_to_be_left_out_is_understood(text: str, keys: list[str] | None) -> None:
    names = {"about": ("About you",), "hobbies": ("Interests", "intereses"), "feedback": ("Feedback",)}
    assert typed.left_out(text, names) == keys
