### El ensayo: quien coordina hace de las dos personas de una mentoría inventada.

rehearsal = 🎭 *Ensayo* · { $number } de { $count } · lo que ve { $role ->
        [mentor] quien acompaña
       *[mentee] la persona mentee
      }. Aquí todos los papeles son tuyos. Solo tú ves esto, y nada de ello se guarda ni se cuenta.
    .start = Hacer un ensayo
    .next = Siguiente: { $step }
    .go = Ver otra cosa
    .remove = Quitar el ensayo
    .nothing = Aquí no le llega ningún mensaje a { $role ->
        [mentor] quien acompaña
       *[mentee] la persona mentee
      }.
    .pressed = Esto es un ensayo: no se ha guardado nada y nadie se ha enterado. Los botones bajo la línea llevan más allá.
    .removed = El ensayo ya no está, y nada de él se ha guardado.
rehearsal-side =
    .mentor = Ver lo de quien acompaña
    .mentee = Ver lo de la persona mentee
rehearsal-step =
    .invitation = La invitación
    .about = Una pregunta personal
    .introduction = La presentación
    .clause = Una pregunta del acuerdo
    .comparison = Las dos respuestas, lado a lado
    .sign = El acuerdo para firmar
    .begun = El acuerdo ha empezado
rehearsal-mentee =
    .introduction = Me ocupo de nuestros flujos de datos.
    .wants = Liderar un equipo algún día.
    .goal = Liderar mi primer proyecto
    .progress = El plan está escrito, y dos personas lo han leído.
rehearsal-mentor =
    .introduction = Llevo diez años liderando equipos.
    .wants = Escuchar mejor.
    .goal = Ver cómo alguien aprende a liderar
rehearsal-pair =
    .commitments = Nada que tener en cuenta
