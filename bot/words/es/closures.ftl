### Terminar una mentoría como quien la coordina.

closure = ¿Qué mentoría de { $programme } quieres terminar? Una tuya la terminas desde Inicio.
    .open = Terminar una mentoría
    .title = Terminar una mentoría
    .submit = Terminarla
closure-form = { $mentor } y { $mentee }: { $stage }, { $days ->
        [0] desde hoy
        [one] desde hace un día
       *[other] desde hace { $days } días
      }{ $paused ->
        [true] { " " }(en pausa)
       *[other] { "" }
      }.
    .told = Cada parte sabrá por mí, en su idioma y dentro de su horario de trabajo, que la has terminado: con amabilidad y sin ningún motivo. Nada dice que una de las dos lo quisiera.
    .then = Después pregunto a cada parte una última encuesta, que se puede dejar sin responder, y no llega nada más. Lo acordado lo pueden seguir leyendo.
    .unbegun = Después ya no llega nada más.
    .why = No se puede deshacer, aunque puedes volver a hacer la presentación. Si solo necesitan un descanso, cualquiera de las dos partes puede hacer una pausa. Si quieres decir por qué, lo mejor son unas líneas tuyas a cada parte; yo no llevo ninguna.
closure-told = { $coordinator }, de la coordinación de { $programme }, ha terminado tu mentoría con { $partner }. Eso no le quita nada al camino hecho. { $agreed ->
        [true] Lo acordado se puede seguir leyendo en Inicio.{ " " }
       *[other] { "" }
      }Gracias por el tiempo y la atención que le has dado. Si tienes una pregunta sobre esto, o quieres continuar con otra persona, escribe a { $coordinator }; no hay prisa.
