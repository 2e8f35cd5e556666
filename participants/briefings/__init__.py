"""Told before, asked after: briefings and debriefs, as we wrote them down and as the person says."""
