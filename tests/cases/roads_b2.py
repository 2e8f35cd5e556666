"""Ways through the pages for cases about what is counted: a project of one stage, its people, sessions and updates."""

from participants.models import Participant
from projects.models import Project, Stage

PARTS = ("progress", "outcomes", "blocks", "risks")


def plan_project(as_cora, deputy, title="The front desk", stages=("design",), **named):
    page = as_cora.open("/projects/new/").send(
        "Plan this project",
        title=title,
        purpose="A kinder welcome",
        together=["designs"],
        size="long",
        can_change="The hours",
        cannot_change="The room",
        who_decides="The group",
        deputy=deputy.pk,
        stages=list(stages),
        why_none="Paid from elsewhere",
        **named,
    )
    assert page.status == 200, page
    return Project.objects.get(title=title)


def welcome_people(as_cora, count):
    """Names A1, A2 ...: each can be reached by text, and was asked what helps them."""
    start = Participant.objects.count()
    for place in range(start, start + count):
        phone = f"07700 900{place:03d}"
        page = as_cora.open("/people/new/").send(
            "Welcome them",
            name=f"Person {place:02d}",
            phone=phone,
            text_safe="yes",
            text_address=phone,
            needs="A break",
        )
        assert page.status == 200 and page.says(f"Person {place:02d}"), page
    return list(Participant.objects.order_by("name"))[start:]


def stage_path(stage, *further):
    return "/".join(["", "projects", str(stage.project_id), "stages", str(stage.pk), *further, ""])


def rows(page, button, people, **told):
    """The fields of these people's rows in the form with that button."""
    fields = page.form(button).fields
    chosen = {str(person.pk) for person in people}
    held = [name for name, kept in fields.items() if name.endswith("-participant") and kept.values[0] in chosen]
    assert len(held) == len(chosen), sorted(fields)
    return {f"{name.rsplit('-', 1)[0]}-{field}": value for name in held for field, value in told.items()}


def open_stage(as_cora, project, people, *, briefed=True):
    stage = Stage.objects.filter(project=project, opened_on=None).first()
    page = as_cora.open(stage_path(stage, "open"))
    told = {"takes_part": "on", "outcome": "done" if briefed else ""}
    page = page.send("Open", rows(page, "Open", people, **told, **({"way": "call"} if briefed else {})))
    stage.refresh_from_db()
    assert stage.opened_on, page
    return stage


def plan_session(as_cora, stage, day, **named):
    page = as_cora.open(stage_path(stage, "sessions", "new"))
    where = {"place_kind": "ours", "place": "The back room", "ways": ["room"]}
    page = page.send("Plan this session", where, about="The hours", day=day, time="10:00", **named)
    assert page.status == 200 and "/sessions/" in page.path and not page.path.endswith("/new/"), page
    return page.path


def publish_rates(as_mina):
    page = as_mina.open("/money/rates/").send("Publish this card", name="People's time", hour="25")
    assert page.says("The new card counts"), page


def log_session(as_cora, session_path, missed=(), **named):
    """Everybody came, save for those who missed it."""
    page = as_cora.open(f"{session_path}log/")
    away = rows(page, "Log this session", missed, state="missed") if missed else {}
    page = page.send("Log this session", away, **named)
    assert page.says("Logged."), page


def tell_people(visitor, project, words=("We met.", "The hours are longer.", "Nothing blocks us.", "All is well.")):
    page = visitor.open(f"/projects/{project.pk}/updates/new/").send(
        "Tell them now", dict(zip(PARTS, words, strict=True))
    )
    assert page.says("Told."), page
    return page


def nothing_new(visitor, project):
    ticks = {f"{part}_nothing": "on" for part in PARTS}
    page = visitor.open(f"/projects/{project.pk}/updates/new/").send("Tell them now", ticks)
    assert page.says("Told."), page
    return page


def statement(visitor, project, principle, key):
    """The page of one statement, as this reader sees it."""
    page = visitor.open(f"/projects/{project.pk}/principles/{principle}/{key}/")
    assert page.status == 200, page
    return page
