### La conversación que Trellis comparte con una pareja de mentoría: lo que dice allí, y lo que Inicio dice de ella.

place-opened = { $mentee }, te presento a { $mentor }. { $mentor }, te presento a { $mentee }.
    .title = Una conversación compartida
    .for = Este es el lugar de la mentoría entre una sesión y otra: para una pregunta rápida, un enlace, o avisar de un cambio de planes. Lo que se escribe aquí no lo puedo leer.
    .private = Lo que cada cual me cuenta se queda en su propia conversación conmigo. Aquí solo vengo con buenas noticias que ya se conocen por ambas partes.
place-begun = El acuerdo de mentoría entre { $mentee } y { $mentor } ya tiene las dos firmas. Por un buen comienzo.
place-milestone =
    .reached = Un hito que celebrar en compañía: { $mentee } ha alcanzado “{ $milestone }”, en el camino hacia “{ $goal }”.
    .open = El hito “{ $milestone }” vuelve a estar abierto.
home-place = Tienes además una conversación compartida con { $partner } y conmigo, en tus mensajes directos.
home-no-place = Trellis se instaló sin el permiso para abrir una conversación para cada pareja de mentoría (mpim:write). Todo lo demás funciona sin él.
home-no-quiet = Trellis se instaló sin el permiso para ver cuándo alguien no quiere que le molesten (dnd:read) y respeta el horario de trabajo de cada cual. Todo lo demás funciona sin él.
