"""What people type, generously understood in English and Spanish, as values; None where it is not.

Nothing here raises, whatever the text. Texts are as people typed them, after `as_typed` has turned Slack's markup
back. What was understood is read back to the person, so a good guess is worth making.
"""

from bot.typed.choices import choice, scale
from bot.typed.commands import Command, command
from bot.typed.dates import day, moment
from bot.typed.lengths import duration_minutes, reply_time
from bot.typed.markup import as_typed
from bot.typed.omissions import left_out
from bot.typed.progress import Misread, Progress, percent_and_note, progress_prefix
from bot.typed.returning import comes_back
from bot.typed.rhythm import Rhythm, cadence
from bot.typed.snoozing import Snoozing, snoozing
from bot.typed.tongues import languages
from bot.typed.wishes import Wish, is_delicate, wish
from bot.typed.work import Hours, WorkWeek, hours, work_days, work_week
from bot.typed.zones import zone

__all__ = [
    "Command",
    "Hours",
    "Misread",
    "Progress",
    "Rhythm",
    "Snoozing",
    "Wish",
    "WorkWeek",
    "as_typed",
    "cadence",
    "choice",
    "comes_back",
    "command",
    "day",
    "duration_minutes",
    "hours",
    "is_delicate",
    "languages",
    "left_out",
    "moment",
    "percent_and_note",
    "progress_prefix",
    "reply_time",
    "scale",
    "snoozing",
    "wish",
    "work_days",
    "work_week",
    "zone",
]
