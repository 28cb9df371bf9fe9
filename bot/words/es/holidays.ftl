### Días festivos: en cuáles no llega nada.

holidays-home = En los días festivos de { $country } no te escribo.
    .region = { $country }, { $region }
    .next = El próximo: { $day }, { $name }.
    .guess = He supuesto el país por tu zona horaria.
    .none = Los días festivos no cambian nada en cuándo te escribo.
    .change = Días festivos
holidays-form = En los días festivos no te escribo: lo pendiente espera, o se deja. Nadie más ve aquí lo que eliges.
    .title = Días festivos
    .country = País
    .none = Ninguno: vale cualquier día de trabajo
holidays-region = En { $country } hay días festivos que cambian según la región. ¿Quieres guiarte por alguna?
    .label = Región
    .whole = Los de todo el país
onboarding-hours-holidays = En los días festivos de { $country } tampoco te escribo. En Inicio puedes elegir otro país, o ninguno.
