### Quién puede ver qué.

seen = Junto a todo lo que escribes dice quién lo leerá, antes de la primera letra. Esta es la lista entera.
    .title = Quién puede ver qué
seen-line = • { $what }
seen-by =
    .only-me = Solo tú
    .card = Tú, y la otra persona salvo que lo dejes fuera de tu presentación
    .pair = Tú y la otra persona
    .coordinator = Tú y la coordinación del programa
    .totals = Nadie; solo cuenta en totales de cinco personas o más
    .safety = Únicamente el contacto de seguridad del programa
seen-coordinator = Lo que ve la coordinación de tu mentoría
    .what = Si dijiste que sí o que no, en qué etapa está la mentoría y desde cuándo, si está en pausa y cuántos mensajes llegaron. Nunca una palabra que hayas escrito, salvo que se la envíes o permitas en una encuesta que la lean, ni una respuesta tuya, tampoco como tendencia: las encuestas llegan como totales de cinco personas o más.
seen-kept = Los silencios, las ausencias y cuánto te escribo son solo tuyos; la otra persona ve tus días y tu horario de trabajo. Todo lo escrito se guarda cifrado. Lo que retiras ya no se muestra a nadie.
seen-agreements = El acuerdo, con todas sus versiones
seen-clauses = Los puntos del acuerdo
seen-positions = Lo que propones donde las respuestas difieren
seen-amendments = Los cambios que propones al acuerdo
seen-goals = Los objetivos, y el comentario de quien acompaña
seen-milestones = Los hitos
seen-progress = Los avances registrados
seen-sessions = El enlace y los temas de una sesión
seen-drafts = Un texto que espera a que digas a qué responde
seen-answer-edits = Versiones anteriores de una respuesta que cambiaste
