"""Participants who take down others' answers, and who is left to ask."""
