### Inicio, y lo que ahí hace la coordinación.

home-now =
    .stranger = Todavía no formas parte de una mentoría. La coordinación puede invitarte, y entonces te escribiré.
    .admin = Trellis aún no tiene coordinación aquí. Como parte de la administración de este espacio de trabajo, puedes empezar tú.
    .first-programme = Empieza por crear un programa; después podrás presentar a unas personas con otras.
    .first-pair = Tu programa ya existe. Ahora presenta a las dos primeras personas.
    .invitation = Tienes una invitación a una mentoría con { $partner }. Te espera en Mensajes.
    .onboarding = Unas preguntas sobre ti te esperan en Mensajes.
    .waiting = Es el turno de { $partner }; te avisaré cuando haya algo que hacer.
    .clauses = Las preguntas de tu acuerdo te esperan en Mensajes.
    .differences = Tienes diferencias por resolver con { $partner }; te esperan en Mensajes.
    .sign = Tu acuerdo con { $partner } ya se puede firmar.
    .check-in = Tu puesta al día te espera en Mensajes.
    .session = { $partner } propone una sesión: { $when }.
    .amendment = { $partner } propone un cambio en tu acuerdo, y espera tu respuesta.
    .active = Todo va bien. Próxima puesta al día: { $when }.
    .active-mentor = Todo va bien. La próxima puesta al día de { $partner }: { $when }.
    .asked = Tienes una pregunta sobre participar en un programa; te espera en Mensajes.
    .taking-part = Participas, y en cuanto haya alguien para ti, te lo diré.
    .over = Tu mentoría ha llegado a su fin. Lo acordado sigue a la vista más abajo, y la coordinación puede presentarte a otra persona.
    .active-quiet = Todo va bien. Ahora mismo no hay nada que hacer.
    .paused = Tu mentoría con { $partner } está en pausa.
home-also = También te espera:
    .more = y { $count } más
home-paused = { $stage }, en pausa
    .until = { $stage }, en pausa hasta { $until }
home-about = Trellis ayuda a llevar bien una mentoría a distancia: una breve presentación, un acuerdo al que dan forma y firman las dos personas, y un ritmo de puestas al día dentro del horario de cada cual. `/trellis help` dice qué puedes escribir. No se te pregunta nada hasta que alguien te invite, y siempre puedes decir que no.
home-invitation-title = Invitación
home-coordinators = Coordinación aquí: { $people }
home-title = Tu mentoría
home-pair = *{ $partner }* · { $role ->
    [mentor] te acompaña
   *[mentee] tu mentee
  } · { $programme }
home-stage =
    .invited = con invitación enviada
    .onboarding = conociéndose
    .agreeing = preparando el acuerdo
    .active = en marcha
    .completed = completada
    .ended = terminada
    .declined = no llegó a empezar
    .withdrawn = con invitación retirada
home-over = *{ $partner }* · { $programme } · { $stage }
home-partner-time = Para { $partner } { HOUR($time) ->
    [1] es la { $time }
   *[other] son las { $time }
  } ({ $place }).
home-goals = Objetivos
home-goal = *{ $number }. { $goal }*
    { $percent } % { $bar }
home-goal-latest = Último registro, { $moment }: { $note }
home-goal-none = Todavía no hay nada registrado.
home-checkins = Últimas puestas al día
home-checkin = { $day } · { $what }
home-hours = Te escribo en este horario: { $days }, { $hours } (hora de { $place }).
home-snoozed = Has silenciado mis mensajes hasta { $until }.
home-rehearsal = Ensayo: el reloj va desplazado { $seconds } segundos.
home-buttons =
    .invitation = Leer y responder
    .differences = Ver las diferencias
    .answer = Responder ahora
    .seen = Quién puede ver qué
    .coordinate = Encargarme de coordinar
    .programme = Crear un programa
    .pair = Presentar a dos personas
    .continue = Continuar
    .agreement = Leer el acuerdo
    .sign = Leer y firmar
    .progress = Registrar avances
    .pause = Pausar
    .resume = Reanudar
    .help = Ayuda
    .listen = Volver a recibir mensajes
home-programmes = Programas que coordinas
home-programme = *{ $name }* · del { $first } al { $last }
home-programme-empty = Todavía no hay mentorías.
home-programme-more = { $count ->
    [one] y una mentoría más
   *[other] y { $count } mentorías más
  }
home-more-programmes = { $count ->
    [one] Un programa anterior no se muestra aquí.
   *[other] { $count } programas anteriores no se muestran aquí.
  }
home-more-pairs = { $count ->
    [one] Tienes una mentoría más en marcha; sus mensajes llegan como siempre.
   *[other] Tienes { $count } mentorías más en marcha; sus mensajes llegan como siempre.
  }
home-help = ¿Preguntas sobre Trellis? Escribe “ayuda” en Mensajes.
home-declined = Has dicho que no a la mentoría con { $partner } en { $programme }.
home-privacy = Lo que respondes lo ve quien se nombró junto a la pregunta, y nadie más. La coordinación ve en qué etapa está cada mentoría, nunca las palabras.

programme-form-title = Crear un programa
programme-form-name = Nombre
programme-form-starts = Primer día
programme-form-ends = Último día
programme-form-submit = Crear
pair-form-title = Presentar a dos personas
pair-form-programme = Programa
pair-form-mentor = Mentor o mentora
pair-form-mentee = Mentee
pair-form-person = Elige a una persona
pair-form-hint = Cada una recibe una invitación que puede rechazar sin dar motivos.
pair-form-submit = Invitar
pair-done = He invitado a { $mentor } y también a { $mentee }. Te diré si responden que sí.
pair-done-guest = { $name } tiene una cuenta invitada, que permite usar Trellis en Mensajes y en Inicio, pero no muestra los atajos ni los perfiles de otras personas.

trellis-command =
    .open = Abrir el Inicio de Trellis
    .unknown = No conozco “{ $text }”. Esto es lo que funciona:
