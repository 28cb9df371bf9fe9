"""`make sbom`: a bill of materials of everything in the lock (CycloneDX 1.6), the same each time it is made."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"


def made(lock: Path = LOCK, *, validate: bool = True) -> dict[str, Any]:
    """Return the bill of a lock: what we are, and each package with its version, address (purl), licences and hashes.

    The hashes are those of the lock, one for each file in which the package is published. Licences are what a package
    says of itself where it is installed; one that other machines alone need has none here. Where a package was
    fetched from, and its line in the lock, are left out: both are this machine's matter.
    """
    bill, licences = _told("requirements", str(lock)), _licences()
    hashes = _hashes(lock.read_text("utf-8"))
    parts = sorted(
        (_part(one, licences, hashes) for one in bill["components"]), key=lambda one: str(one["purl"])
    )
    root = bill["metadata"]["component"]["bom-ref"]
    wholes = [{"ref": one["bom-ref"]} for one in parts]
    whole = {
        **bill,
        "components": parts,
        "dependencies": [{"ref": root, "dependsOn": [one["bom-ref"] for one in parts]}, *wholes],
    }
    if validate:
        refuse(whole)
    return whole


def refuse(bill: dict[str, Any]) -> None:
    """Raise ValueError for what is no bill by CycloneDX's own schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    if wrong:
        raise ValueError(str(wrong))


def _told(what: str, *more: str) -> dict[str, Any]:
    command = [
        sys.executable, "-W", "ignore", "-m", "cyclonedx_py", what, "--pyproject", str(ROOT / "pyproject.toml"),
        "--no-validate", "--output-reproducible", "--of", "JSON", "--sv", "1.6", "--short-PURLs", *more,
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(told.stdout)
    return bill


@cache
def _licences() -> dict[str, list[dict[str, Any]]]:
    return {_key(one["name"]): _said(one) for one in _told("environment")["components"]}


def _key(name: str) -> str:
    """Return a name as all spellings of it are compared (packaging.python.org, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _said(component: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the licences of a package; where it names one as SPDX does, what it says in other words is left out."""
    told: list[dict[str, Any]] = component.get("licenses", [])
    named = [one for one in told if "expression" in one or "id" in one["license"]]
    return named or told


def _hashes(lock: str) -> dict[str, list[str]]:
    """Return the hashes (SHA-256) of each package in a lock."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE):
        if name := re.match(r"([\w.-]+)==", block):
            found[_key(name[1])] = re.findall(r"--hash=sha256:([0-9a-f]{64})", block)
    return found


def _part(
    component: dict[str, Any], licences: dict[str, list[dict[str, Any]]], hashes: dict[str, list[str]]
) -> dict[str, Any]:
    key = _key(component["name"])
    kept = {name: component[name] for name in ("name", "purl", "type", "version")}
    sums = [{"alg": "SHA-256", "content": one} for one in hashes[key]]
    told = licences.get(key)
    return {"bom-ref": component["purl"], **kept, "hashes": sums, **({"licenses": told} if told else {})}


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/sbom.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(made(), indent=2, sort_keys=True) + "\n", "utf-8")
    sys.stdout.write(f"{target}\n")
