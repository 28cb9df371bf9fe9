"""Messages that come by schedule, one file each; adding one is a file and a name in this list."""

from bot.prompts.agreement_nudge import AgreementNudge
from bot.prompts.asking import Asking
from bot.prompts.check_in import CheckIn, MentorCheckIn
from bot.prompts.confidentiality import ConfidentialityConcern, ConfidentialityQuestion
from bot.prompts.feedback import Feedback
from bot.prompts.follow_up import FollowUp
from bot.prompts.goal_nudge import GoalNudge
from bot.prompts.have_you_met import HaveYouMet
from bot.prompts.intents import Intent, Record, Withdraw
from bot.prompts.learning import Learning
from bot.prompts.private_word import PrivateWord
from bot.prompts.questions import Questions
from bot.prompts.reflection import Reflection
from bot.prompts.review import HalfWayReview, Review
from bot.prompts.session_pulse import SessionPulse
from bot.prompts.session_reminders import SESSION_REMINDERS, Reminder
from bot.prompts.setback import Setback
from bot.prompts.surveys import Closing, ClosingSurvey, Confidence, Midpoint, Pulse
from bot.prompts.tech_check import TechCheck

ALL: tuple[Asking, ...] = (
    Confidence(),
    TechCheck(),
    Questions(),
    CheckIn(),
    MentorCheckIn(),
    GoalNudge(),
    HaveYouMet(),
    Reflection(),
    Pulse(),
    Midpoint(),
    Closing(),
    ClosingSurvey(),
    SessionPulse(),
    Feedback(),
    Setback(),
    Learning(),
    FollowUp(),
    PrivateWord(),
    ConfidentialityQuestion(),
    ConfidentialityConcern(),
    Review(),
    HalfWayReview(),
)
PROMPTS: dict[str, Asking] = {prompt.kind: prompt for prompt in ALL}
# What comes unasked and asks nothing.
REMINDERS: dict[str, Reminder | AgreementNudge] = {**SESSION_REMINDERS, AgreementNudge.kind: AgreementNudge()}

__all__ = ["PROMPTS", "REMINDERS", "SESSION_REMINDERS", "Asking", "Intent", "Record", "Reminder", "Withdraw"]
