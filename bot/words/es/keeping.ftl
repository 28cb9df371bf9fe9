### Cuánto tiempo se guarda lo que se escribe.

keeping = Lo que se escribe en las mentorías de { $programme } (respuestas, objetivos, acuerdos) se borra para siempre este tiempo después de que una mentoría llegue a su fin. Que hubo una mentoría y cómo fue se queda en cifras, y también los totales de cinco personas o más. Lo usual son { $usual } meses.
    .open = Cuánto se guarda
    .title = Cuánto se guarda
    .label = Después del fin de una mentoría
    .months = { $count } meses
    .line = Lo que se escribe en las mentorías de { $programme } se borra { $count } meses después de su fin.
