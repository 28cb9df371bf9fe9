### Los programas como los ve quien coordina, y quién coordina.

programme-page =
    .title = Programa
    .open = Abrir
    .edit = Nombre, fechas, idioma
programme-stage = *{ $stage }* ({ $count })
    .line = *{ $stage }* ({ $count }): { $pairs }
    .pair = { $mentor } con { $mentee }, { $days ->
        [0] desde hoy
        [one] desde hace un día
       *[other] desde hace { $days } días
      }{ $paused ->
        [true] { " " }(en pausa)
       *[other] { "" }
      }
    .unanswered = { $pair }; sin responder todavía: { $people }
programme-lately = Novedades de los últimos días: { $pairs }
    .pair = { $mentor } y { $mentee }: { $stage }, { $since }
programme-health = Mensajes de los últimos 30 días: { $counts }.
    .sent = { $count ->
        [0] ninguno enviado todavía
        [one] uno enviado
       *[other] { $count } enviados
      }
    .late = { $count } después de su hora
    .due = { $count } por salir en este momento
    .held = { $count } a la espera del horario de trabajo o del final de un silencio
    .folded = { $count } junto con otro
    .skipped = { $count } que se dejaron
    .failed = { $count } sin entregar
    .unknown = { $count } de los que nadie sabe si { $count ->
        [one] llegó
       *[other] llegaron
      }
    .doubled = { $count } que Slack muestra dos veces
    .well = ninguno perdido por el camino
health-cause = Se dejaron: { $causes }. De quién era la respuesta o el deseo, no se dice a nadie.
    .needless = { $count } que ya no hacían falta
    .wish = { $count } por horarios o deseos
    .pause = { $count } con la mentoría en pausa o terminada
    .late = { $count } fuera de su momento
    .gone = { $count } para alguien a quien no se puede escribir
programme-form-edit-title = Cambiar el programa
programme-edited-hint = El ritmo de las mentorías en marcha sigue al nuevo último día.
programme-language = Idioma en el que Trellis habla a las dos personas a la vez: { $language }.
    .label = Idioma
    .hint = El de la conversación compartida con Trellis. En todo lo demás, cada cual lee en su propio idioma.

coordinators = *Coordinación:* { $people }
    .see = Quien coordina ve etapas, si los mensajes llegan y totales de cinco personas o más; nunca lo que alguien escribió, salvo que lo permita.
coordinator-buttons =
    .name = Sumar a otra persona
    .leave = Dejar la coordinación
    .open = Abrir el programa
coordinator-form = Quien coordine { $programme } contigo podrá presentar a otras personas, cambiar las fechas y ver en qué etapa está cada mentoría.
    .title = Sumar coordinación
    .who = ¿Quién coordina contigo?
    .hint = Se le avisa enseguida, y puede decir que no.
    .submit = Sumar
coordinator-leave =
    .title = Dejar la coordinación
    .sure = Ya no coordinarás { $programme }: sin noticias de sus mentorías y sin nada que atender. El resto de la coordinación lo sabrá. Tus propias mentorías siguen como están.
    .last = La coordinación de { $programme } está solo en tus manos, así que alguien tiene que tomar el relevo antes. Di aquí quién, y las dos cosas ocurren a la vez.
    .who = ¿Quién toma el relevo?
    .submit = Dejar
    .hand-over = Dar el relevo
coordinator-named = { $person } te ha dado la coordinación del programa de mentoría { $programme }.
    .what = Puedes presentar a unas personas con otras, sumar a más gente a la coordinación y ver en qué etapa está cada mentoría. Lo que la gente escribe sigue siendo suyo.
    .free = No necesitas ninguna razón para decir que no.
    .refused = Has dicho que no a coordinar { $programme }. Está muy bien así.
coordinator-refused = { $person } prefiere no coordinar { $programme }.
coordinator-left = { $person } ya no coordina { $programme }. Tú sí; sus noticias te llegan a ti.

goes-on = { $programme } sigue hasta el { $last }, y con ello tu mentoría con { $partner }. Lo acordado vale, y las puestas al día llegan como antes. Puedes pausar cuando quieras, desde el Inicio de Trellis.
    .offer = { $count ->
        [one] Una mentoría se completó con un último día anterior. Puede seguir, con lo que acordó; se dice a las dos personas.
       *[other] { $count } mentorías se completaron con un último día anterior. Pueden seguir, con lo que acordaron; se dice a todas las personas.
      }
    .reopen = Que sigan
