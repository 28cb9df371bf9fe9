### Antes de una sesión: ¿funciona la técnica, y qué hay para llevar? Y cuando falla.

tech-check = Antes de tu primera sesión con { $partner } ({ $when }): ¿funciona lo que vas a usar, con sonido e imagen?
    .title = Una prueba breve
    .how = Bastan dos minutos. Elige una opción; unas palabras ayudan a que { $partner } ayude.
    .label = Prueba técnica
    .recorded = ✓ Has probado lo que necesitas para hablar con { $partner } ({ $when }).
tech-check-tried = ¿Funcionó?
tech-check-tried-options =
    .works = Funciona
    .fails = Algo no funciona
tech-check-note = Qué no funciona
tech-check-both = Todo está a punto por ambas partes.
tech-check-shared = { $person } ha probado la técnica para la sesión ({ $when }): { $what }
    .offer = Si algo no funciona todavía, hay tiempo de arreglarlo antes de la sesión.
tech-plan = Si algo falla, este es el plan:

session-trouble = { $partner } no consigue conectarse a la sesión ({ $when }).
    .button = No hay conexión
    .told = { $partner } sabe que no consigues conectarte ({ $when }).
    .next = A cualquiera le pasa alguna vez ({ $when }). Para la próxima vez con { $partner }:

questions = ¿Qué te gustaría llevar a tu sesión con { $partner } ({ $when })? Una pregunta, una situación, algo que leíste.
    .title = Lo que llevas
    .how = Escríbelo aquí o en el formulario, y { $partner } podrá prepararse. Nada esta vez también está bien.
    .label = Lo que llevas
    .recorded = ✓ Para tu sesión con { $partner } ({ $when })
questions-nothing-options =
    .nothing = Nada esta vez
questions-note = Lo que te gustaría llevar
questions-shared = A { $person } le gustaría llevar a la sesión: { $what }
    .offer = Echarle un vistazo antes es toda la preparación que hace falta.
session-questions =
    .yours = Llevas:
        { $questions }
    .theirs = A { $partner } le gustaría llevar:
        { $questions }

agreement-nudge = Son unos minutos, y se puede dejar y retomar en cualquier momento. Te escribo sobre esto dos veces como mucho; si no quieres ninguna, usa el menú de al lado.
    .onboarding = Quedan por responder unas preguntas sobre ti; después llega tu presentación con { $partner }.
    .clauses = Quedan por responder unas preguntas sobre cómo te gustaría trabajar con { $partner }. Tus respuestas serán el borrador del acuerdo.
    .differences = En algunas cosas { $partner } respondió algo distinto, y se resuelve con una o dos elecciones tuyas. Todo está en la comparación, más arriba.
    .sign = Tu acuerdo con { $partner } está listo. Empieza cuando tenga las dos firmas.
    .done = Todo eso está hecho.
    .over = Nada de lo que te recordé aquí te espera ya; no hace falta que hagas nada.
