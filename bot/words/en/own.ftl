### Your data: reading it, taking it with you, deleting it.

own = What Trellis keeps about you is yours to see, to take with you and to delete.
    .title = Your data
    .open = Your data
own-delete = Your name and settings, everything that you wrote to Trellis (answers, goals, progress, notes, your part of agreements), and whatever was still to come to you. At once, and nobody can bring it back.
    .button = Delete my data
    .title = Delete my data
    .goes = This goes
    .ends = { $count ->
        [0] No pair of yours is under way.
        [one] Your pair that is under way ends. Your partner is told kindly that it has come to its end, and not why.
       *[other] Your { $count } pairs that are under way end. Your partners are told kindly that they have come to their end, and not why.
    }
    .stays = This stays
    .kept = What your partners wrote themselves, also where they mention you. That there was a pair, in which roles and how far it came: as counts, without a name. Totals of five people or more.
    .slack = Messages and files that Slack has delivered are Slack's to keep or to delete, by the rules of this workspace. If you open Trellis again, it asks Slack for your name and zone anew, as it does for anybody, and knows nothing else.
    .confirm = Type { $word } to confirm
    .word = delete
    .wrong = To go on, type { $word }. Nothing has been deleted.
    .submit = Delete for good
own-deleted = Nothing that you wrote is kept any more, and nothing that names you. Thank you for the time that you gave to mentoring.
    .title = It is deleted
    .home = Your data is deleted, as you asked. If you open this page again, Trellis meets you anew.
partner-stopped = Your mentoring in { $programme } comes to its end today, because your { $role ->
        [mentor] mentor
       *[mentee] mentee
    } cannot go on with it. That says nothing about you, or about what the two of you did. What you wrote yourself stays yours. Thank you for the time and thought that you gave it. If you would like to go on with somebody else, tell whoever coordinates your programme; there is no hurry.
gone = someone who has left
agreement-emptied = One of the two of you has had their data deleted, so the text that you both signed is kept no longer. This is what remains of it: what you wrote, and what you both settled on.
    .nothing = What stood here is kept no longer.
