"""The rules of money for people's time, in whole pence and whole minutes. No clock, no database, no float."""


def amount(unit, rate_pence, minutes):
    """What `minutes` at a rate come to, in pence. By the hour, half a penny goes to the person; else the unit once."""
    if unit != "hour":
        return rate_pence
    return (2 * rate_pence * minutes + 60) // 120
