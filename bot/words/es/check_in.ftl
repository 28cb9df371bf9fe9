### La puesta al día.

check-in = ¿Cómo ha ido con “{ $goal }” desde la última vez?
    .title = Tu puesta al día
    .no-goal = ¿Cómo ha ido desde la última vez?
    .how = Elige una opción, añade unas palabras si quieres, o simplemente escribe cómo ha ido.
    .label = Puesta al día
    .recorded = ✓ Tu puesta al día del { $day }
check-in-mood = ¿Cómo va?
check-in-mood-options =
    .well = Va bien
    .some = Algo de avance
    .stuck = Un poco en punto muerto
check-in-note = Unas palabras: qué ha ido bien, qué cuesta, qué viene ahora
check-in-shared = { $person } te pone al día: { $what }
    .goal = Objetivo: { $goal } · { $percent } % { $bar }
    .logged = Registrado desde la última puesta al día:
    .entry = { $number }. { $goal }: { $figure }
    .offer = Unas líneas tuyas, en un mensaje a { $person }, pueden marcar la diferencia: qué te ha llamado la atención, o una pregunta.
