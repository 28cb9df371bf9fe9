### Las preguntas del ritmo.

goal-nudge = “{ $goal }” está al { $percent } % { $bar }. ¿Hay un siguiente paso que quepa en esta semana?
    .title = Tu objetivo
    .how = Elige una opción, añade unas palabras si quieres, o registra avances con /progress.
    .label = Objetivo
    .recorded = ✓ Tu respuesta del { $day }
goal-nudge-step = ¿Qué viene ahora?
goal-nudge-step-options =
    .on-it = Estoy en ello
    .smaller = Necesito un paso más pequeño
    .changed = El objetivo ha cambiado
goal-nudge-note = Unas palabras

have-you-met = ¿Ya has hablado con { $partner }, y va todo bien?
    .title = Una primera mirada
    .how = Elige una opción, añade unas palabras si quieres. Es solo para ti; no se avisa a nadie.
    .label = Primer encuentro
    .recorded = ✓ Tu respuesta del { $day }
have-you-met-met = ¿Ha habido ya un encuentro?
have-you-met-met-options =
    .yes = Sí, y fue bien
    .planned = Está previsto
    .no = Todavía no
have-you-met-note = Algo que quieras recordar

reflection-mentor =
    .goal = Una pregunta para tu próxima charla con { $partner }: ¿qué cambiaría en su día a día si esto saliera bien?
    .reality = Una pregunta para tu próxima charla con { $partner }: ¿qué ha probado ya, y qué mostró eso?
    .options = Una pregunta para tu próxima charla con { $partner }: ¿qué tres caminos se le ocurren, antes de que ofrezcas los tuyos?
    .will = Una pregunta para tu próxima charla con { $partner }: ¿qué hará y para cuándo, y qué podría interponerse?
reflection-mentee =
    .growth = ¿Qué no podías hacer hace tres meses que ahora sí puedes, y qué hizo falta?
    .culture = ¿Qué has entendido tú de una manera y { $partner } de otra, por venir de lugares distintos?
    .language = ¿Hay algo que le dirías más fácilmente a { $partner } con otras palabras, por escrito o en otro idioma?
    .feedback = ¿Qué comentario de { $partner } se te ha quedado, y sobre qué te gustaría oír más?
reflection =
    .title = Una pregunta para pensar
    .how = Elige una opción, o escribe lo que te venga a la mente.
    .label = Reflexión
    .recorded = ✓ Tus pensamientos del { $day }
reflection-thought = ¿Qué harás con ella?
reflection-thought-options =
    .kept = La pensaré
    .talk = La sacaré en la charla
reflection-note = Lo que te viene a la mente

pulse = Cinco frases breves sobre cómo va con { $partner }. La primera: puedo hablar con franqueza.
    .title = Una mirada breve
    .how = Elige hasta qué punto es cierto; el formulario tiene las otras cuatro.
    .label = Pulso
    .recorded = ✓ Tus respuestas del { $day }
pulse-speak = Puedo hablar con franqueza
    .scale = Puedo hablar con franqueza
pulse-expect = Está claro qué espera cada cual de la otra persona
    .scale = Está claro qué espera cada cual
pulse-time = Encontramos el tiempo
    .scale = Encontramos el tiempo
pulse-moving = { $role ->
    [mentor] Veo avanzar a mi mentee
   *[mentee] Avanzo en mi objetivo
  }
    .scale = Hay avance
pulse-match = Esta mentoría encaja conmigo
    .scale = Esta mentoría encaja conmigo
pulse-note = Algo más

midpoint = Vas por la mitad. ¿Te sigue encajando el acuerdo con { $partner }?
    .title = A mitad de camino
    .how = Elige una opción; el formulario tiene tres frases más.
    .label = A mitad de camino
    .recorded = ✓ Tus respuestas del { $day }
midpoint-fits = ¿Sigue encajando el acuerdo?
midpoint-fits-options =
    .yes = Sí, encaja
    .change = Cambiaría algo
midpoint-feedback = El feedback va en los dos sentidos y es concreto
    .scale = El feedback va en los dos sentidos
midpoint-boundaries = Nuestros límites se respetan
    .scale = Nuestros límites se respetan
midpoint-distance = Los husos horarios, el idioma o la cultura se interponen
    .scale = La distancia se interpone
midpoint-note = ¿Qué ayudaría, y qué debería empezar, dejar o seguir haciendo el programa?

closing = Tu tiempo en este programa termina pronto. Mirando atrás con { $partner }: ¿cómo está el objetivo?
    .title = Logros y gracias
    .how = Elige una opción, y añade unas líneas de agradecimiento si quieres.
    .label = Cierre
    .recorded = ✓ Tus palabras de cierre del { $day }
closing-goal = ¿Cómo está el objetivo?
closing-goal-options =
    .reached = Alcanzado
    .partly = Alcanzado en parte
    .changed = Cambió por el camino
closing-thanks = Unas líneas de agradecimiento, y lo que continúa
closing-shared = { $person } mira atrás: { $what }
    .offer = Un buen momento para una charla de cierre: de qué sientes orgullo, agradecimiento, y lo que continúa.

closing-survey = ¿Lo volverías a hacer?
    .title = Al final
    .how = Elige una opción; el formulario tiene tres frases más.
    .label = Encuesta de cierre
    .recorded = ✓ Tus respuestas del { $day }
closing-survey-again = ¿Lo volverías a hacer?
closing-survey-again-options =
    .yes = Sí
    .perhaps = Quizá
    .no = No
closing-survey-worth = Mereció el tiempo
    .scale = Mereció el tiempo
closing-survey-skill = He mejorado en lo que me propuse aprender
    .scale = He mejorado en ello
closing-survey-bot = Trellis ayudó más de lo que estorbó
    .scale = Trellis ayudó
closing-survey-note = Algo más
