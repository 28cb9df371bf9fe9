"""`/trellis`: opens Home, or says what Trellis can do."""

from __future__ import annotations

from bot import typed
from bot.router import Answer
from bot.typed import Command
from bot.views import cutting
from bot.views import home as views
from handlers import home, outlook, quiet, standing, steering
from handlers.services import Call, On, Scene, act, look

COMMAND = "/trellis"
# So much of words that are none of ours is said back.
REPEATED = 80


def register(on: On) -> None:
    on.command(COMMAND)(command)


async def command(call: Call) -> Answer:
    """Without words, say what to do now with a way to Home; with `why`, what comes and what was held; with `snooze`
    and a day, be quiet until then; with what steers in Messages, the same here; with other words, what there is."""
    words = call.command_text.strip()
    asked = typed.command(words)
    if not words or words.casefold() == "home" or asked in (Command.STATUS, Command.HELLO):
        home.welcome(call)
        return await look(call, lambda scene: _now(scene, call))
    if asked is Command.WHY:
        return await look(call, outlook.said)
    wanted = await look(call, lambda scene: quiet.meant(scene, words))
    if wanted:
        return await quiet.command(call, wanted)
    if asked in (Command.PAUSE, Command.STOP):
        ways = await look(call, steering.ways_to_hear_less)
        return ways.as_arguments()
    if asked is Command.RESUME:
        await act(call, lambda scene: steering.anywhere(scene, asked))
        return await look(call, lambda scene: _now(scene, call))
    return await look(call, lambda scene: _help(scene, "" if asked is Command.HELP else words))


def _now(scene: Scene, call: Call) -> str:
    reader = scene.reader()
    now = views.sentence(standing.overview(scene, with_health=False), reader)
    link = f"slack://app?team={call.team_id}&id={call.body.get('api_app_id', '')}&tab=home"
    return f"{now}\n<{link}|{reader.mrkdwn('trellis-command.open')}>"


def _help(scene: Scene, unknown: str) -> str:
    reader = scene.reader()
    # Whoever pasted a page by mistake need not read it again.
    said = cutting.clip(unknown, REPEATED)
    lines = [reader.mrkdwn("trellis-command.unknown", text=said)] if unknown else [reader.mrkdwn("help")]
    lines += [reader.mrkdwn(f"help.{part}") for part in ("answer", "progress", "home", "quiet", "rest")]
    return "\n".join(lines)
