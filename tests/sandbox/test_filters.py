"""Filters by time take whatever form of a time a package has, and compare only what can be."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.lists import by_fields


@pytest.mark.parametrize(("created", "item", "fits"), [
    (5, 5, True), (5, 6, False),
    ("2030-01-31", "2030-01-31", True), ("2030-01-31", 5, False),
    ({"gt": 5}, 6, True), ({"gt": 5}, 5, False), ({"gte": 5, "lt": 7}, 7, False),
    ({"gte": "2030"}, "2031", True), ({"gte": "2030"}, "2029", False),
    ({"gte": "2030"}, 5, False), ({"gte": 5}, "2030", False), ({"gte": 5}, None, False),
    ({"after": 5}, 4, True),  # nobody said what that bounds
])  # fmt: skip
def test_a_time_is_compared_with_its_like(created: Any, item: Any, *, fits: bool) -> None:
    assert by_fields({"created": created})({"created": item}) is fits
