### Las páginas del navegador en las que alguien añade Trellis a un espacio de trabajo, y el mensaje a esa persona.

install-title = Añade Trellis a tu espacio de trabajo
install-lead = Trellis ayuda a quien guía y a quien aprende a llevar bien una mentoría cuando apenas coinciden en persona. De una breve conversación con cada una sale un acuerdo que firman las dos, y desde entonces Trellis mantiene el ritmo que han elegido, a horas que convienen a cada una.
install-add = Añadir a Slack
    .note = Para un espacio de trabajo cada vez. Se puede quitar en cualquier momento en Aplicaciones, en Slack.
install-next = Qué pasa después
    .choose = Slack pregunta para qué espacio de trabajo es y muestra lo que Trellis podrá hacer. Puedes desmarcar lo que es opcional.
    .back = Vuelves aquí y lees cómo empezar.
    .message = Trellis te escribe a ti y a nadie más. Nadie recibe nada antes de que alguien le invite.
install-asks = Qué pide Trellis a Slack, y por qué
    .lead = Cada permiso, con el nombre que le da Slack.
install-optional = opcional
why-chat-write = Para escribir a quienes participan.
why-commands = Para /trellis y /progress, y para el acceso directo que anota avances.
why-dnd-read = Para esperar mientras alguien no quiere que le molesten. Sin él, Trellis respeta el horario de trabajo de cada cual.
why-files-read = Para recibir una lista de personas que suba quien coordina. Sin él, la lista se pega.
why-files-write = Para entregar a alguien una copia de sus propios datos en archivos, en sus Mensajes, cuando la pide.
why-im-history = Para leer lo que se escribe al propio Trellis, responder y ver si un mensaje ha llegado.
why-im-write = Para abrir la conversación entre Trellis y una persona.
why-mpim-write = Para abrir una conversación en la que estén las dos personas en mentoría y Trellis. Sin él, Trellis escribe a cada una por separado.
why-usergroups-read = Para invitar a un grupo de usuarios entero. Sin él, las personas se eligen una por una o llegan en una lista.
why-users-read = Para saber de quienes participan: nombre, zona horaria, idioma, si su estado dice que no están, si tienen una cuenta invitada o administran el espacio de trabajo, y si su cuenta se ha cerrado.
why-users-read-email = Para encontrar a las personas de una lista por su dirección de correo. Sin él, la lista las nombra como Slack.
install-never = Lo que Trellis nunca ve
    .channels = Los canales y lo que se escribe en ellos.
    .between = Lo que se escriben entre sí las dos personas en mentoría.
    .files = Archivos, salvo las listas de personas que quien coordina entregue al propio Trellis.
install-again = Volver a empezar

installed-title = Trellis ya está en tu espacio de trabajo
installed-lead = Trellis se ha añadido a { $workspace }.
installed-open = Abrir Trellis en Slack
installed-next =
    .message = En Slack tienes un mensaje de Trellis.
    .home = Abre Inicio. Si administras el espacio, allí puedes asumir la coordinación, crear un programa e invitar a otras personas.
    .silent = Hasta entonces Trellis no escribe a nadie más.
installed-again =
    .goes-on = Trellis ya estaba en este espacio de trabajo, y todo sigue como antes.
    .may = Lo que puede hacer allí es lo que acabas de permitir.
installed-back =
    .message = En Slack tienes un mensaje de Trellis: dice qué sigue ahí, qué continúa y cuándo.
    .home = Abre Inicio. Los programas, las mentorías y los acuerdos están donde estaban.
    .rhythm = El ritmo de las mentorías continúa, dentro del horario de trabajo de cada persona.
installed-without = Lo que se ha dejado fuera
without-dnd-read = Trellis no sabe cuándo alguien no quiere que le molesten y respeta su horario de trabajo. Todo lo demás funciona.
without-files-read = Las listas de personas se pegan en vez de subirse. Todo lo demás funciona.
without-files-write = La copia de los propios datos se lee en una ventana. Todo lo demás funciona.
without-mpim-write = Trellis no abre una conversación común para las dos personas en mentoría y escribe a cada una por separado. Todo lo demás funciona.
without-usergroups-read = Las personas se eligen una por una o llegan en una lista. Todo lo demás funciona.
without-users-read-email = Las listas nombran a las personas por su nombre en Slack y no por su dirección de correo. Todo lo demás funciona.

install-cancelled = No se ha añadido ni guardado nada. Si más adelante cambias de idea, puedes volver a empezar.
    .title = Cancelado
install-used = Cada enlace sirve una vez. Si Trellis ya está en tu espacio de trabajo, no queda nada por hacer; si no, vuelve a empezar.
    .title = Este enlace ya se ha usado
install-expired = El enlace de la página de Slack sirve durante diez minutos. No se ha añadido nada.
    .title = Ha pasado demasiado tiempo
install-browser = La página se abrió en otro navegador o en otra ventana. No se ha añadido nada; haz todo el recorrido en la misma, por favor.
    .title = Esto no ha empezado aquí
install-organisation = Trellis se puede añadir a espacios de trabajo sueltos, pero todavía no a una organización entera. No se ha añadido nada. Vuelve a empezar y elige un espacio en la página de Slack.
    .title = Un espacio de trabajo cada vez
install-unreachable = Slack no responde en este momento. No se ha añadido nada; vuelve a intentarlo dentro de unos minutos.
    .title = No se puede contactar con Slack
install-misconfigured = Slack no reconoce este Trellis, así que no se ha añadido nada. Avisa a quien lo mantiene: el registro dice dónde mirar.
    .title = Trellis aún no está configurado
install-failed = Algo ha fallado por nuestra parte y no se ha añadido nada. Vuelve a intentarlo; si se repite, avisa a quien mantiene Trellis.
    .title = No ha funcionado

welcome = *Trellis ya está en tu espacio de trabajo.* Gracias por añadirlo. No se ha escrito a nadie más.
    .next = Abre mi pestaña Inicio: si administras el espacio, allí puedes asumir la coordinación, crear un programa y presentar a dos personas. Si va a coordinar otra persona, pídele que la abra.
    .help = Escribe “ayuda” aquí cuando quieras. Para quitarme, abre Aplicaciones en Slack; desde ese momento no digo nada más.

welcome-back = *Trellis vuelve a estar en tu espacio de trabajo.* Lo había dejado: { $since }. Desde entonces no se ha escrito a nadie.
    .stands = { $count ->
        [0] No había ninguna mentoría en marcha. Lo que se preparó antes sigue ahí.
        [one] Hay una mentoría en marcha, y todo lo acordado, planeado y escrito en ella sigue ahí.
       *[other] Hay { $count } mentorías en marcha, y todo lo acordado, planeado y escrito en ellas sigue ahí.
      }
    .at-once = El ritmo continúa ahora, dentro del horario de trabajo de cada persona. Lo que tocaba más de una vez en este tiempo se pregunta una sola vez.
    .next = El ritmo continúa. Lo siguiente llega como pronto: { $moment }. Lo que tocaba más de una vez en este tiempo se pregunta una sola vez.
    .nothing = Todavía no toca nada.
    .left-out = { $count ->
        [one] Un mensaje que esperaba ya no se envía: su momento ha pasado, u otro más nuevo ocupa su lugar.
       *[other] { $count } mensajes que esperaban ya no se envían: su momento ha pasado, u otros más nuevos ocupan su lugar.
      }
    .alone = Solo tú recibes este aviso. Para volver a quitarme, abre Aplicaciones en Slack; desde ese momento no digo nada más.
