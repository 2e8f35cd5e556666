from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.http import render_page
from coproduction.base.opening import Reader
from projects.project.models import Project
from projects.project.pages import trail

from .actions import fields_for_team, models_put_right, put_right
from .forms import CorrectionForm


@require_http_methods(["GET", "HEAD", "POST"])
def in_project(request, project_id, kind, record_id):
    """A record of a project, for its team."""
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    model = model_of(kind)
    # The project itself is a record, too.
    mine = model.objects.run_by(request.user)
    theirs = mine.filter(pk=project.pk) if model is Project else mine.filter(project=project)
    record = get_object_or_404(theirs, pk=record_id)
    overview = reverse("project_overview", args=[project.pk])
    return correct(request, record, page_it_stands_on(record) or overview, trail(project, ("Put right", None)))


@require_http_methods(["GET", "HEAD", "POST"])
def of_person(request, kind, record_id):
    """What is about one person and no project, for whoever opens their page."""
    model = model_of(kind)
    if hasattr(model.objects, "run_by"):
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.user), pk=record_id)
    person = getattr(record, "participant", record)
    back = reverse("people:person", args=[person.pk])
    crumbs = [("People", reverse("people:list")), (person.name, back), ("Put right", None)]
    return correct(request, record, back, crumbs)


def model_of(kind):
    try:
        return models_put_right()[kind]
    except KeyError:
        raise Http404 from None


def page_it_stands_on(record):
    """Where it stands: its own page, or that of the record it hangs on."""
    reader = Reader(on_team=True, may_open_person=lambda person: True)
    while record:
        opened = record.opens(reader) if hasattr(record, "opens") else None
        if opened and opened.url:
            return opened.url
        record = getattr(record, record.parent) if record.parent else None
    return None


def correct(request, record, back, crumbs):
    fields = fields_for_team(record)
    if not fields:
        raise Http404
    form = CorrectionForm(request.POST if request.method == "POST" else None, record=record, fields=fields)
    if done := submit_once(request, form, lambda: put_right_and_say(request, record, form, back)):
        return done
    context = {"form": form, "back": back, "crumbs": crumbs, "meanwhile": form.meanwhile()}
    return render_page(request, "corrections/correct.html", context)


def put_right_and_say(request, record, form, back):
    typed = form.cleaned_data
    put_right(
        record=record,
        values=form.values,
        seen=typed["seen"],
        why=typed["reason"],
        unsafe=typed["unsafe"],
        by=request.user,
    )
    messages.success(request, "Put right. What it said before stands behind it.")
    return back
