"""A payment's life, in one table: the states it can be in, the steps from one to the next, and whose hands take them.

Whatever speaks of a payment's way reads it here: buttons, permission, what is owed, the words of lateness, what the
database keeps frozen. Views attach the rows, forms and actions; here is neither a row nor a clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

from django.db.models import TextChoices


class State(TextChoices):
    """The label is what staff read."""

    DRAFTED = "drafted", "being written down"
    SUBMITTED = "submitted", "waiting to be checked"
    APPROVED = "approved", "checked"
    RELEASED = "released", "sent"
    RECEIVED = "received", "with the person"
    DECLINED = "declined", "declined"
    LATER = "later", "later, as the person asked"
    DISPUTED = "disputed", "being looked at again"
    RETURNED = "returned", "came back"
    REVERSED = "reversed", "taken back by a second entry"


class Hand(Enum):
    """Whose step it is. Of which payments, `views/money_steps.py` says by rows."""

    COORDINATOR = "a coordinator"
    MANAGER = "a manager"
    FINANCE = "finance"
    TEAM = "a coordinator or a manager"
    # Where the person has no page of their own, the team writes down that they have it.
    TEAM_FOR_THEM = "a coordinator, for the person"
    PERSON = "the person"


class Wait(NamedTuple):
    """What an owed payment waits for. `key`: in an address; `step`: in a manager's list of what is late."""

    hand: Hand
    key: str
    step: str
    to_staff: str
    to_the_person: str


class Shown(NamedTuple):
    """`kind`: the shape and tone of a state. `wait`: only where the money is owed."""

    to_the_person: str
    kind: str
    wait: Wait | None = None


SENDING_ON = Wait(
    Hand.COORDINATOR,
    "sending-on",
    "sending it to be checked",
    "a coordinator still has to send it to be checked",
    "We still have to write it down",
)

APPROVAL = Wait(Hand.MANAGER, "approval", "approval", "a manager still has to check it", "We still have to check it")

SENDING = Wait(Hand.FINANCE, "sending", "sending the money", "finance still has to send it", "We still have to send it")

LOOKING = Wait(
    Hand.TEAM,
    "looking",
    "looking at it again",
    "the team still has to look at it again",
    "We still have to look at it again",
)

AGAIN = Wait(
    Hand.FINANCE,
    "again",
    "sending it again",
    "it came back, and finance still has to send it again",
    "It came back, and we still have to send it again",
)

WAITS = (SENDING_ON, APPROVAL, SENDING, LOOKING, AGAIN)

SHOWN = {
    State.DRAFTED: Shown("We are writing it down", "wait", SENDING_ON),
    State.SUBMITTED: Shown("We are checking it", "wait", APPROVAL),
    State.APPROVED: Shown("Checked. We send it next", "part", SENDING),
    State.RELEASED: Shown("Sent to you", "now"),
    State.RECEIVED: Shown("You have it", "done"),
    State.DECLINED: Shown("You said no to it", "off"),
    State.LATER: Shown("Not now, as you asked", "wait"),
    # Owed only where it was not sent before: see `has_gone`.
    State.DISPUTED: Shown("We are looking at it again", "soon", LOOKING),
    State.RETURNED: Shown("It came back to us. We will send it again", "late", AGAIN),
    State.REVERSED: Shown("Taken back. It was a mistake of ours", "off"),
}

OWED = tuple(state for state, shown in SHOWN.items() if shown.wait)

BEFORE_CHECKED = (State.DRAFTED, State.SUBMITTED)


class Party(NamedTuple):
    """Somebody whose hands are not for a step. `is_them` of a payment and a user; `because` is said to them."""

    is_them: Callable
    because: str = ""


DRAFTER = Party(lambda payment, user: payment.drafted_by_id == user.pk, "you wrote it down")

APPROVER = Party(lambda payment, user: payment.approved_by_id == user.pk, "you checked it")

PAYEE = Party(lambda payment, user: user.pk in (payment.payee_id, payment.participant.user_id), "it is to you")


@dataclass(frozen=True, kw_only=True)
class Step:
    """`key`: in an address. `to` None: on from where the payment was. `asks` of a button: what its own page says.

    `does`: what somebody else has to do, where these hands may not. `seen`: to the version they saw alone.
    `fits`: whether it has a meaning in one of its states. `moves`: fields that change with it even after approval.
    """

    key: str
    label: str
    done: str
    by: Hand
    takes: tuple[State, ...]
    to: State | None = None
    not_by: tuple[Party, ...] = ()
    does: str = "do this"
    explains: str = ""
    button: str = ""
    seen: bool = False
    fits: Callable = lambda payment: True
    moves: tuple[str, ...] = ()

    def applies(self, payment):
        return payment.state in self.takes and self.fits(payment)

    def refusal(self, payment, user, closed=frozenset()):
        """Why this step is not for these hands, in a sentence; else "". The one place where that is decided.

        `closed`: participants whose money is closed to this user, as `likeness.closed_among` says; no reason is given.
        """
        if PAYEE in self.not_by and payment.participant_id in closed and not PAYEE.is_them(payment, user):
            return f"Someone else has to {self.does}."
        for party in self.not_by:
            if party.is_them(payment, user):
                return f"Someone else has to {self.does}{party.because and f': {party.because}'}."
        return ""


def is_part(payment):
    """Whether the person takes less than was agreed."""
    return payment.pence < payment.agreed_pence


SEND = Step(
    key="send",
    label="Send to be checked",
    done="Sent to be checked.",
    by=Hand.COORDINATOR,
    takes=(State.DRAFTED,),
    to=State.SUBMITTED,
    explains="A manager then looks at it. You cannot check what you wrote down.",
    seen=True,
)

APPROVE = Step(
    key="approve",
    label="Approve",
    done="Approved. Finance can send it now.",
    by=Hand.MANAGER,
    takes=(State.SUBMITTED,),
    to=State.APPROVED,
    not_by=(PAYEE, DRAFTER),
    does="check this payment",
    explains="After this the sum stands still. A mistake is then put right by taking it back.",
    seen=True,
)

RELEASE = Step(
    key="release",
    label="Mark as sent",
    done="Marked as sent. The person can see it on their page.",
    by=Hand.FINANCE,
    takes=(State.APPROVED, State.RETURNED),
    to=State.RELEASED,
    not_by=(PAYEE, DRAFTER, APPROVER),
    does="send this payment",
    explains="Do this on the day the money goes out.",
    seen=True,
    moves=("released_by", "released_at"),
)

RETURN = Step(
    key="returned",
    label="It came back",
    done="Written down. Ask the person how they would like to get it.",
    by=Hand.FINANCE,
    takes=(State.RELEASED,),
    to=State.RETURNED,
)

REVERSE = Step(
    key="reverse",
    label="Take it back",
    done="Taken back. The first entry stays, with a second one against it.",
    by=Hand.FINANCE,
    takes=(State.APPROVED, State.RELEASED, State.RETURNED),
    to=State.REVERSED,
    not_by=(PAYEE,),
    does="take this payment back",
    explains="For mistakes alone: paid twice, or the wrong sum.",
    moves=("reversed_at",),
)

# A new payment is drafted; the reversed one stays as it is.
WRITE_AGAIN = Step(
    key="again",
    label="Write it down again",
    done="Written down again. Send it to be checked.",
    by=Hand.COORDINATOR,
    takes=(State.REVERSED,),
    to=State.REVERSED,
    not_by=(PAYEE,),
    does="write this payment down again",
    explains="A new payment for the same session, with the right minutes. The first one stays, taken back.",
)

SETTLE = Step(
    key="settle",
    label="Answer what the person said",
    done="Answered. The payment goes on from where it was.",
    by=Hand.TEAM,
    takes=(State.DISPUTED,),
    not_by=(PAYEE,),
    does="look at this payment again",
    explains="The person reads your answer.",
    moves=("state_before",),
)

RECEIVE = Step(
    key="received",
    label="The person has it",
    done="Written down.",
    by=Hand.TEAM_FOR_THEM,
    takes=(State.RELEASED,),
    to=State.RECEIVED,
    not_by=(PAYEE,),
    explains="They have no page of their own, so you write down that they told you.",
    moves=("received_at",),
)

GOT_IT = Step(
    key="got-it",
    label="I've got the money",
    done="Thank you for telling us.",
    by=Hand.PERSON,
    takes=(State.RELEASED,),
    to=State.RECEIVED,
    moves=("received_at",),
)

DISPUTE = Step(
    key="wrong",
    label="This is wrong",
    done="Thank you. We will look at it again and tell you here.",
    by=Hand.PERSON,
    takes=(*BEFORE_CHECKED, State.APPROVED, State.RELEASED, State.RECEIVED, State.RETURNED),
    to=State.DISPUTED,
    button="Tell us",
    moves=("state_before",),
)

TAKE_LESS = Step(
    key="less",
    label="Take less or none",
    done="Saved. You can change it until we send it.",
    by=Hand.PERSON,
    takes=BEFORE_CHECKED,
    button="Take this much",
)

DECLINE = Step(
    key="none",
    label="Take none of it",
    done="Saved. You will not be paid for this one. You can still change your mind.",
    by=Hand.PERSON,
    takes=(*BEFORE_CHECKED, State.LATER, State.APPROVED),
    to=State.DECLINED,
    moves=("state_before", "declined_at"),
)

DEFER = Step(
    key="not-now",
    label="Not now",
    done="Saved. We wait until you tell us.",
    by=Hand.PERSON,
    takes=BEFORE_CHECKED,
    to=State.LATER,
)

REINSTATE = Step(
    key="after-all",
    label="I would like it after all",
    done="Saved. We will pay you.",
    by=Hand.PERSON,
    takes=(State.LATER, State.DECLINED, *BEFORE_CHECKED),
    fits=lambda payment: payment.state not in BEFORE_CHECKED or is_part(payment),
    moves=("state_before", "declined_at", "deferred_at", "wanted_again_on"),
)

STAFF_STEPS = (SEND, APPROVE, RELEASE, RETURN, REVERSE, WRITE_AGAIN, SETTLE, RECEIVE)

PERSON_STEPS = (GOT_IT, DISPUTE, TAKE_LESS, DECLINE, DEFER, REINSTATE)

# The guard in the database lets these change once a payment is approved, and nothing else.
MOVES_AFTER_APPROVAL = tuple(sorted({"state", *chain(*(step.moves for step in (*STAFF_STEPS, *PERSON_STEPS)))}))
