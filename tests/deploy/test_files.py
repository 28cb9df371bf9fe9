"""The files in deploy/ name commands, settings, ports and addresses that there are, and allow as little as they can."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import cli
from bot.health import Health
from bot.settings import Settings, load, variable
from bot.standing import Standing
from storage.urls import normalise

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
UNIT = (DEPLOY / "trellis.service").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))
COMMANDS = {
    command.name or command.callback.__name__.replace("_", "-")
    for command in cli.registered_commands
    if command.callback
}
PYTHON = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def lines(text: str) -> list[str]:
    """Return a Dockerfile's instructions, each in one line and without comments."""
    joined = re.sub(r"\\\n\s*", " ", text)
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def instructions(name: str) -> list[str]:
    """Return what the Dockerfile says after an instruction, each time."""
    return [line.split(" ", 1)[1] for line in lines(DOCKERFILE) if line.startswith(f"{name} ")]


def found(kind: str) -> Iterator[Mapping[str, Any]]:
    """Return the resources of a kind in the Kubernetes example."""
    return (one for one in KUBERNETES if one["kind"] == kind)


def environment() -> dict[str, str]:
    """What the image sets."""
    return dict(pair.split("=", 1) for line in instructions("ENV") for pair in line.split())


def test_every_setting_that_is_named_there_is_one() -> None:
    named = {
        name
        for file in DEPLOY.iterdir()
        if file.name != "grafana.json"
        for name in re.findall(r"TRELLIS_[A-Z_]+", file.read_text("utf-8"))
    }
    assert {"TRELLIS_HEALTH_PORT", "TRELLIS_KEY_FILE"} <= named
    assert named - {variable(field) for field in Settings.model_fields} == set()


def test_every_value_that_is_set_there_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    (config,) = found("ConfigMap")
    compose = COMPOSE["services"]["trellis"]["environment"]
    unit = dict(line.split("=", 1) for line in re.findall(r"^Environment=(.+)$", UNIT, flags=re.MULTILINE))
    for values in (environment(), config["data"], compose, unit):
        with monkeypatch.context() as patched:
            for name, value in values.items():
                assert isinstance(value, str), name
                if name.startswith("TRELLIS_"):
                    patched.setenv(name, value.replace("${POSTGRES_PASSWORD}", "secret"))
            read = load(_env_file=None)
            assert normalise(read.database_url)


def test_every_command_that_is_run_there_is_one() -> None:
    run = {
        *re.findall(r'"(\w[\w-]*)"', instructions("CMD")[-1]),
        *(service["command"][0] for service in COMPOSE["services"].values() if "command" in service),
        *(
            container["args"][0]
            for one in KUBERNETES
            if one["kind"] in ("Deployment", "Job")
            for container in one["spec"]["template"]["spec"]["containers"]
        ),
        *re.findall(r"bin/trellis (\S+)", UNIT),
    }
    assert run == {"run", "migrate"}
    assert run - COMMANDS == set()


def test_ports_and_addresses_are_those_that_answer() -> None:
    set_to = environment()
    ports = {int(set_to["TRELLIS_PORT"]), int(set_to["TRELLIS_HEALTH_PORT"])}
    (config,), (deployment,), (service,) = found("ConfigMap"), found("Deployment"), found("Service")
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    named = {one["name"]: one["containerPort"] for one in container["ports"]}
    assert {int(port) for port in instructions("EXPOSE")[0].split()} == ports
    assert named == {
        "slack": int(config["data"]["TRELLIS_PORT"]),
        "health": int(config["data"]["TRELLIS_HEALTH_PORT"]),
    }
    assert {one["targetPort"] for one in service["spec"]["ports"]} == {"slack"}

    probes = {
        container[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe", "startupProbe")
    }
    annotations = deployment["spec"]["template"]["metadata"]["annotations"]
    asked = {*probes, annotations["prometheus.io/path"], *re.findall(r":8080(/\w+)", DOCKERFILE)}
    health = Health(Standing().told, "127.0.0.1", 0)
    answered = {route.resource.canonical for route in health.application.router.routes() if route.resource}
    assert asked == answered


def test_the_image_holds_what_the_package_is_made_of_and_nothing_else() -> None:
    copied = {
        source
        for line in instructions("COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    }
    wheel = PYTHON["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel.get("force-include", {}), "pyproject.toml", "README.md", "LICENSE"}
    assert copied == needed | {"requirements.lock"}
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied
    assert "*" in ignored
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_image_runs_a_python_that_trellis_takes_as_nobody_in_particular() -> None:
    versions = {re.search(r"python:(3\.\d+)-slim", line)[1] for line in instructions("FROM")}  # type: ignore[index]
    classifiers = " ".join(PYTHON["project"]["classifiers"])
    assert len(versions) == 1
    assert all(f"Python :: {version}" in classifiers for version in versions)
    assert instructions("USER") == ["10001"]
    assert all(
        "--require-hashes" in line or line.endswith(" .") for line in instructions("RUN") if "pip" in line
    )
    assert len(instructions("HEALTHCHECK")) == 1


def test_nothing_in_kubernetes_may_more_than_it_needs() -> None:
    pods = [one["spec"]["template"]["spec"] for one in KUBERNETES if one["kind"] in ("Deployment", "Job")]
    assert len(pods) == 2
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
    (deployment,) = found("Deployment")
    assert deployment["spec"]["replicas"] == 2
    (secret,) = found("Secret")
    assert {value for name, value in secret["stringData"].items() if "DATABASE" not in name} == {""}


def test_two_processes_that_share_a_database_share_a_key() -> None:
    (secret,) = found("Secret")
    assert "TRELLIS_VAULT_KEYS" in secret["stringData"]


def test_systemd_takes_the_unit_and_finds_it_well_enclosed(tmp_path: Path) -> None:
    said = dict(re.findall(r"^(\w+)=(.*)$", UNIT, flags=re.MULTILINE))
    enclosed = ("NoNewPrivileges", "DynamicUser", "PrivateTmp", "PrivateDevices", "ProtectHome")
    assert {name: said[name] for name in enclosed} == dict.fromkeys(enclosed, "yes")
    assert (said["ProtectSystem"], said["CapabilityBoundingSet"], said["UMask"]) == ("strict", "", "0077")
    # Where there is systemd, it is asked as well; elsewhere nobody could.
    if shutil.which("systemd-analyze"):
        unit = tmp_path / "trellis.service"
        unit.write_text(UNIT.replace("/opt/trellis/bin/trellis", "/bin/true"), "utf-8")
        _analyze(unit)


def _analyze(unit: Path) -> None:
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],  # noqa: S607 - wherever it is here
        capture_output=True,
        text=True,
    )
    assert [line for line in verified.stderr.splitlines() if "trellis" in line] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)],  # noqa: S607
        capture_output=True,
        text=True,
    )
    assert rated.returncode == 0, rated.stdout[-400:]
