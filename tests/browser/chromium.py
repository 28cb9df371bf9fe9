"""Finds a Chromium for the browser tests, or installs one: `python -m tests.browser.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "TRELLIS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BY_HAND = f"Install Chromium or Google Chrome, or name one in {VARIABLE}, and run this again."


def find() -> Path | None:
    """The first browser that truly starts: the one of TRELLIS_CHROMIUM, Playwright's own, one on the PATH."""
    return next((path for path in _candidates() if starts(path)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    if own := _of_playwright():
        yield own
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)


def _of_playwright() -> Path | None:
    """Where Playwright keeps, or would keep, the Chromium it downloads."""
    from playwright.sync_api import sync_playwright

    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    except Exception:
        # Without its driver Playwright has no browser either; the others are tried.
        return None
    return path if path.exists() else None


def starts(path: Path) -> bool:
    """Whether the browser runs and says its version; in a container a launcher of snap is there and does not."""
    try:
        said = subprocess.run([path, "--version", "--no-sandbox"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and any(char.isdigit() for char in said.stdout)


def install() -> str:
    """Tries what can bring a browser here and gives the last reason why it did not, or "" when it did."""
    reason = ""
    for command in _ways():
        reason = _run(command)
        if not reason and find():
            return ""
    return reason or "nothing that could be tried brought a browser"


def _ways() -> Iterator[list[str]]:
    root = os.geteuid() == 0 if hasattr(os, "geteuid") else False
    with_system_libraries = ["--with-deps"] if root else []
    yield [sys.executable, "-m", "playwright", "install", *with_system_libraries, "chromium"]
    if shutil.which("apt-get") and (root or _may_sudo()):
        as_root = [] if root else ["sudo", "-n"]
        yield [*as_root, "apt-get", "update", "-q"]
        yield [*as_root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]


def _may_sudo() -> bool:
    return bool(shutil.which("sudo")) and not _run(["sudo", "-n", "true"])


def _run(command: list[str]) -> str:
    """Why the command failed, in its own last line; "" when it did not."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return f"{' '.join(command)}: {said[-1] if said else f'ended with {done.returncode}'}"


def main() -> int:
    if found := find():
        print(f"The browser tests use {found}.")  # noqa: T201
        return 0
    reason = install()
    if found := find():
        print(f"Installed {found} for the browser tests.")  # noqa: T201
        return 0
    print(f"There is no browser for the browser tests, and none could be installed ({reason}). {BY_HAND}")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
