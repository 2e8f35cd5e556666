from django.urls import reverse

from .models import Project


def runs(request, project):
    """Whether this person may write in the project, and see who is in it."""
    return Project.objects.run_by(request.user).filter(pk=project.pk).exists()


def trail(project, *further):
    """The way to a page under a project: pairs of label and path for the crumbs. `further` are such pairs."""
    overview = reverse("project_overview", args=[project.pk])
    return [("Projects", reverse("projects:list")), (project.title, overview), *further]
