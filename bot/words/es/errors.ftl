### Errores que una persona puede arreglar.

error-trellis-error = Algo ha salido mal. Inténtalo de nuevo, por favor.
error-not-yours = Eso es de otra persona. El Inicio de Trellis muestra lo tuyo.
error-not-coordinator = Eso solo lo puede hacer quien coordina. Pídelo a la coordinación, o a una persona propietaria de este espacio de trabajo.
error-coordinator-there = Este espacio de trabajo ya tiene coordinación, así que el puesto está ocupado: { $people }. Pide ahí lo que necesites.
error-pair-moved = Esto ha cambiado desde que se envió el mensaje. El Inicio de Trellis muestra cómo está todo.
error-text-gone = Ese texto ya no se guarda. Si aún importa, escríbelo otra vez.
error-text-changed = El texto ha cambiado desde que lo abriste, así que no se ha firmado nada. La versión más reciente te espera en Mensajes.
error-in-agreement = Esa respuesta está en tu acuerdo, que ya tiene las dos firmas, así que se queda como está.
error-same-person = Acompañar y recibir la mentoría son cosa de dos personas distintas. Elige a otra para una de las dos, por favor.
error-cannot-take-part = { $name } no puede participar: esa cuenta es un bot o está desactivada. Elige a otra persona, por favor.
error-already-paired = Estas dos personas ya comparten mentoría en este programa.
error-did-not-come-about = Estas dos personas ya tuvieron una invitación, y no llegó a hacerse. Si eso cambia, te lo diré.
error-no-goal-yet = Todavía no hay un objetivo en el que registrar avances. Los objetivos llegan con el acuerdo: el Inicio de Trellis muestra cómo va el tuyo.
error-no-goal-of-yours = Los avances los registra tu mentee en sus objetivos. Los ves en el Inicio de Trellis, y ahí puedes responder.
error-no-such-goal = No hay ningún objetivo con el número { $number }. Tus objetivos están numerados en el Inicio de Trellis.
error-text-too-long = Eso pasa de los { $limit } caracteres que caben aquí. Acórtalo un poco, por favor.
error-dates-reversed = El programa terminaría antes de empezar. Elige un último día posterior, por favor.
error-coordinates-already = { $name } ya coordina este programa.
error-last-coordinator = La coordinación de este programa está solo en tus manos. Di quién toma el relevo, y después podrás dejarla.
error-programme-over = Ese día ya pasó. Elige uno posterior, por favor.
error-not-installed = Trellis ya no está instalado en este espacio de trabajo. La administración puede volver a instalarlo.
not-installed-title = Ya no está aquí
error-account-ended = Tu cuenta está desactivada aquí, así que no ha cambiado nada.
error-store-closed = Trellis se está reiniciando y ahora mismo no recibe nada. Inténtalo de nuevo en un minuto, por favor.
error-nobody-apart = Toda la coordinación de este programa está en esta mentoría. La administración del espacio de trabajo puede nombrar a otra persona.
error-name-missing = Ponle un nombre al programa, por favor.
