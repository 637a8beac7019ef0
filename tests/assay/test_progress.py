"""What is shown while a run goes on: a live line on a terminal, plain lines elsewhere, nothing."""

from __future__ import annotations

import io
import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from assay.run.progress import PROPERTY, SENT, Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _report(name: str, found: dict[str, str], sent: int) -> Any:
    return SimpleNamespace(
        when="teardown", nodeid=f"suites/test_groups.py::test_group[{name}]",
        user_properties=[(SENT, sent), (PROPERTY, found)],
    )  # fmt: skip


def _run(stream: io.StringIO, times: list[float], *, quiet: bool = False) -> Progress:
    clock = _Time()
    weights = {"a[0].x": 1, "b": 3, "c": 4}
    progress = Progress(stream, weights, quiet=quiet, clock=clock)
    progress.total = 3
    for name, seconds in zip(weights, times, strict=True):
        clock.now += seconds
        progress.pytest_runtest_logreport(_report(name, {name: "pass"}, 40))
    progress.close()
    return progress


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_elsewhere_there_is_a_plain_line_now_and_then() -> None:
    stream = io.StringIO()
    _run(stream, [1, 1, 1])
    assert stream.getvalue() == "1/3 groups: 1 pass\n3/3 groups: 3 pass\n"


def test_a_terminal_has_a_bar_with_rate_and_time_left() -> None:
    stream = _Terminal()
    _run(stream, [2, 2, 4])
    text = stream.getvalue()
    assert "0:14 left; 20 requests/s; 1/3 groups: 1 pass" in text  # an eighth of it in two seconds
    assert "0:04 left; 20 requests/s; 2/3 groups: 2 pass" in text
    assert "0:00 left; 15 requests/s; 3/3 groups: 3 pass" in text
    assert "\x1b[2K" in text


def test_what_is_over_in_a_moment_shows_and_imports_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)  # to import it would raise
    monkeypatch.delitem(sys.modules, "assay.run.bar", raising=False)
    stream = _Terminal()
    _run(stream, [0.1, 0.1, 0.1])
    assert stream.getvalue() == ""


def test_who_wants_it_quiet_sees_nothing() -> None:
    for stream in (io.StringIO(), _Terminal()):
        progress = _run(stream, [2, 2, 4], quiet=True)
        assert stream.getvalue() == ""
        assert progress.done == 3


def test_a_dull_terminal_has_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = _Terminal()
    _run(stream, [2, 2, 4])
    assert stream.getvalue() == "1/3 groups: 1 pass\n3/3 groups: 3 pass\n"


def test_colours_are_left_out_where_nobody_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = re.compile(r"\x1b\[[0-9;]*[349][0-9][0-9;]*m")
    with_colours, without = _Terminal(), _Terminal()
    _run(with_colours, [2, 2, 4])
    monkeypatch.setenv("NO_COLOR", "1")
    _run(without, [2, 2, 4])
    assert coloured.search(with_colours.getvalue())
    assert not coloured.search(without.getvalue())
    assert "3/3 groups" in without.getvalue()
