"""Roads of what people say and what they are told: answers, promises, updates and the six questions."""

from coproduction.base.words import PRINCIPLE_KEYS
from participants.contributions.models import Contribution
from participants.promises.models import Promise
from participants.survey.models import SurveyRound

from ..visitor import Visitor
from .pages import path_of_stage, taken
from .people import welcome_many
from .stages import begin, close_stage

PARTS = ("progress", "outcomes", "blocks", "risks")


def say(as_person, words):
    """On their own page."""
    return taken(as_person.open("/me/say/").send("Tell us", words=words), "Thank you. We read it")


def answer(as_cora, words, outcome="used", because="It is in the plan", **fields):
    one = Contribution.objects.get(words=words)
    page = as_cora.open(f"/projects/{one.project_id}/said/{one.pk}/answer/")
    return taken(page.send("Give this answer", outcome=outcome, because=because, **fields), "Answered. Thank you.")


def note_learning(as_cora, stage, words="We thought that they open too early", **fields):
    page = as_cora.open(path_of_stage(stage)).link("What we learned")
    return taken(page.send("Keep this", stage=stage.pk, words=words, **fields), "Kept. Everyone in the project")


def settle_promise(as_cora, words, what="kept", changed_to=""):
    one = Promise.objects.get(words=words)
    page = as_cora.open(f"/projects/{one.project_id}/promises/{one.pk}/")
    done = "Kept. Thank you." if what == "kept" else "Saved: it changed"
    return taken(page.send("Save what became of it", what=what, changed_to=changed_to), done)


def tell(as_cora, project, as_it_is=False, **parts):
    """Plain words in all four parts, or those of `parts`; `as_it_is`: hard ones go as they are."""
    words = dict.fromkeys(PARTS, "We go on as planned.") | parts
    page = as_cora.open(f"/projects/{project.pk}/updates/new/").send("Tell them now", words)
    if as_it_is:
        assert page.status == 422 and page.says("hard to read"), page
        page = page.send("Tell them now", as_it_is="on")
    return taken(page, "Told.")


def tell_nothing_new(as_cora, project):
    """By the ticks that stand beside each part."""
    ticks = {f"{part}_nothing": "on" for part in PARTS}
    return taken(as_cora.open(f"/projects/{project.pk}/updates/new/").send("Tell them now", ticks), "Told.")


def answer_six(as_person, score=4):
    """`score`: one for all six, or by the key of a principle."""
    scores = score if isinstance(score, dict) else dict.fromkeys(PRINCIPLE_KEYS, score)
    page = as_person.open("/me/say/").link("Six short questions")
    return taken(page.send("Send my answers", scores), "Thank you for telling us")


def reflect(as_cora, stage, score=4):
    page = as_cora.open(path_of_stage(stage)).link("Answer the six yourself")
    return taken(page.send("Keep my answers", dict.fromkeys(PRINCIPLE_KEYS, score)), "Kept. Thank you")


def close_questions(as_cora, stage):
    page = as_cora.open(path_of_stage(stage))
    taken(page.send("Close the questions"), "Closed. What people said counts from now on")
    return SurveyRound.objects.get(stage=stage)


def ask_six(as_cora, clock, scores, count=None, team_says=None, **fields):
    """A stage from its opening to closed questions, in which so many took part, or as many as answered: one of
    `scores` each, and what the team says of itself. For the fields of the project see `begin`. Gives back the project.
    """
    people = welcome_many(as_cora, count or len(scores))
    project, stage, _ = begin(as_cora, people=people, **fields)
    clock.forward(days=7)
    close_stage(as_cora, stage)
    for person, score in zip(people, scores, strict=False):
        answer_six(Visitor(person.user), score)
    if team_says:
        reflect(as_cora, stage, team_says)
    # A fortnight and a day, so that whoever runs it sees what people said without answering first.
    clock.forward(days=15)
    close_questions(as_cora, stage)
    return project
