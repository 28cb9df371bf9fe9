### Sesiones: encontrar una hora, mantenerla, y cómo fue.

session-when = { $mine }
    .both = { $mine }, que { HOUR($there) ->
        [1] es la { $there }
       *[other] son las { $there }
      } en { $place }
    .other-day = { $mine }, que { HOUR($there) ->
        [1] es la { $there }
       *[other] son las { $there }
      } del { $weekday } en { $place }
session-label = { $day }, { $clock }
    .both = { $day }, { $clock } ({ $there } en { $place })
    .other-day = { $day }, { $clock } ({ $weekday }, { $there } en { $place })
session-minutes = { $minutes } minutos
session-link = Unirse: { $link }
session-agenda = *Temas*
    { $agenda }
session-outside =
    .yours = fuera de tu horario de trabajo
    .theirs = fuera del horario de trabajo de { $partner }
    .both = fuera de tu horario de trabajo y del de { $partner }

session-offer = ¿Buscamos una hora para que hables con { $partner }? En estas coinciden los dos horarios de trabajo:
    .title = Una hora para hablar
    .time = • { $when }
    .how = Elige una para proponerla. { $partner } ve las mismas horas, y lo sabrá enseguida.
    .none = Tu horario de trabajo y el de { $partner } no coinciden en las próximas dos semanas. De vez en cuando, una primera hora de la mañana o una tarde pueden venir bien a ambas partes: propón una, y { $partner } podrá decir que sí o sugerir otra.
    .over = Aquí ya no se propone ninguna hora, y no hace falta que hagas nada.

session-proposed =
    .yours = Propones hablar con { $partner }: { $when }. Te diré qué responde.
    .theirs = { $partner } propone hablar: { $when }.
    .instead = Ocuparía el lugar de { $when }, que sigue en pie hasta que digas que sí.
    .past = La hora propuesta, { $when }, ya pasó. Una nueva se encuentra rápido.
    .over = La hora propuesta, { $when }, ya no espera respuesta de nadie.
session-agreed = ✓ Tienes sesión con { $partner }: { $when }.
session-over =
    .agreed = Tu sesión con { $partner }: { $when }.
    .met = ✓ Hablaste con { $partner }: { $when }.
    .moved = Otra hora ha ocupado el lugar de { $when }.
    .missed = Tu sesión con { $partner } no se hizo: { $when }.
    .cancelled = Esto ya no está en pie: { $when }.
session-cancelled = { $partner } ha cancelado la sesión: { $when }.
session-declined = A { $partner } no le viene bien: { $when }. Quizá otra hora encaje mejor.
session-late = { $partner } tiene un imprevisto y se unirá unos { $minutes } minutos después del inicio de la sesión: { $when }.
session-late-told = He avisado a { $partner } de que tienes un imprevisto y te unirás unos { $minutes } minutos después del inicio.

session-buttons =
    .accept = Sí, me viene bien
    .other = Sugerir otra hora
    .decline = No me viene bien
    .back = Retirarla
    .change = Cambiar la hora o los temas
    .cancel = Cancelarla
    .propose = Proponer una sesión
    .join = Unirse
    .late = Tengo un imprevisto
    .late-by = Unos { $minutes } minutos
session-sure =
    .title = ¿Cancelar esta sesión?
    .text = { $partner } lo sabrá enseguida. Para mantenerla y solo moverla, cambia su hora.
    .short = { $partner } lo sabrá enseguida. Lo acordado para los cambios: { $notice }. Ya falta menos, son cosas que pasan; aún puedes cancelarla.
    .yes = Cancelarla
    .no = Mantenerla

session-form = Horario de { $partner }: { $days }, { $hours } (hora de { $place }).
    .title = Buscar una hora
    .times = A estas horas coinciden los dos horarios de trabajo
    .day = O este día
    .clock = A esta hora
    .yours = En tu propia hora ({ $place }). { $partner } la lee en la suya.
    .link = Dónde hablar
    .link-hint = Un enlace, si lo tienes, como https://meet.example/sesion
    .agenda = De qué te gustaría hablar
    .submit = Proponer
    .short = Lo acordado para los cambios: { $notice }. Ya falta menos. Son cosas que pasan: aún puedes moverla, y { $partner } lo sabrá enseguida.
    .nothing = Elige una de las horas de arriba, o un día y una hora propios.
    .past = Ese momento ya pasó, o queda a más de un año.
    .bad-link = Un enlace empieza por https:// y no lleva espacios.

home-session =
    .title = Sesiones
    .none = No hay ninguna sesión prevista.

session-tomorrow = Tu próxima sesión con { $partner }: { $when }.
    .title = Tu próxima sesión
    .bare = Todavía no hay temas. Una línea sobre lo que te gustaría hablar ayuda a ambas partes.
session-soon = Tu sesión con { $partner } empieza pronto: { $when }.
    .title = Ya casi es la hora
    .quiet = Un buen momento para cerrar lo que pueda distraerte, y para poner Slack en “no molestar”.

session-pulse = ¿Cómo fue tu sesión: { $when }?
    .title = Después de tu sesión
    .how = Elige una opción, y añade lo que quieras.
    .label = Después de tu sesión
    .recorded = ✓ Tu respuesta sobre la sesión del { $day }
session-pulse-how = ¿Se hizo la sesión?
session-pulse-how-options =
    .met = Sí, se hizo
    .moved = Se movió
    .missed = No se hizo
    .tech = Falló la tecnología
session-pulse-worth = Valió la pena el tiempo dedicado
    .scale = Valió la pena el tiempo dedicado
session-pulse-line = Algo que hacer distinto la próxima vez
session-pulse-seen = { $partner } ve si se hizo la sesión. Si valió la pena, y lo que escribas, solo lo verás tú.
session-pulse-shared =
    .met = { $partner } dice que la sesión se hizo: { $when }.
    .moved = { $partner } dice que la sesión se movió: { $when }.
    .missed = { $partner } dice que la sesión no se hizo: { $when }.
    .withdrawn = { $partner } ha retirado lo que dijo de la sesión: { $when }.

reason-session-moved = la sesión se movió o se canceló
