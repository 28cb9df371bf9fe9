"""Single words that steer a conversation: skip, back, later and their like."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.typed.folding import fold


class Command(StrEnum):
    """What a person wants of the conversation rather than in it."""

    SKIP = "skip"
    BACK = "back"
    HELP = "help"
    LATER = "later"
    DONE = "done"
    YES = "yes"
    NO = "no"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    EDIT = "edit"
    WHY = "why"
    SNOOZE = "snooze"
    STATUS = "status"
    HELLO = "hello"


_SAID = {
    Command.SKIP: """skip|skip it|skip this|skip this one|skip that|skip for now|pass|i'll pass|next|next question
        |omitir|omite|saltar|salta|saltalo|saltar esta|salta esta|paso|pasar|siguiente|prefer not to say
        |i'd rather not say|prefiero no decirlo|prefiero no contestar|prefiero no responder|saltarla|saltala|saltarmela
        |omitirla|omitela|siguiente pregunta|la siguiente|no quiero responder""",
    Command.BACK: """back|go back|previous|undo|atras|volver|vuelve|volver atras|anterior|regresar|deshacer""",
    Command.HELP: """help|help me|i need help|what can you do|what can i do|what can i say|commands|menu|ayuda
        |ayudame|me ayudas|necesito ayuda|para que es esto|para que sirve esto
        |que puedes hacer|que puedo hacer|que puedo decir|comandos""",
    Command.LATER: """later|not now|maybe later|ask me later|ask later|another time|some other time|in a bit
        |i'll do it later|mas tarde|luego|despues|ahora no|en otro momento|otro momento|quizas mas tarde
        |preguntame luego|preguntame mas tarde|otro dia|ahora mismo no|ahora no puedo""",
    Command.DONE: """done|finished|complete|completed|i'm done|im done|all done|that's it|that's all|ready
        |:white check mark:|✅|:heavy check mark:|✔|hecho|listo|lista|terminado|terminada|termine|ya esta
        |completado|completada|acabado|acabada|eso es todo""",
    Command.YES: """yes|y|yep|yeah|yup|sure|ok|okay|of course|correct|that's right|right|exactly|agreed|confirm
        |confirmed|sounds good|looks good|absolutely|:+1:|:thumbsup:|👍|si|s|claro|claro que si|por supuesto|vale
        |de acuerdo|correcto|exacto|asi es|confirmo|confirmar|perfecto|dale|bueno|sip|eso es|desde luego|como no
        |me parece bien""",
    Command.NO: """no|n|nope|nah|not really|no way|wrong|incorrect|that's wrong|that's not right|:-1:
        |:thumbsdown:|👎|nop|no es correcto|incorrecto|para nada|ni hablar|mejor no|en absoluto|negativo""",
    Command.PAUSE: """pause|pause it|pause this|take a break|pause everything|pausa|pausar|pausalo|pausar todo
        |hacer una pausa""",
    Command.RESUME: """resume|continue|go on|carry on|unpause|i'm back|im back|start again|reanudar|reanuda
        |continuar|continua|seguir|sigue|sigamos|adelante|retomar|retoma|he vuelto|ya volvi""",
    Command.STOP: """stop|cancel|quit|exit|abort|never mind|nevermind|stop it|cancel it|cancel this|unsubscribe
        |end|end it|end this|i quit|i want out|leave|end mentoring|end the mentoring|end my mentoring|end this mentoring
        |stop mentoring|stop the mentoring|i want to stop|i want to stop mentoring|i want to stop the mentoring
        |i want to end this|i want to end it|i want to end the mentoring|i want to end my mentoring|i want to leave
        |i'd like to stop|i'd like to end this|i would like to stop|i would like to end this
        |parar|para|basta|cancelar|cancela|cancelalo|salir|dejalo|detener|alto|terminar|acabar|dejarlo
        |terminar la mentoria|acabar la mentoria|dejar la mentoria|terminar mi mentoria|quiero parar|quiero terminar
        |quiero dejarlo|quiero acabar|quiero terminar la mentoria|quiero dejar la mentoria|quiero acabar la mentoria
        |me gustaria dejarlo|me gustaria terminar""",
    Command.EDIT: """edit|change|change it|change that|edit it|correct it|modify|editar|edita|cambiar|cambia
        |cambialo|corregir|modificar|corrige""",
    Command.WHY: """why|why this|why me|why now|why did i get this|why am i getting this|why do you ask|por que
        |porque|por que yo|por que ahora|por que recibi esto|por que recibo esto|por que preguntas""",
    Command.SNOOZE: """snooze|snooze it|remind me later|remind me tomorrow|posponer|pospon|posponlo|aplazar
        |silenciar|silencio|silenciar mensajes
        |recuerdamelo manana|recuerdame manana|recuerdamelo luego|recuerdamelo mas tarde
        |recuerdame mas tarde|recuerdame luego""",
    Command.STATUS: """status|how am i doing|where are we|where was i|where do i stand|what's next|whats next
        |estado|como voy|por donde vamos|donde estoy|que sigue|situacion""",
}
_COMMANDS = {" ".join(words.split()): command for command, said in _SAID.items() for words in said.split("|")}

_MENTION = re.compile(r"<@[^>]*>")
_POLITE = re.compile(
    r"\b(?:please|pls|plz|many thanks|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|thx|por favor|porfa"
    r"|muchas gracias|gracias|trellis|hey|hi|hello|hola|buenas(?! (?:tardes|noches))|que tal"
    r"|good (?:morning|afternoon|evening)|buen(?:os dias|as tardes|as noches)"
    r"|there)\b|:pray:|:wave:|[👋🙏]"
)
_EDGES = " .,;!?/\"'()"


def command(text: str) -> Command | None:
    """Return the command that the whole text is, or None when it is anything more than that.

    "Skip, please!" is a command; "No, Tuesdays are better" is an answer. Hello is what is politeness and no more.
    """
    bare = " ".join(_POLITE.sub(" ", fold(_MENTION.sub(" ", text[:1_000]))).split())
    words = re.sub(r"\s*[,.;!?]+\s*", " ", bare).strip(_EDGES)
    if not words:
        return Command.HELLO if _POLITE.search(fold(text[:1_000])) else None
    said = {_COMMANDS.get(words)} | {_COMMANDS.get(part.strip(_EDGES)) for part in re.split(r"[,.;!]", bare)}
    whole = _COMMANDS.get(words)
    return whole or _only(said - {None}, bare)


def _only(found: set[Command | None], bare: str) -> Command | None:
    """Return the one command when every part of "yes, sure" or "no. no!" says the same."""
    parts = [part.strip(_EDGES) for part in re.split(r"[,.;!]", bare) if part.strip(_EDGES)]
    return found.pop() if len(found) == 1 and all(part in _COMMANDS for part in parts) else None
