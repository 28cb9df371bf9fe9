"""What Trellis is made of is told whole, and what could not be asked about it is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.supply import audit, sbom


def locked(lock: Path = sbom.LOCK) -> set[tuple[str, str]]:
    """Return the names and versions in a lock."""
    return set(re.findall(r"^([\w.-]+)==([\w.+!]+)", lock.read_text("utf-8"), flags=re.MULTILINE))


def test_the_bill_names_everything_in_the_lock_and_nothing_of_this_machine(tmp_path: Path) -> None:
    elsewhere = tmp_path / "requirements.lock"
    elsewhere.write_bytes(sbom.LOCK.read_bytes())
    bill = sbom.made(validate=False)
    text = json.dumps({"of": bill["components"], "on": bill["dependencies"]})
    assert {(one["name"], one["version"]) for one in bill["components"]} == locked()
    assert bill["metadata"]["component"]["name"] == "trellis-mentoring"
    # The same from another place, and without a date or a number of its own.
    assert sbom.made(elsewhere, validate=False) == bill
    whole = json.dumps(bill)
    assert [str(sbom.ROOT) in whole, str(tmp_path) in whole, "://" in text] == [False, False, False]
    assert {"serialNumber", "timestamp"} & {*bill, *bill["metadata"]} == set()


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
