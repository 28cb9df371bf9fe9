### Una copia de lo que se guarda sobre alguien, y los nombres de lo que se guarda.

copy = Todo lo que Trellis guarda sobre ti en { $workspace }, tal como estaba el { $moment }. Cada detalle está en el archivo para máquinas que ha llegado con esta página. Lo que escribieron otras personas está aquí si lo escribieron para que lo vieras.
    .title = Lo que se guarda de ti
    .line = { $when }
        { $said }
    .next = Página siguiente
    .back = Página anterior
    .page = Página { $number } de { $of }
    .button = Obtener una copia
    .read = Leerlo aquí
    .sent = Dos archivos van camino de Mensajes: una página para leer y lo mismo para máquinas. Slack los guarda, donde los ves tú y nadie más de este espacio de trabajo, hasta que se borren allí.
    .file = Esto es lo que Trellis guarda sobre ti: una página para abrir en un navegador, y lo mismo en JSON, con cada detalle. Esta conversación solo la ves tú.
    .failed = No se han podido enviar los archivos. Puedes leerlo todo aquí en Slack, en Tus datos.
    .no-files = Para los archivos, a Trellis le falta el permiso files:write en este espacio de trabajo. Puedes leerlo todo aquí, y quien gestiona Trellis puede darte los archivos.
held-people = Tú, tal como te conoce Trellis
held-programmes = Tus programas
held-enrolments = Con qué papel participas
held-pairs = Tus mentorías
held-pair-members = Tus pasos en ellas
held-agreements = Acuerdos
held-clauses = Cláusulas de los acuerdos
held-amendments = Cambios propuestos a los acuerdos
held-positions = Propuestas donde las respuestas eran distintas
held-signatures = Firmas
held-goals = Objetivos, con el comentario de quien te acompaña
held-milestones = Hitos
held-progress = Avances
held-sessions = Sesiones
held-answers = Respuestas: las tuyas, y las que la otra persona dio para que las vieras
held-answer-edits = Versiones anteriores de tus respuestas
held-questions = Preguntas que se te hicieron
held-drafts = Textos que esperan a que digas a qué responden, dos semanas como mucho
held-schedules = Lo que te vuelve a llegar
held-deliveries = Mensajes para ti: de qué tipo, cuándo y qué fue de ellos
held-audit-log = Lo que se ha mirado y cambiado y te concierne
