"""What Spanish speakers type is understood as English is: the same tables, and English as it ever was."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import typed
from bot.domain.cadence import EVERY_THREE_WEEKS, FORTNIGHTLY, MONTHLY, QUARTERLY, WEEKLY
from bot.typed import Command, Progress, Rhythm, Snoozing
from bot.typed.changes import Change, change
from bot.words import Reader, Words

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TUESDAY = date(2027, 3, 16)
TEN_ON_TUESDAY = datetime(2027, 3, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        (Command.YES, "sí|si|SÍ, por favor|claro que sí|vale|de acuerdo|desde luego|me parece bien|eso es"),
        (Command.NO, "no|no, gracias|nop|para nada|ni hablar|mejor no"),
        (Command.SKIP, "saltar|sáltala|omitir|siguiente pregunta|prefiero no responder|paso"),
        (Command.BACK, "atrás|atras|volver|anterior"),
        (Command.HELP, "ayuda|¿me ayudas?|¿para qué es esto?|¿qué puedo hacer?"),
        (Command.LATER, "luego|más tarde|mas tarde|ahora no|otro día|en otro momento"),
        (Command.WHY, "por qué|¿por qué?|¿Por qué recibo esto?"),
        (Command.RESUME, "continuar|seguir|adelante|reanudar|retomar|he vuelto"),
        (Command.SNOOZE, "silenciar|posponer|recuérdamelo mañana"),
        (Command.DONE, "hecho|listo|lista|ya está|terminado"),
        (Command.HELLO, "hola|buenos días|buenas tardes|buenas|¿qué tal?|muchas gracias"),
        (None, "No, mejor los martes|está bien|mañana no puedo|necesito ayuda con mi segundo objetivo"),
    ],
)
def test_a_command_is_understood(meant: Command | None, said: str) -> None:
    assert {text: typed.command(text) for text in said.split("|")} == dict.fromkeys(said.split("|"), meant)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("silenciar hasta el viernes", Snoozing(date(2027, 3, 19), names_day=True)),
        ("silénciame durante tres días", Snoozing(date(2027, 3, 19), names_day=True)),
        ("silenciar mensajes hasta mañana", Snoozing(date(2027, 3, 17), names_day=True)),
        ("silenciar por unas dos semanas", Snoozing(date(2027, 3, 30), names_day=True)),
        ("silenciar", Snoozing()),
        ("silenciar fin", Snoozing(is_over=True)),
        ("terminar el silencio", Snoozing(is_over=True)),
        ("silenciosa", None),
    ],
)
def test_a_snooze_is_understood(text: str, wanted: Snoozing | None) -> None:
    assert typed.snoozing(text, TUESDAY) == wanted


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("cada dos semanas los martes a las 16:00", Rhythm(FORTNIGHTLY, TUE, time(16))),
        ("martes cada dos semanas a las cuatro de la tarde", Rhythm(FORTNIGHTLY, TUE, time(16))),
        ("cada quince días", Rhythm(FORTNIGHTLY, None, None)),
        ("una semana sí y otra no", Rhythm(FORTNIGHTLY, None, None)),
        ("cada jueves a la una", Rhythm(WEEKLY, THU, time(13))),
        ("los sábados", Rhythm(WEEKLY, SAT, None)),
        ("el último viernes del mes", Rhythm(MONTHLY, FRI, None)),
        ("trimestral", Rhythm(QUARTERLY, None, None)),
        ("dos veces por semana", None),
    ],
)
def test_a_rhythm_is_understood(text: str, rhythm: Rhythm | None) -> None:
    assert typed.cadence(text) == rhythm


@pytest.mark.parametrize("locale", ["en-GB", "en-US", "es-ES", "es-MX"])
@given(every=st.integers(1, 12), weekday=st.integers(0, 6), hour=st.integers(0, 23))
def test_a_rhythm_that_is_read_back_is_understood_when_it_is_typed(
    locale: str, every: int, weekday: int, hour: int
) -> None:
    to = Reader(WORDS, locale, "UTC", TEN_ON_TUESDAY)
    at = time(hour, 30)
    day = to.plain("cadence-weekday", day=to.weekday(weekday, alone=False))
    clock = to.plain("cadence-at", time=to.clock(at))
    found = typed.cadence(f"{to.plain('cadence-weeks', every=every)}, {day}, {clock}")
    # An hour from 1 to 6 of a clock that counts to 24 is taken for the afternoon.
    assert found is not None
    assert (found.cadence.every, found.cadence.unit, found.weekday) == (every, "week", weekday)
    assert found.at in {at, time((hour + 12) % 24, 30)}


WORDS = Words()


@pytest.mark.parametrize(
    ("text", "days", "hours"),
    [
        ("de lunes a jueves de 9 a 18", {MON, TUE, WED, THU}, (time(9), time(18))),
        ("entre semana de nueve a cinco y media", {MON, TUE, WED, THU, FRI}, (time(9), time(17, 30))),
        ("días laborables de 8:00 a 15:00", {MON, TUE, WED, THU, FRI}, (time(8), time(15))),
        ("de martes a sábado, de 10 a 14 y de 16 a 19", {TUE, WED, THU, FRI, SAT}, (time(10), time(19))),
        ("todos menos el viernes, de 9 a 17", {MON, TUE, WED, THU, SAT, SUN}, (time(9), time(17))),
        ("lunes, miércoles e incluso sábados de 9 a. m. a 5 p. m.", {MON, WED, SAT}, (time(9), time(17))),
    ],
)
def test_work_days_and_hours_are_understood(text: str, days: set[int], hours: tuple[time, time]) -> None:
    found = typed.hours(text)
    assert (typed.work_days(text), found and (found.start, found.end)) == (frozenset(days), hours)


@pytest.mark.parametrize(
    ("text", "minutes", "reply"),
    [
        ("45 minutos", 45, 1),
        ("una hora y media", 90, 2),
        ("media hora", 30, 1),
        ("tres cuartos de hora", 45, 1),
        ("un día", 1440, 24),
        ("en dos días", None, 48),
        ("en una semana", None, 168),
        ("el mismo día", None, 8),
        ("mañana", None, 24),
    ],
)
def test_lengths_and_reply_times_are_understood(text: str, minutes: int | None, reply: int) -> None:
    length = typed.duration_minutes(text)
    assert (length if minutes else None, typed.reply_time(text)) == (minutes, reply)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("el martes que viene", date(2027, 3, 23)),
        ("el próximo viernes", date(2027, 3, 19)),
        ("pasado mañana", date(2027, 3, 18)),
        ("dentro de dos semanas", date(2027, 3, 30)),
        ("de hoy en ocho", date(2027, 3, 23)),
        ("el 3 de mayo", date(2027, 5, 3)),
        ("1º de abril", date(2027, 4, 1)),
        ("a mediados de mayo", date(2027, 5, 15)),
        ("mid May", date(2027, 5, 15)),
        ("a principios de junio", date(2027, 6, 1)),
        ("beginning of next month", date(2027, 4, 1)),
        ("a finales de junio", date(2027, 6, 30)),
        ("15/4", date(2027, 4, 15)),
        ("el viernes de la semana que viene", date(2027, 3, 26)),
    ],
)
def test_a_day_is_understood(text: str, on: date) -> None:
    assert typed.day(text, TUESDAY, "es-ES") == on


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("mañana a las 10", "2027-03-17T09:00"),
        ("pasado mañana a la una de la tarde", "2027-03-18T12:00"),
        ("el jueves que viene a las 4 de la tarde", "2027-03-18T15:00"),
        ("el viernes a mediodía", "2027-03-19T11:00"),
        ("dentro de media hora", "2027-03-16T10:30"),
    ],
)
def test_a_moment_is_understood_in_madrid(text: str, instant: str) -> None:
    found = typed.moment(text, TEN_ON_TUESDAY, "Europe/Madrid", "es-ES")
    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("estoy en Sevilla", "Europe/Madrid"),
        ("hora de Lisboa", "Europe/Lisbon"),
        ("Ciudad de México", "America/Mexico_City"),
        ("Ciudad de Panamá", "America/Panama"),
        ("San Salvador", "America/El_Salvador"),
        ("Burdeos", "Europe/Paris"),
        ("Nápoles", "Europe/Rome"),
        ("Las Palmas de Gran Canaria", "Atlantic/Canary"),
        ("hora peninsular", "Europe/Madrid"),
        ("hora central europea", "Europe/Brussels"),
        ("Londres", "Europe/London"),
        ("Estados Unidos", None),
    ],
)
def test_a_city_is_known_by_its_spanish_name(text: str, zone: str | None) -> None:
    assert typed.zone(text) == zone


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("progreso: 60% terminé el capítulo 2", Progress(None, 60, False, "terminé el capítulo 2")),
        ("avance: 60 % terminé el capítulo 2", Progress(None, 60, False, "terminé el capítulo 2")),
        ("2 hecho", Progress(2, 100, True, "")),
        ("el objetivo 2 está hecho", Progress(2, 100, True, "")),
        ("meta 2 al 80 %", Progress(2, 80, False, "")),
        ("voy por el 30%", Progress(None, 30, False, "")),
        ("he terminado", Progress(None, 100, True, "")),
        ("cien por cien", Progress(None, 100, True, "")),
        ("100% ¡hecho!", Progress(None, 100, True, "")),
        ("3 de 5 capítulos", Progress(None, 60, False, "3 de 5 capítulos")),
        ("avance: terminé el borrador", Progress(None, None, False, "terminé el borrador")),
    ],
)
def test_progress_is_understood(text: str, progress: Progress) -> None:
    assert typed.percent_and_note(text) == progress


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("cambiar la cadencia", Change(clause="cadence")),
        ("Quiero cambiar el acuerdo.", Change()),
        ("¿Podemos cambiar la frecuencia?", Change(clause="cadence")),
        ("I'd like to change the cadence", Change(clause="cadence")),
        ("me gustaría cambiar el acuerdo de mentoría", Change()),
        (
            "cambiemos el ritmo a cada tres semanas, por favor",
            Change(Rhythm(EVERY_THREE_WEEKS, None, None), "cadence"),
        ),
        ("no quiero cambiar el acuerdo", None),
        ("cambiar de trabajo", None),
    ],
)
def test_a_wish_to_change_the_agreement_is_understood(text: str, wish: Change | None) -> None:
    assert change(text) == wish


@given(st.data())
def test_accents_and_case_make_no_difference(data: st.DataObject) -> None:
    text = data.draw(
        st.sampled_from(["más tarde", "atrás", "por qué", "sí", "después", "sáltala", "termine"])
    )
    plain = text.translate(str.maketrans("áéíóúü", "aeiouu"))
    changed = "".join(data.draw(st.sampled_from([one.upper(), one])) for one in plain)
    assert typed.command(changed) is typed.command(text) is not None
