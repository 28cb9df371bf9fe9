### What is coming to somebody, and what lately came otherwise than planned.

outlook = Only you see this.
    .title = What comes, and why
    .open = What comes, and why
    .coming = What is coming
    .nothing = Nothing is planned at the moment.
    .lately = What was held or left out in the last 30 days
    .change = Home lets you change your hours, time away, public holidays and how much comes.
outlook-line = • { $moment }: { $what }
    .came = • Came { $moment }: { $what }
    .because = { $line } ({ $reason })
    .open = • { $what }
    .never = • Not coming: { $what }
    .not-before = { $line } (none before that: { $reason })
    .then = { $first }; { $then }
    .with = { $title }, with { $partner }
    .other = A message about your mentoring
why-held = Before it came it was { $reason }.
