### Mensajes que no son preguntas.

invitation = A { $coordinator } le gustaría presentarte a { $partner } en el programa { $programme }. { $you ->
    [mentor] Tú acompañarías, como mentor o mentora.
   *[mentee] Tú participarías como mentee.
  }
    .title = Una invitación a una mentoría
    .why = Por qué: { $coordinator } piensa que aquí hay algo que dar por ambas partes. Una mentoría son unas cuantas buenas conversaciones en las que una persona crece, y casi siempre las dos.
    .what = Si dices que sí, te pregunto sobre ti y sobre cómo te gusta trabajar: { $questions ->
            [one] una pregunta corta
           *[other] { $questions } preguntas cortas
        }, unos diez minutos, de una vez o poco a poco. Después se acuerda entre las dos partes cómo hacerlo, y yo mantengo el ritmo elegido, dentro de tu horario de trabajo.
    .privacy = { $partner } ve lo que respondes allí donde yo lo diga; la coordinación ve si dijiste que sí o que no, en qué etapa está la mentoría y cuándo lleva mucho tiempo en silencio; nunca lo que escribes.
    .free = Para decir que no, pulsa “No, gracias”. No necesitas ningún motivo, y nadie te lo pedirá.
    .yes = Sí, cuenta conmigo
    .no = No, gracias
    .sure-title = ¿Decir que no?
    .sure = { $coordinator } solo se entera de que dijiste que no. Si cambias de idea, dímelo.
    .sure-yes = Decir que no
    .sure-no = Esperar
    .privacy-of-two = { $partner } ve lo que respondes allí donde yo lo diga, y nadie más.
invitation-by-partner = A { $partner } le gustaría hacer una mentoría contigo en el programa { $programme }. { $you ->
    [mentor] Tú acompañarías, como mentor o mentora.
   *[mentee] Tú participarías como mentee.
  }
invitation-by-you = Has preparado una mentoría con { $partner } en el programa { $programme }. { $you ->
    [mentor] Tú acompañas, como mentor o mentora.
   *[mentee] Tú participas como mentee.
  }
invitation-accepted = ✓ Has dicho que sí a la mentoría con { $partner } en { $programme }.
invitation-declined = Has dicho que no a esta invitación. Está muy bien así.
    .back = He cambiado de idea
    .how = Si alguna vez piensas otra cosa, pulsa el botón aquí o en Inicio, o escribe “he cambiado de idea”. No volveré a preguntarte.
changed-mind = Con gusto. ¿A cuál te refieres?
    .of-pair = La mentoría con { $partner }
invitation-over = Esta invitación ya no está abierta.
invitation-withdrawn = Quien coordina { $programme } ha retirado la invitación a una mentoría con { $partner }. No hace falta que hagas nada, y nadie espera tu respuesta. Si aun así te gustaría participar, díselo a la coordinación.
introduction-withdrawn = { $coordinator }, de la coordinación de { $programme }, ha retirado la presentación con { $partner }, así que esta vez no llegará a hacerse. Gracias por haber dicho que sí. No tiene nada que ver con lo que escribiste, que la coordinación no puede leer. Si quieres hacer una mentoría con otra persona, díselo a { $coordinator }; no hay prisa.

accepted = { $person } ha dicho que sí a la mentoría con { $partner } en { $programme }.
declined = { $person } ha dicho que no a la mentoría con { $partner } en { $programme }.
not-come-about = Esta vez, la presentación con { $partner } no llegará a hacerse. No tiene nada que ver con lo que escribiste. { $coordinator } lo sabe, y quizá te proponga a otra persona.

waiting-acceptance = Gracias, eso es todo sobre ti. Espero a que { $partner } diga que sí, y te avisaré.
waiting-onboarding = Gracias, eso es todo sobre ti. { $partner } todavía está respondiendo; en cuanto haya terminado haré la presentación.
waiting-clauses = Gracias, esos son todos los puntos. { $partner } todavía está respondiendo. Lo que dijiste sigue oculto hasta que todo esté respondido por ambas partes.

later = Sin prisa. Todo lo que respondiste queda guardado.
    .button = Continuar

help = Esto es lo que puedo hacer.
    .title = Cómo ayuda Trellis
    .answer = Cuando te pregunto algo, puedes pulsar un botón o simplemente escribir tu respuesta. También funcionan “atrás”, “saltar”, “luego” y “ayuda”; para cambiar una respuesta pulsa Editar, o edita el mensaje que escribiste.
    .progress = `/progress 60% terminé el segundo capítulo` registra avances en tu objetivo, y `/progress` sin más abre un formulario. Aquí también puedes escribir “avance: …”.
    .home = `/trellis` y la pestaña Inicio muestran cómo está todo, tu acuerdo y tus objetivos, y ahí puedes hacer una pausa; `/trellis why` dice qué va a llegar, y por qué algo llegó más tarde o no llegó.
    .quiet = `/trellis silenciar hasta el viernes` o `/trellis silenciar 3 días` hace que no te escriba hasta entonces, y `/trellis silenciar fin` lo termina; sin un día, te lo pregunto. Aquí también puedes escribir “silenciar hasta el viernes”.
    .rest = Nadie ve lo que escribes aquí, salvo que yo lo haya dicho antes de que lo escribieras.
nothing-open = Gracias por escribir. Ahora mismo no tengo ninguna pregunta abierta para ti, así que no he guardado nada, y aquí no lee nadie más. { $now }
    .again = De eso tampoco he guardado nada; “ayuda” te dice qué puedo hacer. { $now }
no-words = Solo sé leer palabras, así que no he guardado nada de eso. { $now }
    .again = Ahí tampoco hay palabras que pueda leer. { $now }
standing = { $now }
greeting = Qué bien saber de ti. { $now }
hello-stranger = Hola, soy Trellis, y ayudo a que una mentoría a distancia vaya bien. { $now }
    .again = Aquí sigo, y no tengo nada que preguntarte. { $now }
awake = De acuerdo, vuelvo a escribirte como siempre. { $now }
how-to-edit = Para cambiar una respuesta, pulsa *Editar* a su lado, o edita el mensaje en que la escribiste.
not-an-answer = En ese mensaje no hay ninguna respuesta tuya, así que al cambiarlo no cambia nada. Para responder a lo que está abierto, simplemente escribe de nuevo; para cambiar una respuesta, pulsa *Editar* a su lado.
quiet = Como quieras. Tú decides cuánto te escribo:
    .pair = Tu mentoría con { $partner }
unlogged = Has borrado tu mensaje, así que he quitado ese registro.
which = ¿A qué pregunta responde eso? Guardo tu texto dos semanas, y solo tú puedes verlo.
    .of-pair = { $label } ({ $partner })
which-taken = He tomado tu texto como respuesta a *{ $label }*.
which-left = De acuerdo, lo he dejado.
    .none = A ninguna de estas
withdrawn = Has borrado tu mensaje, así que he retirado esa respuesta.


paused-by-partner = { $partner } ha puesto la mentoría en pausa{ $until ->
    [none] {""}
   *[other] { " " }hasta { $until }
  }. Guardo silencio hasta que siga; no se pierde nada.
paused-by-coordinator = { $coordinator }, de la coordinación de { $programme }, ha puesto en pausa tu mentoría con { $partner }{ $until ->
    [none] {""}
   *[other] { " " }hasta { $until }
  }. Guardo silencio hasta que siga; no se pierde nada, y cualquiera de las dos partes puede reanudarla cuando quiera.
paused-by-you = Has puesto en pausa tu mentoría con { $partner }{ $until ->
    [none] {""}
   *[other] { " " }hasta { $until }
  }. { $partner } sabe que la pausaste, y no por qué.
    .resume = Reanudar ahora
resumed = Tu mentoría con { $partner } continúa. El ritmo sigue donde estaba.
partner-left = { $partner } ya no tiene cuenta aquí, así que la mentoría con esa persona termina hoy. No es culpa de nadie. Gracias por el tiempo y la atención que le has dado. Si quieres continuar con otra persona, díselo a quien coordina tu programa; no hay prisa.
snoozed = De acuerdo: no te escribo por mi cuenta hasta { $until }.
broken = Algo ha salido mal por nuestra parte, y ha quedado anotado (referencia { $reference }). Inténtalo de nuevo, por favor; lo que enviaste antes no se pierde.
unknown = No sé qué debía hacer eso; quizá venga de una versión anterior. El Inicio de Trellis muestra cómo está todo.
