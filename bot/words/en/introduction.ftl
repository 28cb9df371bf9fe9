### The introduction: the other's card, and what to begin with.
### Each icebreaker has several wordings, n1, n2, ...; one for just this option comes before the one for any.

introduction = Meet { $partner }, your { $role ->
    [mentor] mentor
   *[mentee] mentee
  }.
    .title = Meet { $name }
    .row = *{ $heading }*
        { $text }
    .hours = *Works*
        { $days }, { $hours } ({ $place } time)
    .next = Below you find three times at which both of you are at work, for a first talk. Beside that, each of you answers a few questions on how you want to work together; your answers stay covered until both of you are done, and then you see them side by side.

icebreakers = *To break the ice*
    .line = • { $text }

icebreaker-shared-interest =
    .n1 = You both enjoy this: { $what }. How did it begin for each of you?
    .n2 = You have this in common: { $what }. What did you last enjoy about it?
    .n3 = { $what }: you both named it. What has it taught you that helps at work?
icebreaker-shared-interest-reading =
    .n1 = You both read. Which book have you given away more than once?
    .n2 = You both read. What lies beside your bed, and is it any good?
icebreaker-shared-interest-music =
    .n1 = You both named music. Which song would the other need to hear to know you better?
    .n2 = You both named music. What do you listen to when you want to get something done?
icebreaker-shared-interest-films =
    .n1 = You both like films and series. Which one would you watch again tonight?
    .n2 = You both like films and series. Which job on screen looks nothing like the real one?
icebreaker-shared-interest-food =
    .n1 = You both care about food. What would you cook for the other?
    .n2 = You both care about food. Which dish tastes of the place you come from?
icebreaker-shared-interest-outdoors =
    .n1 = You are both glad to be outdoors. Where do you go when you need an hour of air?
    .n2 = You are both glad to be outdoors. Which walk would you show the other first?
icebreaker-shared-interest-games =
    .n1 = You both play. Which game shows best how you think?
    .n2 = You both play. What would the two of you play, if you sat at one table?
icebreaker-shared-own =
    .n1 = You both wrote “{ $what }”. How did each of you come to it?
    .n2 = “{ $what }”: both of you named it. Who got you into it?
icebreaker-shared-topic =
    .n1 = “{ $what }” is where help is offered and wanted. When did each of you first notice that it matters?
    .n2 = “{ $what }” is a topic of you both. Who was good at it, of all the people you have worked with, and how?
    .n3 = “{ $what }” is a topic of you both. Tell each other of a time when it went wrong.
icebreaker-shared-language =
    .n1 = You both speak { $what }. Is there a word in it that you miss in every other language?
    .n2 = You both speak { $what }. How did each of you learn it, and in which language do you count?
icebreaker-shared-style =
    .n1 = You both said: “{ $what }”. With whom has that worked best so far?
    .n2 = You both said: “{ $what }”. How does somebody notice when you need the opposite?
icebreaker-shared-general =
    .n1 = What did you want to become when you were ten, and what is left of it?
    .n2 = Which piece of advice have you carried with you the longest?
    .n3 = What was the best hour of your last working week?
    .n4 = Who taught you something without knowing it?

icebreaker-apart-place =
    .n1 = Your clocks differ. What do you see from your window when the other's day begins?
    .n2 = Your clocks differ. What is the best hour of the day where you are, and why?
    .n3 = You live far apart. What would a visitor have to try first where you are?
icebreaker-apart-interest =
    .n1 = Only one of you named this: { $what }. What would the other like to ask about it?
    .n2 = { $what }: one of you enjoys it, the other did not name it. What is it that draws one in?
icebreaker-apart-own =
    .n1 = Only one of you wrote “{ $what }”. How would you explain it to somebody in two minutes?
    .n2 = “{ $what }” is something that only one of you named. What would the other guess about it?
icebreaker-apart-language =
    .n1 = Only one of you works in { $what }. Which word of it should the other learn first?
    .n2 = { $what } is a language of only one of you. What can be said in it more easily?
icebreaker-apart-style =
    .n1 = “{ $what }” holds for only one of you. What does the other prefer, and how will you meet?
    .n2 = One of you said: “{ $what }”. What has gone well for the other that way, and what has not?
icebreaker-apart-general =
    .n1 = What is usual at your work that would surprise the other?
    .n2 = Which tool or habit do you swear by that the other may never have tried?
    .n3 = How does a good day begin for you, and how does it begin for the other?
