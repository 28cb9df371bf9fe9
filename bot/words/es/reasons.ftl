### Por qué un mensaje se retuvo o no se envió.

reason-too-late = su momento ya había pasado
reason-not-installed = Trellis ya no está instalado en este espacio de trabajo
reason-deactivated = esta cuenta está desactivada
reason-no-consent = esta persona todavía no ha dicho que sí
reason-pair-over = la mentoría ha terminado
reason-paused = la mentoría está en pausa
reason-paused-until = retenido hasta el { $until }: la mentoría está en pausa
reason-snoozed = retenido hasta el { $until }: silenciaste mis mensajes
reason-outside-hours = retenido hasta el { $until }: fuera de tu horario de trabajo
reason-never-open = no hay a la vista ninguna hora de trabajo en que enviarlo
reason-answered = ya tiene respuesta
reason-taken-back = se retiró antes de enviarse
reason-progress-recent = registraste avances hace poco
reason-essential-only = pediste solo los mensajes imprescindibles
reason-budget = retenido hasta el { $until }: para que no lleguen más mensajes de los acordados
reason-no-longer-due = ya no toca según el acuerdo actual
reason-spoken-anew = su contenido salió con el propio mensaje
reason-slack-busy = retenido hasta el { $until }: Slack pidió esperar
reason-slack-unclear = retenido hasta el { $until }: la respuesta de Slack no era clara
reason-refused = Slack lo rechazó: { $error }
reason-cannot-tell = nadie puede saber si llegó: { $error }
reason-broken = no se pudo poner en palabras, y ha quedado anotado

ledger-title = Registro: cada mensaje, y qué fue de él
ledger-empty = Todavía nada.
ledger-columns =
    .due = Fecha
    .person = Para
    .what = Qué
    .kind = Clase
    .state = Estado
    .why = Por qué
    .sent = Enviado
