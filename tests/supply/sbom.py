"""`make sbom`: a bill of materials of everything in the lock (CycloneDX 1.6), the same each time it is made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"


def made(lock: Path = LOCK, *, validate: bool = True) -> dict[str, Any]:
    """Return the bill of a lock: what we are, and each package with its version and address (purl).

    Where a package was fetched from, and its line in the lock, are left out: both are this machine's matter.
    """
    command = [
        sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements",
        "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON", "--sv", "1.6",
        "--short-PURLs",         "--validate" if validate else "--no-validate", str(lock),
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(told.stdout)
    parts = sorted((_part(one) for one in bill["components"]), key=lambda one: str(one["purl"]))
    root = bill["metadata"]["component"]["bom-ref"]
    wholes = [{"ref": one["bom-ref"]} for one in parts]
    return {
        **bill,
        "components": parts,
        "dependencies": [{"ref": root, "dependsOn": [one["bom-ref"] for one in parts]}, *wholes],
    }


def _part(component: dict[str, Any]) -> dict[str, Any]:
    kept = {key: component[key] for key in ("name", "purl", "type", "version")}
    return {"bom-ref": component["purl"], **kept}


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/sbom.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(made(), indent=2, sort_keys=True) + "\n", "utf-8")
    sys.stdout.write(f"{target}\n")
