"""What a person sees while a run goes on: a live line on a terminal, elsewhere one now and then.

What is slow to import is so only for a run that takes longer than a moment, on a terminal.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TextIO

import pytest

from harness.verdict import Status, worst

PROPERTY = "assay"
SENT = "assay_sent"  # requests since the last report of the same worker
_QUIET = 5.0  # seconds between lines that cannot be overwritten
_OFTEN = 0.1  # seconds between two looks of one that can
_SOON = 0.7  # seconds after which a run is one that is waited for
_LATELY = 10.0  # seconds of which the rate is told
_LEAST = 0.02  # share of a run of which one can tell how long the rest takes
_DULL = ("", "dumb", "unknown")  # terminals on which nothing can be overwritten


class Progress:
    """A pytest plugin of the controller: counts what the workers report.

    `weights` are those of the groups, by their names: how long each takes beside others. With
    `quiet` nothing is shown but what cannot be read.
    """

    def __init__(
        self, stream: TextIO | None = None, weights: Mapping[str, int] | None = None, *,
        quiet: bool = False, clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.stream = stream or sys.stderr
        self.done = 0
        self.total = 0
        self.statuses: dict[str, Status] = {}
        self._weights = weights or {}
        self._quiet = quiet
        self._clock = clock
        self._begun = self._shown = clock()
        self._sent: deque[tuple[float, int]] = deque()
        self._weight = 0
        terminal = os.environ.get("TERM", "") not in _DULL or sys.platform == "win32"
        self._live = terminal and self.stream.isatty()
        self._plain = getattr(self.stream, "plain", self.stream)  # takes what moves the cursor
        self._bar: Any = None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn how many items there are (without xdist)."""
        self.total = len(session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:  # noqa: ARG002
        """Learn how many items there are (with xdist)."""
        self.total = len(ids)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Show why a suite could not be read: nothing of it will run."""
        if report.failed:
            self.stream.write(f"cannot read {report.nodeid}:\n{report.longreprtext}\n")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a finished item and its verdicts, each id once: the worst wins."""
        if report.when != "teardown":
            return
        self.done += 1
        self._weight += self._weights.get(report.nodeid.partition("[")[2][:-1], 0)
        for name, value in report.user_properties:
            if name == PROPERTY and isinstance(value, dict):
                self._add(value)
            elif name == SENT and isinstance(value, int):
                self._sent.append((self._clock(), value))
        if not self._quiet:
            self._show()

    def _add(self, found: dict[str, Status]) -> None:
        for name, status in found.items():
            self.statuses[name] = worst([self.statuses.get(name, status), status])

    def _show(self) -> None:
        now, last = self._clock(), self.done == self.total
        if self._live:
            if self._bar is None and now - self._begun < _SOON:
                return
            if now - self._shown >= _OFTEN or last:
                self._shown = now
                self._overwrite(now)
        elif now - self._shown >= _QUIET or self.done == 1 or last:
            self._shown = now
            self.stream.write(f"{self._line()}\n")
            self.stream.flush()

    def _line(self) -> str:
        counts = Counter(self.statuses.values())
        parts = [f"{count} {status}" for status, count in sorted(counts.items())]
        return f"{self.done}/{self.total} groups: {', '.join(parts) or 'nothing judged yet'}"

    def _overwrite(self, now: float) -> None:
        if self._bar is None:
            self._bar = import_module("assay.run.bar").Bar(self._plain)
        share = self._share()
        told = (self._left(share, now), self._rate(now), self._line())
        self._bar.show(share, "; ".join(filter(None, told)))

    def _share(self) -> float:
        """Return which share of the run is done."""
        whole = sum(self._weights.values())
        return self._weight / whole if whole else self.done / max(1, self.total)

    def _left(self, share: float, now: float) -> str:
        """Return how long the rest takes, when what is done is to the rest as the time is."""
        if share < _LEAST:
            return ""
        seconds = (now - self._begun) * (1 - share) / share
        return f"{int(seconds) // 60}:{int(seconds) % 60:02d} left"

    def _rate(self, now: float) -> str:
        """Return how many requests were sent a second, lately."""
        while self._sent and self._sent[0][0] < now - _LATELY:
            self._sent.popleft()
        span = min(_LATELY, now - self._begun)
        return f"{sum(count for _, count in self._sent) / span:.0f} requests/s" if span else ""

    def close(self) -> None:
        """End the live line."""
        if self._bar is not None:
            self._bar.close()
