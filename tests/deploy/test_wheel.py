"""The wheel holds all that Trellis needs, and runs without the source beside it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import manifest
from bot.demo import PEOPLE
from simulator import Person, Simulator
from tests.bot.test_command_line import home
from tests.bot.test_processes import free_port

__all__ = ["home"]
ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "jobs", "simulator", "storage")
NOT_SHIPPED = {".pyc"}
# Writes down whatever Python opens for writing, makes, moves or removes, and every SQLite file.
WATCH = """
import os, sys
kept = os.open(os.environ["WRITTEN_DOWN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "sqlite3.connect"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def heard(event, told):
    if event in CHANGES or (event == "open" and (told[2] or 0) & WRITES):
        if isinstance(told[0], (str, os.PathLike)):
            os.write(kept, (os.path.abspath(told[0]) + "\\n").encode())
sys.addaudithook(heard)
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installation of the wheel puts beside its libraries."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and file.suffix not in NOT_SHIPPED
    }
    assert {Path(name).suffix for name in ours} >= {".py", ".ftl", ".mako", ".js", ".css"}
    assert ours - shipped == set()
    strangers = {name for name in shipped - ours if ".dist-info/" not in name}
    assert strangers == {"bot/manifest.yml"}


def test_it_says_where_it_is_and_what_it_can(home: dict[str, str], unpacked: Path) -> None:
    env = {**home, "PYTHONPATH": str(unpacked)}
    where = (
        "import bot, bot.manifest as m; print(bot.__file__); print(m.load()['display_information']['name'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", where], env=env, cwd=home["HOME"], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [str(unpacked / "bot" / "__init__.py"), "Trellis"]


async def test_it_runs_and_answers_without_the_source(home: dict[str, str], unpacked: Path) -> None:
    slack = Simulator(manifest=manifest.load(), accounts=PEOPLE, team_id="T0FERNHILL")
    await slack.start()
    port = free_port()
    watch = Path(home["HOME"]) / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, "utf-8")
    env = {
        **home,
        "PYTHONPATH": f"{unpacked}{os.pathsep}{watch}",
        "WRITTEN_DOWN": str(watch / "written"),
        "TRELLIS_SLACK_BOT_TOKEN": slack.bot_token,
        "TRELLIS_SLACK_APP_TOKEN": slack.app_token,
        "TRELLIS_SLACK_BASE_URL": slack.api_url,
        "TRELLIS_HEALTH_PORT": str(port),
    }
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=env, cwd=home["HOME"], stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _ready(port, running)
        amara = Person(slack.url, "ULEAD")
        await amara.open_home()
        await amara.until(lambda state: state["home"], seconds=60)
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0
    finally:
        if running.returncode is None:
            running.kill()
        await slack.stop()
    # All that it keeps lies in its data folder, the key for its owner alone.
    folder = Path(home["XDG_DATA_HOME"]) / "trellis"
    kept = {file.name: file for file in folder.iterdir()}
    assert folder.stat().st_mode & 0o077 == 0
    # Nor does it write anywhere else: in deploy/ the rest of the machine can be read only.
    written = {Path(one) for one in (watch / "written").read_text("utf-8").splitlines()}
    ours = {one for one in written if one.is_relative_to(home["XDG_DATA_HOME"])}
    assert folder / "trellis.db" in ours
    assert {one for one in written - ours if "__pycache__" not in one.parts} <= {Path("/dev/null")}
    assert {"trellis.db", "trellis.key"} <= set(kept)
    assert kept["trellis.key"].stat().st_mode & 0o077 == 0


async def _ready(port: int, running: asyncio.subprocess.Process) -> None:
    async with ClientSession() as session, asyncio.timeout(120):
        while running.returncode is None:
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError("it ended")
