"""docs/privacy.md says what the code declares."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from bot.__main__ import cli
from storage.holdings import HOLDINGS
from storage.tables import Base

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_the_document_is_what_trellis_privacy_prints() -> None:
    printed = CliRunner().invoke(cli, ["privacy"])
    assert (printed.exit_code, printed.stdout) == (0, DOCUMENT.read_text("utf-8"))


def test_every_table_stands_in_it() -> None:
    said = DOCUMENT.read_text("utf-8")
    assert [table.name for table in Base.metadata.sorted_tables if f"(`{table.name}`)" not in said] == []
    assert set(HOLDINGS) == {table.name for table in Base.metadata.sorted_tables}
