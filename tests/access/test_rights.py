"""Roles come and go, people join and leave: whom the program lets see what is what `rights.py` says, at each step."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from coproduction.accounts.models import Membership, User
from coproduction.base.days import today
from participants.choices.models import Choice
from participants.contact.models import Channel, SafeContact
from participants.involvement.models import Involvement
from participants.notes.models import SensitiveNote
from participants.payments.models import Movement, Payment, PaymentNote
from participants.people.models import Participant, Pause
from projects.money.models import RateCard
from projects.project.models import Project, TeamMember
from projects.sessions.models import Session

from .. import factories as make
from ..conftest import signed_in
from ..figures import DEPTH
from . import rights

RUNS, STEPS = (60, 30) if DEPTH == "full" else (10, 20)
ROLES = ("participant", "coordinator", "manager", "finance")
PARTS = ("contact", "deputy", "coordinator", "stand_in")
PEOPLE, ORGANISATIONS, PROJECTS, PARTICIPANTS = range(5), range(2), range(3), range(4)
some = {name: st.sampled_from(of) for name, of in {"role": ROLES, "part": PARTS}.items()}
a_person, an_organisation, a_project, a_participant = map(
    st.sampled_from, (PEOPLE, ORGANISATIONS, PROJECTS, PARTICIPANTS)
)


class Universe:
    """Two organisations, three projects with a few records each, four participants; five people with no rights yet."""

    def __init__(self):
        self.users = [make.UserFactory() for _ in PEOPLE]
        self.organisations = [make.OrganisationFactory() for _ in ORGANISATIONS]
        first, second = self.organisations
        self.projects = [make.ProjectFactory(organisation=one) for one in (first, first, second)]
        TeamMember.objects.all().delete()
        # The last two people take part too: the very same person may work here and take part there.
        self.participants = [
            make.ParticipantFactory(organisation=organisation, user=user, welcomed_by=self.users[0])
            for organisation, user in zip(
                (first, first, second, second), (*self.users[3:], *self.users[3:]), strict=True
            )
        ]
        Membership.objects.all().delete()
        self.stages = [make.StageFactory(project=project, open=True) for project in self.projects]
        self.rows = dict(self.of_projects()) | dict(self.of_participants())
        self.cards = [make.RateCardFactory(organisation=one) for one in self.organisations]

    def of_projects(self):
        for project, stage in enumerate(self.stages):
            session = make.SessionFactory(stage=stage, held=True)
            attendance = make.AttendanceFactory(session=session, came=True, participant=self.some_participant(project))
            payment = make.PaymentFactory(attendance=attendance, due=True)
            yield ("session", project), session
            yield ("payment", project), payment
            yield ("note on a payment", project), make.PaymentNoteFactory(payment=payment)
            yield ("movement", project), make.MovementFactory(payment=payment)
            yield (
                ("involvement", project),
                make.InvolvementFactory(
                    stage=make.StageFactory(project=self.projects[project]), participant=self.some_participant(project)
                ),
            )

    def of_participants(self):
        for number, participant in enumerate(self.participants):
            yield ("contact", number), make.SafeContactFactory(participant=participant)
            yield ("channel", number), make.ChannelFactory(contact=participant.contact)
            yield ("choice", number), make.ChoiceFactory(participant=participant, kind="pay", picked="bank")
            yield ("other choice", number), make.ChoiceFactory(participant=participant, kind="news", picked="page")
            yield ("note", number), make.SensitiveNoteFactory(participant=participant, written_by=self.users[0])

    def some_participant(self, project):
        return self.participants[0 if project < 2 else 2]

    def facts(self):
        organisation_of = {("project", number): 0 if number < 2 else 1 for number in PROJECTS}
        organisation_of |= {("participant", number): 0 if number < 2 else 1 for number in PARTICIPANTS}
        user_of = {("participant", number): 3 + number % 2 for number in PARTICIPANTS}
        # Whom a project was made with was asked into it.
        named = {(("participant", 0 if number < 2 else 2), ("project", number)) for number in PROJECTS}
        return rights.Facts(organisation_of, user_of, named=named)


class Rights(RuleBasedStateMachine):
    universe, compared = None, 0

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.facts, self.turn = self.universe.facts(), 0
        self.clients = [signed_in(user) for user in self.universe.users]
        self.made_with = set(self.facts.named)
        # Those that the universe was made with are of people who were asked, no more.
        Involvement.objects.update(state="invited")

    @initialize(data=st.data())
    def it_begins_with_people_at_work(self, data):
        """So that a few steps are enough to reach what is only between colleagues."""
        for person in PEOPLE[:4]:
            self.a_role_is_given(person, data.draw(an_organisation), data.draw(st.sampled_from(ROLES[1:])))
        for person in PEOPLE[:2]:
            self.a_role_is_given(person, 0, "coordinator")
            self.somebody_joins_a_team(person, person, data.draw(some["part"]), 0, 3)
        # The first person stands in for the second: it was, is or will be so.
        self.somebody_joins_a_team(0, 1, "stand_in", data.draw(st.integers(-3, 2)), data.draw(st.integers(0, 3)))

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # What happens

    @rule(person=a_person, organisation=an_organisation, role=some["role"])
    def a_role_is_given(self, person, organisation, role):
        held = {"user": self.universe.users[person], "organisation": self.universe.organisations[organisation]}
        Membership.objects.get_or_create(**held, role=role, ended_at=None)
        self.facts.roles.add((person, organisation, role))

    @rule(data=st.data())
    def a_role_ends(self, data):
        if self.facts.roles:
            person, organisation, role = data.draw(st.sampled_from(sorted(self.facts.roles)))
            held = {"user": self.universe.users[person], "organisation": self.universe.organisations[organisation]}
            ending = Membership.objects.filter(**held, role=role, ended_at=None)
            ending.update(ended_at=timezone.now())
            self.facts.roles.discard((person, organisation, role))
            if role == "coordinator":
                # The role given once more brings no part on a team back.
                self.facts.team = [one for one in self.facts.team if not self.is_on_team_in(one, person, organisation)]

    def is_on_team_in(self, part, person, organisation):
        return part[0] == person and self.facts.organisation_of[part[1]] == organisation

    @rule(person=a_person)
    def a_sign_in_is_switched(self, person):
        off = self.facts.switched_off
        off.symmetric_difference_update({person})
        User.objects.filter(pk=self.universe.users[person].pk).update(is_active=person not in off)
        if person not in off:
            # Whoever knocked in between was signed out by it.
            self.clients[person] = signed_in(self.universe.users[person])

    @rule(person=a_person, project=a_project, part=some["part"], first=st.integers(-3, 2), days=st.integers(0, 3))
    def somebody_joins_a_team(self, person, project, part, first, days):
        stands_in = part == "stand_in"
        first, last = (first, first + days) if stands_in else (min(first, 0), None)
        if part in ("contact", "deputy"):
            self.leave(
                lambda one: one[1:3] == (("project", project), part), project=self.universe.projects[project], part=part
            )
        make.TeamMemberFactory(
            project=self.universe.projects[project],
            user=self.universe.users[person],
            part=part,
            since=today() + timedelta(days=first),
            until=today() + timedelta(days=last) if stands_in else None,
        )
        self.facts.team.append((person, ("project", project), part, first, last))

    @rule(person=a_person, project=a_project)
    def somebody_leaves_a_team(self, person, project):
        who = {"user": self.universe.users[person], "project": self.universe.projects[project]}
        self.leave(lambda one: one[:2] == (person, ("project", project)), **who)

    def leave(self, leaves, **which):
        TeamMember.objects.filter(until=None, **which).update(until=today())
        self.facts.team = [one for one in self.facts.team if one[4] is not None or not leaves(one)]

    @rule(participant=a_participant, project=a_project, state=st.sampled_from(Involvement.State.values))
    def somebody_is_involved(self, participant, project, state):
        pair = ("participant", participant), ("project", project)
        if self.facts.organisation_of[pair[0]] != self.facts.organisation_of[pair[1]]:
            return
        stage, person = self.universe.stages[project], self.universe.participants[participant]
        changes = {"state": state, "joined_on": today(), "invited_on": today()}
        Involvement.objects.update_or_create(stage=stage, participant=person, defaults=changes)
        (self.facts.there.add if state in ("active", "paused") else self.facts.there.discard)(pair)
        if pair not in self.made_with:
            (self.facts.named.discard if state == "declined" else self.facts.named.add)(pair)

    @rule(project=a_project)
    def a_project_is_closed_or_opened_again(self, project):
        self.facts.closed.symmetric_difference_update({("project", project)})
        closed_on = today() if ("project", project) in self.facts.closed else None
        Project.objects.filter(pk=self.universe.projects[project].pk).update(closed_on=closed_on)

    @rule(participant=a_participant)
    def somebody_pauses_or_comes_back(self, participant):
        """Changes nothing of what anybody sees."""
        person = self.universe.participants[participant]
        if not Pause.objects.current().filter(participant=person).update(ended_at=timezone.now()):
            make.PauseFactory(participant=person)

    # What is seen

    @invariant()
    def each_sees_what_they_may(self):
        self.turn += 1
        person = self.turn % len(PEOPLE)
        user = User.objects.get(pk=self.universe.users[person].pk)
        for name, rows, expected in self.layers(person, user):
            found = set(rows.values_list("pk", flat=True))
            assert found == expected, f"{name} for person {person}: {len(found)} found, {len(expected)} expected"
            Rights.compared += 1

    def layers(self, person, user):
        """Triples of a name, the rows that the program gives, and the ids that the plain rule gives."""
        projects = {("project", number): row for number, row in enumerate(self.universe.projects)}
        people = {("participant", number): row for number, row in enumerate(self.universe.participants)}

        def project_rows(may, kind):
            return {self.universe.rows[kind, key[1]].pk for key in projects if may(self.facts, person, key)}

        def records(kind, *roles):
            return project_rows(lambda facts, who, key: rights.sees_record(facts, who, key, *roles), kind)

        def rows_of_people(may, kind):
            return {self.universe.rows[kind, key[1]].pk for key in people if may(self.facts, person, key)}

        def ids(rows, may):
            return {row.pk for key, row in rows.items() if may(self.facts, person, key)}

        staff = ("coordinator", "manager", "finance")
        here = [one for number, one in enumerate(self.universe.organisations) if self.holds(person, number, *staff)]
        yield "projects", Project.objects.visible_to(user), ids(projects, rights.sees_project)
        yield "projects run", Project.objects.run_by(user), ids(projects, rights.runs)
        yield "sessions", Session.objects.visible_to(user), records("session", "coordinator", "manager")
        yield "sessions run", Session.objects.run_by(user), project_rows(rights.runs, "session")
        involved = Involvement.objects.filter(pk__in=[row.pk for row in self.kind("involvement")])
        yield "involvements", involved.visible_to(user), records("involvement", "coordinator")
        yield "payments", Payment.objects.visible_to(user), project_rows(rights.sees_payment, "payment")
        yield "notes on payments", PaymentNote.objects.visible_to(user), records("note on a payment", *staff)
        yield "movements", Movement.objects.visible_to(user), records("movement", "manager", "finance")
        yield "people", Participant.objects.visible_to(user), ids(people, rights.opens_person)
        yield "contacts", SafeContact.objects.visible_to(user), rows_of_people(rights.opens_person, "contact")
        choices = rows_of_people(self.sees_choice, "choice") | rows_of_people(rights.opens_person, "other choice")
        yield "choices", Choice.objects.visible_to(user), choices
        yield "channels", Channel.objects.visible_to(user), rows_of_people(rights.opens_person, "channel")
        yield "notes", SensitiveNote.objects.visible_to(user), rows_of_people(rights.reads_note, "note")
        yield "themselves", Participant.objects.of(user), ids(people, rights.is_them)
        cards = {row.pk for row in self.universe.cards if row.organisation in here}
        yield (
            "rate cards",
            RateCard.objects.visible_to(user).filter(pk__in=[one.pk for one in self.universe.cards]),
            cards,
        )
        places = {(person, place) for person, place, _ in self.facts.roles if person not in self.facts.switched_off}
        held = Membership.objects.current().visible_to(user)
        yield "places", held.order_by(), self.memberships(places, here)

    def kind(self, name):
        return [row for (kind, _), row in self.universe.rows.items() if kind == name]

    def holds(self, person, organisation, *roles):
        return rights.holds(self.facts, person, organisation, *roles)

    def sees_choice(self, facts, person, participant):
        """How they like to be paid."""
        finance = self.holds(person, facts.organisation_of[participant], "finance")
        return finance or rights.opens_person(facts, person, participant)

    def memberships(self, places, here):
        users = {(self.universe.users[who].pk, self.universe.organisations[place].pk) for who, place in places}
        standing = Membership.objects.filter(ended_at=None, organisation__in=here)
        return {one.pk for one in standing if (one.user_id, one.organisation_id) in users}

    @rule(person=a_person, number=a_project)
    def request_as(self, person, number):
        """At a page each of a project, a person and a payment, and of their own payment."""
        project, payee = ("project", number), ("participant", 0 if number < 2 else 2)
        row = self.universe.rows["payment", number]
        any_of = {role for who, _, role in self.facts.roles if who == person}
        for route, key, roles, may in (
            ("project_overview", self.universe.projects[number].pk, {"coordinator", "manager"}, rights.sees_project),
            ("money:payment", row.pk, {"coordinator", "manager", "finance"}, rights.sees_payment),
            ("people:person", row.participant_id, {"coordinator"}, rights.opens_person),
            ("me:payment", row.pk, {"participant"}, rights.is_them),
        ):
            about = payee if may in (rights.opens_person, rights.is_them) else project
            opens = bool(any_of & roles) and may(self.facts, person, about)
            answer = self.clients[person].get(reverse(route, args=[key]))
            expected = 302 if person in self.facts.switched_off else 200 if opens else 404
            assert answer.status_code == expected, f"{route} for person {person}: {answer.status_code}, not {expected}"
            Rights.compared += 1


@pytest.fixture
def universe(db):
    Rights.universe = Universe()
    return Rights.universe


def test_the_program_and_the_plain_rule_agree_whatever_happens(universe, figure):
    Rights.compared = 0
    run_state_machine_as_test(
        Rights,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=DEPTH != "full",
            # To make a found example short takes minutes; a few steps can be read as they are.
            phases=list(Phase) if DEPTH == "full" else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    figure("AZ8", Rights.compared, f"comparisons with a plain rule, in {RUNS} runs of up to {STEPS} steps, 0 differ")
