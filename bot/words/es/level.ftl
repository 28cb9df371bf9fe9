### Cuánto escribe Trellis por su cuenta.

level-form = Tú decides cuánto te escribo por mi cuenta. Las respuestas a lo que haces, las noticias de lo que hace la otra persona y los recordatorios de sesiones acordadas llegan en todo caso.
    .title = Cuánto te escribo
    .label = Por mi cuenta
    .usual = Todo lo que tiene el programa
    .fewer = Menos mensajes
    .essential = Solo lo acordado
    .left-out = *{ $level }* deja fuera { $kinds }.
    .a-day = Como mucho al día
    .a-week = Como mucho por semana, aparte de puestas al día y preguntas tras las sesiones
    .as-programme = Como lo tiene mi programa
level-home =
    .usual = Por mi cuenta te escribo todo lo que tiene el programa.
    .fewer = Por mi cuenta te escribo menos: uno por semana, además de puestas al día y preguntas tras las sesiones.
    .essential = Por mi cuenta te escribo solo lo acordado con la otra persona.
    .a-day = Como mucho { $number } al día.
    .a-week = Como mucho { $number } por semana, además de puestas al día y preguntas tras las sesiones.
    .change = Cuánto te escribo
level-changed = De acuerdo. { $level }
