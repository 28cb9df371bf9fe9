### Encuestas: del primer día a meses después del final. Las preguntas son nuestras, no una escala validada.

confidence = { $role ->
    [mentor] Antes de empezar: ¿cuánta seguridad sientes hoy al acompañar a alguien?
   *[mentee] Antes de empezar: ¿cuánta seguridad sientes hoy en lo que te propones aprender?
  }
    .title = Tu punto de partida
    .how = De 0, ninguna, a 10, total. Al final pregunto lo mismo, y ves las dos respuestas.
    .label = Tu punto de partida
    .recorded = ✓ Tu respuesta del { $day }
confidence-now = ¿Cuánta seguridad sientes hoy?
    .rated = Seguridad al empezar

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
pulse-note = Algo que quieras recordar

midpoint = Vas por la mitad. ¿Te sigue encajando el acuerdo con { $partner }?
    .title = A mitad de camino
    .how = Elige una opción; el formulario tiene el resto, y nada es obligatorio. Lo que elijas no cambia nada en el acuerdo: para eso, propón un cambio.
    .propose = Proponer un cambio
    .label = A mitad de camino
    .recorded = ✓ Tus respuestas del { $day }
midpoint-fits = ¿Sigue encajando el acuerdo?
midpoint-fits-options =
    .yes = Sí, encaja
    .change = No en todo
midpoint-feedback = El feedback va en los dos sentidos y es concreto
    .scale = El feedback va en los dos sentidos
midpoint-boundaries = Nuestros límites se respetan
    .scale = Nuestros límites se respetan
midpoint-distance = Los husos horarios, el idioma o la cultura se interponen
    .scale = La distancia se interpone
midpoint-note = ¿Qué ayudaría?
midpoint-prepared = Sentí que tenía preparación suficiente
    .scale = Preparación suficiente
midpoint-supported = El programa me apoyó
    .scale = El programa me apoyó
midpoint-fair = El tiempo que se pedía era razonable
    .scale = El tiempo era razonable
midpoint-learned = Aprendí algo
    .scale = Aprendí algo
midpoint-goal = { $role ->
    [mentor] ¿Cuánta seguridad tienes de que “{ $goal }” se alcance a tiempo?
   *[mentee] ¿Cuánta seguridad tienes de alcanzar “{ $goal }” a tiempo?
  }
    .rated = “{ $goal }”
midpoint-start = ¿Qué debería empezar a hacer el programa?
    .short = Empezar
midpoint-stop = ¿Qué debería dejar de hacer?
    .short = Dejar
midpoint-keep = ¿Qué debería mantener?
    .short = Mantener
midpoint-open = ¿Puede leer la coordinación lo que escribiste?
    .short = La coordinación puede leer tus palabras
midpoint-open-options =
    .no = No, sigue siendo confidencial
    .yes = Sí, sin mi nombre

closing = Tu tiempo en este programa termina pronto. Mirando atrás con { $partner }, ¿en qué ha quedado el objetivo?
    .title = Logros y gracias
    .how = Elige una opción, y añade unas líneas de agradecimiento si quieres.
    .label = Cierre
    .recorded = ✓ Tus palabras de cierre del { $day }
closing-goal = ¿En qué ha quedado el objetivo?
closing-goal-options =
    .reached = Alcanzado
    .partly = Alcanzado en parte
    .changed = Cambió por el camino
closing-thanks = Unas líneas de agradecimiento
closing-wins = De qué sientes orgullo, tanto en lo tuyo como en lo suyo
    .short = Orgullo
closing-continues = Lo que continúa
    .short = Lo que continúa
closing-shared = { $person } mira atrás: { $what }
    .offer = Un buen momento para una charla de cierre: de qué sientes orgullo, agradecimiento, y lo que continúa.

closing-survey = ¿Lo volverías a hacer?
    .title = Al final
    .how = Elige una opción; el formulario tiene el resto, y nada es obligatorio.
    .label = Encuesta de cierre
    .recorded = ✓ Tus respuestas del { $day }
closing-survey-again = ¿Lo volverías a hacer?
closing-survey-again-options =
    .yes = Sí
    .perhaps = Quizá
    .no = No
closing-survey-goal = ¿Qué fue de “{ $goal }”?
    .short = “{ $goal }”
closing-survey-goal-options =
    .reached = Alcanzado
    .partly = Alcanzado en parte
    .dropped = Ya no era relevante
closing-survey-role = ¿En qué papel?
    .short = En qué papel
closing-survey-role-options =
    .mentor = Acompañando
    .mentee = Como mentee
    .either = En cualquiera
closing-survey-confidence = { $role ->
    [mentor] ¿Cuánta seguridad sientes hoy al acompañar a alguien?
   *[mentee] ¿Cuánta seguridad sientes hoy en lo que te propusiste aprender?
  }
    .rated = Seguridad hoy
closing-survey-recommend = ¿Recomendarías este programa en tu trabajo?
    .rated = Recomendaría el programa
closing-survey-bot = ¿Trellis ha ayudado o ha estorbado?
    .short = Trellis
closing-survey-bot-options =
    .helped = Ha ayudado
    .neither = Ni lo uno ni lo otro
    .hindered = Ha estorbado
closing-survey-note = Algo más
closing-survey-open = ¿Puede leer la coordinación lo que escribiste?
    .short = La coordinación puede leer tus palabras
closing-survey-open-options =
    .no = No, sigue siendo confidencial
    .yes = Sí, sin mi nombre
closing-survey-quote = ¿Puede citarte el programa?
    .short = Se puede citar
closing-survey-quote-options =
    .no = No
    .anonymous = Sí, sin mi nombre
    .named = Sí, con mi nombre
closing-survey-follow = Unos meses después del final, ¿puedo preguntarte tres cosas breves más?
    .short = Tres cosas más, meses después
closing-survey-follow-options =
    .yes = Sí
    .no = No
closing-survey-then = El primer día te diste un { $then } sobre 10, y hoy un { $now }.

follow-up = Ha pasado un tiempo desde que terminó tu programa con { $partner }. ¿Sigue habiendo contacto?
    .title = Cómo siguió
    .how = Al final dijiste que podía preguntar. Elige una opción; el formulario tiene las otras dos.
    .label = Cómo siguió
    .recorded = ✓ Tu respuesta del { $day }
follow-up-touch = ¿Sigue habiendo contacto?
follow-up-touch-options =
    .yes = Sí
    .sometimes = De vez en cuando
    .no = No
follow-up-use = Sigo usando lo que aprendí
    .scale = Sigo usando lo que aprendí
follow-up-note = Lo que haces de otra manera desde entonces

private-word = ¿Qué te gustaría decir a { $people }, de la coordinación de tu programa?
    .title = Unas palabras privadas
    .how = Escríbelo aquí o en el formulario. Se entrega en cuanto lo envías, con tu nombre.
    .label = Unas palabras privadas
    .open = Unas palabras privadas
    .recorded = ✓ Entregado el { $day }
private-word-note = Tus palabras
private-word-seen = Lo leerá la coordinación ({ $people }), con tu nombre, porque se lo envías tú. { $partner } no lo verá.
private-word-shared = { $person } te escribe unas palabras privadas sobre la mentoría en { $programme }:
    .offer = Se escribieron solo para la coordinación del programa. El siguiente paso es tuyo: un mensaje a { $person } es uno bueno.
    .withdrawn = { $person } ha retirado unas palabras privadas que te escribió ({ $programme }).
