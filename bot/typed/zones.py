"""Time zones by the names that people give them: cities, countries, abbreviations, offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from babel import Locale

from bot.typed.folding import fold

# Only what means one thing to nearly everyone: CST, IST and BST do not.
_ABBREVIATIONS = {
    "UTC": "utc gmt z zulu",
    "Europe/Lisbon": "wet west",
    "Europe/Brussels": "cet cest|central european|central europe|hora central europea",
    "Europe/Athens": "eet eest|eastern european",
    "Europe/Moscow": "msk",
    "America/New_York": "est edt et|eastern|us eastern|hora del este",
    "America/Chicago": "cdt|us central|central time",
    "America/Denver": "mdt|mountain|us mountain",
    "America/Los_Angeles": "pst pdt pt|pacific|us pacific|hora del pacifico",
    "America/Sao_Paulo": "brt",
    "America/Argentina/Buenos_Aires": "art",
    "Africa/Lagos": "wat",
    "Africa/Nairobi": "eat",
    "Africa/Johannesburg": "sast",
    "Asia/Karachi": "pkt",
    "Asia/Kathmandu": "npt",
    "Asia/Jakarta": "wib",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Australia/Sydney": "aest aedt",
    "Pacific/Auckland": "nzst nzdt",
}
# Large cities that no zone is named after.
_CITIES = {
    "America/New_York": (
        "nyc|boston|washington|washington dc|philadelphia|miami|atlanta|charlotte|orlando"
        "|pittsburgh|baltimore|filadelfia"
    ),
    "America/Chicago": (
        "austin|houston|dallas|san antonio|minneapolis|milwaukee|nashville|kansas city|new orleans|nueva orleans"
        "|st louis"
    ),
    "America/Denver": "salt lake city|albuquerque|boulder",
    "America/Los_Angeles": (
        "la|san francisco|sf|seattle|portland|san diego|las vegas|oakland|sacramento|palo alto|san jose"
    ),
    "America/Toronto": "montreal|ottawa|quebec",
    "America/Edmonton": "calgary",
    "America/Mexico_City": "guadalajara|puebla|cdmx|leon|hora del centro de mexico",
    "America/Sao_Paulo": "san pablo|rio de janeiro|rio|brasilia|belo horizonte|porto alegre|curitiba|florianopolis",
    "America/El_Salvador": "san salvador",
    "America/Panama": "ciudad de panama|panama city",
    "America/Costa_Rica": "san jose de costa rica",
    "America/Guatemala": "ciudad de guatemala|guatemala city",
    "America/Lima": "arequipa|cusco|cuzco|trujillo",
    "America/La_Paz": "santa cruz de la sierra|cochabamba",
    "America/Caracas": "maracaibo",
    "Atlantic/Canary": "las palmas|las palmas de gran canaria|tenerife|gran canaria",
    "America/Bogota": "medellin|cali|barranquilla|cartagena",
    "America/Guayaquil": "quito",
    "America/Santiago": "valparaiso",
    "America/Argentina/Cordoba": "rosario",
    "Europe/Lisbon": "porto|oporto|braga|coimbra",
    "Europe/Madrid": (
        "barcelona|valencia|seville|sevilla|bilbao|malaga|zaragoza|murcia|palma|palma de mallorca|alicante|granada|vigo"
        "|la coruna|a coruna|san sebastian|donostia|hora peninsular"
    ),
    "Europe/London": (
        "manchester|edinburgh|edimburgo|glasgow|birmingham|bristol|leeds|cardiff|liverpool|cambridge|oxford"
    ),
    "Europe/Paris": "lyon|marseille|marsella|toulouse|bordeaux|burdeos|niza|nice|estrasburgo|strasbourg|nantes|lille",
    "Europe/Berlin": (
        "munich|munchen|frankfurt|hamburg|hamburgo|cologne|koln|colonia|stuttgart|dusseldorf|leipzig"
    ),
    "Europe/Rome": (
        "milan|milano|turin|torino|naples|napoli|napoles|florence|firenze|florencia|venice|venezia|venecia|bologna|bolonia"
    ),
    "Europe/Zurich": "geneva|geneve|ginebra|basel|basilea|bern|berna|lausanne",
    "Europe/Amsterdam": "rotterdam|the hague|la haya|utrecht|eindhoven",
    "Europe/Brussels": "antwerp|amberes|ghent|gante|brujas|bruges",
    "Europe/Warsaw": "krakow|cracow|cracovia|wroclaw|gdansk",
    "Europe/Stockholm": "gothenburg|malmo",
    "Europe/Istanbul": "ankara|izmir",
    "Asia/Kolkata": (
        "mumbai|bombay|delhi|new delhi|nueva delhi|bangalore|bengaluru|chennai|hyderabad|pune|calcutta"
    ),
    "Asia/Shanghai": "beijing|peking|pekin|shenzhen|guangzhou|hangzhou|chengdu",
    "Asia/Tokyo": "osaka|kyoto|kioto|yokohama",
    "Asia/Ho_Chi_Minh": "hanoi|saigon",
    "Asia/Karachi": "lahore|islamabad",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Dubai": "abu dhabi",
    "Africa/Lagos": "abuja",
    "Africa/Johannesburg": "cape town|ciudad del cabo|durban|pretoria",
    "Africa/Casablanca": "rabat|marrakesh|marrakech",
    "Africa/Nairobi": "mombasa",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "wellington|christchurch",
}
# The zone that most people of a country with several live in.
_MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
_MORE_COUNTRIES = {
    "Europe/London": "uk|england|scotland|wales|inglaterra|escocia|gales|great britain",
    "Asia/Dubai": "uae",
}
_LEAD = re.compile(
    r"^(?:i'm |i am |im |i live |i work |estoy |vivo |trabajo |we're )?(?:based |normally )?(?:in |at |from |en |de )?"
    r"(?:the )?(?:hora (?:de |del )?|zona horaria (?:de |del )?|(?:time ?zone|zone|zona)[: ]+)?"
)
_TAIL = re.compile(r"(?: (?:standard|daylight|summer))?(?: (?:time ?zone|time|tz))?[ .!?]*$")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?0?(\d{1,2})(?::?00)?")


def zone(text: str) -> str | None:
    """Return the IANA zone of "Lisbon", "sao paulo", "Asia/Tokyo", "CET", "Uruguay", "UTC+2"; None if unknown.

    Countries with several zones are None unless nearly all live in one, as are abbreviations with several meanings, and
    offsets that have no zone of their own (only whole hours do; "UTC+2" is "Etc/GMT-2", as POSIX counts the other way).
    """
    said = fold(text)
    offset = _OFFSET.fullmatch(said)
    if offset:
        return _by_offset(offset[1], int(offset[2]))
    bare = _TAIL.sub("", _LEAD.sub("", said)).strip(" ,.()")
    names = _names()
    parts = [said, bare, *(part.strip() for part in re.split(r"[,(/)]", bare))]
    return next((names[part] for part in parts if part in names), None)


def abbreviation(word: str) -> str | None:
    """Return the IANA zone of a single abbreviation such as "cet", or None; "et" and "z" are too short to trust."""
    return _abbreviations().get(word) if len(word) > 2 else None


def _by_offset(sign: str, whole_hours: int) -> str | None:
    if whole_hours == 0:
        return "UTC"
    if whole_hours > (14 if sign == "+" else 12):
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{whole_hours}"


@cache
def _abbreviations() -> dict[str, str]:
    return {short: name for name, said in _ABBREVIATIONS.items() for short in said.split("|")[0].split()}


@cache
def _names() -> dict[str, str]:
    """Return zones by folded name; of two meanings the one that comes first here."""
    known: dict[str, str] = {}
    for said, name in _all_names():
        known.setdefault(said, name)
    return known


def _all_names() -> Iterator[tuple[str, str]]:
    yield from _abbreviations().items()
    for table in (_ABBREVIATIONS, _CITIES, _MORE_COUNTRIES):
        yield from ((said, name) for name, words in table.items() for said in words.split("|"))
    available = sorted(available_timezones())
    yield from ((fold(name), name) for name in available if "/" in name)
    cities = [(fold(name.rpartition("/")[2]), name) for name in _official()]
    yield from cities
    yield from ((fold(name.rpartition("/")[2]), name) for name in available if "/" in name)
    yield from _of_countries(_official())
    yield from _exemplar_cities(dict(cities))


@cache
def _official() -> dict[str, str]:
    """Return the zones of the database's zone.tab with their country; it leaves out the names kept for old times."""
    rows = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {cell[2]: cell[0] for cell in cells}


def _of_countries(official: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the countries with one zone, or one that counts, by their English and Spanish names."""
    zones_of: dict[str, list[str]] = {}
    for name, country in official.items():
        zones_of.setdefault(country, []).append(name)
    for country, names in zones_of.items():
        main = _MAIN_ZONES.get(country) or (names[0] if len(names) == 1 else None)
        if main:
            yield from ((fold(locale.territories.get(country, country)), main) for locale in _locales())


def _exemplar_cities(official: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what English and Spanish call the cities of zones: Londres, Nueva York.

    Babel knows some zones by an old name (Asia/Calcutta); the English city leads to today's.
    """
    english = _locales()[0].time_zones
    for locale in _locales():
        for name, said in locale.time_zones.items():
            today = official.get(fold(english.get(name, {}).get("city", "")))
            if "city" in said and (today or name in _official()):
                yield fold(said["city"]), today or name


@cache
def _locales() -> tuple[Locale, ...]:
    return Locale.parse("en"), Locale.parse("es")
