"""A time is the same however a server writes it."""

from __future__ import annotations

import pytest

from suites.looking.moments import moment


@pytest.mark.parametrize("text", [
    "2030-01-31T12:00:00+00:00", "2030-01-31T12:00:00.123Z", "2030-01-31T13:00:00+01:00",
    "2030-01-31 12:00:00", "Thu, 31 Jan 2030 12:00:00 +0000",
])  # fmt: skip
def test_the_same_second(text: str) -> None:
    assert moment(text) == moment("2030-01-31T12:00:00Z")


@pytest.mark.parametrize("text", ["", "soon", "2030-13-01T00:00:00Z", "Thu, 99 Foo 2030"])
def test_what_names_no_time(text: str) -> None:
    assert moment(text) is None
