"""Equal frozen values have equal fingerprints; what could change has none."""

import types
import typing
from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.plan  # noqa: F401 - all kinds of values are known once it is there
from generator.fingerprint import of_bytes, of_value


class Pair(msgspec.Struct, frozen=True):
    left: object
    right: object = None


class Twin(msgspec.Struct, frozen=True):
    left: object
    right: object = None


class Loose(msgspec.Struct):
    left: object = None


@dataclass(frozen=True)
class Plain:
    left: object = None


def of(value):
    return of_value(value)


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        set(),
        bytearray(b"x"),
        memoryview(b"x"),
        object(),
        Loose(),
        Plain(),
        len,
        (i for i in "x"),
        range(3),
        1j,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_could_change_or_is_unknown_is_refused(value):
    for inside in (value, (value,), Pair(value), (1, (2, Pair(None, (value,))))):
        with pytest.raises(TypeError, match="cannot be part of a key"):
            of(inside)


def test_a_struct_that_is_not_frozen_is_refused_by_name():
    with pytest.raises(TypeError, match="Loose is not frozen"):
        of(Loose())


DIFFERENT = [
    None,
    0,
    1,
    True,
    False,
    0.0,
    1.0,
    "",
    "0",
    "1",
    "None",
    b"",
    b"1",
    (),
    (1,),
    ((1,),),
    (1, 1),
    ("11",),
    ("1", "1"),
    ("", "11"),
    ((1,), 1),
    (1, (1,)),
    frozenset(),
    frozenset({1}),
    Pair(1),
    Pair(None, 1),
    Pair(Pair(1)),
    Twin(1),
    "e\u0301",
    "\u00e9",
    "\ud800",
]


def test_different_values_and_different_types_differ():
    prints = {}
    for value in DIFFERENT:
        assert prints.setdefault(of(value), value) is value


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple) | st.builds(Pair, inner, inner) | st.builds(Twin, inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_equal_values_have_equal_fingerprints(value):
    assert of(value) == of(value)
    assert of((value, value)) == of((value, value))


@given(VALUES, VALUES)
def test_the_printed_form_and_the_fingerprint_tell_values_apart_alike(one, other):
    assert (of(one) == of(other)) is (repr(one) == repr(other))


def test_the_order_of_a_set_does_not_count():
    words = [f"word {n}" for n in range(50)]
    assert of(frozenset(words)) == of(frozenset(reversed(words)))


def test_a_fingerprint_is_the_same_in_every_run():
    assert of(Pair("甲", (1, None, True))).hex() == of(Pair("甲", (1, None, True))).hex()
    assert of_bytes(b"").hex() == "cae66941d9efbd404e4d88758ea67670"


# --- what may be part of a key

FREE = (
    str,
    int,
    float,
    bool,
    bytes,
    tuple,
    frozenset,
    type(None),
    types.UnionType,
    typing.Union,
    typing.Literal,
)
CONTEXTS = ("generator.model.view", "generator.model.feed", "generator.model.search")


def below(kind):
    """All kinds of values that were made from one."""
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def held(hint):
    """The types that a field may hold."""
    yield typing.get_origin(hint) or hint
    for inner in typing.get_args(hint):
        if inner is not Ellipsis and typing.get_origin(hint) is not typing.Literal:
            yield from held(inner)


def test_whatever_an_output_is_made_of_is_frozen_all_through():
    seen = set()
    waiting = [kind for kind in below(msgspec.Struct) if kind.__module__.startswith(CONTEXTS)]
    while waiting:
        kind = waiting.pop()
        assert kind.__struct_config__.frozen, kind
        seen.add(kind)
        for name, hint in typing.get_type_hints(kind).items():
            for one in held(hint):
                if one not in FREE:
                    assert issubclass(one, msgspec.Struct), f"{kind.__name__}.{name} may hold {one}"
                    waiting += {one} - seen
    assert len(seen) > len(CONTEXTS) * 10
