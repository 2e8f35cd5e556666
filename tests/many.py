"""As many rows as are asked for of each thing that a page lists, written in bulk: see tests/pages/test_statements.py.

All belong to the cast: projects that Cora runs, people in one of them, what is owed to Asha and what she was told.
"""

from random import Random

from coproduction.accounts.models import Membership, User
from coproduction.demo.scale import Rows
from participants.attendance.models import Attendance
from participants.people.models import Participant
from projects.project.models import Project, TeamMember
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update
from tests import factories as make

# Written before what hangs on them.
OTHERS_HANG_ON = (User, Participant, Project, Stage, Session, Attendance, Update)


class Many:
    def __init__(self, stage, cora, sam, asha):
        """`stage`: an open one of a project that Cora runs. Sam is who checks and sends money."""
        self.stage, self.project, self.organisation = stage, stage.project, stage.organisation
        self.cora, self.sam, self.asha = cora, sam, asha
        self.rows, self.count = Rows(Random(1)), 0
        self.to_log = make.SessionFactory(stage=stage, starts_at=make.moment(days=1))
        # A session for each state of a payment, so that each person has one of each.
        self.steps = [
            (make.SessionFactory(stage=stage, held=True, logged_by=cora), step)
            for step in ({}, {"due": True}, {"approved": True, "approved_by": sam})
        ]

    def grow_to(self, count):
        self.rows.waiting = {model: [] for model in OTHERS_HANG_ON}
        for number in range(self.count, count):
            self.add_person(number)
            self.add_project(number)
            self.add_to_asha()
            self.add_colleague(number)
        self.rows.write()
        self.count = count

    def add(self, factory, **fields):
        return self.rows.add(factory.build(**fields))

    def add_person(self, number):
        """Who takes part, was paid and is still to be paid, and is expected at the session that is to be logged."""
        who = self.add(
            make.ParticipantFactory, organisation=self.organisation, name=f"P{number:03}", welcomed_by=self.cora
        )
        contact = self.add(make.SafeContactFactory, participant=who)
        self.add(make.ChannelFactory, contact=contact)
        for kind, picked in (("pay", "bank"), ("join", "room"), ("news", "page")):
            self.add(make.ChoiceFactory, participant=who, kind=kind, picked=picked)
        self.add(make.InvolvementFactory, stage=self.stage, participant=who)
        self.add(make.BriefingFactory, project=self.project, stage=self.stage, participant=who)
        self.add(make.AdaptationFactory, project=self.project, participant=who)
        self.add(make.AttendanceFactory, session=self.to_log, participant=who)
        self.add(make.OfferFactory, session=self.to_log, participant=who)
        for session, step in self.steps:
            self.add_payment(session, who, **step)

    def add_payment(self, session, who, **step):
        self.add(make.OfferFactory, session=session, participant=who)
        came = self.add(make.AttendanceFactory, session=session, participant=who, came=True)
        self.add(make.PaymentFactory, attendance=came, drafted_by=self.cora, **step)

    def add_project(self, number):
        """Another one of Cora's, in which Asha takes part."""
        fields = {"size": "few_sessions", "purpose": "A kinder desk", "designs": True, "starts_on": make.ago(60)}
        project = self.rows.add(Project(organisation=self.organisation, title=f"Another {number:03}", **fields))
        self.rows.add(TeamMember(project=project, user=self.cora, part="contact", since=project.starts_on))
        stage = self.add(make.StageFactory, project=project, open=True)
        self.add(make.InvolvementFactory, stage=stage, participant=self.asha)
        self.add(make.SessionFactory, stage=stage)
        self.add(make.UpdateFactory, project=project, told=True, written_by=self.cora)

    def add_to_asha(self):
        """What she came to, is paid for, was told and said."""
        stage, on = self.stage, {"project": self.project, "participant": self.asha}
        session = self.add(make.SessionFactory, stage=stage, held=True, logged_by=self.cora)
        self.add_payment(session, self.asha)
        self.add(make.SafetyPlanFactory, session=session)
        self.add(make.DecisionFactory, stage=stage, session=session)
        self.add(make.ContributionFactory, **on, session=session)
        self.add(make.PromiseFactory, **on, session=session, late=True)
        self.add(make.AdaptationFactory, **on)
        update = self.add(make.UpdateFactory, project=self.project, told=True, written_by=self.cora)
        self.add(make.DeliveryFactory, update=update, participant=self.asha)
        self.add(make.AccessNeedFactory, participant=self.asha)
        self.add(make.StrengthFactory, participant=self.asha)

    def add_colleague(self, number):
        user = self.rows.add(User(name=f"Colleague {number}", email=f"colleague{number}@example.org", password="!"))
        self.rows.add(Membership(user=user, organisation=self.organisation, role="coordinator"))
        self.add(make.InvitationFactory, organisation=self.organisation, user=user, invited_by=self.cora)
        self.add(make.MessageFactory, organisation=self.organisation, recipient=self.asha.user, state="failed")
