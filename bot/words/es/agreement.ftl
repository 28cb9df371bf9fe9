### El acuerdo: sus preguntas, su documento y cómo se resuelven las diferencias.

agreement-channels = ¿Por dónde conviene hablar, y qué alternativa hay cuando eso falla?
    .label = Canales
    .how = Acepta mi sugerencia, elige por tu cuenta, o escribe tus dos canales para preguntas rápidas, por ejemplo “Slack, correo”.
    .help = Los mensajes se pierden cuando cada cual espera en otro sitio. Con una alternativa, una llamada que falla no cuesta la sesión.
    .shown = { $use }: { $first }; si falla, { $second }
agreement-channels-uses =
    .quick = Preguntas rápidas
    .sessions = Sesiones
    .documents = Documentos
    .urgent = Cuando no puede esperar
agreement-channels-input =
    .preferred = { $use }
    .backup = { $use }: la alternativa
agreement-channels-options =
    .slack = Mensajes de Slack
    .video = Videollamada
    .huddle = Junta de Slack
    .phone = Teléfono
    .text = Mensaje de texto
    .email = Correo electrónico
    .drive = Una carpeta compartida
    .in-person = En persona
# Lo mismo dentro de una frase.
agreement-channels-names =
    .slack = mensajes de Slack
    .video = videollamada
    .huddle = junta de Slack
    .phone = teléfono
    .text = mensaje de texto
    .email = correo electrónico
    .drive = una carpeta compartida
    .in-person = en persona
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
agreement-hours = ¿A qué horas te vendrían bien las sesiones?
    .label = Horas para las sesiones
    .how = Acepta mi sugerencia, elige por tu cuenta, o escribe algo como “lunes a jueves, de 10 a 16”.
    .help = Solo propongo momentos en los que coinciden tus horas y las de { $partner }, cada cual en su zona, también cuando cambia la hora.
    .shown = { $days }, { $hours } (hora de { $place })
    .together = Con la hora actual, coinciden { $hours } (hora de { $place })
agreement-hours-starts = Desde (hora de { $place })
agreement-hours-ends = Hasta (hora de { $place })
agreement-hours-leaves = Una pausa desde, si quieres (hora de { $place })
agreement-hours-back = La pausa termina (hora de { $place })
agreement-scheduling = ¿Quién busca los momentos para las sesiones, y con cuánta antelación se avisa si una tiene que moverse?
    .label = Buscar momentos
    .how = Acepta mi sugerencia, elige por tu cuenta, o escribe algo como “cualquiera, dos días”.
    .help = Si no es tarea de nadie, no hay sesión. Con un aviso a tiempo, la otra persona puede usar ese rato para otra cosa.
    .shown = { $who }; cambios: { $notice }
agreement-scheduling-who = Quién propone momentos
agreement-scheduling-who-options =
    .mentor = Propone momentos quien acompaña
    .either = Cualquiera de las dos personas propone momentos
    .mentee = Propone momentos la persona mentee
agreement-scheduling-notice = Con cuánta antelación se avisa de un cambio
agreement-scheduling-notice-options =
    .same-day = el mismo día está bien
    .one-day = un día antes como mínimo
    .two-days = dos días antes como mínimo
    .one-week = una semana antes como mínimo
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
agreement-commitments = ¿Hay algo más en tu vida que convenga tener en cuenta, como viajes, exámenes o vacaciones escolares?
    .label = Otros compromisos
    .how = Escríbelo aquí, o pulsa si no hay nada.
    .help = Si se sabe de antemano, un mes con poco tiempo no parece falta de interés.
agreement-commitments-options =
    .none = Nada que tener en cuenta
agreement-confidentiality = ¿Qué puede salir de aquí? Elijas lo que elijas, hay dos excepciones: un riesgo de daño grave para ti o para otra persona, y lo que la ley obliga a comunicar. Entonces solo se avisa a quien pueda ayudar, y tú lo sabes antes si eso es seguro.
    .label = Confidencialidad
    .how = Elige una opción, o escríbela.
    .help = Se habla con franqueza cuando se sabe qué pasará con lo dicho.
agreement-confidentiality-options =
    .topics = Se pueden contar los temas, nunca quién dijo qué
    .ask-first = Preguntar antes a la otra persona, cada vez
    .nothing = Nada sale de aquí
agreement-boundaries = ¿Hay algún tema que prefieras dejar fuera?
    .label = Límites
    .how = Marca lo que corresponda y guarda, o escribe lo tuyo.
    .help = Lo que una de las dos personas deja fuera queda fuera para ambas, y nadie tiene que decir por qué.
agreement-boundaries-options =
    .family = Familia y relaciones
    .health = Salud
    .money = Dinero y sueldo
    .colleagues = Hablar de colegas por su nombre
    .favours = Pedir trabajo, referencias o favores
    .social = Contacto en redes sociales
    .off-hours = Mensajes fuera del horario de trabajo
    .none = Nada en particular
agreement-goals = { $role ->
    [mentor] ¿Qué te gustaría que { $partner } consiguiera de aquí al final?
   *[mentee] ¿Qué es lo que más te gustaría conseguir de aquí al final?
  }
    .label = Objetivo
    .how = Escríbelo aquí en una frase.
    .help = La frase de la persona mentee será el primer objetivo, en el que se registran los avances. Se puede precisar más adelante.
agreement-feedback = Cuando { $partner } tenga feedback para ti, ¿cómo te gustaría recibirlo?
    .label = Feedback
    .how = Elige una opción, o escríbela.
    .help = Esto vale para cada cual por separado: { $partner } dice lo suyo.
agreement-feedback-options =
    .direct = Directo al grano
    .gentle = Con tacto y contexto
    .written = Primero por escrito
    .examples = Con ejemplos concretos
agreement-language = ¿En qué idioma conviene hablar? ¿Y hay algo de tu cultura o de tu manera de hablar que sea bueno saber?
    .label = Idioma y cultura
    .how = Acepta mi sugerencia, elige por tu cuenta, o escribe un idioma, o lo que sea bueno saber.
    .help = Unas palabras sobre fiestas, nombres, silencios o franqueza ahorran muchos malentendidos.
agreement-language-note = Bueno saber: cultura, nombres, fiestas o maneras de hablar
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
    .notice = Con una semana de aviso
    .conversation = Con una conversación de cierre
    .at-once = Al momento, basta un mensaje breve

agreement-talk = { $answer } (por ahora; para hablarlo en el primer encuentro)
agreement-likeness =
    .agreed = Hay acuerdo
    .close = Casi igual; en común queda
    .both = En palabras de cada cual
    .each = Para cada cual
agreement-row = *{ $label }* · { $likeness }: { $answer }
agreement-difference = *{ $label }*
    Tú: { $mine }
    { $partner }: { $theirs }
agreement-difference-proposed-mine = *{ $label }* · Tu propuesta: { $proposal } · { $partner } puede aceptarla o responder.
agreement-difference-proposed-theirs = *{ $label }* · { $partner } propone: { $proposal }
    Tu respuesta era: { $mine }
agreement-difference-settled = ✓ *{ $label }* · { $answer }
agreement-moves =
    .accept-answer = Aceptar la suya: { $answer }
    .accept-proposal = Aceptar: { $answer }
    .middle = Término medio: { $answer }
    .mine = Proponer la mía: { $answer }
agreement-press =
    .accept-answer = Aceptar la suya
    .accept-proposal = Aceptar
    .middle = Término medio
    .mine = Proponer la mía
    .talk = Dejarlo para la primera charla
agreement-difference-middle = Término medio: { $answer }
agreement-comparison-title = Las respuestas, unas junto a otras
agreement-comparison = Ya están tus respuestas y las de { $partner }.
agreement-comparison-open = { $count ->
    [one] Queda una diferencia por resolver. Se resuelve con tres pulsaciones como mucho, entre las dos partes.
   *[other] Quedan { $count } diferencias por resolver. Cada una se resuelve con tres pulsaciones como mucho, entre las dos partes.
  }
agreement-comparison-theirs = Es el turno de { $partner }; aquí no te espera nada.
agreement-comparison-close = ≈ *Casi igual, y ya unido*: { $what }
agreement-comparison-agreed = ✓ *Hay acuerdo*: { $what }
agreement-comparison-own = *Cada cual por su lado*: { $what }
agreement-comparison-all = Ver todas las respuestas
    .title = Todas las respuestas
agreement-comparison-done = Todo está resuelto. El acuerdo ya se puede firmar.
agreement-turn = { $count ->
    [0] { $partner } ha respondido a las diferencias. Ya no queda nada pendiente para ti.
    [one] { $partner } ha respondido a las diferencias. Una te espera más arriba, en “Las respuestas, unas junto a otras”.
   *[other] { $partner } ha respondido a las diferencias. { $count } te esperan más arriba, en “Las respuestas, unas junto a otras”.
  }

agreement-comparison-covered = Una de las dos partes ha retirado una respuesta. En cuanto todo vuelva a estar respondido, por ti y por { $partner }, las respuestas se verán aquí de nuevo, unas junto a otras.
agreement-comparison-over = Ya no se busca un acuerdo entre las dos respuestas, y no hace falta que hagas nada. Lo que respondiste queda como lo escribiste.

suggested = { $count ->
    [0] Aquí tomaste sugerencias mías, y desde entonces las has cambiado todas.
    [one] Una de estas respuestas es sugerencia mía, y la has tomado tal cual. Mírala: *Editar* la cambia. Con esto no se firma nada, y { $partner } la verá cuando todo esté respondido por ambas partes.
   *[other] { $count } de estas respuestas son sugerencias mías, y las has tomado tal cual. Míralas: *Editar* las cambia. Con esto no se firma nada, y { $partner } las verá cuando todo esté respondido por ambas partes.
  }
suggested-moved = Lo que tomaste de mis sugerencias está enumerado más abajo, junto con lo que has tomado desde entonces.
suggested-over = { $count ->
    [0] Aquí tomaste sugerencias mías, y las cambiaste todas. Ya no te espera nada aquí.
   *[other] Aquí tomaste sugerencias mías. Ya no te espera nada aquí; no hace falta que hagas nada.
  }
suggested-row = *{ $label }* · { $answer }
    .list = *{ $label }*{ $answer }
nothing-suggested = Para lo que queda no tengo ninguna sugerencia: eso solo lo puedes decir tú.

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
agreement-sign-suggested = De mis sugerencias tomaste estas: { $what }. Cada una se puede cambiar todavía con su botón, donde las enumeré.
agreement-sign-changed = Una respuesta ha cambiado desde entonces, así que este texto ya no se firma. En cuanto todo esté resuelto con { $partner }, el acuerdo llegará de nuevo.
agreement-sign-over = Este acuerdo ya no llega a empezar, así que no queda nada por firmar. No hace falta que hagas nada.
agreement-sign-done = ✓ Has firmado tu acuerdo con { $partner }. Empieza en cuanto { $partner } también lo firme.
agreement-active = ✓ Tu acuerdo con { $partner } ya tiene las dos firmas. Acaba de empezar.
agreement-active-first = Primera puesta al día: { $moment }.
agreement-active-mentor = Preguntaré a { $partner } cómo va, { $cadence }, y te mostraré su respuesta.
agreement-active-mentee = Te preguntaré, { $cadence }, cómo va. Con /progress puedes registrar un paso en cualquier momento.
agreement-sign-both = ✓ Has firmado tu acuerdo con { $partner }, que también lo ha firmado.
agreement-partner-signed = { $partner } ha firmado el acuerdo. Empieza en cuanto lo firmes tú también.
    .before = { $partner } ha firmado el acuerdo.
    .changed = { $partner } firmó, y después cambió una respuesta. El acuerdo llegará de nuevo cuando todo esté resuelto.
    .over = { $partner } había firmado este acuerdo. Ya no llega a empezar, y no hace falta que hagas nada.

troubleshooting-step = { $number }. { $what }
troubleshooting-switch = Pasar a la alternativa: { $channel }
