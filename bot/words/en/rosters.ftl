### Inviting people to a programme, alone or as pairs.

roster =
    .invite = Invite people
roster-form = Whom do you invite to { $programme }? Next you see what would happen; nothing is sent before you say so.
    .title = Invite people
    .people = People
    .choose = Choose people
    .group = User group
    .choose-group = Choose a user group
    .no-groups = Whole user groups can be invited where Trellis may see them (optional permission usergroups:read).
    .role = What do they take part as?
    .room = How many partners at most?
    .room-hint = One, if you leave this empty.
    .or = Or bring a list of people, or of pairs: pasted, or from a table.
    .by-list = Use a list
    .try = See what happens
roster-role =
    .mentor = Mentors
    .mentee = Mentees
roster-list = Bring a list for { $programme }, a line for each pair or each person. Next you see what would happen, line by line; nothing is sent before you say so.
    .pairs = *Pairs:* the mentor, a comma, the mentee.
        `@noah, @ines`
    .people = *People:* who, as what, and for how many partners there is room.
        `noah@example.com, mentor, 2`
    .names = Slack handles, member ids and e-mail addresses all do, and so do semicolons, tabs and a heading.
    .no-emails = E-mail addresses can be looked up where Trellis may see them (optional permission users:read.email). Here, please use Slack handles or member ids.
    .text = List
    .hint = Up to { $limit } characters. A longer list can come in parts: nobody is invited twice.
    .file = Or a file
    .file-hint = A CSV file of up to { $lines } lines. Where a file is chosen, it alone is read.
    .no-files = Files can be uploaded where Trellis may read them (optional permission files:read). Without it, pasting does the same.
    .otherwise = Who stands alone in a line takes part as
roster-looking = Looking people up in Slack…
    .at = Looking people up in Slack: { $count ->
        [one] one account
       *[other] { $count } accounts
      } so far…
roster-sending = Inviting: { $done } of { $count } { $bar }
roster-trial =
    .title = What would happen
    .submit = { $count ->
        [one] Invite
       *[other] Invite all { $count }
      }
    .fresh = *Would be invited:* { $invited }
    .already = *There already, nothing changes:* { $count }
    .faults = *To be mended:* { $count }
    .left-out = Only the first { $most } lines were looked at; { $count } more were not.
    .head-faults = *To be mended*
    .head-fresh = *Would be invited*
    .head-already = *There already*
    .more = and { $count } more
    .then = Lines to be mended are left out. Go back to mend them, now or later: whoever is there already stays as they are.
    .until = It can be sent off until { $moment }. After that, trying it once more shows where things stand.
roster-count =
    .people = { $count ->
        [0] nobody
        [one] one person
       *[other] { $count } people
      }
    .pairs = { $count ->
        [one] one pair
       *[other] { $count } pairs
      }
roster-line = *{ $number }* · { $what }
    .said = “{ $said }” ·{ " " }
    .pair = { $mentor } mentors { $mentee }
    .person = { $person }, { $role ->
        [mentor] mentor
       *[mentee] mentee
      }{ $room ->
        [0] { "" }
        [one] , room for one
       *[other] , room for { $room }
      }
    .guest = { $person } (guest)
roster-fault =
    .nobody = No person stands here. Write a handle, a member id or an e-mail address.
    .formula = This begins like a formula of a table. Write the handle or the address itself.
    .signs = There are signs here that are no text. Save the table as CSV (UTF-8) once more.
    .quote = A quotation mark is opened and not closed. Close it, or take it away.
    .role = It does not say as what. Write mentor or mentee.
    .capacity = The number of partners is a whole number from 1 to { $most }.
    .unknown = Nobody here is called that. Check the spelling, or pick them in the form.
    .no-email = Trellis may not look up e-mail addresses here. Write a handle or a member id.
    .several = Several people are called that. Write the member id, which their profile shows.
    .bot = That is a bot, which cannot take part. Take the line away.
    .gone = That account has been deactivated. Take the line away, or write who comes instead.
    .same = A mentor and a mentee are two different people. Change one of them.
    .twice = The same stands in line { $first }. Take one of the two away.
    .refused = There was a no to this before. Ask in person; a change of mind is told to you.
roster-done = Invited to { $programme }: { $invited }.
    .already = { $count ->
        [one] One was there already.
       *[other] { $count } were there already.
      }
    .left = { $count ->
        [one] One line was not sent off: this was interrupted for a day, or you do not coordinate the programme any more. Bring the list once more; nobody is invited twice.
       *[other] { $count } lines were not sent off: this was interrupted for a day, or you do not coordinate the programme any more. Bring the list once more; nobody is invited twice.
      }

take-part = { $coordinator } asks whether you would like to take part in the mentoring programme { $programme }, as { $role ->
        [mentor] a mentor
       *[mentee] a mentee
      }.
    .what = As soon as there is somebody for you, the two of you are introduced, and you can say yes or no to each other. Until then nothing else comes.
    .seen = { $coordinator } and whoever coordinates with them see whether you say yes or no, and nothing else.
    .yes = Yes, I would like to
    .accepted = You take part in { $programme } as { $role ->
        [mentor] a mentor
       *[mentee] a mentee
      }. As soon as there is somebody for you, you hear from me.
    .declined = You said no to taking part in { $programme } as { $role ->
        [mentor] a mentor
       *[mentee] a mentee
      }. That is quite all right.
    .withdrawn = Whoever coordinates { $programme } has withdrawn the question whether you take part as { $role ->
        [mentor] a mentor
       *[mentee] a mentee
      }. You need do nothing, and nobody waits for you. If you would still like to take part, tell them.

programme-waiting =
    .brief = Without a partner yet: { $mentors ->
        [one] one mentor
       *[other] { $mentors } mentors
      }, { $mentees ->
        [one] one mentee
       *[other] { $mentees } mentees
      }
    .mentor = *Mentors with room* ({ $count })
    .mentee = *Mentees without a mentor* ({ $count })
    .row = { $person }{ $room ->
        [one] { "" }
       *[other] , room for { $room }
      }{ $answered ->
        [true] { "" }
       *[other] , not answered yet
      }
    .more = and { $count } more
    .refused = { $count ->
        [one] One person said no to taking part.
       *[other] { $count } people said no to taking part.
      }

error-nobody-chosen = Please choose somebody, or a user group.
error-nothing-listed = Please paste a list, or choose a file.
error-list-gone = That list was sent off already, or is too old by now. Trying it once more shows where things stand.
error-file-too-large = That file is larger than a list of people can be: at most 1 MB is read. Please leave out what is not needed.
error-file-unreadable = Slack did not hand over that file. Please try once more, or paste the list instead.
error-no-groups = Slack does not let Trellis see user groups here. Please pick people one by one, or paste a list.
