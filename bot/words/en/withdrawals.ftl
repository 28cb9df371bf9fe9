### Withdrawing an invitation, and choosing one of many.

withdrawal = Which invitation to { $programme } do you want to withdraw? Only those to which not everybody has said yes are offered.
    .open = Withdraw an invitation
    .title = Withdraw an invitation
    .pairs = Introduced to each other
    .part = { $role ->
        [mentor] Asked to take part as a mentor
       *[mentee] Asked to take part as a mentee
      }
    .submit = Withdraw it
withdrawal-form =
    .pair = { $mentor } was invited to mentor { $mentee }. Not answered yet: { $people }.
    .part = { $person } was asked to take part as { $role ->
        [mentor] a mentor
       *[mentee] a mentee
      }, and has not answered yet.
    .silent = The message to { $people } says that it was withdrawn, and asks nothing any more. Nothing else is sent.
    .willing = { $people } has said yes, and hears from me within their work hours that you have withdrawn the introduction: kindly, and not why.
    .again = You can invite the same people again at any time.

choice =
    .label = Which one?
    .placeholder = Choose one
    .pair = { $mentor } mentors { $mentee }
    .part = { $what } ({ $first } to { $last })
    .next = Next
    .nothing = There is nothing to choose from any more.
    .more = These are the first { $count }.
