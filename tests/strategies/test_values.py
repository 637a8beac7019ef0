"""Values follow from the row: its example, enum, format, bounds and length."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from contracts import load
from contracts.model import Parameter
from strategies.drawn_values import values
from strategies.values import POOLS, choices, known, plain
from tests.strategies.oracle import PATTERNS


def row(kind: str = "string", **facts: Any) -> Parameter:
    return Parameter("a", kind, "a", "body", **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"enum": ("x", "y")}, ("x", "y")),
        ({"enum": ("x", "y"), "plain_values": ("y",)}, ("y",)),
        ({"enum": ("x", "y"), "example": "y"}, ("y",)),
        ({"example": "4242"}, ("4242",)),
        ({"references": ("customer",)}, ("@customer",)),
        ({"example": "@issuing.card:active!"}, ("@issuing.card:active!",)),
    ],
)
def test_texts_that_have_a_say(facts: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert choices(row(**facts), {}) == expected


def test_a_list_of_free_texts_has_two_that_differ() -> None:
    """Of one element nobody sees whether those behind it are kept."""
    texts = Parameter("a", "string", "a[]", "body")
    assert plain(row("array", items=texts)) == ["Assay", "Bench"]
    long = Parameter("a", "string", "a[]", "body", min_length=6, max_length=6)
    assert plain(row("array", items=long)) == ["AssayA", "BenchB"]
    countries = Parameter("a", "string", "a[]", "body", format="country")
    assert plain(row("array", items=countries)) == ["US", "GB"]
    one = Parameter("a", "string", "a[]", "body", format="country", example="US")
    assert plain(row("array", items=one)) == ["US"]


def test_an_address_is_sent_as_no_machine_would_write_it() -> None:
    """A code that begins with a zero, and mixed letters in an e-mail: either is lost easily."""
    rows = [row for operation in load().operations if operation.changes for row in operation.walk()]
    codes = {plain(row) for row in rows if row.format == "postal_code"}
    assert codes == {"02740", "02139"}
    mails = {plain(row) for row in rows if row.format == "email" and row.plain}
    assert mails == {"Jenny.Rosen@example.com"}
    assert choices(row(format="email", example="A@b.c"), {})[:2] == ("A@b.c", POOLS["email"][0])


def test_known_ids_replace_references() -> None:
    ids = {"customer": ["cus_1", "cus_2"], "issuing.card:active": ["ic_1"]}
    assert known("@customer", ids) == ("cus_1", "cus_2")
    assert known("@customer:default", ids) == ("cus_1", "cus_2")
    assert known("@issuing.card:active", ids) == ("ic_1",)
    assert known("@issuing.card", ids) == ("@issuing.card",)
    assert known("@customer!", ids) == ("@customer!",)  # a fresh one is wanted


@pytest.mark.parametrize("name", sorted(set(POOLS) & set(PATTERNS)))
@given(data=st.data())
def test_texts_of_a_format_look_like_it(name: str, data: st.DataObject) -> None:
    drawn = data.draw(values(row(format=name), {}))
    with_pattern = Parameter("a", "string", "a", "body", format=name)
    assert drawn in choices(with_pattern, {})


@given(values(row("integer", minimum=3, maximum=9), {}))
def test_integers_stay_in_their_bounds(value: int) -> None:
    assert 3 <= value <= 9


@given(values(Parameter("day", "integer", "day", "body", minimum=1, maximum=31), {}))
def test_a_day_exists_in_every_month(value: int) -> None:
    assert 1 <= value <= 28


@given(values(row(max_length=5), {}))
def test_texts_are_short_enough_and_never_name_an_object(value: str) -> None:
    assert 0 < len(value) <= 5
    assert "@" not in value
    value.encode("utf-8")


@given(values(row("array", items=row(enum=("x", "y", "z"))), {}))
def test_lists_of_an_enum_hold_each_value_once(value: list[str]) -> None:
    assert value
    assert len(set(value)) == len(value)


def test_a_text_with_only_one_known_value_is_that_value() -> None:
    with pytest.raises(NoSuchExample):
        find(values(row(example="000000000"), {}), lambda value: value != "000000000")


@pytest.mark.parametrize("kind", ["string", "integer", "boolean", "map"])
def test_the_plain_value_is_one_that_is_drawn(kind: str) -> None:
    inner = Parameter("", "string", "a[]", "body", max_length=500)
    value = plain(row(kind, values=inner if kind == "map" else None))
    assert isinstance(value, {"string": str, "integer": int, "boolean": bool, "map": dict}[kind])
