"""A chain that was tampered with is found, and the first bad row is named: by raw SQL, with the guards taken away."""

import random
import re
import uuid
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from coproduction.accounts.audit import note
from coproduction.accounts.chain import Chain, chains
from coproduction.accounts.models import AuditEntry, AuditHead, Organisation
from tests import factories
from tests.figures import DEPTH

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ENTRIES, HEADS = AuditEntry._meta.db_table, AuditHead._meta.db_table
LENGTH = 12
TAMPERS = 1000 if DEPTH == "full" else 120


@pytest.fixture
def trails(organisation, other_organisation, cora):
    """Two organisations with a chain each, and the ends of both as somebody noted them down."""
    for one in (organisation, other_organisation):
        for _ in range(LENGTH):
            note("tried", about=one, by=cora)
    unguarded()
    return [organisation.pk, other_organisation.pk]


def unguarded():
    with connection.cursor() as cursor:
        for event in ("update", "delete"):
            on = f' ON "{ENTRIES}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "guard_{ENTRIES}_{event}"{on}')


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_stored(value) for value in values])


def as_stored(value):
    if isinstance(value, uuid.UUID):
        return AuditHead._meta.pk.get_db_prep_value(value, connection)
    return value


def change(entry, **columns):
    """One row, in the database alone."""
    sets = ", ".join(f'"{name}" = %s' for name in columns)
    field = {name: AuditEntry._meta.get_field(name) for name in columns}
    values = [field[name].get_db_prep_value(value, connection) for name, value in columns.items()]
    sql(f'UPDATE "{ENTRIES}" SET {sets} WHERE id = %s', *values, entry.pk)


def rows_of(organisation_id):
    return list(AuditEntry.objects.filter(organisation_id=organisation_id).order_by("sequence"))


def move(entries, by):
    """Shifts places; the far end first, since each place is taken once."""
    for entry in sorted(entries, key=lambda entry: entry.sequence * by, reverse=True):
        change(entry, sequence=entry.sequence + by)


def written_anew(organisation_id, entries):
    """A chain that fits itself, from the first row on."""
    sql(f'DELETE FROM "{ENTRIES}" WHERE organisation_id = %s', organisation_id)
    sequence, last = 0, "0" * 64
    for entry in entries:
        sequence += 1
        entry.pk, entry.organisation_id, entry.sequence, entry.previous = None, organisation_id, sequence, last
        entry.hash = last = entry.worked_out()
        entry.save(force_insert=True)
    sql(f'UPDATE "{HEADS}" SET sequence = %s, hash = %s WHERE organisation_id = %s', sequence, last, organisation_id)


# Each tampers with one chain and returns the number of the first row that is wrong; None where the chain fits itself
# and only an end noted down elsewhere tells.


def flipped(chosen, mine, other):
    entry = chosen.choice(rows_of(mine))
    name, value = chosen.choice(
        [
            ("at", entry.at + timedelta(microseconds=chosen.choice([-1, 1, 10**9]))),
            ("actor_id", chosen.choice([None, uuid.UUID(int=chosen.getrandbits(128))])),
            ("action", "did something else"),
            ("about", "accounts.user"),
            ("about_id", str(uuid.UUID(int=chosen.getrandbits(128)))),
            ("previous", f"{chosen.getrandbits(256):064x}"),
            ("hash", f"{chosen.getrandbits(256):064x}"),
            ("organisation_id", uuid.UUID(int=chosen.getrandbits(128))),
        ]
    )
    change(entry, **{name: value})
    return entry.sequence


def flipped_and_hashed(chosen, mine, other):
    """The row fits itself again; the next one, or the head, does not."""
    entry = chosen.choice(rows_of(mine))
    entry.action = "did something else"
    change(entry, action=entry.action, hash=entry.worked_out())
    return min(entry.sequence + 1, LENGTH)


def deleted(chosen, mine, other):
    entry = chosen.choice(rows_of(mine))
    sql(f'DELETE FROM "{ENTRIES}" WHERE id = %s', entry.pk)
    return entry.sequence


def deleted_and_closed_up(chosen, mine, other):
    entries = rows_of(mine)
    entry = chosen.choice(entries)
    sql(f'DELETE FROM "{ENTRIES}" WHERE id = %s', entry.pk)
    move(entries[entry.sequence :], -1)
    return entry.sequence


def inserted(chosen, mine, other):
    """With a hash that fits it: then it is the one after it that does not follow."""
    entries = rows_of(mine)
    place = chosen.randrange(LENGTH + 1)
    move(entries[place:], 1)
    previous = entries[place - 1].hash if place else "0" * 64
    forged = AuditEntry(
        organisation_id=mine, sequence=place + 1, at=timezone.now(), action="forged", about="x", about_id="x",
        previous=previous,
    )  # fmt: skip
    fits = chosen.random() < 0.5
    forged.hash = forged.worked_out() if fits else "f" * 64
    forged.save(force_insert=True)
    # At the very end the head tells: it stands after the end of the chain.
    return place + 2 if fits and place < LENGTH else place + 1


def reordered(chosen, mine, other):
    one, two = sorted(chosen.sample(rows_of(mine), 2), key=lambda entry: entry.sequence)
    change(one, sequence=LENGTH + 5)
    change(two, sequence=one.sequence)
    change(one, sequence=two.sequence)
    return one.sequence


def cut_off(chosen, mine, other):
    left = chosen.randrange(LENGTH)
    sql(f'DELETE FROM "{ENTRIES}" WHERE organisation_id = %s AND sequence > %s', mine, left)
    return left + 1


def cut_off_with_its_head(chosen, mine, other):
    left = chosen.randrange(LENGTH)
    written_anew(mine, rows_of(mine)[:left])
    return


def all_gone(chosen, mine, other):
    sql(f'DELETE FROM "{ENTRIES}" WHERE organisation_id = %s', mine)
    sql(f'DELETE FROM "{HEADS}" WHERE organisation_id = %s', mine)
    return


def head_gone(chosen, mine, other):
    sql(f'DELETE FROM "{HEADS}" WHERE organisation_id = %s', mine)
    return 1


def head_turned_back(chosen, mine, other):
    entry = chosen.choice(rows_of(mine)[:-1])
    sql(f'UPDATE "{HEADS}" SET sequence = %s, hash = %s WHERE organisation_id = %s', entry.sequence, entry.hash, mine)
    return entry.sequence + 1


def all_written_anew(chosen, mine, other):
    entries = rows_of(mine)
    chosen.choice(entries).action = "did something else"
    written_anew(mine, entries)
    return


def another_copied_in(chosen, mine, other):
    """Row for row, only called theirs."""
    sql(f'DELETE FROM "{ENTRIES}" WHERE organisation_id = %s', mine)
    for entry in rows_of(other):
        entry.pk, entry.organisation_id = None, mine
        entry.save(force_insert=True)
    return 1


def another_written_anew(chosen, mine, other):
    written_anew(mine, rows_of(other))
    return


KINDS = (
    flipped, flipped_and_hashed, deleted, deleted_and_closed_up, inserted, reordered, cut_off, cut_off_with_its_head,
    all_gone, head_gone, head_turned_back, all_written_anew, another_copied_in, another_written_anew,
)  # fmt: skip


def test_every_tampering_is_found_and_its_first_bad_row_named(trails, figure):
    chosen, done = random.Random(20261124), Counter()
    noted = {pk: AuditHead.objects.get(pk=pk).hash for pk in trails}
    for number in range(TAMPERS):
        kind = KINDS[number % len(KINDS)]
        mine, other = chosen.sample(trails, 2)
        with transaction.atomic():
            bad = kind(chosen, mine, other)
            found = Chain(mine, frozenset({noted[mine]})).read()
            told = f"{kind.__name__} {number}: row {bad} is bad, found row {found.bad}: {found.fault}"
            if bad is None:
                assert not found.fault and not found.met, told
            else:
                assert found.fault and found.bad == bad, told
            # Only what was touched is blamed.
            assert kind is flipped or not Chain(other).read().fault
            done[kind.__name__] += 1
            transaction.set_rollback(True)
    assert all(not chain.fault for chain in chains()) and len(done) == len(KINDS)
    figure("AU2", TAMPERS, f"tampered chains ({len(KINDS)} kinds), all found, the first bad row named in each")


def verify(*arguments):
    """What the command prints, and whether it says that all is well."""
    out = StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error.returncode
    return out.getvalue(), 0


def test_the_command_prints_how_many_rows_hold_and_where_each_chain_ends(trails):
    text, code = verify()
    assert code == 0
    for pk in trails:
        assert f"Organisation {pk}: {LENGTH} rows hold, head {AuditHead.objects.get(pk=pk).hash}" in text


def test_the_command_names_the_first_bad_row_and_fails(trails):
    change(rows_of(trails[0])[4], action="did something else")
    text, code = verify()
    assert code == 1 and f"Organisation {trails[0]}: row 5 does not say what it said when it was written." in text
    assert f"Organisation {trails[1]}: {LENGTH} rows hold" in text
    assert verify("--organisation", str(trails[1]))[1] == 0


def test_an_end_noted_down_earlier_holds_while_the_chain_goes_on(trails, organisation, cora):
    earlier = [AuditHead.objects.get(pk=pk).hash for pk in trails]
    note("tried", about=organisation, by=cora)
    assert verify("--head", earlier[0], "--head", earlier[1])[1] == 0
    text, code = verify("--organisation", str(trails[0]), "--head", earlier[1])
    assert code == 1 and earlier[1] in text


@pytest.mark.parametrize("tamper", [cut_off_with_its_head, all_gone, all_written_anew, another_written_anew])
def test_what_fits_itself_is_found_from_the_end_noted_down(trails, tamper):
    noted = AuditHead.objects.get(pk=trails[0]).hash
    tamper(random.Random(3), *trails)
    assert verify()[1] == 0
    text, code = verify("--head", noted)
    assert code == 1 and f"No row carries {noted}" in text


def test_a_head_that_is_none_is_refused():
    with pytest.raises(CommandError, match="no heads"):
        call_command("verify_audit", "--head", "abc")


def test_a_chain_is_read_in_batches(trails, monkeypatch, django_assert_max_num_queries):
    from coproduction.accounts import chain

    monkeypatch.setattr(chain, "BATCH", 5)
    with django_assert_max_num_queries(8):
        found = Chain(trails[0]).read()
    assert found.rows == LENGTH and not found.fault


def test_what_is_written_while_a_chain_is_read_belongs_to_it(trails, organisation, cora, monkeypatch):
    read_on, late = Chain.read_on, iter([True])

    def slow(self):
        more = read_on(self)
        if not more and next(late, False):
            note("tried", about=organisation, by=cora)
        return more

    monkeypatch.setattr(Chain, "read_on", slow)
    found = Chain(trails[0]).read()
    assert found.rows == LENGTH + 1 and not found.fault


def test_an_organisation_in_which_nothing_was_done_has_an_empty_chain(db):
    assert Organisation.objects.count() == 0
    factories.OrganisationFactory()
    assert verify() == ("", 0)
    assert re.fullmatch("0{64}", Chain(uuid.uuid4()).read().head)
