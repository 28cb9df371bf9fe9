### What was looked at and changed.

looked = Everything that coordinators looked at or changed in this programme, newest first. Opening Home is noted once a day.
    .mine = What coordinators, and you, looked at or changed that concerns you, newest first. Nobody but you sees this page; coordinators read what was done in their programme.
    .open = Who looked, what changed
    .title = Who looked, what changed
    .nothing = Nothing yet.
    .older = Older
    .line = { $moment } · { $said }
    .operator = Whoever runs Trellis here
looked-home-opened = { $who } saw in Home where the pairs of { $programme } stand
looked-programme-opened = { $who } opened the page of { $programme }
looked-log-read = { $who } read the log of { $programme }
looked-totals-read = { $who } read the totals of surveys in { $programme }
looked-coordinator-taken = { $who } took the role of coordinator
looked-coordinator-named = { $who } named { $whom } as a coordinator of { $programme }
looked-coordinator-left = { $who } left the role of coordinator of { $programme }
looked-programme-created = { $who } created { $programme }
looked-programme-changed = { $who } changed the name, dates or language of { $programme }
looked-programme-rhythm = { $who } changed the rhythm of { $programme }
looked-programme-keeping = { $who } changed how long words are kept in { $programme }
looked-pair-created = { $who } introduced { $whom } to each other in { $programme }
looked-pair-reopened = { $who } let { $whom } go on in { $programme }
looked-pair-ended = { $who } ended the mentoring of { $whom } in { $programme }
looked-people-invited = { $who } invited people to { $programme }
looked-invitation-withdrawn = { $who } withdrew the invitation of { $whom } to { $programme }
looked-person-exported = { $who } took out a copy of what is kept of { $whom }
looked-delivery-settled = { $who } said whether a message to { $whom } had arrived
