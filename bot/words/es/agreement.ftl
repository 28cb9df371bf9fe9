### El acuerdo: sus preguntas, su documento y cómo se resuelven las diferencias.

agreement-channels = ¿Por dónde conviene hablar entre sesiones, y qué alternativa hay si eso falla?
    .label = Canales
    .how = Elige dos distintos y guarda, o escríbelos, por ejemplo “Slack, correo”.
    .help = Los mensajes se pierden cuando cada cual espera en otro sitio. Con una alternativa, una llamada que falla no cuesta la sesión.
    .shown = { $first }; si falla, { $second }
agreement-channels-options =
    .preferred = Primera opción
    .backup = Alternativa
    .slack = Mensajes de Slack
    .video = Videollamada
    .huddle = Junta rápida de Slack
    .phone = Teléfono
    .email = Correo electrónico
    .in-person = En persona
agreement-tech = Cuando una llamada no funcione, ¿qué conviene probar? En ese momento lo recordaré, en este orden.
    .label = Si falla la tecnología
    .how = Marca lo que corresponda y guarda, o escribe lo tuyo.
    .help = Con un plan, una llamada que falla cuesta unos minutos y no la sesión.
agreement-tech-options =
    .check = Probarlo todo antes de la primera sesión
    .rejoin = Volver a entrar en la llamada
    .switch = Pasar a la alternativa
    .phone = Llamar por teléfono
    .write = Seguir por escrito
    .move = Buscar pronto otro momento
agreement-cadence = ¿Cada cuánto te gustaría una puesta al día sobre cómo va?
    .label = Frecuencia
    .how = Elige una opción, o escribe algo como “cada dos semanas los martes a las 16:00”.
    .help = Con esta frecuencia pregunto a la persona mentee cómo va, y quien la acompaña ve la respuesta. Se puede cambiar en cualquier momento.
agreement-length = ¿Cuánto debería durar una sesión?
    .label = Duración de la sesión
    .how = Elige una opción, o escríbela, por ejemplo “una hora”.
    .help = Con un final acordado es más fácil decir que sí a la siguiente.
agreement-length-options =
    .n90 = 90 minutos
    .n60 = 60 minutos
    .n45 = 45 minutos
    .n30 = 30 minutos
agreement-reply-time = ¿En cuánto tiempo conviene responder a los mensajes de la otra persona?
    .label = Tiempo de respuesta
    .how = Elige una opción, o escríbela, por ejemplo “dos días”.
    .help = Cuando no se ha acordado nada, el silencio parece desinterés.
agreement-reply-time-options =
    .same-day = El mismo día
    .one-day = En un día
    .two-days = En dos días
    .one-week = En una semana
agreement-contact = Entre sesiones, ¿cada cuánto está bien tener noticias de la otra persona?
    .label = Contacto entre sesiones
    .how = Elige una opción, o escríbela.
    .help = También lo respeto yo: las noticias que pueden esperar no llegan más a menudo, y nada llega fuera de tu horario de trabajo.
agreement-contact-options =
    .any-time = Siempre que surja algo
    .daily = Una vez al día como mucho
    .twice-weekly = Unas dos veces por semana
    .weekly = Una vez por semana, más o menos
agreement-progress = { $role ->
    [mentor] Cuando { $partner } registre avances en un objetivo, ¿cuándo te gustaría saberlo?
   *[mentee] Cuando registres avances en un objetivo, ¿cuándo debería saberlo { $partner }?
  }
    .label = Noticias de los avances
    .how = Elige una opción, o escríbela.
    .help = Hay quien prefiere saber de cada paso y quien prefiere mirarlos en conjunto. De un objetivo conseguido se avisa siempre enseguida.
agreement-progress-options =
    .at-once = Enseguida
    .check-in = Con la próxima puesta al día
agreement-confidentiality = ¿Qué puede salir de aquí? Elijas lo que elijas, hay dos excepciones: un riesgo de daño grave para ti o para otra persona, y lo que la ley obliga a comunicar. Entonces solo se avisa a quien pueda ayudar, y tú lo sabes antes si eso es seguro.
    .label = Confidencialidad
    .how = Elige una opción, o escríbela.
    .help = Se habla con franqueza cuando se sabe qué pasará con lo dicho.
agreement-confidentiality-options =
    .topics = Se pueden contar los temas, nunca quién dijo qué
    .ask-first = Preguntar antes a la otra persona, cada vez
    .nothing = Nada sale de aquí
agreement-boundaries = ¿Hay algo que prefieras dejar fuera?
    .label = Límites
    .how = Marca lo que corresponda y guarda, o escribe lo tuyo.
    .help = Lo que una de las dos personas deja fuera queda fuera para ambas, y nadie tiene que decir por qué.
agreement-boundaries-options =
    .family = Familia y relaciones
    .health = Salud
    .money = Dinero y sueldo
    .colleagues = Hablar de colegas por su nombre
    .off-hours = Mensajes fuera del horario de trabajo
    .none = Nada en particular
agreement-goals = { $role ->
    [mentor] ¿Qué te gustaría que { $partner } consiguiera de aquí al final?
   *[mentee] ¿Qué es lo que más te gustaría conseguir de aquí al final?
  }
    .label = Objetivo
    .how = Escríbelo aquí en una frase.
    .help = La frase de la persona mentee será el primer objetivo, en el que se registran los avances. Se puede precisar más adelante.
agreement-conflict = Si algún día algo no va bien con { $partner }, ¿cuál sería tu primer paso?
    .label = Cuando sea difícil
    .how = Elige una opción, o escríbela.
    .help = Un primer paso acordado en un buen día es más fácil de dar en uno malo.
agreement-conflict-options =
    .talk = Hablarlo entre las dos personas
    .write = Escribirlo primero y luego hablarlo
    .coordinator = Pedir a la coordinación que participe
agreement-review = ¿Cuándo conviene volver a mirar este acuerdo?
    .label = Revisión
    .how = Elige una opción, o escríbela.
    .help = Las necesidades cambian. Con una fecha para ello, cambiar cosas es lo más normal.
agreement-review-options =
    .six-months = A los seis meses
    .three-months = A los tres meses
    .two-months = A los dos meses
agreement-end = Cualquiera de las dos personas puede terminar en cualquier momento, sin motivo y sin culpa. ¿Cómo te gustaría que fuera?
    .label = Un final sin culpas
    .how = Elige una opción, o escríbela.
    .help = Es más fácil empezar algo que también se puede dejar.
agreement-end-options =
    .notice = Avisando una semana antes
    .conversation = Con una conversación de cierre
    .at-once = En el momento, basta un mensaje breve

agreement-talk = { $answer } (por ahora; para hablarlo en el primer encuentro)
agreement-likeness =
    .agreed = Hay acuerdo
    .close = Casi igual; en conjunto queda
    .both = En palabras de cada cual
agreement-row = *{ $label }* · { $likeness }: { $answer }
agreement-difference = *{ $label }* · Hay una diferencia.
    Tú: { $mine }
    { $partner }: { $theirs }
agreement-difference-proposed-mine = *{ $label }* · Tu propuesta: { $proposal } · { $partner } puede aceptarla o responder.
agreement-difference-proposed-theirs = *{ $label }* · { $partner } propone: { $proposal }
    Tu respuesta era: { $mine }
agreement-difference-settled = *{ $label }* · Resuelto: { $answer }
agreement-moves =
    .accept-answer = Tomar la suya: { $answer }
    .accept-proposal = Aceptar: { $answer }
    .middle = Término medio: { $answer }
    .mine = Proponer la mía: { $answer }
    .talk = Dejarlo para la primera charla
agreement-comparison-title = Las respuestas, unas junto a otras
agreement-comparison = Ya están tus respuestas y las de { $partner }. Aquí ves en qué coinciden y en qué no.
agreement-comparison-open = { $count ->
    [one] Queda una diferencia. Se resuelve con tres pulsaciones como mucho, entre las dos partes.
   *[other] Quedan { $count } diferencias. Cada una se resuelve con tres pulsaciones como mucho, entre las dos partes.
  }
agreement-comparison-done = Todo está resuelto. El acuerdo ya se puede firmar.
agreement-turn = { $count ->
    [0] { $partner } ha respondido a las diferencias. Ya no queda nada pendiente para ti.
    [one] { $partner } ha respondido a las diferencias. Una te espera más arriba, en “Las respuestas, unas junto a otras”.
   *[other] { $partner } ha respondido a las diferencias. { $count } te esperan más arriba, en “Las respuestas, unas junto a otras”.
  }

agreement-comparison-covered = Una de las dos partes ha retirado una respuesta. En cuanto todo vuelva a estar respondido, por ti y por { $partner }, las respuestas se verán aquí de nuevo, unas junto a otras.

agreement-title = Acuerdo de mentoría
agreement-document-head = Acuerdo de mentoría, versión { $version }. Acompaña: { $mentor }. Mentee: { $mentee }.
agreement-document-clause = *{ $label }*: { $answer }
agreement-document-exceptions = La confidencialidad tiene dos excepciones para ambas partes: un riesgo de daño grave para la propia persona o para otra, y lo que la ley obliga a comunicar. Entonces solo se avisa a quien pueda ayudar.
agreement-document-end = Cualquiera de las dos partes puede terminar en cualquier momento, sin motivo y sin culpa.
agreement-signature = ✓ Firma de { $name }: { $moment }
agreement-unsigned = ○ Falta la firma de { $name }
agreement-fingerprint = Huella de este texto: { $hash }
agreement-sign = Tu acuerdo con { $partner } está listo. Léelo con calma; empieza cuando tenga las dos firmas.
    .button = Leer y firmar
    .submit = Firmar
    .read = Leerlo
agreement-sign-changed = Una respuesta ha cambiado desde entonces, así que este texto ya no se firma. En cuanto todo esté resuelto con { $partner }, el acuerdo llegará de nuevo.
agreement-sign-done = ✓ Has firmado tu acuerdo con { $partner }. Empieza en cuanto { $partner } también lo firme.
agreement-active = ✓ Tu acuerdo con { $partner } ya tiene las dos firmas. Acaba de empezar.
agreement-active-first = Primera puesta al día: { $moment }.
agreement-active-mentor = Preguntaré a { $partner } cómo va, { $cadence }, y te mostraré su respuesta.
agreement-active-mentee = Te preguntaré, { $cadence }, cómo va. Con /progress puedes registrar un paso en cualquier momento.
agreement-sign-both = ✓ Has firmado tu acuerdo con { $partner }, que también lo ha firmado.
agreement-partner-signed = { $partner } ha firmado el acuerdo. Empieza en cuanto lo firmes tú también.
    .before = { $partner } ha firmado el acuerdo.
    .changed = { $partner } firmó, y después cambió una respuesta. El acuerdo llegará de nuevo cuando todo esté resuelto.

troubleshooting-step = { $number }. { $what }
troubleshooting-switch = Pasar a la alternativa: { $channel }
