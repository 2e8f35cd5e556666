import pytest

from .by_code import Letters


@pytest.fixture
def letters(post_folder):
    """The messages that this test sent."""
    return Letters(post_folder)
