### Los primeros pasos de quien coordina, en Inicio hasta que están hechos.

first-steps = *Primeros pasos* · { $done } de { $count }
    .done = ✅ { $step }
    .before = ◻️ { $step }
    .put-away = Guardar esta lista
    .find = Ver los primeros pasos
first-step =
    .programme = Crear un programa: su nombre, sus fechas y el idioma de las conversaciones compartidas
    .rehearsal = Probarlo antes: ver lo que ve cada parte, en diez minutos y sin nadie más
    .people = Invitar a personas: elígelas, o trae una lista
    .pair = Presentar a las dos primeras personas: quien acompaña y su mentee
