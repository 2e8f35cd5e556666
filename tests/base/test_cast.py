import pytest
from factory.django import DjangoModelFactory

from tests import factories

ROWS = [made for made in vars(factories).values() if isinstance(made, type) and issubclass(made, DjangoModelFactory)]


@pytest.mark.django_db
@pytest.mark.parametrize("made", ROWS, ids=lambda made: made.__name__)
def test_each_factory_makes_a_row_the_database_takes_in_each_situation(made):
    situations = [name for name, kept in made._meta.parameters.items() if type(kept).__name__ == "Trait"]
    for situation in [{}] + [{name: True} for name in situations]:
        row = made(**situation)
        row.refresh_from_db()
        assert row.pk


def test_cora_is_on_the_team_and_oli_is_not(project, cora, sam, mina, oli):
    seen = type(project).objects
    assert project in seen.run_by(cora) and project in seen.run_by(sam)
    assert project in seen.visible_to(mina) and project not in seen.run_by(mina)
    assert project not in seen.visible_to(oli)
