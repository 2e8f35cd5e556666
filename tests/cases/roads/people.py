"""Roads of people: they are welcomed, asked, and what helps them is arranged."""

from string import ascii_uppercase

from participants.adaptations.models import Adaptation
from participants.people.models import Participant

from .pages import said, taken

# Everything asked, and answered shortly.
ASKED = {
    "contact_asked": "on",
    "needs_asked": "on",
    "strengths_asked": "on",
    "pay": "bank",
    "credit": "group",
    "news": "page",
}
# The choices alone, with no answer yet.
ASKED_ALONE = {"pay": "offered", "credit": "offered", "news": "offered"}


def welcome(as_cora, name, **fields):
    """By the name alone, where nothing else is said. `user` is there where a `phone` or an `email` is."""
    page = as_cora.open("/people/new/").send("Welcome them", name=name, **fields)
    taken(page, f"{name} is welcomed.")
    return Participant.objects.get(name=name)


def welcome_all(as_cora, *names, **fields):
    """All asked, with an email of their own to sign in and to be reached by."""
    people = []
    for name in names:
        reached = {"email": f"{name.lower().replace(' ', '.')}@people.example", "email_safe": "yes"}
        people.append(welcome(as_cora, name, **{**ASKED, **reached, **fields}))
    return people


def welcome_many(as_cora, count, **fields):
    """Person A, Person B and so on; see `welcome_all`."""
    return welcome_all(as_cora, *(f"Person {letter}" for letter in ascii_uppercase[:count]), **fields)


def ask_contact(as_cora, person, **fields):
    page = as_cora.open(f"/people/{person.pk}/contact/").send("Save what they said", fields or {"contact_asked": "on"})
    return taken(page, "Saved")


def ask_what_helps(as_cora, person, **fields):
    return taken(as_cora.open(f"/people/{person.pk}/helps/").send("Save what they said", fields), "Saved")


def arrange(as_cora, person, due_on, words="Papers in large print", **fields):
    page = as_cora.open(f"/people/{person.pk}/arranged/new/")
    if "need" in page.form("Arrange it").fields:
        fields = {"need": "", **fields}
    taken(page.send("Arrange it", words=words, due_on=said(due_on), **fields), "Saved")
    return Adaptation.objects.get(participant=person, words=words)


def put_in_place(as_cora, adaptation, **fields):
    page = as_cora.open(f"/people/{adaptation.participant_id}/arranged/{adaptation.pk}/")
    return taken(page.send("Save this", fields), "Saved")
