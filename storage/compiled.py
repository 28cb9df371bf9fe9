"""What SQLAlchemy has compiled, kept once for all engines that speak to the same kind of database."""

from __future__ import annotations

from typing import Any

from sqlalchemy.util import LRUCache

# As many as an engine keeps by itself (docs.sqlalchemy.org, "SQL Compilation Caching").
CAPACITY = 500


class Compiled(LRUCache[Any, Any]):
    """Statements by what they say. SQLAlchemy asks for them by its dialect too, of which each engine has its own."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what a statement was compiled to by any engine of this kind."""
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


COMPILED = {"sqlite": Compiled(CAPACITY), "postgresql": Compiled(CAPACITY)}
