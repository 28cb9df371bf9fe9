### Retirar una invitación, y elegir entre muchas.

withdrawal = ¿Qué invitación a { $programme } quieres retirar? Se ofrecen solo aquellas a las que todavía no se ha dicho que sí por todas las partes.
    .open = Retirar una invitación
    .title = Retirar una invitación
    .pairs = Con presentación propuesta
    .part = { $role ->
        [mentor] Con la pregunta de si acompañan
       *[mentee] Con la pregunta de si son mentees
      }
    .submit = Retirarla
withdrawal-form =
    .pair = { $mentor } recibió una invitación para acompañar a { $mentee }. Sin respuesta todavía: { $people }.
    .part = { $person } recibió la pregunta de si participa { $role ->
        [mentor] acompañando a otra persona
       *[mentee] como mentee
      }, y todavía no ha respondido.
    .silent = El mensaje a { $people } dirá que se ha retirado, y ya no pregunta nada. No se envía nada más.
    .willing = { $people } ya ha dicho que sí, y sabrá por mí, dentro de su horario de trabajo, que has retirado la presentación: con amabilidad, y no por qué.
    .again = Puedes volver a invitar a las mismas personas en cualquier momento.

choice =
    .label = ¿Cuál?
    .placeholder = Elige una
    .pair = { $mentor } acompaña a { $mentee }
    .part = { $what } ({ $first } a { $last })
    .next = Siguiente
    .nothing = Ya no hay nada que elegir.
    .more = Estas son las primeras { $count }.
