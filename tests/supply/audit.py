"""`make audit`: asks the database of known vulnerabilities about everything in the lock, and says what it could not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements.lock"
# The whole of it; where the database cannot be reached nobody should wait longer.
SECONDS = 120


def audited(lock: Path = LOCK) -> Mapping[str, Any]:
    """Return pip-audit's report on a lock; empty where it came to none."""
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--no-deps",
        "--format", "json", "--progress-spinner", "off", "--timeout", "5",
    ]  # fmt: skip
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        report: Mapping[str, Any] = json.loads(told.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return {}
    return report


def tell(report: Mapping[str, Any]) -> tuple[list[str], int]:
    """Return what to say of a report, and the exit status: 1 for a known vulnerability, 0 where none was found."""
    known = report.get("dependencies", [])
    asked = [one for one in known if "skip_reason" not in one]
    found = [(one, vulnerability) for one in asked for vulnerability in one.get("vulns", [])]
    lines = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one, flaw in found
    ]
    if not asked:
        return [
            "NOT AUDITED: the database of known vulnerabilities could not be reached. Run make audit again."
        ], 0
    if len(asked) < len(known):
        lines.append(
            f"Not audited, as the database does not know them: {len(known) - len(asked)} of {len(known)}."
        )
    lines.append(f"{len(asked)} packages audited, {len(found)} known vulnerabilities.")
    return lines, int(bool(found))


if __name__ == "__main__":
    said, status = tell(audited())
    sys.stdout.write("\n".join(said) + "\n")
    sys.exit(status)
