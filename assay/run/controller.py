"""The process that hands out the groups of a run: what it tells its workers, what they return."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from assay.run.briefing import NAME, Briefing, is_here
from harness.redaction import Redactor

LINES = "assay_ledger"  # what a worker elsewhere has written since it last reported
REFUSED = "assay_refused"  # why a worker cannot ask anything


class Controller:
    """A pytest plugin. `refused` says why the workers could not ask, "" when they could."""

    def __init__(self, briefing: Briefing, groups: int) -> None:
        self.briefing = briefing
        self.refused = ""
        self._groups = groups
        self._done: set[str] = set()

    @property
    def complete(self) -> bool:
        """Whether every group that is asked for was asked to its end."""
        return len(self._done) >= self._groups

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Brief a worker. One elsewhere sees no key, not in the command line of this one either."""
        here = is_here(node.gateway)
        node.workerinput[NAME] = self.briefing.told(here=here)
        if not here:
            redactor = Redactor(self.briefing.keys.secrets)
            node.workerinput["mainargv"] = [
                redactor.text(argument) for argument in node.workerinput["mainargv"]
            ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a group that came to its end, and keep what a worker elsewhere wrote of it."""
        if report.when == "teardown":
            self._done.add(report.nodeid)
        lines = report.__dict__.pop(LINES, "")
        if lines:
            self._keep(report.node, lines)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:  # noqa: ARG002
        """Keep the rest of what a worker elsewhere wrote, or why it asked nothing."""
        output = getattr(node, "workeroutput", None) or {}
        self.refused = self.refused or output.get(REFUSED, "")
        self._keep(node, output.pop(LINES, ""))

    def _keep(self, node: Any, lines: str) -> None:
        path = self.briefing.settings.parts / f"{node.gateway.id}.ndjson"
        with path.open("a", encoding="utf-8") as part:
            part.write(lines)


class Elsewhere:
    """A pytest plugin of a worker on another machine: what it writes goes back with its reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._folder = tempfile.TemporaryDirectory(prefix="assay-")
        self.part = Path(self._folder.name) / "worker.ndjson"
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
        self._folder.cleanup()

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
