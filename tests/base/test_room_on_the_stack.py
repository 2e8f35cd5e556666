"""Calls across the edge of a piece of the interpreter's stack do not ask the system for memory each time."""

import resource

from coproduction.base.room_on_the_stack import with_room

# A piece without room ends within so many frames, and each call across its edge touches a new page of memory.
DEEP, CALLS = 250, 200


def small():
    return None


def from_down_there(depth):
    if depth:
        from_down_there(depth - 1)
        return
    for _ in range(CALLS):
        small()


def from_each_depth(deep):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in range(deep):
        from_down_there(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_depth_of_a_request_has_an_edge_under_it():
    assert with_room(from_each_depth, DEEP) < CALLS


def test_an_answer_and_an_error_come_through():
    assert with_room(str.upper, "said") == "SAID"
    try:
        with_room(int, "none")
    except ValueError as error:
        assert "none" in str(error)
