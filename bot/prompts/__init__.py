"""Messages that come by schedule, one file each; adding one is a file and a name in this list."""

from bot.prompts.asking import Asking
from bot.prompts.check_in import CheckIn
from bot.prompts.goal_nudge import GoalNudge
from bot.prompts.have_you_met import HaveYouMet
from bot.prompts.intents import Intent, Record, Withdraw
from bot.prompts.reflection import Reflection
from bot.prompts.session_pulse import SessionPulse
from bot.prompts.session_reminders import REMINDERS, Reminder
from bot.prompts.surveys import Closing, ClosingSurvey, Midpoint, Pulse

ALL: tuple[Asking, ...] = (
    CheckIn(),
    GoalNudge(),
    HaveYouMet(),
    Reflection(),
    Pulse(),
    Midpoint(),
    Closing(),
    ClosingSurvey(),
    SessionPulse(),
)
PROMPTS: dict[str, Asking] = {prompt.kind: prompt for prompt in ALL}

__all__ = ["PROMPTS", "REMINDERS", "Asking", "Intent", "Record", "Reminder", "Withdraw"]
