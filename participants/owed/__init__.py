"""Somebody is owed something: the one list that Today, closing and the dashboard read."""
