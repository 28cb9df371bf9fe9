"""From the introduction of two people to their third check-in, over the nights on which both their clocks change."""

from __future__ import annotations

from tests.village import ABOUT_INES, ABOUT_NOAH, CLAUSES_OF_INES, CLAUSES_OF_NOAH, Village

CHECK_IN = "How has it been going with “Lead my first project” since we last talked?"
NUDGE = "“Lead my first project” stands at 0% ▱▱▱▱▱▱▱▱▱▱. Is there a next step small enough for this week?"
CONFIDENCE = "Before you begin: how sure do you feel today of what you set out to learn?"
CONFIDENCE_OF_A_MENTOR = "Before you begin: how sure do you feel of yourself as a mentor today?"
QUESTION_FOR_A_MENTOR = (
    "A question to carry into your next talk with <@UMENTEE>: what would be different for them "
    "if this worked out?"
)
PULSE = "Five short statements on how it goes with <@{}>. The first one: I can speak openly."
ABOUT = [
    "First, a few words about yourself: what do you do, and how did you get there?",
    "What would you like to get out of this mentoring?",
    "What do you enjoy outside work?",
    "What would you like to learn or practise?",
    "Which languages do you work in?",
    "How do you like to talk with people, and what helps others to understand you? Customs of where you come from "
    "belong here, and so does how much of a conversation in another language you take in.",
    "Where is your clock? I will write to you at your local time.",
    "On which days do you work?",
    "And from when to when?",
    "At which hour would you like to hear from me, when there is something to ask?",
    "Is there anything that makes you hard to reach at times: a school run, exams, shifts, somebody you care for?",
    "How do you like to get feedback?",
]
ON_CARD = (
    "Last: what of this may <@{}> read on your card? Whatever you leave out stays with you. Your zone, work days and "
    "work hours are shown in any case, as the two of you plan by them."
)
ABOUT_A_MENTOR = [
    ABOUT[0],
    "What would make this mentoring worthwhile for you as a mentor?",
    ABOUT[2],
    "What can you help with, from your own experience?",
    *ABOUT[4:],
    ON_CARD.format("UMENTEE"),
]
ABOUT = [*ABOUT, ON_CARD.format("UMENTOR")]
CLAUSES = [
    "Where will the two of you talk, and what is the backup when that fails?",
    "When a call does not work, what would the two of you try? I will remind you of it then, in this order.",
    "How often would you like to check in on how it goes?",
    "How long should a session be?",
    "At what hours would sessions suit you?",
    "Who finds the times for sessions, and how early do you tell each other when one has to move?",
    "Within what time should you answer each other's messages?",
    "Between sessions, how often would it be fine to hear from each other?",
    "When you log progress on a goal, when should <@UMENTOR> hear of it?",
    "Is there anything else in your life that the two of you should plan around, such as travel, exams or school "
    "holidays?",
    "What may leave this room? Whatever you choose, two exceptions hold: a risk of serious harm to yourself or "
    "somebody else, and what the law obliges one to report. Then only whoever can help is told, and you are told "
    "first where that is safe.",
    "Is there anything you would rather leave out?",
    "What is the one thing you would most like to reach by the end?",
    "When <@UMENTOR> has feedback for you, how would you like to hear it?",
    "In which language will the two of you talk? And is there anything about your culture or way of talking that is "
    "good to know?",
    "If something with <@UMENTOR> feels wrong one day, what would be your first step?",
    "When should we look at this agreement again?",
    "Either of you can end this at any time, without a reason and without blame. How would you like that to go?",
]
FOR_A_MENTOR = {
    "When you log": "When <@UMENTEE> logs progress on a goal, when would you like to hear of it?",
    "What is the one": "What would you like to see <@UMENTEE> reach by the end?",
}
CLAUSES_FOR_A_MENTOR = [
    next((said for start, said in FOR_A_MENTOR.items() if text.startswith(start)), text).replace(
        "UMENTOR", "UMENTEE"
    )
    for text in CLAUSES
]


TWO_IN_ONE = (
    "2 things in one message, so that I write less often. Each is answered by itself, whenever it suits you."
)
KEPT = "✓ *Check-in* · kept. <@UMENTOR> will see your answer, nobody else."
WHICH = "Which question does that answer? I keep your text for two weeks, and only you can see it."

# What everybody gets from the introduction to the two signatures.
AFTERNOON, EVENING = "Mon 01 Mar 15:00", "Mon 01 Mar 15:30"
MORNING, NEXT_DAY, IN_BROOKLYN = "Tue 02 Mar 09:00", "Tue 02 Mar 16:00", "Tue 02 Mar 11:00"
COMPARED = "You and <@{}> have both answered. Everything is settled. The agreement is ready to be signed."
READY = "Your agreement with <@{}> is ready. Please read it; it begins when both of you have signed."
BEGUN = "✓ You and <@{}> have both signed. Your agreement has begun."
A_TIME = "Shall we find a time for you and <@{}> to talk? At these times both of you are at work:"
INTRODUCED = "<@ULEAD> would like to introduce you to <@{}>: you as the {}, in the programme Spring 2027."
BEGINNING: list[tuple[str, str, str]] = [
    ("noah", "Mon 01 Mar 10:00", INTRODUCED.format("UMENTEE", "mentor")),
    ("ines", AFTERNOON, INTRODUCED.format("UMENTOR", "mentee")),
    ("amara", AFTERNOON, "<@UMENTEE> said yes to mentoring with <@UMENTOR> in Spring 2027."),
    *(("ines", AFTERNOON, question) for question in ABOUT),
    (
        "ines",
        AFTERNOON,
        "Thank you, that is everything about you. I am waiting for <@UMENTOR> to say yes, and will tell you.",
    ),
    *(("noah", EVENING, question) for question in ABOUT_A_MENTOR),
    ("noah", EVENING, "Meet <@UMENTEE>, your mentee."),
    ("noah", EVENING, A_TIME.format("UMENTEE")),
    *(("noah", EVENING, question) for question in CLAUSES_FOR_A_MENTOR),
    (
        "noah",
        EVENING,
        "Thank you, those are all the clauses. <@UMENTEE> is still answering. What you said stays covered "
        "until both of you are done.",
    ),
    ("amara", MORNING, "<@UMENTOR> said yes to mentoring with <@UMENTEE> in Spring 2027."),
    ("ines", MORNING, "Meet <@UMENTOR>, your mentor."),
    ("ines", MORNING, A_TIME.format("UMENTOR")),
    ("ines", MORNING, CLAUSES[0]),
    *(("ines", NEXT_DAY, question) for question in CLAUSES[1:]),
    ("ines", NEXT_DAY, COMPARED.format("UMENTOR")),
    ("noah", IN_BROOKLYN, COMPARED.format("UMENTEE")),
    ("ines", NEXT_DAY, READY.format("UMENTOR")),
    ("noah", IN_BROOKLYN, READY.format("UMENTEE")),
    (
        "noah",
        IN_BROOKLYN,
        "<@UMENTEE> has signed your agreement. It begins when you have signed too.",
    ),
    ("ines", NEXT_DAY, BEGUN.format("UMENTOR")),
    ("noah", IN_BROOKLYN, BEGUN.format("UMENTEE")),
    (
        "ines and noah",
        "Tue 02 Mar 14:00 / 09:00",
        "<@UMENTEE>, meet <@UMENTOR>; <@UMENTOR>, meet <@UMENTEE>.",
    ),
    (
        "ines and noah",
        "Tue 02 Mar 16:00 / 11:00",
        "<@UMENTEE> and <@UMENTOR>, you have both signed your mentoring agreement. Here is to a good start.",
    ),
]


async def begin(town: Village, **dates: str) -> None:
    """Live from the introduction to the two signatures, in a programme with these dates or the usual ones."""
    # Monday 1 March, 15:00 in Lisbon, 10:00 in New York: everybody is at work.
    await town.programme(**dates)
    await town.pair()
    await town.onboard(town.ines, ABOUT_INES)

    # Noah answers in his afternoon, when the working day is over in Lisbon and London.
    await town.go_to(2027, 3, 1, 15, 30, zone="America/New_York")
    await town.onboard(town.noah, ABOUT_NOAH)
    await town.answer_clauses(town.noah, CLAUSES_OF_NOAH)

    # Inês finds it all in the morning, and takes her time until the afternoon.
    await town.go_to(2027, 3, 2, 16, zone="Europe/Lisbon")
    await town.answer_clauses(town.ines, CLAUSES_OF_INES)
    await town.sign(town.ines)
    await town.sign(town.noah)


async def test_a_pair_lives_from_introduction_to_third_check_in_across_the_clock_changes(
    town: Village,
) -> None:
    await begin(town)

    # New York's clocks change on 14 March, Lisbon's on the 28th.
    await town.go_to(2027, 3, 16, 10, 30, zone="Europe/Lisbon")
    await town.press(town.ines, "Going well")
    await town.go_to(2027, 3, 30, 12, zone="Europe/Lisbon")
    # Two things came in one message, so she is asked which of them her words are for.
    await town.say(town.ines, "The pilot slipped a week.")
    await town.press(town.ines, "Check-in", within="messages")
    await town.go_to(2027, 4, 13, 12, zone="Europe/Lisbon")

    assert sorted(town.posts()) == sorted(
        [
            *BEGINNING,
            ("ines", "Wed 03 Mar 10:00", CONFIDENCE),
            ("noah", "Wed 03 Mar 09:00", CONFIDENCE_OF_A_MENTOR),
            ("ines", "Fri 12 Mar 10:00", "Have you and <@UMENTOR> met yet, and is all well?"),
            ("noah", "Fri 12 Mar 09:00", "Have you and <@UMENTEE> met yet, and is all well?"),
            ("ines", "Tue 16 Mar 10:00", CHECK_IN),
            ("noah", "Tue 16 Mar 09:00", "<@UMENTEE> checked in: *Going well*"),
            # A nudge, as nothing was logged, and the month's question with it.
            ("ines", "Tue 23 Mar 10:00", TWO_IN_ONE),
            ("noah", "Tue 23 Mar 09:00", QUESTION_FOR_A_MENTOR),
            # The pulse was due with the check-in.
            ("ines", "Tue 30 Mar 10:00", TWO_IN_ONE),
            ("noah", "Tue 30 Mar 09:00", PULSE.format("UMENTEE")),
            ("ines", "Tue 06 Apr 10:00", NUDGE),
            ("ines", "Tue 30 Mar 12:00", WHICH),
            ("ines", "Tue 30 Mar 12:00", KEPT),
            ("noah", "Tue 30 Mar 09:00", "<@UMENTEE> checked in: The pilot slipped a week."),
            ("ines", "Tue 13 Apr 10:00", CHECK_IN),
        ]
    )
    # One person's messages come in the order in which they make sense.
    for_ines = [text for who, _, text in town.posts() if who == "ines"]
    assert [text for text in for_ines if text in ABOUT] == ABOUT
    assert [text for text in for_ines if text in CLAUSES] == CLAUSES
