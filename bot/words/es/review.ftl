### Volver a mirar el acuerdo.

review = ¿Volvemos a mirar tu acuerdo con { $partner }? ¿Sigue encajando?
    .title = Tu acuerdo, otra mirada
    .how = Pulsa si sigue encajando, cambia un punto, o escribe lo que piensas.
    .label = Revisión
    .recorded = ✓ Has vuelto a mirar tu acuerdo, { $day }
review-fits = ¿Sigue encajando?
review-fits-options =
    .yes = Sigue encajando
review-note = Lo que conservarías, o lo que ahora ves de otra manera
review-changed = Ha cambiado desde el principio: { $what }
review-shared = { $person } ha vuelto a mirar el acuerdo: { $what }
    .offer = En cualquier momento se puede cambiar un punto, desde el Inicio de Trellis.
