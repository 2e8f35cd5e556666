"""For somebody who takes part: what their group wants to say, and what it has said."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coproduction.base import days
from coproduction.base.http import redirect_to, run_and_report
from participants.group_statements import actions
from participants.group_statements import rules as reading
from participants.group_statements.forms import BeginForm, WordForm, WriteDownForm
from participants.group_statements.models import GroupStatement
from participants.group_statements.views import write_down_word_and_say
from participants.portal.frame import mine, my_page

from .peer import peer_projects

# The same whatever was said.
NOTED = "Thank you. That is noted."


@require_http_methods(["GET", "HEAD", "POST"])
def my_group(request):
    people, today = list(mine(request)), days.today()
    stages = reading.may_begin_in(people, today)
    form = BeginForm(request.POST if request.method == "POST" else None, stages=stages)
    if form.is_valid():
        begun = {name: form.cleaned_data[name] for name in ("stage", "principle", "alone")}
        who = person_in(people, begun["stage"])
        run_and_report(request, partial(actions.begin, participant=who, **begun, by=request.user), NOTED, messages.INFO)
        return redirect_to(request, "me:group")
    said = said_in(reading.speaks_in(people, today), today)
    context = {
        "form": form,
        "may_begin": bool(stages),
        "under_way": reading.under_way(people, today),
        "said": said,
    }
    return my_page(request, "me/group.html", context)


def said_in(stages, day):
    stages = list(stages)
    found = reading.current_statements({stage.project_id for stage in stages}, day)
    return [current for rows in found.values() for current in rows if current.statement.stage in stages]


@require_http_methods(["GET", "HEAD", "POST"])
def word(request, statement_id):
    people, today = list(mine(request)), days.today()
    theirs = GroupStatement.objects.filter(stage__in=reading.speaks_in(people, today))
    statement = get_object_or_404(theirs.select_related("stage", "project"), pk=statement_id)
    under_way = reading.under_way(people, today)
    now = next((open_now for open_now in under_way if open_now.statement == statement), None)
    if now is None:
        messages.info(request, actions.OVER)
        return redirect_to(request, "me:group")
    form = WordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"word": form.word, "alone": form.cleaned_data["alone"]}
        who = person_in(people, statement)
        act = partial(actions.say_word, participant=who, statement=statement, **said, by=request.user)
        run_and_report(request, act, NOTED, messages.INFO)
        return redirect_to(request, "me:home")
    context = {"form": form, "now": now, "stage": statement.stage}
    return my_page(request, "me/group_word.html", context, project=statement.project)


def person_in(people, record):
    return next(person for person in people if person.organisation_id == record.organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def write_down_as_peer(request):
    """For a peer: what somebody without a sign-in says."""
    involvements = reading.involvements_without_sign_in(peer_projects(request))
    form = WriteDownForm(request.POST if request.method == "POST" else None, involvements=involvements)
    if form.is_valid():
        write_down_word_and_say(request, form)
        return redirect_to(request, "me:peer")
    return my_page(request, "me/group_for.html", {"form": form, "anyone": involvements.exists()})
