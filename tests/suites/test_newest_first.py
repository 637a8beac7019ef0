"""How long newest first waits for objects of two seconds: no longer than the clocks ask for."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.laws.pagination import newest_first as module
from suites.looking.readings import Reading

NOW = 1_800_000_000.4


class Clock:
    """Our clock, which moves only while we sleep."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def time(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.slept.append(round(seconds, 2))
        self.now += seconds


class Shelf:
    """A list of a server, whose clock is `ahead` of ours by some seconds; it has two objects."""

    def __init__(self, clock: Clock, ahead: float, *, newest_first: bool = True) -> None:
        self._clock = clock
        self._ahead = ahead
        self._newest_first = newest_first
        self.made: list[int] = []
        self.add()
        self.add()

    def add(self) -> None:
        """Make an object."""
        self.made.append(int(self._clock.now + self._ahead))

    def page(self, **_cursor: Any) -> Exchange:
        """Return all objects."""
        times = self.made[::-1] if self._newest_first else self.made
        data = [{"id": f"x_{n}", "object": "x", "created": time} for n, time in enumerate(times)]
        body = json.dumps({"object": "list", "data": data, "has_more": False}).encode()
        return Exchange("m1", "x.list", Request("GET", "/x"), Response(200, {}, body), NOW, 0.0)


def _judge(shelf: Shelf) -> Any:
    reading = SimpleNamespace(
        shelf=shelf, ids=["x_0", "x_1"], whole=True, trouble=None, grown=False,
        lab=SimpleNamespace(contracts=load()), operation=load().operation("issuing.card.list"),
    )  # fmt: skip
    reading.again = lambda: reading
    return module.newest_first.body(cast("Reading", reading))


@pytest.mark.parametrize(
    ("ahead", "slept"),
    [
        (0.0, [0.62]),  # to the end of our second, which is theirs
        (-0.3, [0.62, 1.05]),  # theirs ends later: the sure way after all
        (0.3, [0.62]),
        (3600.0, [1.05]),  # another clock: nothing is known of its second
        (-7.0, [1.05]),
    ],
)
def test_it_waits_as_long_as_the_clocks_ask_for(
    monkeypatch: pytest.MonkeyPatch, ahead: float, slept: list[float]
) -> None:
    """The wait ends with an object of a later second, whatever clock the server has."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    shelf = Shelf(clock, ahead)
    assert _judge(shelf).holds
    assert clock.slept == slept
    assert shelf.made[-1] > shelf.made[0]


def test_a_wrong_order_is_found_after_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The object that is made later has to stand first."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    assert not _judge(Shelf(clock, 0.0, newest_first=False)).holds


def test_objects_of_two_seconds_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What already is of different seconds shows its order at once."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    shelf = Shelf(clock, 0.0)
    clock.now += 1
    shelf.add()
    assert _judge(shelf).holds
    assert clock.slept == []
