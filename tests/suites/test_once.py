"""What several laws look at is asked once, whether it can be had or not."""

from __future__ import annotations

import pytest

from suites.law import Unavailable
from suites.looking.once import Once


def test_the_first_who_asks_has_it_asked() -> None:
    asked: list[int] = []
    once = Once(lambda: asked.append(1))
    assert not asked
    once()
    once()
    assert asked == [1]


def test_what_stands_in_the_way_is_kept_as_well() -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        raise Unavailable("nothing there")

    once = Once(ask)
    for _ in range(2):
        with pytest.raises(Unavailable, match="nothing there"):
            once()
    assert asked == [1]
