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
why-im-history = To read what people write to Trellis itself, and answer it.
why-im-write = To open the conversation between Trellis and one person.
why-mpim-write = To open one conversation for a mentor, their mentee and Trellis. Without it, Trellis writes to each of them apart.
why-users-read = To know the name, time zone and language of the people who take part, and whether their account has ended.
install-never = What Trellis never sees
    .channels = Channels, and what is written in them.
    .between = What a mentor and a mentee write to each other.
    .files = Files, and e-mail addresses.
install-again = Begin again

installed-title = Trellis is in your workspace
installed-lead = Trellis has been added to { $workspace }.
installed-open = Open Trellis in Slack
installed-next =
    .message = There is a message from Trellis for you in Slack.
    .home = Open Home. As an admin, you can take the role of coordinator there, create a programme and invite people.
    .silent = Until then Trellis writes to nobody else.
installed-without = What was left out
without-dnd-read = Trellis does not know when somebody is not to be disturbed, and keeps to their work hours. Everything else works.
without-mpim-write = Trellis opens no conversation for a mentor and their mentee together, and writes to each of them apart. Everything else works.

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
