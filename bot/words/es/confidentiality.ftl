### Preguntar por la confidencialidad: a la otra persona, o a quien coordina.

confidentiality =
    .open = Preguntar sobre la confidencialidad
    .title = Confidencialidad
    .submit = Enviar
confidentiality-form = Una duda sobre lo que queda entre las dos personas, o algo que te preocupa: las dos cosas son bienvenidas, en cualquier momento. Tú eliges quién lo lee.
    .to-partner = Si eliges a { $partner }: lo leerá solo { $partner }, con tu nombre. La coordinación no.
    .to-coordinators = Si eliges la coordinación: lo leerá { $people }, con tu nombre. { $partner } no lo verá.
    .to = ¿Para quién es?
    .coordinators = La coordinación del programa
    .note = Tus palabras
    .hint = Solo lo leerá quien elegiste arriba, nunca las dos partes. Puedes retirarlo.
confidentiality-question = ¿Qué te gustaría preguntar o decir a { $partner } sobre la confidencialidad?
    .title = Confidencialidad
    .how = Escríbelo aquí o en el formulario. { $partner } lo recibe en cuanto lo envías.
    .label = Preguntas a la otra persona sobre la confidencialidad
    .recorded = ✓ Entregado a { $partner }, sobre la confidencialidad
    .answer = Responder
confidentiality-question-note = Tus palabras
confidentiality-question-shared =
    { $person } te escribe sobre la confidencialidad, sobre lo que queda entre las dos personas:
    { $what }
    .offer = Nadie más lo lee. Sin prisa: un sincero “no lo tengo claro, hablemos de ello” también es una buena respuesta.
confidentiality-concern = ¿Qué te gustaría decir a { $people } sobre la confidencialidad? Coordinación de tu programa.
    .title = Confidencialidad
    .how = Escríbelo aquí o en el formulario. Se entrega en cuanto lo envías, con tu nombre.
    .label = Preocupaciones sobre la confidencialidad
    .recorded = ✓ Entregado a { $people }, sobre la confidencialidad
confidentiality-concern-note = Tus palabras
confidentiality-concern-shared = { $person } tiene una duda o una preocupación sobre la confidencialidad en su mentoría ({ $programme }):
    .offer = Se escribió solo para la coordinación del programa; la otra persona no lo sabe. Agradece a { $person } que lo cuente, con un mensaje tuyo, y pregunta qué ayudaría.
    .withdrawn = { $person } ha retirado lo que te escribió sobre la confidencialidad ({ $programme }).
