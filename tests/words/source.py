"""What the source says of words: which sentences it asks for, and which it would say itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPEAKERS = ("bot", "handlers", "jobs")
# Where a sentence would reach a person.
SILENT = ("bot/views", "bot/prompts", "bot/dialogues", "bot/render.py", "bot/domain", "handlers")
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.!?]? [^\W\d_]{2,}")
# What is said to whoever runs Trellis: logs, and the names of tasks.
LOGGED = {"debug", "info", "warning", "error", "exception", "spawn"}


@dataclass(frozen=True)
class Asked:
    """A sentence that the source asks for by its name, with the facts it gives; None where they come as a dict."""

    place: str
    id: str
    facts: frozenset[str] | None


@cache
def trees(*places: str) -> tuple[tuple[str, ast.Module], ...]:
    """Return the source files under some places, by their paths in the repository."""
    found = []
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.append((str(file.relative_to(ROOT)), ast.parse(file.read_text("utf-8"))))
    return tuple(found)


def asked() -> Iterator[Asked]:
    """Yield every call of `reader.plain("...")` or `reader.mrkdwn("...")` with a name that stands there."""
    for path, tree in trees(*SPEAKERS):
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in ("plain", "mrkdwn") or not node.args:
                continue
            id_ = node.args[0]
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "blocks":
                continue
            if isinstance(id_, ast.Constant) and isinstance(id_.value, str):
                names = [keyword.arg for keyword in node.keywords]
                facts = None if None in names else frozenset(name for name in names if name)
                yield Asked(f"{path}:{node.lineno}", id_.value, facts)


def literals(*places: str) -> set[str]:
    """Return every string that stands in the source."""
    return {
        node.value
        for _path, tree in trees(*places)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def shown() -> set[str]:
    """Return the names of the sentences that the pages in the browser ask for."""
    pages = (ROOT / "bot" / "templates").glob("*.html")
    return {one for page in pages for one in re.findall(r'say\("([^"]+)"\)', page.read_text("utf-8"))}


def said(tree: ast.Module) -> list[tuple[int, str]]:
    """Return the strings of two or more words that are neither documentation nor for whoever runs Trellis."""
    passed = {id(part) for node in ast.walk(tree) for one in _for_us(node) for part in ast.walk(one)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in passed and TWO_WORDS.search(node.value)
    ]


def _for_us(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a statement that no person in Slack reads."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        if node.body and isinstance(node.body[0], ast.Expr) and ast.get_docstring(node) is not None:
            yield node.body[0]
    elif isinstance(node, ast.Raise):
        yield node
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOGGED:
        yield from node.args
