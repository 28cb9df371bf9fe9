### Mentorías que merecen que la coordinación las mire.

attention = *Merece una mirada* ({ $count })
    .brief = { $count ->
        [one] Merece una mirada: una mentoría. *Abrir* muestra cuál, y qué puede ayudar.
       *[other] Merecen una mirada: { $count } mentorías. *Abrir* muestra cuáles, y qué puede ayudar.
      }
    .what = Al pulsar un nombre puedes escribir a esa persona, que muchas veces es lo que más ayuda. El menú junto a cada mentoría contiene lo demás que se puede hacer.
    .seen = Ves que algo está parado, nunca lo que se ha escrito, ni a quién le toca, salvo en una invitación. Las dos personas ven lo mismo: sus sesiones, sus puestas al día y sus avances.
attention-why =
    .unanswered = { $mentor } y { $mentee }: con presentación desde hace { $days } días. Sin respuesta todavía: { $people }
    .stalled = { $mentor } y { $mentee }: { $stage } desde hace { $days } días
    .quiet = { $mentor } y { $mentee }: en silencio desde hace { $days } días. No hubo ninguna sesión, propuesta o acordada, ni respuestas a las puestas al día, ni avances registrados
    .rests = { $mentor } y { $mentee }: en pausa desde hace { $days } días, sin fecha de fin
attention-menu =
    .another = Presentar a otra persona
    .pause = Poner en pausa esta mentoría
    .end = Terminar esta mentoría
    .withdraw = Retirar la invitación
