"""What `trellis doctor` looks at where many workspaces install Trellis: its client, its pages, and its tokens."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot import hosting
from bot.commands.asking_slack import Slack, Told
from bot.commands.findings import Finding, Level, fine, warning, wrong
from bot.commands.slack_checks import APPS, SCOPES, clock, drift, scopes, signing_secret
from bot.errors import TrellisError
from bot.installing import INSTALL
from bot.settings import Settings
from bot.sockets import plainly

CLIENT, PAGES, TOKENS = "client", "pages", "tokens"
# A code that Slack never gave: what it says of it tells whether it knows the client.
NO_CODE = "trellis-doctor"
PATIENCE = ClientTimeout(total=10)


async def look(
    slack: Slack,
    configured: Settings,
    tokens: Sequence[str],
    installed: int,
    configuration_token: str = "",
) -> list[Finding]:
    """Look at what installing needs, and at `tokens`, some of those by which it speaks in `installed` workspaces."""
    try:
        hosting.is_hosted(configured)
    except TrellisError as lacking:
        return [wrong(CLIENT, str(lacking), "Then run: trellis doctor")]
    told = await known(slack, configured.slack_client_id or "", _secret(configured))
    asked = [await slack.ask("auth.test", token) for token in tokens]
    granted = granted_by(asked)
    compared = ["the permissions as granted (see scopes)"] if granted else []
    return [
        client(told, configured),
        signing_secret(configured),
        await pages(configured),
        of_workspaces(asked, installed, configured),
        *granted,
        *clock(told, configured),
        await drift(slack, configured, await _app_id(slack, tokens, asked), configuration_token, compared),
    ]


async def _app_id(slack: Slack, tokens: Sequence[str], asked: Sequence[Told]) -> str:
    """Return the id of the app that the first good token is of, empty where there is none."""
    for token, told in zip(tokens, asked, strict=True):
        if not told.error:
            bot = await slack.ask("bots.info", token, bot=str(told.facts.get("bot_id", "")))
            return str((bot.facts.get("bot") or {}).get("app_id") or "")
    return ""


async def known(slack: Slack, client_id: str, client_secret: str) -> Told:
    """Ask Slack whether it knows a client, by a code that is none."""
    return await slack.ask(
        "oauth.v2.access", "", client_id=client_id, client_secret=client_secret, code=NO_CODE
    )


def _secret(configured: Settings) -> str:
    secret = configured.slack_client_secret
    return secret.get_secret_value() if secret else ""


def client(told: Told, configured: Settings) -> Finding:
    """Whether Slack knows the client id, and the secret that belongs to it."""
    if not told.reached:
        said = f"Slack did not answer at {configured.slack_base_url}: {told.error}."
        return wrong(CLIENT, said, "Check this machine's way to the internet.")
    if told.error != "invalid_code":
        copy = f"Copy the client id and the client secret anew from {APPS}, your app, Basic Information."
        return wrong(CLIENT, f"Slack refused it: {told.error}.", copy)
    return fine(CLIENT, "Slack knows the client id and its secret.")


async def pages(configured: Settings) -> Finding:
    """Whether the page for installing can be opened at its public address."""
    url = (configured.public_url or "").rstrip("/") + INSTALL
    try:
        async with ClientSession(timeout=PATIENCE) as session, session.get(url) as response:
            if response.status == 200:
                return fine(PAGES, f"Workspaces can install Trellis at {url}")
            said = f"{url} answers {response.status}."
    except (ClientError, TimeoutError, OSError) as failed:
        said = f"{url} cannot be opened: {plainly(failed)}."
    return warning(PAGES, said, "Start `trellis run`, and let what ends TLS lead there to TRELLIS_PORT.")


def of_workspaces(asked: Sequence[Told], installed: int, configured: Settings) -> Finding:
    """Whether the tokens that were tried are good."""
    if not installed:
        return fine(TOKENS, "No workspace has installed Trellis yet.")
    refused = [one for one in asked if one.reached and one.error]
    tried = f"Installed in {installed} workspaces; {len(asked)} tokens were tried"
    if refused:
        again = f"Those workspaces have to add Trellis again, at {(configured.public_url or '').rstrip('/')}{INSTALL}"
        return warning(TOKENS, f"{tried}, and {len(refused)} refused ({refused[0].error}).", again)
    return fine(TOKENS, f"{tried}, and none was refused.")


def granted_by(asked: Sequence[Told]) -> list[Finding]:
    """What the workspaces whose tokens were good have granted; nothing where there was none."""
    good = [one for one in asked if not one.error]
    lacking = [found for one in good for found in scopes(one) if found.level is Level.WRONG]
    if lacking:
        again = "Those workspaces have to add Trellis again, and allow it."
        return [
            wrong(SCOPES, f"In {len(lacking)} of the {len(good)} that were asked: {lacking[0].says}", again)
        ]
    return (
        [fine(SCOPES, f"All that Trellis needs is granted in the {len(good)} that were asked.")]
        if good
        else []
    )
