### Lo que resulta de las encuestas: las propias respuestas con el tiempo, y totales para la coordinación.

over-time = Lo que has respondido hasta ahora, solo para ti.
    .title = Tus respuestas
    .open = Tus respuestas con el tiempo
    .none = Todavía nada. Lo que respondes a puestas al día, sesiones y encuestas se reúne aquí, para que veas cómo se mueve.
    .pair = *Con { $partner }* ({ $programme })
    .name = *{ $name }*
    .point = { $day } · { $bar } { $said }
    .of-ten = { $number } de 10
    .up = Más alto que la primera vez.
    .down = Más bajo que la primera vez.
    .same = Como la primera vez.
    .more = Hay más de lo que cabe aquí; esto es lo primero.
    .seen = Nadie más ve esta página. Las puestas al día ya las compartes con la otra persona; todo lo demás es tuyo.

totals = Lo que han respondido las personas de *{ $programme }*, sumado. Un total se hace cuando han respondido { $least } personas y han pasado cuatro semanas desde la primera respuesta. Después no cambia, para que comparando dos totales no se deduzca lo que dijo una sola persona. Las respuestas de quienes coordinan no cuentan.
    .title = Totales
    .open = Totales de las encuestas
    .wave = *{ $survey }*: { $people } personas, hasta el { $day }
    .line = { $item }: { $value } · { $people } respuestas
    .apart = { $item }: { $value } · { $people } respuestas; en el papel de mentor { $mentors }, en el de mentee { $mentees }
    .middle = { $bar } { $number } de { $most } (valor central)
    .leads = lo más frecuente, “{ $option }”
    .mixed = ninguna respuesta destaca
    .part = { $number }
    .part-option = “{ $option }”
    .words = *En sus propias palabras.* Quien escribió esto aceptó que lo leas:
    .more-words = { $count ->
        [one] y uno más
       *[other] y { $count } más
      }
    .said = _{ $label }_ { $text }
    .quote-anonymous = (se puede citar sin nombre)
    .quote-named = (se puede citar con el nombre: { $name })
    .none = Todavía no hay respuestas suficientes para un total: { $surveys }.
