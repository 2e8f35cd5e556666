"""FX1: whatever a check reads was written by a page. A fact that no page can bring about is judged by nobody.

One long road through the pages, looked at on several days: each attribute of a fact that a check reads has to have
been something else than its default on one of them.
"""

import ast
from dataclasses import MISSING, fields, is_dataclass
from inspect import isclass
from pathlib import Path

import pytest

from coproduction.base.days import today
from participants.agreements.models import AgreementSaid
from participants.briefings.models import Briefing
from participants.deliveries.models import Delivery
from participants.payments.models import Payment
from principles import facts
from principles.evidence import gather
from projects.project.models import Project
from tests.cases import roads
from tests.cases.visitor import Visitor
from tests.figures import Figures

PRINCIPLES = Path(facts.__file__).parent
# Where checks read facts; a property of a fact reads for them.
READERS = [*PRINCIPLES.glob("checks/*.py"), PRINCIPLES / "timing.py", PRINCIPLES / "gap.py", PRINCIPLES / "facts.py"]
FACTS = [one for one in vars(facts).values() if isclass(one) and one.__module__ == facts.__name__]
WORDS = "attributes read by checks, {passed} set off their default by a run through pages"


def read_by_checks():
    """{("PersonFact", "paused"): its default}. A name that two facts have is looked for in both."""
    names = {name for path in READERS for name in attributes_in(ast.parse(path.read_text()))}
    return {(fact.__name__, name): default for fact in FACTS for name, default in defaults(fact) if name in names}


def defaults(fact):
    """Pairs of an attribute and its default, MISSING where it has none."""
    if is_dataclass(fact):
        return [(one.name, one.default) for one in fields(fact)]
    return [(name, fact._field_defaults.get(name, MISSING)) for name in fact._fields]


def is_fact(one):
    return type(one) in FACTS


def attributes_in(tree):
    """Names of attributes, without those of what is imported: a fact is handed in, never imported."""
    nodes = list(ast.walk(tree))
    imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in imported):
            yield node.attr


class Seen:
    """What was gathered off its default so far, of any of the days looked at."""

    def __init__(self, defaults):
        self.defaults, self.off = defaults, set()

    def look(self, as_of=None):
        for known in gather(Project.objects.all(), as_of or today()).values():
            self.add(known)

    def add(self, fact):
        for attribute, _ in defaults(fact):
            value, name = getattr(fact, attribute), (type(fact).__name__, attribute)
            if name in self.defaults and (self.defaults[name] is MISSING or value != self.defaults[name]):
                self.off.add(name)
            for inner in value if isinstance(value, tuple) and not is_fact(value) else [value]:
                if is_fact(inner):
                    self.add(inner)


@pytest.fixture
def seen():
    return Seen(read_by_checks())


def test_each_attribute_that_a_check_reads_is_set_by_a_page(as_cora, as_mina, as_fin, sam, clock, seen):
    roads.publish_rates(as_mina)
    project, people = begin(as_cora, sam, seen)
    work(as_cora, project, people, clock, seen)
    settle(as_cora, as_mina, as_fin, project, people, clock, seen)
    end(as_cora, project, people, clock, seen)
    for name in seen.defaults:
        Figures().record("FX1", 1, WORDS, thing=".".join(name), passed=name in seen.off)
    assert set(seen.defaults) - seen.off == set()


def test_what_no_page_has_set_is_noticed(seen, db):
    assert ("PersonFact", "paused") in seen.defaults and not seen.off
    seen.add(facts.PersonFact(facts.Ref("person", None), paused=True))
    assert ("PersonFact", "paused") in seen.off and ("PersonFact", "needs_asked_on") not in seen.off


def begin(as_cora, sam, seen):
    """A project with its money, its people and a stage that opens."""
    roads.close_project(as_cora, roads.plan_project(as_cora, title="One afternoon", size="one_event"))
    project = roads.plan_project(
        as_cora,
        stages=["plan", "design", "review"],
        budget={"training": "Another team pays for it"},
        ends_on="1 December 2026",
        source="The council",
        money_until="1 March 2027",
        confirmed="on",
    )
    names = ("Asha", "Ben", "Cleo", "Gwen")
    asha, ben, cleo, gwen = roads.welcome_all(as_cora, *names)
    dev = roads.welcome(as_cora, "Dev", **{**roads.ASKED, "letter_safe": "no", "pay": "credits"})
    esme = roads.welcome(as_cora, "Esme")
    people = {person.name: person for person in (asha, ben, cleo, gwen, dev, esme)}
    stage = roads.open_stage(as_cora, project, [asha, ben, cleo, gwen])
    roads.add_person(as_cora, stage, dev)
    roads.brief(as_cora, stage, dev, outcome="declined")
    roads.add_person(as_cora, stage, esme, state="invited")
    roads.agree_ways(as_cora, project, [asha])
    said = AgreementSaid.objects.get(participant=ben)
    roads.taken(Visitor(ben.user).open(f"/me/ways/{said.pk}/").send("Yes", words=""))
    roads.check_power(as_cora, stage)
    roads.note_learning(as_cora, stage)
    roads.skip_stage(as_cora, project, "review")
    roads.change_contact(as_cora, project, sam, met_together_on="today", stays="on")
    seen.look()
    roads.take_part(as_cora, stage, esme, "declined")
    return project, people


def work(as_cora, project, people, clock, seen):
    """Something that helps is arranged, sessions are planned and one is held, and people are told."""
    stage = roads.stage_of(project)
    helps = roads.arrange(as_cora, people["Asha"], roads.in_days(7))
    chosen = {"time_chosen_together": "on", "place_chosen_together": "on"}
    hard = {"sensitive": "on", "content_note": "Neighbours' complaints"}
    papers = {"preparation_minutes": "30", "papers_sent_on": "today"}
    session = roads.plan_session(as_cora, stage, roads.in_days(21), **chosen, **hard, **papers)
    roads.call_off(as_cora, roads.plan_session(as_cora, stage, roads.in_days(28), about="The sign outside"))
    roads.tell(as_cora, project, progress="The LHA has answered.", as_it_is=True)
    news = Delivery.objects.get(participant=people["Asha"])
    as_asha = Visitor(people["Asha"].user)
    as_asha.open(f"/me/news/{news.pk}/")
    roads.taken(as_asha.open("/me/choices/").send("No, "))
    assert Briefing.objects.get(participant=people["Asha"]).person_says is False
    clock.forward(7)
    roads.put_in_place(as_cora, helps)
    roads.taken(as_asha.open("/me/choices/").send("It didn't work"))
    seen.look()
    clock.forward(14, hour=18)
    hugo = roads.welcome(as_cora, "Hugo", **roads.ASKED)
    roads.add_person(as_cora, stage, hugo)
    roads.brief(as_cora, stage, hugo)
    roads.log_session(
        as_cora,
        session,
        states=[(people["Gwen"], "missed")],
        heard=[("A softer bell", people["Asha"]), ("A sofa", people["Cleo"])],
        decided=[("The low desk", "consensus")],
        promised=[("Send the drawings", roads.in_days(7)), ("Ask the neighbours", roads.in_days(9))],
        also_came=[hugo],
    )


def settle(as_cora, as_mina, as_fin, project, people, clock, seen):
    """What was said is answered, promises are kept or changed, money goes out by three hands."""
    as_asha, as_ben, as_cleo = (Visitor(people[name].user) for name in ("Asha", "Ben", "Cleo"))
    asha_gets, ben_gets, cleo_gets = (Payment.objects.get(participant=people[name]) for name in ("Asha", "Ben", "Cleo"))
    roads.wish(asha_gets, "less", "Take this much", pence="10")
    roads.wish(ben_gets, "not-now", "Not now")
    roads.wish(cleo_gets, "none", "Take none of it")
    as_ben.open("/me/choices/").send("Pause for a while")
    seen.look()
    as_ben.open("/me/choices/").send("Come back")
    roads.wish(ben_gets, "after-all", "I would like it after all")
    roads.answer(as_cora, "A softer bell")
    roads.answer(as_cora, "A sofa", outcome="not_used", because="There is no room for it")
    roads.settle_promise(as_cora, "Send the drawings")
    roads.settle_promise(as_cora, "Ask the neighbours", "changed", "We write to them")
    roads.send_drafts(as_cora, project)
    roads.approve(as_mina, asha_gets)
    roads.release(as_fin, asha_gets)
    seen.look()
    clock.forward(20)
    seen.look()
    roads.approve_all(as_mina, project)
    roads.release_all(as_fin, project)
    roads.take_back(as_fin, asha_gets)
    seen.look()


def end(as_cora, project, people, clock, seen):
    """The stage is closed, people and the team say how it was; then the project closes."""
    stage = roads.stage_of(project)
    roads.taken(Visitor(people["Asha"].user).open("/me/choices/").send("Yes, "))
    roads.take_part(as_cora, stage, people["Dev"], "paused")
    seen.look()
    roads.take_part(as_cora, stage, people["Dev"], "ended")
    roads.close_stage(as_cora, stage)
    roads.answer_six(Visitor(people["Asha"].user))
    roads.reflect(as_cora, stage)
    clock.forward(15)
    roads.close_questions(as_cora, stage)
    alone = roads.open_stage(as_cora, project, [people["Asha"]], kind="plan")
    roads.plan_session(as_cora, alone, roads.in_days(3), about="A talk", ways=["one_to_one"])
    roads.ask_contact(as_cora, people["Asha"])
    seen.look()
    seen.look(as_of=roads.in_days(-1))
