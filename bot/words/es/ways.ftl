### El camino a lo que alguien ha pedido con palabras, donde no se preguntaba nada. De lo escrito no se guarda nada.

ways-concern = Gracias por decirlo. No he guardado nada de lo que escribiste, y aquí no lee nadie más. Abajo eliges quién lo lee antes de escribir: solo la otra persona, o solo la coordinación.
    .alone = Gracias por decirlo. No he guardado nada de lo que escribiste, y aquí no lee nadie más. La coordinación aquí: { $people }; le llega un mensaje tuyo.
    .nobody = Gracias por decirlo. No he guardado nada de lo que escribiste, y aquí no lee nadie más. Aquí todavía no hay coordinación; puede ayudarte quien administra este espacio de trabajo.
    .button = Elegir quién lo lee
ways-another = Si una mentoría no encaja, no es culpa de nadie. La coordinación puede presentarte a otra persona: { $people }. No he guardado nada de lo que escribiste ni se lo he dicho a nadie.
    .nobody = Si una mentoría no encaja, no es culpa de nadie. Ahora mismo aquí no hay coordinación; puede ayudarte quien administra este espacio de trabajo. No he guardado nada de lo que escribiste ni se lo he dicho a nadie.
ways-data = Lo que Trellis guarda sobre ti es tuyo: puedes verlo, llevártelo y borrarlo.
ways-seen = Junto a todo lo que escribes se dice quién lo leerá, antes de que lo escribas; aquí está la lista entera. Lo que acabas de escribir no lo lee nadie, y no he guardado nada de ello.
