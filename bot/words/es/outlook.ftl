### Qué va a llegar, y qué llegó últimamente de otra manera.

outlook = Esto solo lo ves tú.
    .title = Qué llega, y por qué
    .open = Qué llega, y por qué
    .coming = Lo que va a llegar
    .nothing = Por ahora no hay nada previsto.
    .lately = Lo que se retuvo o se dejó en los últimos 30 días
    .change = En Inicio puedes cambiar tu horario, tus ausencias, los días festivos y cuánto te escribo.
outlook-line = • { $moment }: { $what }
    .came = • Llegó: { $moment }: { $what }
    .because = { $line } ({ $reason })
    .open = • { $what }
    .never = • No llegará: { $what }
    .not-before = { $line } (antes, ninguno: { $reason })
    .then = { $first }; { $then }
    .with = { $title }, con { $partner }
    .other = Un mensaje sobre tu mentoría
why-held = Antes de llegar estuvo { $reason }.
