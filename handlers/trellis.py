"""`/trellis`: opens Home, or says what Trellis can do."""

from __future__ import annotations

from bot import typed
from bot.router import Answer
from bot.typed import Command
from bot.views import home as views
from handlers import home, outlook, quiet, standing
from handlers.services import Call, On, Scene, look

COMMAND = "/trellis"


def register(on: On) -> None:
    on.command(COMMAND)(command)


async def command(call: Call) -> Answer:
    """Without words, say what to do now with a way to Home; with `why`, what comes
    and what was held; with `snooze` and a day, be quiet until then; with `help` or unknown words, what there is."""
    words = call.command_text.strip()
    if not words or words.casefold() == "home":
        home.welcome(call)
        return await look(call, lambda scene: _now(scene, call))
    if typed.command(words) is Command.WHY:
        return await look(call, outlook.said)
    wanted = await look(call, lambda scene: quiet.meant(scene, words))
    if wanted:
        return await quiet.command(call, wanted)
    is_help = typed.command(words) is Command.HELP
    return await look(call, lambda scene: _help(scene, "" if is_help else words))


def _now(scene: Scene, call: Call) -> str:
    reader = scene.reader()
    now = views.sentence(standing.overview(scene, with_health=False), reader)
    link = f"slack://app?team={call.team_id}&id={call.body.get('api_app_id', '')}&tab=home"
    return f"{now}\n<{link}|{reader.mrkdwn('trellis-command.open')}>"


def _help(scene: Scene, unknown: str) -> str:
    reader = scene.reader()
    lines = [reader.mrkdwn("trellis-command.unknown", text=unknown)] if unknown else [reader.mrkdwn("help")]
    lines += [reader.mrkdwn(f"help.{part}") for part in ("answer", "progress", "home", "quiet", "rest")]
    return "\n".join(lines)
