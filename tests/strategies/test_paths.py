"""Bracketed paths lead to where they say, and the difference of two forms is one edit."""

from __future__ import annotations

import pytest

from strategies.paths import Form, difference, get, has, parent_path, put, remove, steps, wire


def test_an_element_of_an_array_is_its_first() -> None:
    assert steps("a[b][][c]") == ("a", "b", 0, "c")
    assert wire("a[b][][c]") == "a[b][0][c]"
    assert parent_path("a[b][][c]") == "a[b][]"
    assert parent_path("a") == ""


def test_what_is_put_is_got_and_removed() -> None:
    form: dict[str, object] = {}
    put(form, "a[b][][c]", 1)
    assert form == {"a": {"b": [{"c": 1}]}}
    assert get(form, "a[b][][c]") == 1
    remove(form, "a[b][][c]")
    assert not has(form, "a[b][][c]")
    assert has(form, "a[b][]")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}),
        ({"a": [{"b": 1}]}, {"a": [{"b": "x"}]}),
        ({"a": [1, 2]}, {"a": [1, 3]}),
        ({"a": [1]}, {"a": "scalar"}),
    ],
)
def test_the_difference_applied_to_one_gives_the_other(before: Form, after: Form) -> None:
    kept = repr(before)
    assert difference(before, after).applied(before) == after
    assert repr(before) == kept


@pytest.mark.parametrize("after", [{"a": 1, "b": 1}, {"a": 2, "b": 2}])
def test_no_difference_and_two_differences_are_refused(after: Form) -> None:
    with pytest.raises(ValueError, match=r"equal|2 places"):
        difference({"a": 1, "b": 1}, after)
