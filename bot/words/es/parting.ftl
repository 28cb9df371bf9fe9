### Terminar una mentoría antes de tiempo, por decisión propia: sin motivo y sin culpa.

parting =
    .open = Terminar la mentoría…
    .title = Terminar la mentoría
    .submit = Terminar
parting-form = Cualquiera de las dos partes puede terminar la mentoría en cualquier momento, sin motivo y sin culpa. { $partner } sabrá por mí que la has terminado, y no por qué. Quien coordina { $programme } sabrá que ha terminado, y no por decisión de quién.
    .unmet = Puedes dejarlo en cualquier momento, sin dar un motivo. { $partner } todavía no ha dicho que sí: la invitación se cierra, y nadie dice por qué. Quien coordina { $programme } sabrá que ha terminado, y no por decisión de quién.
    .agreed = Lo que se acordó para este caso: { $answer }
    .then = Después llega a cada parte una última encuesta, que se puede dejar sin responder, y nada más. Lo acordado se puede seguir leyendo en Inicio.
    .unbegun = Después ya no llega nada más.
    .rest = Si solo necesitas un descanso, haz mejor una pausa: una mentoría terminada no continúa, aunque quien coordina puede volver a hacer la presentación.
parting-done = Has terminado tu mentoría con { $partner } en { $programme }. Gracias por el tiempo y la atención que le has dado. { $partner } lo sabrá por mí, sin ningún motivo; unas palabras tuyas de agradecimiento serían una buena despedida. Si quieres continuar con otra persona, díselo a quien coordina tu programa; no hay prisa.
parting-told = { $partner } ha terminado la mentoría contigo en { $programme }. Para eso nadie necesita un motivo, y no le quita nada al camino hecho. Lo acordado se puede seguir leyendo en Inicio. Gracias por el tiempo y la atención que le has dado. Si quieres continuar con otra persona, díselo a quien coordina tu programa; no hay prisa.
parting-noted = La mentoría de { $mentor } y { $mentee } en { $programme } ha terminado antes de tiempo. A nadie se le preguntó por qué. Quizá alguien quiera continuar con otra persona.
