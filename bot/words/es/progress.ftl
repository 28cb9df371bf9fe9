### Registrar avances.

progress-logged = ✓ Registrado en el objetivo { $number } “{ $goal }”: { $figure }
progress-figure-percent = { $percent } % { $bar }
progress-figure-note = { $note }
progress-figure-both = { $percent } % { $bar } · { $note }
progress-step-back = Un paso atrás enseña algo que un plan no puede. ¿Cuál es el siguiente paso más pequeño?
progress-done = Está completo. Tómate un momento para disfrutarlo; { $partner } también se entera.
progress-taken-back = Lo he retirado. El objetivo { $number } “{ $goal }” está al { $percent } % { $bar }.
progress-shown-to = { $partner } puede verlo en Inicio.
progress-misread-percent = Un porcentaje va de 0 a 100, así que no lo he registrado. Prueba con `/progress 60% terminé el segundo capítulo`.
progress-misread = No he podido leer eso. Prueba con `/progress 60% terminé el segundo capítulo`, o con `/progress` sin más para abrir un formulario.
progress-misread-again = Eso tampoco ha funcionado. `/progress` sin nada más abre un formulario con todo.
progress-twice = Eso ya estaba registrado.
progress-form-title = Registrar avances
progress-form-goal = Objetivo
progress-form-percent = Cuánto llevas, en porcentaje
progress-form-percent-hint = De 0 a 100. Déjalo vacío para añadir solo una nota.
progress-form-note = Qué ha pasado
progress-form-note-hint = Además de ti, solo lo verá la otra persona de esta mentoría.
progress-form-submit = Registrar
progress-form-empty = Indica un porcentaje, una nota, o las dos cosas.
