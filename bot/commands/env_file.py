"""The .env file: read as it will be read, changed line by line, and written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

HEADER = "# The settings of Trellis (README.md names them all). Let nobody else read this file: tokens are in it.\n"
_LINE = re.compile(r"^\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=")
_PLAIN = re.compile(r"[\w./:@%+,=-]*")


def read(path: Path) -> dict[str, str]:
    """Return what a file sets, without what it leaves empty; nothing where there is none."""
    return {name: value for name, value in dotenv_values(path, interpolate=False).items() if value}


def changed(text: str, values: Mapping[str, str | None]) -> str:
    """Return a file's text with `values` in their places, new ones at its end, and all else as it is.

    None takes a value out. A value may be anything but several lines; raises ValueError.
    """
    left, lines = dict(values), []
    for line in text.splitlines():
        found = _LINE.match(line)
        name = found["name"] if found else ""
        if name not in values:
            lines.append(line)
        elif (value := left.pop(name, None)) is not None:
            lines.append(f"{name}={_quoted(value)}")
    lines += [f"{name}={_quoted(value)}" for name, value in left.items() if value is not None]
    return "".join(f"{line}\n" for line in lines)


def write(path: Path, text: str) -> None:
    """Put `text` at `path`, readable by its owner alone; cut off in the middle, the file is as it was."""
    path = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=".env-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _quoted(value: str) -> str:
    if "\n" in value or "\r" in value:
        raise ValueError("a setting is one line")
    if _PLAIN.fullmatch(value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
