"""A worker on another machine, whose disk is not that of the run: what it writes is sent back."""

from __future__ import annotations

import contextlib
from collections.abc import Generator

import pytest

from assay.run.passing import passing

LINES = "assay_ledger"  # what a worker elsewhere has written since it last reported


class Elsewhere:
    """A pytest plugin of such a worker: what it writes goes back with its reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._stack = contextlib.ExitStack()
        self.part = self._stack.enter_context(passing()) / "worker.ndjson"
        self._sent = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the next report take along what was written since the last."""
        report = yield
        setattr(report, LINES, self._written())
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Send what no report has taken along, when the ledger is closed."""
        self._config.workeroutput[LINES] = self._written()  # type: ignore[attr-defined]
        self._stack.close()

    def _written(self) -> str:
        """Return the whole lines that were written since the last call."""
        if not self.part.exists():
            return ""
        with self.part.open("rb") as file:
            file.seek(self._sent)
            found = file.read()
        whole = found[: found.rfind(b"\n") + 1]
        self._sent += len(whole)
        return whole.decode()
