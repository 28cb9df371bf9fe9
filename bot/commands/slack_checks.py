"""What `trellis doctor` asks Slack: are the tokens good, what may they do, and is the app as it should be?"""

from __future__ import annotations

from collections.abc import Sequence

from bot import manifest, settings
from bot.commands.asking_slack import Slack, Told
from bot.commands.findings import Finding, Level, fine, partly, warning, wrong
from bot.settings import Settings

BOT, APP, SECRET, SCOPES, MANIFEST, CLOCK = (
    "bot token",
    "app token",
    "signing secret",
    "scopes",
    "manifest",
    "clock",
)
APPS = "https://api.slack.com/apps"
# Slack's header knows whole seconds, and an answer takes its time.
SKEW_SECONDS = 30
# "More than five minutes from local time": docs.slack.dev/authentication/verifying-requests-from-slack.
WINDOW_SECONDS = 300
# Beside the permissions, this is what of an app's manifest matters to Trellis; only its own maker is shown it.
UNSEEN = "events, commands, shortcuts and the switches for Home, Messages and interactivity"
COPY_BOT = f"Copy it anew from {APPS}, your app, OAuth & Permissions, into TRELLIS_SLACK_BOT_TOKEN."
COPY_APP = (
    f"Copy it anew from {APPS}, your app, Basic Information, App-Level Tokens, into TRELLIS_SLACK_APP_TOKEN."
)


async def look(slack: Slack, configured: Settings, configuration_token: str = "") -> list[Finding]:
    """Ask Slack; what needs the bot token is left out where that is refused."""
    found: list[Finding] = []
    compared: list[str] = []
    app_id = ""
    token = configured.slack_bot_token.get_secret_value() if configured.slack_bot_token else ""
    if not token:
        found.append(wrong(BOT, "TRELLIS_SLACK_BOT_TOKEN is not set.", "Run: trellis setup"))
    else:
        told = await slack.ask("auth.test", token)
        found.append(bot_token(told) if told.reached else _unreached(BOT, told, configured))
        if not told.error:
            found += scopes(told)
            compared.append("the permissions as granted (see scopes)")
            bot = await slack.ask("bots.info", token, bot=str(told.facts.get("bot_id", "")))
            app_id = str((bot.facts.get("bot") or {}).get("app_id") or "")
        found += clock(told, configured)
    found.append(heard := await _heard_by(slack, configured, app_id))
    if configured.mode == "socket" and heard.level is Level.FINE:
        compared.append("that Socket Mode is on")
    found.append(await drift(slack, configured, app_id, configuration_token, compared))
    return found


def bot_token(told: Told) -> Finding:
    """Whose token it is."""
    if told.error:
        return wrong(BOT, f"Slack refused it: {told.error}.", COPY_BOT)
    if told.facts.get("is_enterprise_install"):
        return wrong(
            BOT,
            "It was given for a whole organisation, which Trellis does not support yet.",
            "Install the app into one workspace, and take the token from there.",
        )
    return fine(BOT, f"It speaks for {told.facts.get('team')} ({told.facts.get('team_id')}).")


def scopes(told: Told) -> list[Finding]:
    """What the app may do, beside what Trellis asks for."""
    wanted = manifest.load()["oauth_config"]["scopes"]
    granted, optional = set(told.scopes), set(wanted["bot_optional"])
    missing = sorted(set(wanted["bot"]) - optional - granted)
    declined, extra = sorted(optional - granted), sorted(granted - set(wanted["bot"]))
    where = f"{APPS}, your app, OAuth & Permissions"
    if missing:
        add = f"Add them at {where}, and press Reinstall to Workspace there."
        return [wrong(SCOPES, f"Not granted, and needed: {', '.join(missing)}.", add)]
    said = f"All {len(set(wanted['bot']) - optional)} that Trellis needs are granted."
    if declined:
        said += f" Declined, which is allowed: {', '.join(declined)}; what they would add is left out."
    if extra:
        remove = f"Remove them at {where}, and reinstall; nothing of Trellis needs them."
        return [warning(SCOPES, f"{said} Granted without need: {', '.join(extra)}.", remove)]
    return [fine(SCOPES, said)]


def clock(told: Told, configured: Settings) -> list[Finding]:
    """How far our clock is from Slack's."""
    if configured.clock_offset:
        offset = f"It is shifted by {configured.clock_offset:g} seconds, for a rehearsal."
        return [warning(CLOCK, offset, "Take TRELLIS_CLOCK_OFFSET out of the settings when it is over.")]
    if told.lags is None:
        return []
    apart = abs(told.lags)
    if apart <= SKEW_SECONDS:
        return [fine(CLOCK, "It agrees with Slack's.")]
    way = "ahead of" if told.lags > 0 else "behind"
    said = f"It is {apart:.0f} seconds {way} Slack's."
    mend = "Let this machine set its clock by itself: timedatectl set-ntp true"
    if apart > WINDOW_SECONDS:
        return [
            wrong(
                CLOCK, f"{said} Questions come at wrong hours, and over HTTP every request is refused.", mend
            )
        ]
    return [warning(CLOCK, said, mend)]


async def _heard_by(slack: Slack, configured: Settings, app_id: str) -> Finding:
    """Whether Slack's payloads can reach us, by the mode that is set."""
    if configured.mode == "http":
        return signing_secret(configured)
    token = configured.slack_app_token.get_secret_value() if configured.slack_app_token else ""
    if not token:
        return wrong(APP, "TRELLIS_SLACK_APP_TOKEN is not set.", "Run: trellis setup")
    told = await slack.ask("apps.connections.open", token)
    return app_token(told, configured, token, app_id)


def app_token(told: Told, configured: Settings, token: str, app_id: str) -> Finding:
    """Whether it opens a connection, and belongs to the app that the bot token is of."""
    if not told.reached:
        return _unreached(APP, told, configured)
    if told.error:
        mend = (
            f"Switch it on at {APPS}, your app, Socket Mode."
            if told.error in ("link_disabled", "socket_mode_disabled")
            else COPY_APP
        )
        return wrong(APP, f"Slack refused it: {told.error}.", mend)
    its_app = app_of(token)
    if app_id and its_app and its_app != app_id:
        return wrong(APP, f"It belongs to another app ({its_app}) than the bot token ({app_id}).", COPY_APP)
    return fine(APP, "It opens connections: Socket Mode is on.")


def app_of(token: str) -> str:
    """Return the id of the app that an app-level token names (xapp-1-APP-...), empty where it names none."""
    parts = token.split("-")
    return parts[2] if len(parts) > 3 and parts[2].startswith("A") else ""


def signing_secret(configured: Settings) -> Finding:
    """Whether there is one; whether it is right, only a request of Slack's can tell."""
    if not configured.slack_signing_secret:
        return wrong(SECRET, "TRELLIS_SLACK_SIGNING_SECRET is not set.", "Run: trellis setup")
    return fine(
        SECRET, "It is set. Whether it is the right one shows when Slack calls: a wrong one is answered 401."
    )


async def drift(
    slack: Slack, configured: Settings, app_id: str, token: str, compared: Sequence[str]
) -> Finding:
    """Whether the app at Slack is what manifest.yml says; `compared` is what is known without being shown it."""
    if not token or not app_id:
        return _in_part(configured, compared, asked=bool(token))
    told = await slack.ask("apps.manifest.export", token, app_id=app_id)
    if told.error:
        return warning(
            MANIFEST,
            f"Slack does not show it: {told.error}. {_seen(compared)}",
            f"Generate a configuration token at {APPS}, in the workspace of the app; it is good for twelve hours. "
            f"{_by_hand(configured)}",
        )
    different = manifest.differences(told.facts.get("manifest") or {}, configured.mode)
    if different:
        return wrong(
            MANIFEST,
            f"The app differs from manifest.yml: {'; '.join(different)}.",
            f"Replace what stands at {APPS}, your app, App Manifest, by what `{_printing(configured)}` prints, save, "
            "and reinstall where Slack offers it.",
        )
    return fine(MANIFEST, f"The app is what manifest.yml says: permissions, Socket Mode, {UNSEEN}.")


def _in_part(configured: Settings, compared: Sequence[str], *, asked: bool) -> Finding:
    """Say what was not compared, and how it can be."""
    if asked:
        unknown = "Which app to ask Slack for is not known: no bot token was good."
        return partly(MANIFEST, f"{unknown} {_seen(compared)}", _by_hand(configured))
    token = f"Generate a configuration token at {APPS}, and run: trellis doctor --configuration-token"
    return partly(
        MANIFEST,
        f"{_seen(compared)} Slack shows those only to whoever made the app.",
        f"{token}. {_by_hand(configured)}",
    )


def _seen(compared: Sequence[str]) -> str:
    return f"Compared: {' and '.join(compared) or 'nothing'}. Not compared: {UNSEEN}."


def _by_hand(configured: Settings) -> str:
    return f"By hand: open {APPS}, your app, App Manifest, beside what `{_printing(configured)}` prints."


def _printing(configured: Settings) -> str:
    if configured.mode == "socket":
        return "trellis manifest"
    return f"trellis manifest --mode http --base-url {configured.public_url or '...'}"


def _unreached(about: str, told: Told, configured: Settings) -> Finding:
    said = f"Slack did not answer at {configured.slack_base_url}: {told.error}."
    base = settings.variable("slack_base_url")
    return wrong(about, said, f"Check this machine's way to the internet, and {base} if you set it.")
