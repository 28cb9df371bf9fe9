"""A start is short: what only few ever need is loaded when they do."""

from __future__ import annotations

import subprocess
import sys

from tests.postgres import CHECKOUT

# Who needs it: whoever has an older database, PostgreSQL, or a date to be understood; takes a copy; looks for holidays.
RARE = {
    "alembic",
    "dateparser",
    "holidays",
    "jinja2",
    "procrastinate",
    "psycopg",
    "sentry_sdk",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
}


def loaded_by(code: str) -> set[str]:
    """Return what a fresh Python has loaded after some lines of ours."""
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_whole_bot_is_loaded_without_what_few_need() -> None:
    assert loaded_by("import bot.app, bot.__main__") & RARE == set()


def test_a_database_of_this_version_is_opened_without_what_migrates_others(sqlite_url: str) -> None:
    found = loaded_by(f"from storage import migrate; migrate.upgrade({sqlite_url!r})")
    assert {"storage.migrate", *RARE} & found == {"storage.migrate"}
