### The conversation that Trellis shares with a pair: what it says there, and what Home says of it.

place-opened = { $mentee }, meet { $mentor }; { $mentor }, meet { $mentee }.
    .title = A place for the two of you
    .for = Here you reach each other between sessions: for a quick question, a link, or a word when plans change. What you write here I cannot read.
    .private = What each of you tells me stays in your own conversation with me. I come here only with good news that you both know of.
place-begun = { $mentee } and { $mentor }, you have both signed your mentoring agreement. Here is to a good start.
place-milestone =
    .reached = A milestone to celebrate together: { $mentee } has reached “{ $milestone }”, on the way to “{ $goal }”.
    .open = The milestone “{ $milestone }” is open again.
home-place = You also have a conversation of your own with { $partner } and me, in your direct messages.
home-no-place = Trellis was installed without the permission to open a conversation for each pair (mpim:write). Everything else works without it.
home-no-quiet = Trellis was installed without the permission to see when somebody does not want to be disturbed (dnd:read), and keeps to everybody’s work hours. Everything else works without it.
