### La conversación de entrada.

onboarding-introduction = Para empezar, unas palabras sobre ti: ¿a qué te dedicas, y cómo llegaste ahí?
    .label = Sobre ti
    .how = Escríbelo aquí; con dos o tres frases es más que suficiente.
    .help = { $partner } lo lee antes del primer encuentro, para no empezar de cero.
onboarding-languages = ¿En qué idiomas trabajas?
    .label = Idiomas
    .how = Marca todos los que correspondan y guarda, o escribe sus nombres.
    .help = Así se puede elegir en qué idioma hablar.
onboarding-zone = ¿Qué hora marca tu reloj? Te escribiré según tu hora local.
    .label = Zona horaria
    .how = Pulsa si es correcta, o escribe la ciudad grande más cercana.
    .help = Todas las horas que te muestro están en esta zona, y ahí respeto tu horario de trabajo, también cuando cambia la hora.
onboarding-zone-options =
    .confirm = Sí, hora de { $place }
onboarding-days = ¿Qué días trabajas?
    .label = Días de trabajo
    .how = Márcalos y guarda, o escribe algo como “de lunes a jueves”.
    .help = Solo te escribo esos días.
onboarding-hours = ¿Y de qué hora a qué hora?
    .label = Horario de trabajo
    .how = Elige las dos horas y guarda, o escribe algo como “de 9 a 17:30”.
    .help = Solo te escribo dentro de este horario, y las sesiones se proponen donde coinciden los dos horarios.
    .shown = de { $starts } a { $ends }
onboarding-hours-options =
    .starts = Inicio
    .ends = Fin
onboarding-prompt-at = ¿A qué hora te gustaría que te escriba, cuando haya algo que preguntar?
    .label = Hora de los mensajes
    .how = Elige una, o escribe una hora dentro de tu horario de trabajo.
    .help = A esta hora llegan las preguntas y los recordatorios.
onboarding-wants = { $role ->
    [mentor] ¿Qué haría que acompañar esta mentoría te mereciera la pena?
   *[mentee] ¿Qué te gustaría sacar de esta mentoría?
  }
    .label = Expectativas
    .how = Escríbelo aquí; basta con una o dos frases.
    .help = { $partner } lo lee, para que cada cual sepa lo que espera la otra persona.
onboarding-feedback = ¿Cómo te gusta recibir feedback?
    .label = Feedback
    .how = Elige una opción, o escríbelo.
    .help = Así { $partner } puede decirte las cosas de la manera que más te ayuda.
onboarding-feedback-options =
    .direct = Directo al grano
    .gentle = Con tacto y con contexto
    .written = Primero por escrito
    .examples = Con ejemplos concretos
