### Public holidays: whose nothing comes on.

holidays-home = On public holidays of { $country } nothing comes from me.
    .region = { $country } ({ $region })
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
onboarding-hours-holidays = On public holidays of { $country } I keep quiet too. In Home you can choose another country, or none.
