### La presentación: lo que cuenta la otra persona, y con qué empezar.
### Cada pregunta para romper el hielo tiene varias redacciones, n1, n2, ...; la de una opción concreta va antes que la general.

introduction = { $role ->
    [mentor] Esta es { $partner }, la persona que te acompañará.
   *[mentee] Esta es { $partner }, la persona a la que acompañarás.
  }
    .title = Conoce a { $name }
    .row = *{ $heading }*
        { $text }
    .hours = *Trabaja*
        { $days }, { $hours } (hora de { $place })
    .next = Más abajo encuentras tres horas para una primera conversación en las que coinciden los dos horarios. Además vienen unas preguntas sobre cómo trabajar en esta mentoría, las mismas para cada cual; tus respuestas quedan ocultas hasta que todo esté respondido por ambas partes, y entonces se ven unas junto a otras.

icebreakers = *Para romper el hielo*
    .line = • { $text }

icebreaker-shared-interest =
    .n1 = Algo en común: { $what }. ¿Cómo empezó para cada cual?
    .n2 = Hay algo que les gusta a ambas partes: { $what }. ¿Cuál fue el último buen momento?
    .n3 = { $what }: aparece en las dos presentaciones. ¿Qué enseña que sirva en el trabajo?
icebreaker-shared-interest-reading =
    .n1 = La lectura une. ¿Qué libro has regalado más de una vez?
    .n2 = La lectura une. ¿Qué hay junto a tu cama, y vale la pena?
icebreaker-shared-interest-music =
    .n1 = La música está en las dos presentaciones. ¿Qué canción habría que oír para conocerte mejor?
    .n2 = La música está en las dos presentaciones. ¿Qué escuchas cuando quieres avanzar con algo?
icebreaker-shared-interest-films =
    .n1 = Cine y series, por ambas partes. ¿Cuál volverías a ver esta noche?
    .n2 = Cine y series, por ambas partes. ¿Qué oficio en la pantalla no se parece en nada al real?
icebreaker-shared-interest-food =
    .n1 = La cocina importa por ambas partes. ¿Qué prepararías para la otra persona?
    .n2 = La cocina importa por ambas partes. ¿Qué plato sabe al lugar de donde vienes?
icebreaker-shared-interest-outdoors =
    .n1 = El aire libre gusta por ambas partes. ¿Adónde vas cuando necesitas una hora de aire?
    .n2 = El aire libre gusta por ambas partes. ¿Qué paseo enseñarías primero?
icebreaker-shared-interest-games =
    .n1 = Los juegos están en las dos presentaciones. ¿Cuál muestra mejor cómo piensas?
    .n2 = Los juegos están en las dos presentaciones. ¿A qué se podría jugar en una misma mesa?
icebreaker-shared-own =
    .n1 = “{ $what }” está en las dos presentaciones. ¿Cómo llegó cada cual a ello?
    .n2 = “{ $what }”: algo en común. ¿Quién despertó ese interés?
icebreaker-shared-topic =
    .n1 = “{ $what }” es donde se ofrece ayuda y se busca. ¿Cuándo notó cada cual por primera vez que importa?
    .n2 = “{ $what }” es un tema en común. De toda la gente con la que has trabajado, ¿quién lo hacía bien, y cómo?
    .n3 = “{ $what }” es un tema en común. ¿Qué historia puede contar cada cual de una vez que salió mal?
icebreaker-shared-language =
    .n1 = Un idioma en común: { $what }. ¿Hay una palabra suya que eches de menos en todos los demás?
    .n2 = Un idioma en común: { $what }. ¿Cómo lo aprendió cada cual, y en qué idioma cuentas?
icebreaker-shared-style =
    .n1 = Una preferencia en común: “{ $what }”. ¿Con quién ha funcionado mejor hasta ahora?
    .n2 = Una preferencia en común: “{ $what }”. ¿En qué se nota cuando necesitas lo contrario?
icebreaker-shared-general =
    .n1 = ¿Qué querías ser a los diez años, y qué queda de ello?
    .n2 = ¿Qué consejo llevas contigo desde hace más tiempo?
    .n3 = ¿Cuál fue la mejor hora de tu última semana de trabajo?
    .n4 = ¿Quién te enseñó algo sin saberlo?

icebreaker-apart-place =
    .n1 = Los relojes no coinciden. ¿Qué se ve desde tu ventana cuando empieza el día de la otra persona?
    .n2 = Los relojes no coinciden. ¿Cuál es la mejor hora del día donde estás, y por qué?
    .n3 = Hay distancia de por medio. ¿Qué tendría que probar primero quien visite tu ciudad?
icebreaker-apart-interest =
    .n1 = Esto está en una sola de las presentaciones: { $what }. ¿Qué querría preguntar la otra persona?
    .n2 = { $what }: gusta a una de las dos personas. ¿Qué es lo que atrae?
icebreaker-apart-own =
    .n1 = “{ $what }” está en una sola de las presentaciones. ¿Cómo se explica en dos minutos?
    .n2 = “{ $what }” es algo de una sola de las dos personas. ¿Qué adivinaría la otra?
icebreaker-apart-language =
    .n1 = Solo una de las dos personas trabaja en este idioma: { $what }. ¿Qué palabra convendría aprender primero?
    .n2 = Un idioma de una sola de las dos personas: { $what }. ¿Qué se dice en él con más facilidad?
icebreaker-apart-style =
    .n1 = “{ $what }” vale para una sola de las dos personas. ¿Qué prefiere la otra, y cómo encontrarse a medio camino?
    .n2 = Una de las dos personas dijo: “{ $what }”. ¿Qué le ha ido bien así a la otra, y qué no?
icebreaker-apart-general =
    .n1 = ¿Qué es normal en tu trabajo que sorprendería a la otra persona?
    .n2 = ¿Qué herramienta o costumbre recomiendas que la otra persona quizá no haya probado?
    .n3 = ¿Cómo empieza un buen día para cada cual?
