### Asking about confidentiality: to the partner, or to those who coordinate.

confidentiality =
    .open = Ask about confidentiality
    .title = About confidentiality
    .submit = Send
confidentiality-form = A question about what stays between the two of you, or something that worries you: both are welcome, at any time. You choose who reads it.
    .to-partner = If you choose { $partner }: { $partner } alone reads it, with your name. Nobody who coordinates does.
    .to-coordinators = If you choose those who coordinate: { $people } will read it, with your name. { $partner } will not.
    .to = Whom is it for?
    .coordinators = Those who coordinate the programme
    .note = Your words
    .hint = Only whom you chose above reads this, never both. You can take it back.
confidentiality-question = What would you like to ask or say to { $partner } about confidentiality?
    .title = About confidentiality
    .how = Write it here or in the form. { $partner } gets it as soon as you send it.
    .label = Questions to your partner about confidentiality
    .recorded = ✓ Passed on to { $partner }, about confidentiality
    .answer = Answer
confidentiality-question-note = Your words
confidentiality-question-shared =
    { $person } writes to you about confidentiality, about what stays between the two of you:
    { $what }
    .offer = Only the two of you read this. No hurry: an honest “I am not sure, let us talk about it” is a good answer too.
confidentiality-concern = What would you like to say to { $people } about confidentiality? They coordinate your programme.
    .title = About confidentiality
    .how = Write it here or in the form. It is passed on as soon as you send it, with your name.
    .label = Concerns about confidentiality
    .recorded = ✓ Passed on to { $people }, about confidentiality
confidentiality-concern-note = Your words
confidentiality-concern-shared = { $person } has a question or a concern about confidentiality in their mentoring ({ $programme }):
    .offer = It was written for the programme's coordinators alone; the other of the pair does not know of it. Thank { $person } for raising it, in a message of your own, and ask what would help.
    .withdrawn = { $person } has taken back what they wrote to you about confidentiality ({ $programme }).
