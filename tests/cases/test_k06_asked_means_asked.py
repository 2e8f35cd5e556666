"""K6: a name alone asks nobody anything; "we asked, nothing needed" is a tick of its own; offered is not picked."""

from datetime import timedelta

from coproduction.base.models import Message
from tests.cases import roads
from tests.cases.visitor import Visitor


def test_k06_a_name_alone_leaves_nothing_asked(as_cora):
    project = roads.plan_project(as_cora)
    asha = roads.welcome(as_cora, "Asha", email="asha@people.example")
    page = as_cora.open(f"/people/{asha.pk}/")
    assert page.words.count("Not asked yet") == 4 and not page.says("Asked on")
    assert as_cora.open("/people/").says("Asha None now Not asked yet")
    roads.open_stage(as_cora, project, [asha])
    assert as_cora.open("/today/").says("Ask Asha how it is safe to reach them")
    # Nothing is sent to somebody whom nobody asked, though there is an email to sign in with.
    roads.tell(as_cora, project)
    assert not Message.objects.exists()
    assert (
        Visitor(asha.user).open("/me/choices/").says("We have not asked you yet. Until then, we do not write to you.")
    )


def test_k06_what_helps_and_safe_contact_count_only_those_who_were_asked(as_cora, clock):
    project = roads.plan_project(as_cora)
    asha, ben = roads.welcome(as_cora, "Asha"), roads.welcome(as_cora, "Ben", needs_asked="on", contact_asked="on")
    roads.open_stage(as_cora, project, [asha, ben])
    session = roads.plan_session(as_cora, roads.stage_of(project), clock.forward(0), safety=None, time="4 pm")
    clock.forward(1)
    roads.log_session(as_cora, session)
    page = as_cora.open(f"/projects/{project.pk}/principles/creativity/C2/")
    assert page.says("1 of 2 people were asked what helps them")
    page = as_cora.open(f"/projects/{project.pk}/principles/trauma_informed/T1/")
    assert page.says("0 of 1 person has a safe way to be reached")


def test_k06_before_a_first_session_no_count_says_that_somebody_was_asked_who_was_not(as_cora, as_mina, clock):
    project = roads.plan_project(as_cora)
    people = roads.welcome_all(as_cora, "Asha", "Cleo", "Dev", "Esme", "Femi")
    ben = roads.welcome(as_cora, "Ben")
    roads.open_stage(as_cora, project, [*people, ben])
    path, left = f"/projects/{project.pk}/principles/creativity/C2/", "Not everyone who takes part was asked yet."
    before = "6 of 6 people were asked what helps them before their first session, or did not need it yet."
    assert as_mina.open(path).says("Partly met", f"{before} {left}")
    assert as_cora.open(path).says("5 of 5 people were asked what helps them before their first session.", left)
    # What is arranged for one of them does not stand for asking another.
    roads.arrange(as_cora, people[0], clock.forward(0) + timedelta(days=3), words="A taxi there and back")
    assert as_mina.open(path).says("Partly met", f"{before} {left}")
    roads.ask_what_helps(as_cora, ben, needs_asked="on")
    page = as_mina.open(path)
    assert page.says("Met", before) and not page.says(left)


def test_k06_asked_and_nothing_needed_is_a_tick_of_its_own(as_cora):
    asha = roads.welcome(as_cora, "Asha", needs_asked="on", strengths_asked="on", contact_asked="on")
    page = as_cora.open(f"/people/{asha.pk}/")
    assert page.says("Nothing now. Asked on", "Nothing said yet. Asked on", "Text message Ask me first")
    ben = roads.welcome(as_cora, "Ben")
    for path, tick in (("contact", "contact_asked"), ("helps", "needs_asked")):
        page = as_cora.open(f"/people/{ben.pk}/{path}/").send("Save what they said")
        assert page.status == 422 and page.says("tick that you asked"), page
        assert page.send("Save what they said", {tick: "on"}).says("Saved")
    page = as_cora.open(f"/people/{ben.pk}/")
    assert page.says("Nothing now. Asked on") and page.words.count("Not asked yet") == 2


def test_k06_who_was_asked_in_time_stays_so_however_often_they_are_asked_again(as_cora, clock):
    project = roads.plan_project(as_cora)
    asha = roads.welcome(as_cora, "Asha", needs="Large print")
    roads.open_stage(as_cora, project, [asha])
    session = roads.plan_session(as_cora, roads.stage_of(project), clock.forward(1), time="4 pm")
    clock.forward(2)
    roads.log_session(as_cora, session)
    clock.forward(20)
    roads.ask_what_helps(as_cora, asha, needs_asked="on")
    assert as_cora.open(f"/people/{asha.pk}/").says("Asked on Tuesday 2 June 2026, and again on Thursday 25 June 2026.")
    assert roads.states(as_cora, project, "creativity")["C2"] == "Met"


def test_k06_a_choice_is_offered_before_it_is_picked_and_offered_is_what_counts(as_cora, clock):
    project = roads.plan_project(as_cora)
    asha = roads.welcome(as_cora, "Asha", email="asha@people.example", **roads.ASKED_ALONE)
    ben = roads.welcome(as_cora, "Ben")
    roads.open_stage(as_cora, project, [asha, ben])
    session = roads.plan_session(as_cora, roads.stage_of(project), clock.forward(1), time="4 pm")
    clock.forward(2)
    roads.log_session(as_cora, session)
    t4 = f"/projects/{project.pk}/principles/trauma_informed/T4/"
    assert as_cora.open(t4).says("1 of 2 people were offered at least three kinds of choice")
    page = as_cora.open(f"/people/{ben.pk}/choices/")
    page = page.send("Save what they said", pay="cash", credit="offered", news="offered")
    assert page.says("How I am paid Cash", "How I get my news Asked, no answer yet")
    assert as_cora.open(t4).says("2 of 2 people were offered at least three kinds of choice")
    # What was offered and not picked weighs nothing: she is asked how she likes to be paid when she is paid.
    as_asha = Visitor(asha.user)
    page = as_asha.open("/me/choices/")
    page = page.send("Save my choices", {f"{asha.pk.hex}-pay": "voucher"})
    assert as_cora.open(f"/people/{asha.pk}/").says("How I am paid A voucher")


def test_k06_what_helps_is_arranged_is_there_and_the_person_says_whether_it_worked(as_cora, clock):
    project = roads.plan_project(as_cora)
    asha = roads.welcome(as_cora, "Asha", needs="Large print", email="asha@people.example")
    ben = roads.welcome(as_cora, "Ben", needs_asked="on")
    roads.open_stage(as_cora, project, [asha, ben])
    page = as_cora.open(f"/people/{asha.pk}/").link("Arrange something that helps")
    page = page.send("Arrange it", due_on=roads.said(clock.forward(0)))
    assert page.says("Large print: say that it is in place", "Not in place yet")
    page = as_cora.open(f"/people/{ben.pk}/arranged/new/")
    assert not page.says("What helps them? (optional)")
    page = page.send("Arrange it", due_on=roads.said(clock.forward(0)))
    assert page.says("Write what helps them."), page
    arranged = roads.arrange(as_cora, ben, clock.forward(0), words="A taxi there and back")
    as_asha = Visitor(asha.user)
    assert as_asha.open("/me/choices/").says("Large print. We said: by") and not as_asha.open("/me/choices/").offers(
        "It worked"
    )
    page = as_cora.open(f"/people/{asha.pk}/").link("Large print: say that it is in place").send("Save this")
    assert page.says("In place") and not page.says("write down whether it worked")
    assert as_asha.open("/me/choices/").send("It worked").says("You said: it worked")
    # Ben has no page of his own, so what he tells us is written down.
    roads.put_in_place(as_cora, arranged)
    page = as_cora.open(f"/people/{ben.pk}/").link("write down whether it worked").send("Save this", worked="no")
    assert page.says("It didn't work")
    clock.forward(1)
    page = as_cora.open(f"/projects/{project.pk}/principles/creativity/C2/")
    assert page.says("1 of 2 things that help people were in place in time and worked")
