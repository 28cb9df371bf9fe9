### Public holidays: whose nothing comes on.

holidays-home = Nothing comes from me on public holidays ({ $country }).
    .region = { $country }, { $region }
    .next = The next: { $day }, { $name }.
    .guess = I took the country from your time zone.
    .none = Public holidays make no difference to when you hear from me.
    .change = Public holidays
holidays-form = On public holidays nothing comes from me: what was due waits, or lapses. Nobody else sees here what you choose.
    .title = Public holidays
    .country = Country
    .none = None: any work day will do
holidays-region = { $country } has holidays that differ by region. Is there one to go by?
    .label = Region
    .whole = Those of the whole country
onboarding-hours-holidays = I keep quiet on public holidays too ({ $country }). In Home you can choose another country, or none.
