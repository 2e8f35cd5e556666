"""Roads that cases share, each through the app's own pages: from an empty house to a project that is closed.

Each takes the visitor who walks it and sends one form, checks that it was taken, and gives back the record that it
left, or the page where there is none. `fields` go into the form as they are, so a case says what is special about it.
"""

from .money import approve_all, pay, publish_rates, release_all, send_drafts, take_step, wish
from .pages import in_days, path_of_session, path_of_stage, rows_of, said, taken
from .people import (
    ASKED,
    ASKED_ALONE,
    arrange,
    ask_contact,
    ask_what_helps,
    put_in_place,
    welcome,
    welcome_all,
    welcome_many,
)
from .principles import REACHED, STATE, reaches, statement, states
from .projects import STAGES, agree_ways, change_contact, close_project, close_project_despite, plan_project, stage_of
from .sessions import SAFETY, call_off, hold_session, log_session, make_safety_plan, plan_session, try_to_log
from .stages import (
    POWER,
    add_person,
    begin,
    brief,
    check_power,
    close_stage,
    close_stage_despite,
    open_stage,
    skip_stage,
    take_part,
)
from .voices import PARTS, answer, answer_six, ask_six, close_questions, reflect, settle_promise, tell, tell_nothing_new

__all__ = [
    "ASKED",
    "ASKED_ALONE",
    "PARTS",
    "POWER",
    "REACHED",
    "SAFETY",
    "STAGES",
    "STATE",
    "add_person",
    "agree_ways",
    "answer",
    "answer_six",
    "approve_all",
    "arrange",
    "ask_contact",
    "ask_six",
    "ask_what_helps",
    "begin",
    "brief",
    "call_off",
    "change_contact",
    "check_power",
    "close_project",
    "close_project_despite",
    "close_questions",
    "close_stage",
    "close_stage_despite",
    "hold_session",
    "in_days",
    "log_session",
    "make_safety_plan",
    "open_stage",
    "path_of_session",
    "path_of_stage",
    "pay",
    "plan_project",
    "plan_session",
    "publish_rates",
    "put_in_place",
    "reaches",
    "reflect",
    "release_all",
    "rows_of",
    "said",
    "send_drafts",
    "settle_promise",
    "skip_stage",
    "stage_of",
    "statement",
    "states",
    "take_part",
    "take_step",
    "taken",
    "tell",
    "tell_nothing_new",
    "try_to_log",
    "welcome",
    "welcome_all",
    "welcome_many",
    "wish",
]
