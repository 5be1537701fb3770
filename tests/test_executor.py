"""Work is shared out to processes, comes back in order, and a process that dies is a fault with a name."""

import os

import pytest

from generator import executor
from generator.errors import BuildFailed
from generator.executor import Workshop, cut


def doubling(factor):
    return lambda part: [(item * factor, os.getpid()) for item in part]


def dying(parent):
    def step(part):
        if os.getpid() != parent:
            os._exit(1)
        return part

    return step


@pytest.fixture
def hands(monkeypatch):
    monkeypatch.setattr(executor, "WORTH_A_PROCESS", 2)
    return Workshop(3)


def test_results_come_back_in_order_and_this_process_works_too(hands):
    made = [one for part in hands.spread("double", doubling, 2, range(5000)) for one in part]
    assert [value for value, _ in made] == [2 * number for number in range(5000)]
    assert os.getpid() in {process for _, process in made}
    assert len({process for _, process in made}) > 1


def test_parts_of_a_given_length_are_not_cut(hands):
    sizes = [len(part) for part in hands.spread("double", doubling, 2, range(100), [40, 7])]
    assert sizes[:2] == [40, 7]
    assert sum(sizes) == 100


def test_a_cut_leaves_nothing_out():
    parts = list(cut(10, [2, 3], 4))
    assert [list(range(10)[part]) for part in parts] == [[0, 1], [2, 3, 4], [5, 6, 7, 8], [9]]


def test_a_process_that_dies_is_a_fault(hands):
    with pytest.raises(BuildFailed, match="a worker process died"):
        list(hands.spread("die", dying, os.getpid(), range(100)))
