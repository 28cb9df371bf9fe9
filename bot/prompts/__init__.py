"""Messages that come by schedule, one file each; adding one is a file and a name in this list."""

from bot.prompts.base import Intent, Prompt, Record, Withdraw
from bot.prompts.check_in import CheckIn

PROMPTS: dict[str, Prompt] = {prompt.kind: prompt for prompt in (CheckIn(),)}

__all__ = ["PROMPTS", "Intent", "Prompt", "Record", "Withdraw"]
