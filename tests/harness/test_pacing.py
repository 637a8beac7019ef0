"""When a request may be sent: never faster than was said, and no share of an idle process lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.pacing import Pace, SharedPace, shareable


class Clock:
    """A clock that stands still but for what somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def sent(pace: Pace, clock: Clock, count: int) -> float:
    """Return how long it takes to send so many."""
    start = clock.now
    for _ in range(count):
        pace.wait()
    return clock.now - start


def test_a_burst_of_one_second_goes_first_and_the_rest_at_the_rate() -> None:
    clock = Clock()
    pace = Pace(25.0, clock.read, clock.sleep)
    assert sent(pace, clock, 25) == 0
    assert sent(pace, clock, 50) == pytest.approx(2.0)


def test_without_a_rate_nobody_waits() -> None:
    clock = Clock()
    assert sent(Pace(None, clock.read, clock.sleep), clock, 1000) == 0
    assert clock.slept == []


@pytest.mark.skipif(not shareable(), reason="no locks of files")
def test_what_one_process_does_not_send_another_does(tmp_path: Path) -> None:
    clock = Clock()
    busy, idle = (SharedPace(25.0, tmp_path / "p", clock.read, clock.sleep) for _ in range(2))
    assert sent(busy, clock, 25) == 0
    assert sent(busy, clock, 100) == pytest.approx(4.0)
    assert sent(idle, clock, 1) == pytest.approx(1 / 25)  # nothing is left for it beside


@pytest.mark.skipif(not shareable(), reason="no locks of files")
def test_two_at_once_send_no_more_than_one_may(tmp_path: Path) -> None:
    clock = Clock()
    both = [SharedPace(10.0, tmp_path / "p", clock.read, clock.sleep) for _ in range(2)]
    start = clock.now
    for turn in range(110):
        both[turn % 2].wait()
    assert clock.now - start == pytest.approx(10.0)


@pytest.mark.skipif(not shareable(), reason="no locks of files")
@pytest.mark.parametrize("kept", [b"", b"half", b"\0" * 15])
def test_a_file_that_holds_no_state_is_a_full_bucket(tmp_path: Path, kept: bytes) -> None:
    clock, path = Clock(), tmp_path / "p"
    path.write_bytes(kept)
    assert sent(SharedPace(4.0, path, clock.read, clock.sleep), clock, 4) == 0
    assert path.stat().st_size == 16


@pytest.mark.skipif(not shareable(), reason="no locks of files")
def test_a_clock_that_goes_back_gives_nothing_away(tmp_path: Path) -> None:
    clock = Clock()
    pace = SharedPace(4.0, tmp_path / "p", clock.read, clock.sleep)
    sent(pace, clock, 4)
    clock.now -= 50
    assert sent(pace, clock, 4) == pytest.approx(1.0)
