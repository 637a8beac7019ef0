"""What a person sees while a run goes on: one live line, or a line now and then."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import Any, TextIO

import pytest

from harness.verdict import Status, worst

PROPERTY = "assay"
_QUIET = 5.0  # seconds between lines that cannot be overwritten


class Progress:
    """A pytest plugin of the controller: counts what the workers report."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.done = 0
        self.total = 0
        self.statuses: dict[str, Status] = {}
        self._shown = 0.0
        self._live = self.stream.isatty()
        self._plain = getattr(self.stream, "plain", self.stream)  # takes what moves the cursor

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
        for name, value in report.user_properties:
            if name == PROPERTY and isinstance(value, dict):
                self._add(value)
        self._show()

    def _add(self, found: dict[str, Status]) -> None:
        for name, status in found.items():
            self.statuses[name] = worst([self.statuses.get(name, status), status])

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown < (0.1 if self._live else _QUIET) and self.done != self.total:
            return
        self._shown = now
        counts = Counter(self.statuses.values())
        parts = [f"{count} {status}" for status, count in sorted(counts.items())]
        line = f"{self.done}/{self.total} groups: {', '.join(parts) or 'nothing judged yet'}"
        if self._live:
            self._plain.write(f"\r\x1b[2K{line[:150]}")
        else:
            self.stream.write(f"{line}\n")
        self.stream.flush()

    def close(self) -> None:
        """End the live line."""
        if self._live and self.done:
            self.stream.write("\n")
