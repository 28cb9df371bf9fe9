### Tus datos: leerlos, llevártelos y borrarlos.

own = Lo que Trellis guarda sobre ti es tuyo: puedes verlo, llevártelo y borrarlo.
    .title = Tus datos
    .open = Tus datos
own-delete = Tu nombre y tus ajustes, todo lo que le has escrito a Trellis (respuestas, objetivos, avances, notas, tu parte de los acuerdos) y lo que aún te iba a llegar. Al instante, y nadie lo puede recuperar.
    .button = Borrar mis datos
    .title = Borrar mis datos
    .goes = Esto se borra
    .ends = { $count ->
        [0] No tienes ninguna mentoría en marcha.
        [one] Tu mentoría en marcha termina. A la otra persona se le dice con amabilidad que ha llegado a su fin, y no por qué.
       *[other] Tus { $count } mentorías en marcha terminan. A las otras personas se les dice con amabilidad que han llegado a su fin, y no por qué.
    }
    .stays = Esto se queda
    .kept = Lo que han escrito las otras personas, también donde te mencionan. Que hubo una mentoría, con qué papeles y hasta dónde llegó: como cifras, sin nombre. Los totales de cinco personas o más.
    .slack = Los mensajes y archivos que Slack ya ha entregado los guarda o borra Slack, según las reglas de este espacio de trabajo. Si vuelves a abrir Trellis, vuelve a preguntar a Slack tu nombre y tu zona horaria, como hace con cualquiera, y no sabe nada más.
    .confirm = Escribe { $word } para confirmar
    .word = borrar
    .wrong = Para continuar, escribe { $word }. No se ha borrado nada.
    .submit = Borrar para siempre
own-deleted = Ya no se guarda nada de lo que escribiste ni nada que te nombre. Gracias por el tiempo que has dedicado a la mentoría.
    .title = Está borrado
    .home = Tus datos están borrados, como pediste. Si vuelves a abrir esta página, Trellis te conoce de nuevo.
partner-stopped = Tu mentoría en { $programme } llega hoy a su fin, porque { $role ->
        [mentor] quien te acompañaba
       *[mentee] la persona a la que acompañabas
    } no puede continuar. Eso no dice nada de ti ni del camino hecho. Lo que escribiste tú sigue siendo tuyo. Gracias por el tiempo y la atención que le has dado. Si quieres continuar con otra persona, díselo a quien coordina tu programa; no hay prisa.
gone = alguien que ya no está
agreement-emptied = Una de las dos personas ha hecho borrar sus datos, así que ya no se guarda el texto que se firmó. Esto es lo que queda: lo que escribiste tú y lo que se acordó entre las dos.
    .nothing = Lo que había aquí ya no se guarda.
