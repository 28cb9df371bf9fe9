### Lo que comparten todas las conversaciones.

onboarding-name = Sobre ti, para { $partner }
agreement-name = Tu acuerdo de mentoría con { $partner }

step-progress = Paso { $number } de { $total }
step-about = { $dialogue } · { $progress }
step-now = Tu respuesta hasta ahora: { $answer }
step-suggested = Mi sugerencia: { $answer }
step-foot = { $how } { $audience }
step-recorded = ✓ *{ $label }* · { $answer }
    .list = ✓ *{ $label }*{ $answer }
step-told = *{ $label }* · { $answer }
step-skipped = *{ $label }* · saltada
step-left = *{ $label }* · todavía sin respuesta
step-moved = *{ $label }* · se pregunta de nuevo más abajo
step-buttons =
    .save = Guardar
    .write = Escribirlo aquí
    .add = Añadir algo propio
    .suggested = Me viene bien
    .choose = Elegir por mi cuenta
    .edit = Editar
    .answer = Responder
    .back = Volver a la pregunta anterior
    .skip = Saltar esta pregunta
    .later = Ahora no
    .help = ¿Para qué es esto?
    .rest = Usar tus sugerencias para el resto
step-write-title = Tu respuesta
step-write-submit = Guardar

step-later = Sin prisa. Todo lo que respondiste queda guardado. Pulsa *Continuar* cuando te venga bien, o escribe “continuar”.
step-help = *{ $label }*: { $help }
    .answer = Aquí puedes pulsar, elegir, o simplemente escribir tu respuesta.
    .back = “atrás” vuelve a la pregunta anterior.
    .skip = “saltar” pasa a la siguiente.
    .later = “luego” la deja por ahora.
    .rest = “usa tus sugerencias para el resto” responde todo aquello para lo que tengo una sugerencia.
step-not-understood = Perdona, no he podido leer eso como respuesta a “{ $label }”. { $how }
step-too-early = Eso ha llegado antes que mi pregunta, así que no lo he guardado. “{ $label }” espera tu respuesta.
step-again = Eso tampoco encaja con “{ $label }”. { $how } También sirven “ayuda” y “más tarde”.
    .anew = Eso tampoco he podido leerlo, así que te repito la pregunta.
step-incomplete = Todavía falta algo, o se ha elegido lo mismo dos veces. { $how }
step-required = Esta hace falta para seguir, así que no se puede saltar. { $how }
step-first = Esta es la primera pregunta, así que no hay adónde volver.
step-too-long = Eso pasa de los { $limit } caracteres que caben aquí. No lo he guardado: edita tu mensaje, o envía uno más corto.
