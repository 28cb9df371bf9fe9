"""What can go wrong with the memory of Trellis, and what a person can do about it."""

from __future__ import annotations

from bot.errors import TrellisError


class DatabaseUnreachable(TrellisError):
    """The database at {where} does not answer: {reason}.
    Start it, or check TRELLIS_DATABASE_URL; the next attempt connects anew."""


def said(error: object) -> str:
    """Return what a driver said first, as part of a sentence: in further lines libpq asks back and gives hints."""
    return next(iter(str(error).strip().splitlines()), "").rstrip(" .?")


class DatabaseNewer(TrellisError):
    """The database at {where} was used by a newer Trellis: its revision {revision} is not known here.
    Install that version again, or put back a backup from before."""


class DatabaseUrlMalformed(TrellisError):
    """TRELLIS_DATABASE_URL cannot be used: {reason}. Write sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME."""


class DriverMissing(TrellisError):
    """PostgreSQL needs a driver that is not installed. Install it with: pip install "trellis-mentoring[postgres]" """


class DatabaseInUse(TrellisError):
    """Another Trellis{process} already works with {path}.
    Stop it first, or give this one its own TRELLIS_DATABASE_URL."""


class StoreClosed(TrellisError):
    """Trellis is shutting down and takes nothing new. Please try again in a minute."""


class KeyMissing(TrellisError):
    """The key that opens the stored texts is missing: {path} is not there and TRELLIS_VAULT_KEYS is not set.
    Without it, everything people wrote (goals, answers, agreements) stays unreadable for good.
    Put the key file back from your backup, or copy it from the machine where Trellis started first, or set
    TRELLIS_VAULT_KEYS; to begin anew instead, take an empty database."""


class KeyForeign(TrellisError):
    """The texts in the database at {where} are sealed with key {known}, and {source} holds another ({own}).
    All machines that share a database need the same key: copy the key file of the one that started first, or give
    all of them the same TRELLIS_VAULT_KEYS. Nothing was read or changed."""


class KeyUnreadable(TrellisError):
    """The key file {path} can be neither read nor made: {reason}.
    Let Trellis read and write there, or name another place in TRELLIS_KEY_FILE."""


class KeyExposed(TrellisError):
    """The key file {path} can be read by other users of this machine. Run: chmod 600 {path}"""


class KeyMalformed(TrellisError):
    """{where} holds something that is not a key: {reason}.
    A key is 32 bytes in base64url; several are separated by commas, newest first."""


class StillSealing(TrellisError):
    """Something still seals texts with an old key: a process that was not started again since the keys changed.
    Start all of them again with the same keys, then run `trellis rotate-key` once more. Nothing is lost."""


class RotationNeedsKey(TrellisError):
    """TRELLIS_VAULT_KEYS holds one key, and there is nothing to rotate to.
    Make one with `openssl rand -base64 32 | tr +/ _-`, put it before the other with a comma between, start Trellis
    again, and run `trellis rotate-key` once more."""


class RotationElsewhere(TrellisError):
    """Other machines may work with {where} and a copy of this key file, and would not know of a new key.
    If none does, run `trellis rotate-key --alone`. Otherwise make a key with `openssl rand -base64 32 | tr +/ _-`,
    put it behind the old one in every copy (old,new), then before it (new,old), and then run `trellis rotate-key`
    on one machine."""


class SealBroken(TrellisError):
    """A stored text cannot be opened: {reason}.
    Check that TRELLIS_VAULT_KEYS or the key file belongs to this database."""


class HalfMoved(TrellisError):
    """The database at {where} is only half filled: `trellis migrate-data` was interrupted.
    Run it again with the same settings; it goes on where it was."""


class MoveNotFrom(TrellisError):
    """`trellis migrate-data` moves from a SQLite file, and there is none at {where}.
    Let TRELLIS_DATABASE_URL name the file that Trellis has used so far."""


class MoveNotTo(TrellisError):
    """`trellis migrate-data` moves to PostgreSQL, and {where} is not one. Write --to postgresql://USER:PASSWORD@HOST/NAME."""


class MoveNeedsEmpty(TrellisError):
    """The database at {where} {what}, so nothing was moved there. Name one that is empty: CREATE DATABASE makes it."""


class MoveDiffers(TrellisError):
    """The two databases differ: {table}, row {row}. Somebody used one of them between two attempts.
    Empty the new database (DROP DATABASE, CREATE DATABASE), and run `trellis migrate-data` again."""


class BackupNeedsFile(TrellisError):
    """`trellis backup` copies a SQLite file, and {where} is PostgreSQL, which has its own way:
    pg_dump --format=custom --file=trellis.dump "$TRELLIS_DATABASE_URL" (docs/backup.md)."""


class BackupNotThere(TrellisError):
    """There is no database at {where} yet, so there is nothing to copy. Is TRELLIS_DATABASE_URL the right one?"""


class BackupExists(TrellisError):
    """{path} is there already, and a backup never overwrites anything. Name a new file, with the day in it say."""


class BackupUnwritable(TrellisError):
    """The copy cannot be written to {path}: {reason}. Name a file in a folder that is there and has room."""
