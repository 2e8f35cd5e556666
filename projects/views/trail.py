from django.urls import reverse


def trail(project, *further):
    """The way to a page under a project: pairs of label and path for the crumbs. `further` are such pairs."""
    overview = reverse("project_overview", args=[project.pk])
    return [("Projects", reverse("projects:list")), (project.title, overview), *further]
