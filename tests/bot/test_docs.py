"""What the documents say is so: settings, commands, files and addresses within the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic_core import PydanticUndefined
from typer.testing import CliRunner

from bot import manifest
from bot.__main__ import cli
from bot.settings import Settings, meaning, variable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
INSTALL = (ROOT / "docs" / "install.md").read_text("utf-8")
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("simulator/*.md")]
    if path.is_file()
)
LARGEST_PICTURE = 400_000
# Defaults that depend on the machine, in words.
IN_WORDS = {
    "database_url": "a file in your data folder",
    "key_file": "beside that file",
}


def settings_table() -> str:
    """Return the README's table of settings as it should be."""
    rows = (
        f"| `{variable(field)}` | {_default(field)} | {meaning(field)} |" for field in Settings.model_fields
    )
    return "\n".join(("| variable | default | meaning |", "| --- | --- | --- |", *rows))


def _default(field: str) -> str:
    default = Settings.model_fields[field].default
    if field in IN_WORDS:
        return IN_WORDS[field]
    if default in (None, (), PydanticUndefined):
        return ""
    return f"`{default:g}`" if isinstance(default, float) else f"`{default}`"


def test_the_readme_names_every_setting_with_its_default_and_meaning() -> None:
    start = README.index("| variable | default | meaning |")
    assert README[start:].split("\n\n")[0].strip() == settings_table()


def test_the_example_of_an_env_file_names_every_setting_and_changes_none() -> None:
    example = ROOT / ".env.example"
    named = re.findall(r"^#? ?(TRELLIS_\w+)=", example.read_text("utf-8"), flags=re.MULTILINE)
    assert named == [variable(field) for field in Settings.model_fields]

    set_to = {name: value for name, value in dotenv_values(example).items() if value}
    assert set_to == {}


def test_every_make_command_in_the_documents_can_be_made() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(
            r"(?:^ {4}|`)make ([a-z]+(?:-[a-z]+)*)", document.read_text("utf-8"), flags=re.MULTILINE
        )
    }
    assert {"demo", "test", "check", "bench", "lock"} <= named
    assert named - targets == set()


def test_every_command_of_trellis_in_the_documents_exists() -> None:
    commands = {
        command.name or command.callback.__name__ for command in cli.registered_commands if command.callback
    }
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:`|bin/)trellis ([a-z]+(?:-[a-z]+)*)", document.read_text("utf-8"))
    }
    assert {"run", "manifest"} <= named
    assert named - commands == set()

    helped = CliRunner().invoke(cli, ["--help"])
    assert helped.exit_code == 0
    assert [name for name in sorted(commands) if name not in helped.stdout] == []


def _places(document: Path) -> Iterator[str]:
    for address in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        if not address.startswith(("https://", "http://")):
            yield address


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_place_that_a_document_points_to_is_there(document: Path) -> None:
    assert [place for place in _places(document) if not (document.parent / place).exists()] == []


def test_whoever_installs_it_reads_of_every_permission_what_it_is_for() -> None:
    told = re.findall(r"^\| `([a-z:.]+)`( \(optional\))? \|", INSTALL, flags=re.MULTILINE)
    scopes = manifest.load()["oauth_config"]["scopes"]
    assert sorted(name for name, _optional in told) == scopes["bot"]
    assert sorted(name for name, optional in told if optional) == scopes["bot_optional"]


def test_pictures_are_small_and_shown() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*"))
    shown = {(document.parent / place).resolve() for document in DOCUMENTS for place in _places(document)}
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    assert [path.name for path in pictures if path.resolve() not in shown] == []


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", changelog, flags=re.MULTILINE)[0] == "[Unreleased]"


def test_what_the_tests_need_is_locked_like_what_trellis_needs() -> None:
    pinned = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    needed, of_tests = pinned
    assert {name: of_tests.get(name) for name in needed} == needed
    assert [
        name for name in ("requirements.lock", "requirements-dev.lock") if "index" in _options(name)
    ] == []


def _options(lock: str) -> str:
    """Return what a lock says besides its requirements."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("-"))
