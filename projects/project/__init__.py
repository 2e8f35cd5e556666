"""A project, and who is on its team: the records that nearly all others belong to."""
