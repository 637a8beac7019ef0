"""The encoder writes what the official client writes."""

from __future__ import annotations

from inspect import signature
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stripe._encode import _api_encode

from harness.encoding import encode, pairs

NAMES = st.text("abcxyz_0", min_size=1, max_size=6)
LEAVES = st.text(max_size=8) | st.integers(-10, 10**9) | st.booleans()
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def official(form: dict[str, object]) -> str:
    """Return what the official client puts in the body; newer ones also take the API's mode."""
    modes = ["V1"] * (len(signature(_api_encode).parameters) - 1)
    flat = [(name, _text(value)) for name, value in _api_encode(form, *modes)]
    return urlencode(flat).replace("%5B", "[").replace("%5D", "]")


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_same_as_the_official_client(form: dict[str, object]) -> None:
    assert encode(form) == official(form)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"a": {"b": {"c": 1}}}, "a[b][c]=1"),
        ({"a": ["x", "y"]}, "a[0]=x&a[1]=y"),
        ({"a": [{"b": 1}]}, "a[0][b]=1"),
        ({"a": None}, "a="),
        ({"a": {}}, "a="),
        ({"a": []}, "a="),
        ({"a": True, "b": False}, "a=true&b=false"),
        ({"a": "é 😀&="}, "a=%C3%A9+%F0%9F%98%80%26%3D"),
    ],
)
def test_literal(form: dict[str, object], text: str) -> None:
    assert encode(form) == text


def test_brackets_without_index() -> None:
    assert list(pairs({"a": ["x", "y"]}, "bracket")) == [("a[]", "x"), ("a[]", "y")]


def test_what_a_form_cannot_carry_is_named() -> None:
    with pytest.raises(TypeError, match=r"a\[b\] is b'x'"):
        encode({"a": {"b": b"x"}})
