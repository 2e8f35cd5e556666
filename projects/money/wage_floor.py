"""The least that an hour of work may be paid: the National Living Wage for people of 21 and over (until 31 March 2024:
of 23 and over).

Source: GOV.UK, "National Minimum Wage and National Living Wage rates", and the Low Pay Commission; noted on
28 November 2026. Who takes part is not employed here; the rate is what we measure ourselves by.
"""

from datetime import date

# From which day on, and pence for an hour. The next rate is not known yet.
RATES = (
    (date(2022, 4, 1), 950),
    (date(2023, 4, 1), 1042),
    (date(2024, 4, 1), 1144),
    (date(2025, 4, 1), 1221),
    (date(2026, 4, 1), 1271),
)

KNOWN_UNTIL = date(2027, 3, 31)


def floor_pence(on: date) -> int | None:
    """For an hour on this day; None for a day of which no rate is known."""
    if on > KNOWN_UNTIL:
        return None
    return next((pence for since, pence in reversed(RATES) if since <= on), None)
