"""What `trellis doctor` looks at on this machine: settings, database, key, queue, zones, and the process that runs."""

from __future__ import annotations

import stat
import sys
import zoneinfo
from collections.abc import Iterable
from datetime import date, datetime
from ipaddress import ip_address
from pathlib import Path

import tzdata  # type: ignore[import-untyped]
from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from bot import app
from bot.commands.findings import Finding, fine, partly, warning, wrong
from bot.errors import TrellisError
from bot.settings import Settings
from storage import checkup
from storage.checkup import Checkup, Queue
from storage.errors import KeyMissing
from storage.migrate import Place
from storage.standings import Standing
from storage.urls import normalise, shown
from storage.vault import Vault, load_keys

SETTINGS, DATABASE, MIGRATIONS, KEY, QUEUE, ZONES, PROCESS = (
    "settings",
    "database",
    "migrations",
    "key",
    "queue",
    "zones",
    "process",
)
IS_TRELLIS_RUNNING = "Look whether `trellis run` is running, and at what it logs."
MOST_TOKENS = 10
# A process that answers at all answers at once.
PATIENCE = ClientTimeout(total=3)


def env_file(path: Path) -> Finding:
    """Whether others on this machine can read the file with the tokens."""
    path = path.absolute()
    if not path.exists():
        return fine(SETTINGS, "All of them come from the environment; there is no .env file here.")
    if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return warning(SETTINGS, f"Other users of this machine can read {path}.", f"Run: chmod 600 {path}")
    return fine(SETTINGS, f"They are read from {path}, which only you can read.")


def memory(configured: Settings, now: datetime) -> list[Finding]:
    """Look at the database, its migrations, the key and the ledger; changes nothing."""
    try:
        address = normalise(configured.database_url)
        vault, of_key = _vault(configured)
        found = checkup.look(configured.database_url, vault, now)
    except TrellisError as refused:
        return [wrong(DATABASE, str(refused), "Then run: trellis doctor")]
    if isinstance(of_key, KeyMissing) and found.unused:
        key = fine(KEY, f"There is none yet; the first `trellis run` makes it: {app.key_file(configured)}")
    elif of_key:
        key = wrong(KEY, str(of_key), "Then run: trellis doctor")
    else:
        key = opened(found, configured)
    there = [stands(found, address), migrated(found, address), key]
    if found.ledger:
        there.append(queued(found.ledger, found.queue, now))
    return [*there, zones(found.zones, now.date())]


def tokens(configured: Settings) -> tuple[list[str], int]:
    """Return some tokens of workspaces that installed Trellis, and how many there are; what is wrong says `memory`."""
    try:
        vault, _wrong = _vault(configured)
        return checkup.tokens(configured.database_url, vault, MOST_TOKENS) if vault else ([], 0)
    except (TrellisError, DBAPIError):
        return [], 0


def _vault(configured: Settings) -> tuple[Vault | None, TrellisError | None]:
    setting = configured.vault_keys.get_secret_value() if configured.vault_keys else None
    try:
        return Vault(load_keys(setting, app.key_file(configured), may_create=False)), None
    except TrellisError as refused:
        return None, refused


def stands(found: Checkup, address: URL) -> Finding:
    """Whether there is a database, and whether it is whole."""
    where = shown(address)
    if found.half_moved:
        return wrong(DATABASE, f"{where} is only half filled.", "Run `trellis migrate-data` again.")
    if found.damage:
        return wrong(
            DATABASE,
            f"{where} is damaged: {found.damage}.",
            "End `trellis run`, move the file away, and put back your newest backup (docs/backup.md).",
        )
    if found.place is Place.NEW:
        return fine(DATABASE, f"{where} is new; the first `trellis run` fills it.")
    return fine(DATABASE, f"{where} answers and is whole.")


def migrated(found: Checkup, address: URL) -> Finding:
    """Whether its tables are those of this version."""
    match found.place:
        case Place.BEYOND:
            return wrong(
                MIGRATIONS,
                f"It was used by a newer Trellis: its revision {found.revision} is not known here.",
                "Install that version again, or put back a backup from before.",
            )
        case Place.BEHIND:
            return warning(
                MIGRATIONS, f"It stands at {found.revision}, an older one.", "Run: trellis migrate"
            )
        case Place.AHEAD:
            return fine(
                MIGRATIONS, f"A newer Trellis has only added to it ({found.revision}); both can work."
            )
        case Place.NEW:
            return fine(MIGRATIONS, "There is nothing to migrate yet.")
        case Place.HERE:
            return fine(MIGRATIONS, f"It stands at {found.revision}, as this version wants it.")


def opened(found: Checkup, configured: Settings) -> Finding:
    """Whether the key opens what is sealed."""
    where = app.keys_from(configured)
    if found.needs:
        return wrong(
            KEY,
            f"The texts here are sealed with key {found.needs}, and {where} holds another.",
            "Copy the key file of the machine where Trellis started first, or set one TRELLIS_VAULT_KEYS everywhere.",
        )
    if found.broken:
        return wrong(
            KEY,
            f"A stored text does not open with {where}: {found.broken}.",
            "Put back the key that belongs to this database; without it what people wrote stays unreadable.",
        )
    tried = f"and opens what was tried ({found.texts} texts)" if found.texts else "and nothing is sealed yet"
    return fine(KEY, f"It is there ({where}), {tried}. Keep a copy of it apart from the database.")


def queued(ledger: Standing, queue: Queue | None, now: datetime) -> Finding:
    """Whether what is due leaves."""
    if queue and queue.failed:
        failed = f"{queue.failed} wake-ups of the queue failed in the last days."
        return warning(QUEUE, failed, "Nothing is lost by it. Look for `sweep failed` in the log.")
    if ledger.late:
        minutes = ledger.waits(now).total_seconds() / 60
        said = f"{ledger.late} messages should have left by now, the oldest {minutes:.0f} minutes ago."
        return warning(QUEUE, said, IS_TRELLIS_RUNNING)
    heard = f" Processes that listen to the queue: {queue.workers}." if queue else ""
    return fine(QUEUE, f"Nothing is late; due at this moment: {ledger.due}.{heard}")


def zones(of_people: Iterable[str], today: date) -> Finding:
    """How old the rules of the world's clocks are that this machine goes by, and whether they know all zones."""
    version, update = zone_rules()
    known = zoneinfo.available_timezones()
    strange = sorted(set(of_people) - known)
    if strange:
        return wrong(ZONES, f"People's zones that are not known here: {', '.join(strange)}.", update)
    if not version[:4].isdigit():
        return warning(ZONES, "The version of the rules cannot be read.", update)
    if int(version[:4]) < today.year - 1:
        said = f"The rules are of {version}: whatever changed since is not known, and prompts may be an hour off."
        return warning(ZONES, said, update)
    return fine(ZONES, f"The rules of {version} are used.")


def zone_rules() -> tuple[str, str]:
    """Return the version of the rules that zoneinfo reads, and how to bring newer ones.

    It takes the system's where they are, and else the package tzdata (docs.python.org/3/library/zoneinfo.html).
    """
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / "Europe" / "Lisbon").exists():
            update = (
                f"Update the system's package tzdata (its files are in {folder}), and start Trellis again."
            )
            return _system_version(folder), update
    return tzdata.IANA_VERSION, "Run: pip install --upgrade tzdata, and start Trellis again."


def _system_version(folder: Path) -> str:
    """Return what the first lines of its sources say; empty where the system leaves them out."""
    for name in ("tzdata.zi", "+VERSION"):
        try:
            with (folder / name).open(encoding="ascii", errors="replace") as file:
                return file.readline().removeprefix("# version").strip()
        except OSError:
            continue
    return ""


async def process(configured: Settings) -> Finding:
    """Whether `trellis run` says of itself that it serves people."""
    if configured.health_port is None:
        return partly(
            PROCESS,
            "Not looked at: without TRELLIS_HEALTH_PORT a Trellis that runs tells nobody how it stands.",
            "Set it, 8080 say, start Trellis again, and run: trellis doctor",
        )
    url = f"http://{_reached_at(configured.host)}:{configured.health_port}/readyz"
    try:
        async with ClientSession(timeout=PATIENCE) as session, session.get(url) as response:
            facts = await response.json()
    except (ClientError, OSError, ValueError):
        return warning(PROCESS, f"Nobody answers at {url}.", "Start it: trellis run")
    if response.status != 200:
        lacking = ", ".join(sorted(name for name, is_there in facts.items() if is_there is False))
        return warning(
            PROCESS, f"It runs, but does not serve people now ({lacking}).", "Look at what it logs."
        )
    return fine(PROCESS, "It runs and serves people.")


def _reached_at(host: str) -> str:
    """Return where a server on this machine is reached that listens at a host: at none in particular, by loopback."""
    try:
        return "127.0.0.1" if ip_address(host).is_unspecified else host
    except ValueError:
        return host
