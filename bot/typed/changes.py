"""Words about the agreement: "change the agreement", "let's change our channels", "as you suggest"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.typed.folding import normal
from bot.typed.patterns import pattern
from bot.typed.rhythm import Rhythm, cadence

_WISH = (
    r"(?:(?:i want to|i would like to|i'd like to|i need to|we want to|we would like to|we need to|can we|can i"
    r"|could we|could i|may we|shall we|should we|let's|let us|quiero|queremos|quisiera|necesito"
    r"|necesitamos|me gustaria|nos gustaria|podemos|podriamos|puedo|se puede|vamos a|hay que) )?"
)
_VERB = (
    rf"(?:please |por favor )?{_WISH}(?:change|reopen|re-open|amend|adjust|edit|cambiar|cambia|cambiemos|reabrir|reabre"
    r"|modificar|modifica|modifiquemos|ajustar|ajustemos|editar)"
)
_WHOSE = r"(?:the|our|my|this|el|la|los|las|nuestro|nuestra|nuestros|nuestras|mi)?"
_END = r"(?: please| por favor)?[.!?]?"
_AGREEMENT = pattern(rf"{_VERB} {_WHOSE} ?(?:mentoring )?(?:agreement|acuerdo)(?: de mentoria)?{_END}")
_CADENCE = pattern(
    rf"{_VERB} {_WHOSE} ?(?:cadence|rhythm|cadencia|ritmo|frecuencia)(?: (?:to|a|por) (?P<how>.+?))?{_END}"
)
# What people call each clause. Whose hours and whose goal are one's own has its place in Home: "my" is left out there.
_NAMES: Mapping[str, str] = {
    "channels": r"channels?|canal(?:es)?|how we reach each other",
    "tech": r"(?:tech|technology|troubleshooting)(?: plan)?|plan (?:tecnico|si algo falla)|tecnologia",
    "length": r"(?:session |meeting )?length|duration|duracion(?: de (?:la sesion|las sesiones))?",
    "hours": r"(?:session |meeting )?(?:hours|times)(?: for (?:our )?sessions)?"
    r"|(?:horario|horas)(?: (?:de|para) (?:la sesion|las sesiones))?",
    "scheduling": r"scheduling|notice|finding times|who finds (?:the )?times|aviso|como buscamos hora",
    "reply_time": r"(?:reply|response|answering) times?|tiempo de respuesta",
    "contact": r"contact(?: between sessions)?|contacto(?: entre sesiones)?",
    "progress": r"news of progress|progress news|noticias (?:de|sobre) (?:los )?avances",
    "commitments": r"(?:other )?commitments|(?:otros )?compromisos",
    "confidentiality": r"confidentiality|confidencialidad",
    "boundaries": r"boundaries|limits|limites",
    "goals": r"goals?|objetivos?",
    "feedback": r"feedback(?: style)?|(?:estilo|forma) de feedback",
    "language": r"languages?(?: and culture)?|idiomas?(?: y cultura)?",
    "conflict": r"conflict(?: step)?|disagreements?|desacuerdos?|conflictos?",
    "review": r"reviews?(?: date| interval)?|revision(?:es)?|fecha de revision",
    "end": r"ending|how (?:it|this) ends|final|cierre",
}
_OURS = r"(?:the|our|el|la|los|las|nuestro|nuestra|nuestros|nuestras)"
_CLAUSES = {
    clause: pattern(
        rf"{_VERB} (?:{_OURS} )?(?:{names})(?: clause)?(?: (?:in|of) (?:the|our) agreement| del acuerdo)?"
        rf"(?: (?:to|a|por) .+?)?{_END}"
    )
    for clause, names in _NAMES.items()
}
_CAN = r"(?:can|could|may|shall|should|might) we|let's|let us|i(?:'d| would) like us to"
_PODEMOS = r"podemos|podriamos|podemos empezar a|quiero que|me gustaria que|y si"
_MEET = r"(?:meet|talk|speak|have our sessions)"
_VERNOS = (
    r"(?:vernos|hablar|reunirnos|quedar|hacer las sesiones|nos veamos|hablemos|nos vemos|hablamos|quedemos)"
)
# The wish itself, where no clause is named. At another time, in the singular, is the next session: Home moves that.
_WISHES = {
    "hours": rf"(?:{_CAN}) {_MEET} (?:at|in) (?:other|different) (?:hours|times)"
    rf"|(?:{_PODEMOS}) {_VERNOS} (?:a otras horas|en otros? horarios?|en otras horas)",
    "cadence": rf"(?:{_CAN}) {_MEET} (?:less|more) often|(?:{_PODEMOS}) {_VERNOS} (?:mas|menos) (?:a menudo|veces)",
    "length": rf"(?:{_CAN}) {_MEET} (?:for )?(?:longer|less long)|(?:{_CAN}) have (?:longer|shorter) sessions"
    rf"|(?:{_PODEMOS}) {_VERNOS} (?:mas|menos) tiempo|(?:{_PODEMOS}) hacer (?:las )?sesiones mas (?:largas|cortas)",
    "channels": rf"(?:{_CAN}) use (?:another channel|other channels|a different channel|different channels)"
    rf"|(?:{_PODEMOS}) usar (?:otro canal|otros canales)",
    "language": rf"(?:{_CAN}) (?:talk|speak)(?: in)? (?:another|a different) language"
    rf"|(?:{_PODEMOS}) hablar en otro idioma",
}
_WISHED = {clause: pattern(rf"(?:{said}){_END}") for clause, said in _WISHES.items()}

_SUGGESTED = pattern(
    r"(?:(?:i|i'll|i will) take |as )?(?:you |your |the )?suggest(?:ion|ed)?(?: please)?[.!]?"
    r"|(?:(?:lo que|como) sugieres|(?:tu|la) sugerencia)(?: por favor)?[.!]?"
)

_REST = (
    r"(?:(?:all )?the (?:rest|others|(?:other|remaining) (?:ones|questions|clauses|points))|everything(?: else)?"
    r"|all(?: of (?:it|them))?|what(?:'s| is) left)"
)
_RESTO = (
    r"(?:el resto|(?:todo )?lo demas|(?:todas )?(?:las|los) demas(?: preguntas| puntos)?|las otras|todo|todas"
    r"|(?:lo|las(?: preguntas)?) que (?:quedan?|faltan?))"
)
_TAKE = (
    r"(?:please )?(?:(?:i'll |i will |i want to |i'd like to |let me |can you |could you |just )?"
    r"(?:use|take|accept|apply|go with|keep|put in|fill in) )?"
)
_TOMA = (
    r"(?:por favor )?(?:(?:quiero |puedes |me gustaria )?(?:usa|usar|uso|toma|tomar|tomo|acepta|aceptar|acepto"
    r"|aplica|aplicar|pon|poner|me quedo con) )?"
)
_PLEASE = r"(?:,? please|,? por favor)?[.!?]?"
# One suggestion is the one that stands there; several are those for the rest.
_REST_SUGGESTED = pattern(
    rf"{_TAKE}(?:all )?(?:your|the|trellis's) suggest(?:ions|ed answers)(?: (?:for|to) {_REST})?{_PLEASE}"
    rf"|{_TAKE}(?:(?:your |the )?suggestions?|(?:what|as|whatever) you suggest) for {_REST}{_PLEASE}"
    rf"|(?:please )?(?:fill in |do |answer )?{_REST},? (?:as|like|with what) you suggest{_PLEASE}"
    rf"|{_TAKE}{_REST},? as suggested{_PLEASE}"
    rf"|{_TOMA}(?:todas )?(?:tus|las|sus) sugerencias(?: (?:para|en|con|a) {_RESTO})?{_PLEASE}"
    rf"|{_TOMA}(?:tu sugerencia|lo que (?:sugieres|sugieras)) (?:para|en) {_RESTO}{_PLEASE}"
    rf"|(?:por favor )?(?:rellena )?{_RESTO},? (?:como|con lo que|lo que) (?:sugieres|sugieras){_PLEASE}"
)


class Change(NamedTuple):
    """A wish to change the agreement: the rhythm and the clause where they were named."""

    rhythm: Rhythm | None = None
    clause: str | None = None


def change(text: str) -> Change | None:
    """Return the wish that the whole text is, or None when it is anything else."""
    said = normal(text)
    if _AGREEMENT.fullmatch(said):
        return Change()
    match = _CADENCE.fullmatch(said)
    if match:
        return Change(cadence(match["how"]) if match["how"] else None, "cadence")
    found = (clause for by in (_CLAUSES, _WISHED) for clause, form in by.items() if form.fullmatch(said))
    clause = next(found, None)
    return Change(clause=clause) if clause else None


def may_answer(text: str) -> bool:
    """Tell whether a wish names no clause, so that it may as well be meant for the question that is open."""
    said = normal(text)
    return any(form.fullmatch(said) for form in _WISHED.values())


def as_suggested(text: str) -> bool:
    """Tell whether the whole text takes what was suggested: "as you suggest", "your suggestion"."""
    return _SUGGESTED.fullmatch(normal(text)) is not None


def rest_as_suggested(text: str) -> bool:
    """Tell whether the whole text takes all that is suggested: "use your suggestions for the rest"."""
    return _REST_SUGGESTED.fullmatch(normal(text)) is not None
