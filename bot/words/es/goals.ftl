### Objetivos: en Inicio, en sus formularios, y lo que de ellos se cuenta a cada cual.

goal-trend =
    .up = { $points ->
        [one] +1 punto
       *[other] +{ $points } puntos
      } en las dos últimas semanas
    .down = { $points ->
        [one] un punto atrás
       *[other] { $points } puntos atrás
      } en las dos últimas semanas
    .steady = estable en las dos últimas semanas
goal-line-trend = { $line } · { $trend }
goal-by = Para el { $day }
goal-steps = { $reached } de { $all } hitos alcanzados
goal-endorsed = con el apoyo de { $mentor }
goal-commented = { $mentor }: { $comment }
goal-closed-line = { $number }. { $goal } · { $closed }
goal-closed-lines = *Objetivos cerrados*
goal-more-closed = { $count ->
    [one] y un objetivo anterior
   *[other] y { $count } objetivos anteriores
  }
goal-closed-as =
    .reached = alcanzado
    .partly = alcanzado en parte
    .no-longer = ya no es lo importante
goal-again = Retomar: { $goal }

goal-buttons =
    .add = Añadir un objetivo
    .sharpen = Precisar mi objetivo
    .look = Ver más de cerca
    .take-back = Retirarlo
goal-menu =
    .sharpen = Precisarlo
    .milestones = Hitos
    .take-back = Retirar el último registro
    .close = Cerrarlo

goal-seen = Además de ti, solo lo verá { $partner }.
goal-offer = Solo si te apetece: ¿quieres precisar un poco “{ $goal }”? Son cuatro preguntas breves, y puedes dejar en blanco todas menos la primera.
goal-form = Cuatro preguntas breves ayudan a que un objetivo se haga realidad. Solo la primera necesita respuesta.
    .title = Precisar el objetivo
    .new = Un objetivo nuevo
    .endorsed = { $partner } ha dado su apoyo a este objetivo tal como está escrito. Con otras palabras, empieza sin ese apoyo.
    .what = ¿Qué te gustaría conseguir?
    .measure = ¿Cómo sabrás que lo has conseguido?
    .by = ¿Para cuándo?
    .day = Elige un día
    .step = ¿Qué primer paso cabe en esta misma semana?
    .empty = Di en pocas palabras qué te gustaría conseguir, por favor.
    .past = Ese día ya pasó. Elige uno posterior, o ninguno.
    .full = Ya hay { $most } objetivos abiertos. Cierra uno en Inicio y habrá sitio para el siguiente.
goal-milestones = Pasos en el camino hacia “{ $goal }”. Cada uno que alcances merece un momento de alegría, y { $partner } se entera.
    .title = Hitos
    .reached = Alcanzados
    .more = Hitos nuevos, uno por línea
    .too-long = En un hito caben { $limit } caracteres. Acorta este, por favor: { $line }
    .too-many = En un objetivo caben { $most } hitos.
goal-close = ¿Cómo ha terminado “{ $goal }”? Cualquiera de estas es una buena manera de cerrar un objetivo, y puedes retomarlo.
    .title = Cerrar el objetivo
    .how = Queda
    .submit = Cerrarlo
goal-look =
    .title = Ver más de cerca
    .measure = *Cómo se sabrá que está conseguido*
        { $text }
    .by = *Para cuándo*
        { $text }
    .step = *Primer paso*
        { $text }
    .milestones = *Hitos*
    .bare = Todavía no hay nada más escrito. Una pregunta tuya puede ayudar a precisarlo.
    .comment = Tu comentario
    .endorse = Tu apoyo
    .endorses = Apoyo este objetivo
goal-milestone-line =
    .reached = ✓ { $milestone }
    .open = ○ { $milestone }

goal-milestone-reached =
    .mentee = ✓ Un paso más: “{ $milestone }”, en el camino hacia “{ $goal }”. { $partner } también se entera, para que puedas celebrarlo en compañía.
    .mentor = { $partner } ha alcanzado un hito: “{ $milestone }”, en el camino hacia “{ $goal }”. Unas palabras cálidas tuyas contarán.
    .open = El hito “{ $milestone }” vuelve a estar abierto.
goal-news =
    .done = { $partner } ha llegado al final de “{ $goal }”: { $figure }
    .ask = Un buen momento para celebrarlo, y para preguntar qué marcó la diferencia.
    .logged = { $partner } ha registrado en “{ $goal }”: { $figure }
    .taken-back = { $partner } ha retirado ese registro. “{ $goal }” está al { $percent } % { $bar }.
goal-response =
    .endorsed = { $partner } apoya tu objetivo “{ $goal }”.
    .both = { $partner } apoya tu objetivo “{ $goal }”, y escribe:
    .comment = { $partner } escribe sobre tu objetivo “{ $goal }”:
    .nothing = { $partner } ha retirado lo que dijo sobre “{ $goal }”.
goal-closed-mentee =
    .reached = ✓ Has alcanzado “{ $goal }”. { $partner } también se entera: merece una celebración.
    .open = Has retomado “{ $goal }”.
goal-closed-mentor =
    .reached = { $partner } ha alcanzado “{ $goal }”. Merece una celebración.
    .partly = { $partner } ha cerrado “{ $goal }”, alcanzado en parte. Lo aprendido merece una charla.
    .no-longer = { $partner } ha cerrado “{ $goal }”: ya no es lo importante.
    .open = { $partner } ha retomado “{ $goal }”.
