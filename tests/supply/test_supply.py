"""What Trellis is made of is told whole, and what could not be asked about it is said."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from tests.supply import audit, sbom


def locked(lock: Path = sbom.LOCK) -> set[tuple[str, str]]:
    """Return the names and versions in a lock."""
    return set(re.findall(r"^([\w.-]+)==([\w.+!]+)", lock.read_text("utf-8"), flags=re.MULTILINE))


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """The bill of our own lock, by the schema's own rules."""
    return sbom.made()


def test_the_bill_names_everything_in_the_lock_and_nothing_of_this_machine(
    bill: dict[str, Any], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "requirements.lock"
    elsewhere.write_bytes(sbom.LOCK.read_bytes())
    text = json.dumps({"of": bill["components"], "on": bill["dependencies"]})
    assert {(one["name"], one["version"]) for one in bill["components"]} == locked()
    assert bill["metadata"]["component"]["name"] == "trellis-mentoring"
    # The same from another place, and without a date or a number of its own.
    assert sbom.made(elsewhere, validate=False) == bill
    whole = json.dumps(bill)
    assert [str(sbom.ROOT) in whole, str(tmp_path) in whole, "://" in text] == [False, False, False]
    assert {"serialNumber", "timestamp"} & {*bill, *bill["metadata"]} == set()


def test_the_bill_tells_of_each_package_its_licence_and_the_hashes_of_the_lock(bill: dict[str, Any]) -> None:
    parts = {one["name"]: one for one in bill["components"]}
    lock = sbom.LOCK.read_text("utf-8")
    told = sorted(one["content"] for part in parts.values() for one in part["hashes"])
    assert told == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock))
    assert [name for name, part in parts.items() if not part["hashes"]] == []
    # What is not installed here, because other systems alone need it, says nothing of itself.
    elsewhere = [name for name, part in parts.items() if "licenses" not in part]
    assert [name for name in elsewhere if is_installed(name)] == []
    assert len(elsewhere) < len(parts) / 10
    assert parts["cryptography"]["licenses"][0]["expression"] == "Apache-2.0 OR BSD-3-Clause"


def is_installed(name: str) -> bool:
    """Whether a package of that name is installed here."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def test_an_audit_tells_what_is_vulnerable_and_fails_for_that_alone() -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    sound, flawed = (
        {"name": "a", "version": "1.0", "vulns": []},
        {"name": "b", "version": "1.9", "vulns": [flaw]},
    )
    skipped = {"name": "c", "skip_reason": "Dependency not found"}
    assert audit.tell({"dependencies": [sound, flawed, skipped]}) == (
        [
            "b 1.9: PYSEC-1, mended in 2.0",
            "Not audited, as the database does not know them: 1 of 3.",
            "2 packages audited, 1 known vulnerabilities.",
        ],
        1,
    )
    assert audit.tell({"dependencies": [sound]}) == (["1 packages audited, 0 known vulnerabilities."], 0)


def test_an_audit_that_could_ask_nothing_says_so() -> None:
    said = ["NOT AUDITED: the database of known vulnerabilities could not be reached. Run make audit again."]
    assert audit.tell({"dependencies": [{"name": "c", "skip_reason": "Dependency not found"}]}) == (said, 0)
    assert audit.tell({}) == (said, 0)
