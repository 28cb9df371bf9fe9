### Reabrir el acuerdo: proponer el cambio de un punto, responder, y las versiones anteriores.

amendment-title = Cambiar el acuerdo
amendment-intro = Elige lo que te gustaría cambiar. Valdrá en cuanto el nuevo texto tenga las dos firmas; hasta entonces, tu acuerdo con { $partner } sigue como está.
amendment-which = ¿Qué debería cambiar?
amendment-next = Siguiente
amendment-submit = Firmar y proponer
amendment-signing = Al proponerlo firmas el texto de abajo. { $partner } puede firmar el mismo texto, proponer otra cosa o decir que no sin dar motivos.
amendment-now = Ahora
amendment-new = Propuesta
amendment-side = *{ $side }*
    { $answer }
amendment-before = *{ $label }*, según el acuerdo actual: { $answer }
amendment-theirs = { $partner } propone: { $answer }
amendment-often = Cada cuánto
amendment-weekday = Qué día
amendment-any-day = Cualquier día de trabajo
amendment-note = Con tus propias palabras
amendment-on = A partir de qué día
amendment-on-hint = La nueva versión empieza ese día, o cuando tenga las dos firmas si eso es más tarde.
amendment-begins = Esta versión empieza el { $day }, o el día en que tenga las dos firmas si es posterior.
amendment-same = Así es como está ya. Elige otra cosa, por favor.
amendment-same-channels = Elige dos distintos, por favor.
amendment-missing = Escribe unas palabras, por favor.
amendment-past = Ese día ya pasó. Elige hoy o uno posterior, por favor.
amendment-too-late = El programa termina el { $day }. Elige un día anterior, por favor.

amendment-proposed =
    .theirs = { $partner } propone un cambio en el acuerdo, a partir del { $day }: *{ $label }*.
    .mine = Has propuesto un cambio en el acuerdo, a partir del { $day }: *{ $label }*. { $partner } puede firmarlo, proponer otra cosa o decir que no.
amendment-accepted =
    .theirs = ✓ El cambio en tu acuerdo con { $partner } ya tiene las dos firmas. Empieza el { $day }: *{ $label }*.
    .mine = ✓ { $partner } ha firmado el cambio que propusiste. Empieza el { $day }: *{ $label }*.
amendment-begun =
    .theirs = ✓ El cambio en tu acuerdo con { $partner } ya tiene las dos firmas. Vale desde el { $day }: *{ $label }*.
    .mine = ✓ { $partner } ha firmado el cambio que propusiste. Vale desde el { $day }: *{ $label }*.
    .today = El cambio que firmaste con { $partner } empieza hoy: *{ $label }*.
amendment-countered =
    .theirs = Has respondido a { $partner } con otra propuesta: *{ $label }*.
    .mine = { $partner } te ha respondido con otra propuesta: *{ $label }*.
amendment-declined =
    .theirs = Has dicho que no al cambio que propuso { $partner }, así que el acuerdo sigue como está: *{ $label }*.
    .mine = { $partner } prefiere dejar el acuerdo como está: *{ $label }*.
amendment-withdrawn =
    .theirs = { $partner } ha retirado la propuesta, así que el acuerdo sigue como está: *{ $label }*.
    .mine = Has retirado tu propuesta, así que el acuerdo sigue como está: *{ $label }*.
amendment-next-check-in = Próxima puesta al día: { $moment }.
amendment-buttons =
    .change = Cambiar algo
    .under-way = Ver el cambio
    .sign = Leer y firmar
    .read = Leerlo
    .counter = Proponer otra cosa
    .decline = Decir que no
    .withdraw = Retirarla
amendment-offer = Tu acuerdo con { $partner } se puede cambiar cuando cualquiera de las dos partes quiera. El nuevo texto vale cuando tiene las dos firmas.
amendment-offer-clause = Te gustaría cambiar esto en tu acuerdo con { $partner }: *{ $label }* ({ $answer }). Repásalo y proponlo; vale cuando tenga las dos firmas.
amendment-offer-none = Todavía no hay un acuerdo que cambiar. En cuanto tenga las dos firmas, cualquiera de las dos partes podrá hacerlo.

history-earlier = Versiones anteriores
history-version = Versión { $version }, desde el { $day }
history-proposed = Versión { $version }, propuesta por { $name }, empezó el { $day }.
history-first = Versión { $version }, acordada por ambas partes, empezó el { $day }.
history-agreed = Versión { $version }, propuesta por { $name }, empieza en su día.

error-change-under-way = Ya hay un cambio de este acuerdo en marcha. Te espera en Mensajes, y el Inicio de Trellis lo muestra; después se puede proponer otro.
