### Palabras que aparecen en muchos sitios.

moment-form = { $date }, { $time }
moment-in-words = { $day }, { $time } (hora de { $zone })
# El patrón de Babel para un día con su día de la semana.
day-pattern = EEEE d 'de' MMMM
weekdays-run = de { $first } a { $last }

role-mentor = mentor o mentora
role-mentee = mentee
role-coordinator = coordinación

said = { $text }
said-by = { $name }: { $text }

percent = { $percent } %

cadence-weeks = { $every ->
    [1] cada semana
   *[other] cada { $every } semanas
  }
cadence-months = { $every ->
    [1] cada mes
   *[other] cada { $every } meses
  }
cadence-weekday = el { $day }
# Solo la una lleva artículo en singular.
cadence-at = { HOUR($time) ->
    [1] a la { $time }
   *[other] a las { $time }
  }

audience-only-me = Solo tú verás tu respuesta.
audience-card = La otra persona verá tu respuesta, salvo que al final la dejes fuera de tu presentación; nadie más la verá.
audience-pair = Además de ti, tu respuesta solo la verá la otra persona de esta mentoría.
audience-coordinator = Además de ti, tu respuesta solo la verá la coordinación del programa.
audience-totals = Tu respuesta es confidencial: solo se muestra en totales de cinco personas o más.
audience-safety = Tu respuesta solo la verá la persona de contacto de seguridad del programa.

modal-close = Cerrar
modal-cancel = Cancelar
modal-save = Guardar
