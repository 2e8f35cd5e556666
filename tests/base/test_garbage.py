"""Python looks for circles again, whatever happened meanwhile."""

import gc

import pytest

from coproduction.base import garbage


@pytest.fixture(autouse=True)
def looking():
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_it_is_not_looked_for_until_the_outermost_ends():
    with garbage.not_looked_for():
        assert not gc.isenabled()
        with garbage.not_looked_for():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_looked_for_after_an_error():
    with pytest.raises(ZeroDivisionError), garbage.not_looked_for():
        _ = 1 / 0
    assert gc.isenabled()
