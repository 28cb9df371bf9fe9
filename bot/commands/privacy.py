"""`trellis privacy`: prints docs/privacy.md, what is kept and who can see it, as the code declares it."""

from __future__ import annotations

import sys


def privacy() -> None:
    """Print what Trellis keeps, who can see it, and how long, as Markdown."""
    from bot import declaring
    from bot.words import Words

    sys.stdout.write(declaring.document(Words()))
