"""Messages that come by schedule, one file each; adding one is a file and a name in this list."""

from bot.prompts.asking import Asking
from bot.prompts.check_in import CheckIn
from bot.prompts.intents import Intent, Record, Withdraw

PROMPTS: dict[str, Asking] = {prompt.kind: prompt for prompt in (CheckIn(),)}

__all__ = ["PROMPTS", "Asking", "Intent", "Record", "Withdraw"]
