"""`trellis doctor`: looks at everything that Trellis needs, and says what is wrong and what to press."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import as_called, guarded, out
from bot.commands.findings import Finding, Level, worst, wrong

SIGNS = {
    Level.FINE: "[green]ok   [/]",
    Level.PARTLY: "[cyan]part [/]",
    Level.WARNING: "[yellow]hint [/]",
    Level.WRONG: "[red]wrong[/]",
}
VERDICTS = {
    Level.FINE: "All is well.",
    Level.PARTLY: "All that could be looked at is well; `part` says what could not.",
    Level.WARNING: "It works; see the hints.",
    Level.WRONG: "Something has to be mended.",
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON, for scripts.")] = False,
    configuration_token: Annotated[
        bool,
        typer.Option(
            "--configuration-token",
            help="Ask for an app configuration token, and compare the app at Slack with manifest.yml.",
        ),
    ] = False,
) -> None:
    """Look at everything that Trellis needs, and say what is wrong and what to press; works beside `run`.

    Ends with status 0 when all that could be looked at is well, 1 when something has to be mended, and 3 when there
    are only hints.
    """
    token = typer.prompt("Configuration token", hide_input=True, err=True) if configuration_token else ""
    found: list[Finding] = []
    # What libraries have to say stands in the findings already.
    logging.disable(logging.CRITICAL)
    guarded(lambda: found.extend(asyncio.run(examine(token.strip()))))
    if as_json:
        sys.stdout.write(as_text(found))
    else:
        show(found)
    raise typer.Exit(worst(found).status)


async def examine(configuration_token: str = "") -> list[Finding]:
    """Look at everything, in the order in which one thing needs another."""
    from bot import settings
    from bot.commands import hosted_checks, machine_checks, slack_checks
    from bot.commands.asking_slack import slack

    try:
        configured = settings.load()
    except settings.SettingMalformed as refused:
        return [wrong(machine_checks.SETTINGS, str(refused), "Then run: trellis doctor")]
    found = [machine_checks.env_file(Path(".env"))]
    async with slack(configured.slack_base_url) as asked:
        if configured.slack_client_id or configured.slack_client_secret:
            tokens, installed = await asyncio.to_thread(machine_checks.tokens, configured)
            found += await hosted_checks.look(asked, configured, tokens, installed, configuration_token)
        else:
            found += await slack_checks.look(asked, configured, configuration_token)
    found += await asyncio.to_thread(machine_checks.memory, configured, datetime.now(UTC))
    return [*found, await machine_checks.process(configured)]


def show(found: Sequence[Finding]) -> None:
    """Print the findings for a person."""
    width = max(len(one.about) for one in found)
    for one in found:
        out.print(f"{SIGNS[one.level]} {one.about:<{width}}  ", end="")
        out.print(one.says, markup=False)
        if one.mend:
            out.print(f"{' ' * (width + 8)}{as_called(one.mend)}", markup=False)
    out.print(f"\n{VERDICTS[worst(found)]}")


def as_text(found: Sequence[Finding]) -> str:
    """Return the findings as JSON: `status` is the worst level, and each check has its own."""
    checks = [asdict(one) for one in found]
    return json.dumps({"status": worst(found), "checks": checks}, ensure_ascii=False, indent=2) + "\n"
