"""The encoder writes forms as the API reads them."""

from __future__ import annotations

import pytest

from harness.encoding import encode, pairs


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
