### The pages in the browser on which somebody adds Trellis to a workspace, and the message to whoever did.

install-title = Add Trellis to your workspace
install-lead = Trellis helps a mentor and a mentee work well together when they rarely meet in a room. A short conversation with each of them becomes an agreement that both sign, and from then on Trellis keeps the rhythm they chose, at hours that suit each of them.
install-add = Add to Slack
    .note = For one workspace at a time. It can be removed at any time under Apps in Slack.
install-next = What happens next
    .choose = Slack asks which workspace it is for, and shows what Trellis may do there. What is optional you can untick.
    .back = You come back here, and read how to begin.
    .message = Trellis writes to you, and to nobody else. Nobody hears from it before somebody invites them.
install-asks = What Trellis asks Slack for, and why
    .lead = Each permission by the name that Slack gives it.
install-optional = optional
why-chat-write = To write to the people who take part.
why-commands = For /trellis and /progress, and for the shortcut that logs progress.
why-dnd-read = To wait while somebody does not want to be disturbed. Without it, Trellis keeps to everybody’s work hours.
why-files-read = To take a list of people that a coordinator uploads. Without it, a list is pasted.
why-files-write = To hand somebody a copy of their own data as files, in their own Messages, when they ask for it.
why-im-history = To read what people write to Trellis itself, answer it, and see whether a message arrived.
why-im-write = To open the conversation between Trellis and one person.
why-mpim-write = To open one conversation for a mentor, their mentee and Trellis. Without it, Trellis writes to each of them apart.
why-usergroups-read = To invite a whole user group. Without it, people are picked one by one, or come as a list.
why-users-read = To know of the people who take part: name, time zone, language, whether their status says that they are away, whether they are guests or admins here, and whether their account has ended.
why-users-read-email = To find the people of a list by their e-mail addresses. Without it, a list names them as Slack does.
install-never = What Trellis never sees
    .channels = Channels, and what is written in them.
    .between = What a mentor and a mentee write to each other.
    .files = Files, but for lists of people that a coordinator hands to Trellis itself.
install-again = Begin again

installed-title = Trellis is in your workspace
installed-lead = Trellis has been added to { $workspace }.
installed-open = Open Trellis in Slack
installed-next =
    .message = There is a message from Trellis for you in Slack.
    .home = Open Home. As an admin, you can take the role of coordinator there, create a programme and invite people.
    .silent = Until then Trellis writes to nobody else.
installed-again =
    .goes-on = Trellis was in this workspace already, and everything goes on as before.
    .may = What it may do there is what you have just allowed.
installed-back =
    .message = There is a message from Trellis for you in Slack: it says what stands, what goes on and when.
    .home = Open Home. Programmes, pairs and agreements are where they were.
    .rhythm = The pairs’ rhythm goes on, in each person’s own work hours.
installed-without = What was left out
without-dnd-read = Trellis does not know when somebody is not to be disturbed, and keeps to their work hours. Everything else works.
without-files-read = Lists of people are pasted rather than uploaded. Everything else works.
without-files-write = People read the copy of their own data in a window. Everything else works.
without-mpim-write = Trellis opens no conversation for a mentor and their mentee together, and writes to each of them apart. Everything else works.
without-usergroups-read = People are picked one by one, or come as a list. Everything else works.
without-users-read-email = Lists name people by their Slack handle rather than their e-mail address. Everything else works.

install-cancelled = Nothing was added, and nothing was kept. Should you think otherwise later, you can begin again.
    .title = Cancelled
install-used = Each link is good once. If Trellis is in your workspace already, there is nothing left to do; else begin again.
    .title = This link was used before
install-expired = The link from Slack’s page is good for ten minutes. Nothing was added.
    .title = That took too long
install-browser = The page was begun in another browser or another window. Nothing was added; please go through it in one.
    .title = This did not begin here
install-organisation = Trellis can be added to single workspaces, but not to a whole organisation yet. Nothing was added. Please begin again, and choose one workspace on Slack’s page.
    .title = One workspace at a time
install-unreachable = Slack does not answer at present. Nothing was added; please try again in a few minutes.
    .title = Slack cannot be reached
install-misconfigured = Slack does not recognise this Trellis, so nothing was added. Please tell whoever runs it: the log says what to look at.
    .title = Trellis is not set up yet
install-failed = Something went wrong on our side, and nothing was added. Please try again; if it happens again, tell whoever runs Trellis.
    .title = That did not work

welcome = *Trellis is in your workspace now.* Thank you for adding it. Nobody else has been written to.
    .next = Open my Home tab: as an admin of the workspace you can become coordinator there, create a programme and introduce two people. If somebody else is to coordinate, ask them to open it.
    .help = Type “help” here at any time. To remove me, open Apps in Slack; then I am silent at once.

welcome-back = *Trellis is back in your workspace.* It was away since { $since }, and nobody was written to meanwhile.
    .stands = { $count ->
        [0] No pair was under way. What was set up before is still there.
        [one] One pair is under way, and everything it had agreed, planned and written is still there.
       *[other] { $count } pairs are under way, and everything they had agreed, planned and written is still there.
      }
    .at-once = The rhythm goes on now, in each person’s own work hours. What came round more than once meanwhile is asked once.
    .next = The rhythm goes on: what comes next comes { $moment } at the earliest. What came round more than once meanwhile is asked once.
    .nothing = Nothing is due yet.
    .left-out = { $count ->
        [one] One message that was waiting is left out: its time is over, or a newer one takes its place.
       *[other] { $count } messages that were waiting are left out: their time is over, or newer ones take their place.
      }
    .alone = Only you were told. To remove me again, open Apps in Slack; then I am silent at once.
