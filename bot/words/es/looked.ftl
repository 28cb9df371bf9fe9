### Lo que se ha mirado y cambiado.

looked = Todo lo que quienes coordinan han mirado o cambiado en este programa, lo más nuevo primero. Abrir Inicio se anota una vez al día.
    .mine = Lo que quienes coordinan, o tú, han mirado o cambiado y te concierne, lo más nuevo primero. Esta página solo la ves tú; quienes coordinan leen lo que se ha hecho en su programa.
    .open = Quién miró, qué cambió
    .title = Quién miró, qué cambió
    .nothing = Todavía nada.
    .older = Anteriores
    .line = { $moment } · { $said }
    .operator = Quien gestiona Trellis aquí
looked-home-opened = { $who } vio en Inicio cómo van las mentorías de { $programme }
looked-programme-opened = { $who } abrió la página de { $programme }
looked-log-read = { $who } leyó el registro de { $programme }
looked-totals-read = { $who } leyó los totales de las encuestas en { $programme }
looked-coordinator-taken = { $who } empezó a coordinar
looked-coordinator-named = { $who } nombró a { $whom } para coordinar { $programme }
looked-coordinator-left = { $who } dejó de coordinar { $programme }
looked-programme-created = { $who } creó { $programme }
looked-programme-changed = { $who } cambió el nombre, las fechas o el idioma de { $programme }
looked-programme-rhythm = { $who } cambió el ritmo de { $programme }
looked-programme-keeping = { $who } cambió cuánto tiempo se guarda lo escrito en { $programme }
looked-pair-created = { $who } presentó a { $whom } en { $programme }
looked-pair-reopened = { $who } dejó que { $whom } continúen en { $programme }
looked-pair-ended = { $who } terminó la mentoría de { $whom } en { $programme }
looked-people-invited = { $who } invitó a personas a { $programme }
looked-invitation-withdrawn = { $who } retiró la invitación de { $whom } a { $programme }
looked-person-exported = { $who } sacó una copia de lo que se guarda sobre { $whom }
looked-delivery-settled = { $who } dijo si un mensaje para { $whom } había llegado
