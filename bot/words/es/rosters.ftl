### Invitar a personas a un programa, solas o ya con su mentoría.

roster =
    .invite = Invitar a personas
roster-form = ¿A quién invitas a { $programme }? Primero verás qué pasaría; no se envía nada hasta que lo digas.
    .title = Invitar a personas
    .people = Personas
    .choose = Elige personas
    .group = Grupo de usuarios
    .choose-group = Elige un grupo de usuarios
    .no-groups = Se puede invitar a grupos de usuarios enteros donde Trellis puede verlos (permiso opcional usergroups:read).
    .role = ¿En qué papel participan?
    .room = ¿Con cuántas personas como máximo?
    .room-hint = Con una, si lo dejas vacío.
    .or = O trae una lista de personas, o de mentorías: pegada, o desde una tabla.
    .by-list = Usar una lista
    .try = Ver qué pasaría
roster-role =
    .mentor = Acompañando a otra persona
    .mentee = Como mentees
roster-list = Trae para { $programme } una lista, con una línea por mentoría o por persona. Primero verás qué pasaría, línea por línea; no se envía nada hasta que lo digas.
    .pairs = *Mentorías:* quien acompaña, una coma, su mentee.
        `@noah, @ines`
    .people = *Personas:* quién, en qué papel (mentor o mentee) y con cuántas personas como máximo.
        `noah@example.com, mentor, 2`
    .names = Valen nombres de Slack, identificadores de miembro y correos, y también punto y coma, tabuladores y un encabezado.
    .no-emails = Los correos se pueden buscar donde Trellis puede verlos (permiso opcional users:read.email). Aquí, usa nombres de Slack o identificadores de miembro, por favor.
    .text = Lista
    .hint = Hasta { $limit } caracteres. Una lista más larga puede venir por partes: nadie recibe dos invitaciones.
    .file = O un archivo
    .file-hint = Un archivo CSV de hasta { $lines } líneas. Si eliges un archivo, solo se lee el archivo.
    .no-files = Se pueden subir archivos donde Trellis puede leerlos (permiso opcional files:read). Sin él, pegar la lista hace lo mismo.
    .otherwise = Si en una línea hay una sola persona, participa
roster-looking = Buscando a las personas en Slack…
    .at = Buscando a las personas en Slack: { $count ->
        [one] una cuenta
       *[other] { $count } cuentas
      } hasta ahora…
roster-sending = Invitando: { $done } de { $count } { $bar }
roster-trial =
    .title = Qué pasaría
    .submit = { $count ->
        [one] Invitar
       *[other] Invitar ({ $count })
      }
    .fresh = *Recibirían una invitación:* { $invited }
    .already = *Ya están, nada cambia:* { $count }
    .faults = *Por corregir:* { $count }
    .left-out = Solo se han mirado las primeras { $most } líneas; quedan { $count } sin mirar.
    .head-faults = *Por corregir*
    .head-fresh = *Recibirían una invitación*
    .head-already = *Ya están*
    .more = y { $count } más
    .then = Las líneas por corregir se quedan fuera. Vuelve atrás para corregirlas, ahora o más adelante: quien ya está se queda como está.
    .until = Se puede enviar hasta: { $moment }. Después, probarla otra vez muestra cómo están las cosas.
roster-count =
    .people = { $count ->
        [0] nadie
        [one] una persona
       *[other] { $count } personas
      }
    .pairs = { $count ->
        [one] una mentoría
       *[other] { $count } mentorías
      }
roster-line = *{ $number }* · { $what }
    .said = “{ $said }” ·{ " " }
    .pair = { $mentor } acompaña a { $mentee }
    .person = { $person }, { $role ->
        [mentor] acompaña
       *[mentee] mentee
      }{ $room ->
        [0] { "" }
        [one] , con una persona como máximo
       *[other] , con { $room } personas como máximo
      }
    .guest = { $person } (cuenta invitada)
roster-fault =
    .nobody = Aquí no hay ninguna persona. Escribe un nombre de Slack, un identificador de miembro o un correo.
    .formula = Esto empieza como una fórmula de una tabla. Escribe directamente el nombre o el correo.
    .signs = Aquí hay signos que no son texto. Guarda la tabla otra vez como CSV (UTF-8).
    .quote = Hay unas comillas abiertas y sin cerrar. Ciérralas o quítalas.
    .role = No dice en qué papel. Escribe mentor o mentee.
    .capacity = El número de personas es un número entero de 1 a { $most }.
    .unknown = Aquí nadie se llama así. Mira cómo se escribe, o elige a la persona en el formulario.
    .no-email = Aquí Trellis no puede buscar correos. Escribe un nombre de Slack o un identificador de miembro.
    .several = Varias personas se llaman así. Escribe el identificador de miembro, que está en su perfil.
    .bot = Es un bot, y no puede participar. Quita la línea.
    .gone = Esa cuenta está desactivada. Quita la línea, o escribe quién viene en su lugar.
    .same = Acompañar y recibir la mentoría son cosa de dos personas distintas. Cambia a una de las dos.
    .twice = En la línea { $first } pone lo mismo. Quita una de las dos.
    .refused = A esto ya hubo un no. Pregunta en persona; si eso cambia, te lo diré.
roster-done = Invitaciones a { $programme }: { $invited }.
    .already = { $count ->
        [one] Una ya estaba.
       *[other] { $count } ya estaban.
      }
    .left = { $count ->
        [one] Una línea no se envió: se interrumpió durante un día, o ya no coordinas el programa. Trae la lista otra vez; nadie recibe dos invitaciones.
       *[other] { $count } líneas no se enviaron: se interrumpió durante un día, o ya no coordinas el programa. Trae la lista otra vez; nadie recibe dos invitaciones.
      }

take-part = { $coordinator } pregunta si te gustaría participar en el programa de mentoría { $programme }, { $role ->
        [mentor] acompañando a otra persona
       *[mentee] como mentee
      }.
    .what = En cuanto haya alguien para ti, llega la presentación, y cada cual puede decir que sí o que no. Hasta entonces no llega nada más.
    .seen = { $coordinator } y quien coordine el programa ven si dices que sí o que no, y nada más.
    .yes = Sí, me gustaría
    .accepted = Participas en { $programme } { $role ->
        [mentor] acompañando a otra persona
       *[mentee] como mentee
      }. En cuanto haya alguien para ti, te lo diré.
    .declined = Dijiste que no a participar en { $programme } { $role ->
        [mentor] acompañando a otra persona
       *[mentee] como mentee
      }. Está bien así.
    .withdrawn = Quien coordina { $programme } ha retirado la pregunta de si participas { $role ->
        [mentor] acompañando a otra persona
       *[mentee] como mentee
      }. No hace falta que hagas nada, y nadie espera tu respuesta. Si aun así te gustaría participar, díselo a la coordinación.

programme-waiting =
    .brief = Todavía sin la otra persona: quieren acompañar { $mentors }, mentees { $mentees }
    .mentor = *Pueden acompañar a alguien más* ({ $count })
    .mentee = *Mentees que esperan a quien acompañe* ({ $count })
    .row = { $person }{ $room ->
        [one] { "" }
       *[other] , hasta { $room } personas
      }{ $answered ->
        [true] { "" }
       *[other] , sin respuesta todavía
      }
    .more = y { $count } más
    .refused = { $count ->
        [one] Una persona dijo que no a participar.
       *[other] { $count } personas dijeron que no a participar.
      }

error-nobody-chosen = Elige a alguien, o un grupo de usuarios, por favor.
error-nothing-listed = Pega una lista, o elige un archivo, por favor.
error-list-gone = Esa lista ya se envió, o es demasiado antigua. Si la pruebas otra vez, verás cómo está todo.
error-file-too-large = Ese archivo es más grande de lo que puede ser una lista de personas: se lee 1 MB como máximo. Quita lo que no haga falta, por favor.
error-file-unreadable = Slack no entregó ese archivo. Inténtalo otra vez, o pega la lista, por favor.
error-no-groups = Aquí Slack no deja que Trellis vea los grupos de usuarios. Elige a las personas una por una, o pega una lista, por favor.
