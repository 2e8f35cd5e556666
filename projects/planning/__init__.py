"""Plan a project: the form that begins one, the list of projects, its stages."""
