"""The rooms of this floor, from the lowest up: each may look at those before it. A new one is named here."""

ROOMS = ("project", "stages", "sessions", "updates", "agreements", "power", "money", "team", "planning")
