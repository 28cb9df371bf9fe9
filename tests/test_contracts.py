"""Who may import whom, and what may stand where: the lines between our packages, held against the source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "jobs", "storage", "simulator", "benchmarks")
TOP = {
    "bot.__main__", "bot.app", "bot.commands", "bot.declaring", "bot.demo", "bot.hosting", "bot.installing",
    "bot.panel", "bot.states",
}  # fmt: skip
# What decides and speaks, and knows the time only as an argument.
TIMELESS = (
    "bot/domain",
    "bot/dialogues",
    "bot/prompts",
    "bot/rehearsing.py",
    "bot/render.py",
    "bot/typed",
    "bot/views",
    "bot/words",
    "handlers",
    "jobs",
    "storage",
)
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

# For each package: which of our own packages it may import, and which from outside the standard library.
MAY: dict[str, tuple[set[str], set[str]]] = {
    "bot.domain": ({"bot.errors"}, set()),
    "bot.errors": (set(), set()),
    "bot.ports": ({"bot.domain"}, set()),
    "bot.clock": (set(), set()),
    "bot.words": (set(), {"babel", "fluent"}),
    "bot.views": ({"bot.domain", "bot.words"}, set()),
    "bot.typed": ({"bot.domain"}, {"babel", "dateparser"}),
    "bot.prompts": ({"bot.domain", "bot.typed", "bot.views", "bot.words"}, set()),
    "bot.dialogues": ({"bot.domain", "bot.typed", "bot.views", "bot.words"}, set()),
    "bot.rehearsing": ({"bot.dialogues", "bot.domain", "bot.prompts", "bot.views", "bot.words"}, set()),
    "bot.render": (
        {"bot.dialogues", "bot.domain", "bot.prompts", "bot.rehearsing", "bot.views", "bot.words"},
        set(),
    ),
    "bot.delivery": ({"bot.refusals", "bot.views"}, {"aiohttp", "slack_sdk", "structlog"}),
    "storage": (
        {"bot.domain", "bot.errors", "bot.ports"},
        {"alembic", "cryptography", "greenlet", "holidays", "psycopg", "sqlalchemy"},
    ),
    "simulator": (set(), {"aiohttp"}),
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


def package_of(module: str) -> str:
    """Name a package of ours as the table does: `bot.views.home` is of `bot.views`, `storage.rows` of `storage`."""
    return ".".join(module.split(".")[: 2 if module.startswith("bot.") else 1])


def imports() -> dict[str, set[str]]:
    """Return for each package of ours what it imports from other packages, the standard library left out."""
    drawn = graph()
    found: dict[str, set[str]] = {}
    for module in drawn.modules:
        if module.split(".")[0] in PACKAGES:
            imported = {package_of(one) for one in drawn.find_modules_directly_imported_by(module)}
            found.setdefault(package_of(module), set()).update(imported)
    return {
        package: {one for one in imported if one != package and one not in sys.stdlib_module_names}
        for package, imported in found.items()
    }


def trees(*places: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield every source file under some places, by its path in the repository."""
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield str(file.relative_to(ROOT)), ast.parse(file.read_text("utf-8"))


def test_the_contracts_that_are_written_down_hold() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, "0 broken" in run.stdout) == (0, True), run.stdout


@pytest.mark.parametrize("package", MAY)
def test_a_package_imports_nothing_but_what_it_may(package: str) -> None:
    ours, outside = MAY[package]
    assert imports()[package] - ours - outside == set()


def test_below_the_composition_root_nothing_of_bot_knows_who_uses_it() -> None:
    above = {"handlers", "jobs", "storage", "simulator", "benchmarks", *TOP}
    found = {
        package: imported & above for package, imported in imports().items() if package.startswith("bot.")
    }
    assert {package: used for package, used in found.items() if used and package not in TOP} == {}


def test_nothing_imports_what_stands_on_top() -> None:
    importers = {package: imported & TOP for package, imported in imports().items() if imported & TOP}
    assert set(importers) <= TOP | {"benchmarks"}


def test_handlers_and_jobs_ask_storage_and_write_no_queries_themselves() -> None:
    found = imports()
    assert {name: found[name] & {"alembic", "sqlalchemy"} for name in ("handlers", "jobs")} == {
        "handlers": set(),
        "jobs": set(),
    }


def test_nobody_asks_the_machine_what_time_it_is() -> None:
    asked = [
        f"{path}:{node.lineno}"
        for path, tree in trees(*TIMELESS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in CLOCKS
    ]
    assert asked == []


def test_whoever_asks_the_machine_for_the_time_is_found() -> None:
    # The rule above would hold of anything if it found nothing where there is something to be found.
    (clock,) = [tree for _path, tree in trees("bot/clock.py")]
    names = {
        (node.value.id, node.attr)
        for node in ast.walk(clock)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert names & CLOCKS == {("datetime", "now")}


def test_every_module_opens_with_a_sentence_saying_what_it_is_for() -> None:
    silent = [
        path
        for path, tree in trees(*PACKAGES)
        if isinstance(tree, ast.Module) and tree.body and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_only_tests_load_what_prepares_a_run_of_tests() -> None:
    prepares = re.compile(r"^\s*(from|import) tests(\.\w+)*\.conftest\b", re.MULTILINE)
    files = [one for folder in (*PACKAGES, "tests") for one in (ROOT / folder).rglob("*.py")]
    loading = [one for one in files if prepares.search(one.read_text("utf-8"))]
    # Benchmarks and `make year` once ran without a garbage collector because of it.
    assert [str(one.relative_to(ROOT)) for one in loading if not one.name.startswith("test_")] == []


def test_nothing_is_kept_that_belongs_to_one_machine() -> None:
    # A link to somebody's environment, once it is kept, takes the place of everybody's own.
    command = ("git", "ls-files", "--cached", "--ignored", "--exclude-standard")
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, ""), said.stderr
