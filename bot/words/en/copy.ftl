### A copy of what is kept of somebody, and the names of what is kept.

copy = Everything that Trellis keeps about you in { $workspace }, as it stood on { $moment }. Every detail stands in the file for machines that came with this page. What others wrote stands here where it was written for you to see.
    .title = What is kept of you
    .line = { $when }
        { $said }
    .next = Next page
    .back = Page before
    .page = Page { $number } of { $of }
    .button = Get a copy
    .read = Read it here
    .sent = Two files are on their way to Messages: a page to read, and the same for machines. Slack keeps them, where you and nobody else in this workspace sees them, until they are deleted there.
    .file = Here is what Trellis keeps of you: a page to open in a browser, and the same in JSON, with every detail. Nobody but you sees this conversation.
    .failed = The files could not be sent. You can read everything here in Slack, under Your data.
    .no-files = For files, Trellis lacks the permission files:write in this workspace. You can read everything here, and whoever runs Trellis can hand you the files.
held-people = You, as Trellis knows you
held-programmes = Your programmes
held-enrolments = What you take part as
held-pairs = Your pairs
held-pair-members = Your steps in them
held-agreements = Agreements
held-clauses = Clauses of agreements
held-amendments = Changes proposed to agreements
held-positions = Proposals where answers differed
held-signatures = Signatures
held-goals = Goals, with the mentor's comment
held-milestones = Milestones
held-progress = Progress
held-sessions = Sessions
held-answers = Answers: yours, and those that your partner gave for you to see
held-answer-edits = Earlier wordings of your answers
held-questions = Questions that you were asked
held-drafts = Texts that wait until you say what they answer, for two weeks at most
held-schedules = What comes back to you
held-deliveries = Messages to you: which kind, when, and what became of them
held-audit-log = What was looked at and changed that concerns you
