"""The terminal: what is said, what goes wrong, and how a command ends."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from bot import loops
from bot.errors import TrellisError

if TYPE_CHECKING:
    from rich.progress import Progress

out = Console(highlight=False, soft_wrap=True)
# What goes wrong may have brackets in it, which are not meant as markup.
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

# Where a sentence names a command of ours, and no path or setting.
_OURS = re.compile(r"(?<![\w/.-])trellis (?=(?:run|doctor|setup|migrate|manifest)\b)")


def as_called(command: str) -> str:
    """Return a command of ours as whoever called this one has to type it: by its path where none is searched for it."""
    program = Path(sys.argv[0])
    found = shutil.which(program.name)
    if program.name != "trellis" or (found and Path(found).resolve() == program.resolve()):
        return command
    here = Path.cwd()
    path = program.absolute()
    # From the top of all folders everything is below, and a path that begins with no stroke would be mistaken.
    shown = path.relative_to(here) if path.is_relative_to(here) and here != here.parent else path
    return _OURS.sub(f"{shown} ", command)


def counting() -> Progress:
    """Return a bar that tells how many of how many, and how long it still takes."""
    # Few commands need it, and each would load it.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=out)


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run `work` in an event loop of its own, as `guarded` does."""
    guarded(lambda: loops.run(work()))


def guarded(work: Callable[[], None]) -> None:
    """End with one sentence and status 1 for what a person can mend, and with 130 for Ctrl+C."""
    try:
        work()
    except KeyboardInterrupt:
        # Before it was ready, or a second time because the first took too long.
        raise typer.Exit(130) from None
    except TrellisError as wrong:
        err.print(str(wrong))
        raise typer.Exit(1) from None
