"""Hand-made facts: the least valid one, the rest as asked."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from principles import facts as f

TODAY = date(2026, 6, 30)
_ids = count(1)


def ago(days):
    return TODAY - timedelta(days=days)


def ahead(days):
    return TODAY + timedelta(days=days)


def at(day, hour=14):
    return datetime.combine(day, time(hour), UTC)


def replace(known, **change):
    """The same fact or finding, but for what is said; most are named tuples, the rest dataclasses."""
    return known._replace(**change) if isinstance(known, tuple) else dataclasses.replace(known, **change)


def ref(kind, on=None):
    return f.Ref(kind, UUID(int=next(_ids)), on)


def project(**known):
    return f.ProjectFacts(ref("project"), TODAY, **{"starts_on": ago(60), **known})


def payment(who, activity_on, due_on, released_on=None, **known):
    """Whether it is in time, late or owed is handed in, as it is gathered; by whole days here."""
    put_off, done_on = known.get("choice", "") in ("declined", "later"), released_on or TODAY
    worked_out = {
        "in_time": bool(released_on) and released_on <= due_on,
        "late_by": (done_on - due_on).days if done_on > due_on and not put_off else None,
        "owed": released_on is None and not put_off,
    }
    return f.PaymentFact(ref("payment"), who, activity_on, due_on, released_on, **worked_out | known)


def person(**known):
    return f.PersonFact(ref("person"), **known)


def people(n, **known):
    return tuple(person(**known) for _ in range(n))


def stage(**known):
    return f.StageFact(ref("stage"), **{"opened_on": ago(50), **known})


def involved(who, where, **known):
    return f.InvolvementFact(ref("involvement"), who.id, where.id, **{"joined_on": ago(50), **known})


def session(where, on=None, **known):
    on = on or ago(20)
    return f.SessionFact(ref("session", on), where.id, on, at(on), **known)


def came(who, where, **known):
    return f.AttendanceFact(ref("attendance"), who.id, where.id, "came", **known)


def briefing(who, kind, held_on, where=None, **known):
    return f.BriefingFact(ref("briefing", held_on), who.id, kind, held_on, where and where.id, **known)


def gathering(n=3, where=None, on=None, person_knows=None, **session_knows):
    """n people who take part in one stage and came to one session."""
    where = where or stage()
    group = people(n, **(person_knows or {}))
    meeting = session(where, on, **session_knows)
    return {
        "people": group,
        "stages": (where,),
        "involvements": tuple(involved(one, where) for one in group),
        "sessions": (meeting,),
        "attendances": tuple(came(one, meeting) for one in group),
    }


def asking(scores, asked=None, closed_on=None, coordinators=(), principle="creativity"):
    answers = [f.AnswerFact(principle, one) for one in scores]
    answers += [f.AnswerFact(principle, one, "coordinator") for one in coordinators]
    closed_on = closed_on or ago(10)
    return f.RoundFact(ref("round", closed_on), UUID(int=next(_ids)), asked or len(scores), closed_on, tuple(answers))


def state(check, facts, key):
    return finding(check, facts, key).state


def finding(check, facts, key):
    return next(one for one in check(facts) if one.key == key)
