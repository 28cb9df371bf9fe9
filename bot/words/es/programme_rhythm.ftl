### El ritmo de un programa, como lo fija su coordinación.

rhythm-form = Lo que llega por sí solo a la gente de “{ $programme }”, y cada cuánto. Elijas lo que elijas, nadie recibe más de lo que permiten las dos últimas líneas; lo que no cabe espera, o llega junto con el siguiente mensaje. Cada cual puede elegir menos. Un cambio vale para las mentorías que empiecen después; en las que están en marcha, para lo que aún no ha llegado.
    .open = Ritmo
    .title = Ritmo
rhythm-line =
    .agreement-nudge = Mientras el acuerdo no esté terminado: dos recordatorios, a los tres y a los siete días
    .confidence = El primer día: ¿cuánta seguridad sientes?
    .tech-check = Antes de la primera sesión: ¿funciona la técnica?
    .have-you-met = ¿Ha habido ya un primer encuentro, y va todo bien?
    .questions = Antes de cada sesión: ¿qué lleva la persona mentee?
    .session-pulse = Después de cada sesión: ¿valió la pena?
    .feedback = Feedback en los dos sentidos, tras sesiones e hitos
    .check-in = Puestas al día con la persona mentee, según lo acordado
    .mentor-check-in = Puestas al día con quien acompaña, si lo desea
    .goal-nudge = Un recordatorio cuando en un objetivo no se registró nada durante un intervalo, o su fecha está cerca
    .setback = Una pregunta que mira adelante tras un tropiezo
    .reflection = Una pregunta para pensar
    .learning = El aprendizaje de quien acompaña
    .pulse = Pulso: cinco frases
    .midpoint = A mitad de camino: encuesta y una mirada al acuerdo
    .closing = Conversación de cierre
    .closing-survey = Encuesta de cierre
    .follow-up = Tres cosas más después del final, para quien lo acepte
    .day-budget = Como mucho tantos mensajes al día por persona
    .week-budget = Como mucho tantos mensajes por semana y persona, aparte de puestas al día y preguntas tras las sesiones
rhythm-number =
    .off = No
    .switch = Sí
    .months = { $number ->
        [1] Cada mes
       *[other] Cada { $number } meses
      }
    .days-in = A los { $number } días
    .days-left = { $number } días antes del final
    .days-after = { $number } días después del final
    .a-day = { $number } al día
    .a-week = { $number } por semana
    .sessions = { $number ->
        [1] Después de cada sesión
       *[other] Después de cada { $number } sesiones
      }
