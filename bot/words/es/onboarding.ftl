### La conversación de entrada. Lo que puede ir en la presentación tiene ahí su encabezado bajo `.card`.

onboarding-introduction = Para empezar, unas palabras sobre ti: ¿a qué te dedicas, y cómo llegaste ahí?
    .label = Sobre ti
    .card = Sobre { $name }
    .how = Escríbelo aquí; con dos o tres frases es más que suficiente.
    .help = { $partner } lo lee antes del primer encuentro, para no empezar de cero.
onboarding-languages = ¿En qué idiomas trabajas?
    .label = Idiomas
    .card = Idiomas
    .how = Marca todos los que correspondan y guarda, o escribe sus nombres.
    .help = Así se puede elegir en qué idioma hablar.
onboarding-zone = ¿Qué hora marca tu reloj? Te escribiré según tu hora local.
    .label = Zona horaria
    .how = Pulsa si es correcta, o escribe la ciudad grande más cercana.
    .help = Todas las horas que te muestro están en esta zona, y ahí respeto tu horario de trabajo, también cuando cambia la hora.
onboarding-zone-options =
    .confirm = Sí, hora de { $place }
onboarding-days = ¿Qué días trabajas?
    .label = Días de trabajo
    .how = Márcalos y guarda, o escribe algo como “de lunes a jueves”.
    .help = Solo te escribo esos días.
onboarding-hours = ¿Y de qué hora a qué hora?
    .label = Horario de trabajo
    .how = Elige las dos horas y guarda, o escribe algo como “de 9 a 17:30”.
    .help = Solo te escribo dentro de este horario, y las sesiones se proponen donde coinciden los dos horarios.
    .shown = de { $starts } a { $ends }
onboarding-hours-options =
    .starts = Inicio
    .ends = Fin
onboarding-prompt-at = ¿A qué hora te gustaría que te escriba, cuando haya algo que preguntar?
    .label = Hora de los mensajes
    .how = Elige una, o escribe una hora dentro de tu horario de trabajo.
    .help = A esta hora llegan las preguntas y los recordatorios.
onboarding-wants = { $role ->
    [mentor] ¿Qué haría que acompañar esta mentoría te mereciera la pena?
   *[mentee] ¿Qué te gustaría sacar de esta mentoría?
  }
    .label = Expectativas
    .card = Lo que espera
    .how = Escríbelo aquí; basta con una o dos frases.
    .help = { $partner } lo lee, para que cada cual sepa lo que espera la otra persona.
onboarding-feedback = ¿Cómo te gusta recibir feedback?
    .label = Feedback
    .card = Cómo prefiere el feedback
    .how = Elige una opción, o escríbelo.
    .help = Así { $partner } puede decirte las cosas de la manera que más te ayuda.
onboarding-feedback-options =
    .direct = Directo al grano
    .gentle = Con tacto y con contexto
    .written = Primero por escrito
    .examples = Con ejemplos concretos
onboarding-interests = ¿Con qué disfrutas fuera del trabajo?
    .label = Intereses
    .card = Disfruta con
    .how = Marca lo que corresponda y guarda, o escríbelo, por ejemplo “música, radioafición”.
    .help = De lo que tengas en común con { $partner } elijo algo con que empezar la primera conversación.
    .own = Algo más
onboarding-interests-options =
    .reading = Lectura
    .music = Música
    .films = Cine y series
    .food = Cocinar y comer
    .sport = Deporte
    .outdoors = Estar al aire libre
    .games = Juegos y rompecabezas
    .making = Hacer cosas con las manos
onboarding-offers = { $role ->
    [mentor] ¿Con qué puedes ayudar, por experiencia propia?
   *[mentee] ¿Qué te gustaría aprender o practicar?
  }
    .label = Temas
    .card = { $role ->
        [mentor] Puede ayudar con
       *[mentee] Le gustaría aprender
      }
    .how = Marca lo que corresponda y guarda, o escríbelo, por ejemplo “Tomar decisiones, Python”.
    .help = Donde una persona puede ayudar con lo que la otra quiere aprender, hay un buen punto de partida.
    .own = En tus propias palabras
onboarding-offers-options =
    .leading = Dirigir un equipo
    .craft = Oficio y herramientas
    .career = Próximos pasos profesionales
    .speaking = Hablar y escribir
    .decisions = Tomar decisiones
    .people = Trabajar con otras personas
    .confidence = Confianza
    .balance = Trabajo y vida personal
onboarding-style = ¿Cómo te gusta hablar con la gente, y qué ayuda a entenderte? Aquí caben las costumbres de donde vienes, y cuánto captas de una conversación en otro idioma.
    .label = Estilo y cultura
    .card = Al conversar
    .how = Marca lo que corresponda y guarda, añade unas líneas, o escríbelo con tus palabras.
    .help = Lo que para alguien es cortés, para otra persona es vago o brusco. Decirlo pronto evita adivinar.
    .own = Lo que conviene saber
onboarding-style-options =
    .direct = Palabras directas, las llevo bien
    .thinking = Me tomo tiempo antes de responder
    .written = Primero por escrito
    .aloud = Pensar en voz alta con la otra persona
    .questions = Preguntas mejor que consejos
    .context = El conjunto antes que los detalles
onboarding-commitments = ¿Hay algo que a veces haga difícil encontrarte: llevar a los niños al colegio, exámenes, turnos, alguien a quien cuidas?
    .label = Otros compromisos
    .card = Difícil de encontrar cuando
    .how = Escríbelo aquí, por ejemplo “colegio hasta las 9, exámenes en junio”, o “saltar”.
    .help = Quien sabe por qué una respuesta tarda un día no se extraña. Tú decides cuánto cuentas.
onboarding-card = Por último: ¿qué de todo esto puede leer { $partner } en tu presentación? Lo que dejes fuera se queda contigo. Tu zona, tus días y tu horario de trabajo se muestran en todo caso, porque con ellos se planifica.
    .label = En tu presentación
    .how = Desmarca lo que dejas fuera y guarda; o escribe “todo”, o lo que dejas fuera, por ejemplo “todo menos feedback”.
    .help = Tu presentación es lo primero que { $partner } lee de ti. Puedes cambiarla cuando quieras.
    .all = todo lo que contaste
    .none = nada de ello
    .shown = todo menos { $left }
