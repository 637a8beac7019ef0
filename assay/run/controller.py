"""The process that hands out the groups of a run: what it tells its workers, what they return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pytest

from assay.run.briefing import NAME, Briefing, is_here
from assay.run.elsewhere import LINES
from assay.run.progress import PROPERTY
from assay.run.replacing import STILLBORN, dismiss, hopeful, patient
from assay.telling import told
from assay.trouble import unwritable
from harness.redaction import Redactor

REFUSED = "assay_refused"  # why a worker cannot ask anything
UNWRITABLE = "assay_unwritable"  # why a worker can record nothing more
NOBODY = "all workers have died, and none could be started in their place: nothing more is asked"
_INTERRUPTED = "keyboard-interrupt"  # which is no death, though pytest-xdist says so


class Controller:
    """A pytest plugin. `refused` says why the workers could not ask, "" when they could.

    `unwritable` says why what was seen could not be recorded, `broken` what ended the run before
    its end; `withdraw` takes back what no worker has begun.
    """

    def __init__(self, briefing: Briefing, groups: int) -> None:
        self.briefing = briefing
        self.refused = ""
        self.unwritable = ""
        self.broken = ""
        self.withdraw: Callable[[], None] = lambda: None
        self._groups = groups
        self._done: set[str] = set()
        self._dead = 0
        self._loading: set[Any] = set()  # workers that have not said that they are there
        self._failed: set[str] = set()
        self._enough = ""  # that as much is broken as a run may have
        self._session: pytest.Session | None = None

    @property
    def begun(self) -> bool:
        """Whether the first group was, or could have been, handed out."""
        return self._session is not None

    @property
    def complete(self) -> bool:
        """Whether every group that is asked for was reported to have come to its end."""
        return len(self._done) >= self._groups

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_setupnodes(self, config: pytest.Config) -> None:
        """Let no worker that dies while it is started end a run that has not begun."""
        hopeful(getattr(config.pluginmanager.get_plugin("dsession"), "nodemanager", None))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Let no worker that dies while it is started in the place of another end the run."""
        self._session = session
        patient(session.config.pluginmanager.get_plugin("dsession"))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Brief a worker. One elsewhere sees no key, not in the command line of this one either."""
        self._loading.add(node)
        here = is_here(node.gateway)
        node.workerinput[NAME] = self.briefing.told(here=here)
        if not here:
            redactor = Redactor(self.briefing.keys.secrets)
            node.workerinput["mainargv"] = [
                redactor.text(argument) for argument in node.workerinput["mainargv"]
            ]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodeready(self, node: Any) -> None:
        """Take note of a worker that has loaded what it needs."""
        self._loading.discard(node)

    def pytest_keyboard_interrupt(self) -> None:
        """Let workers end at once: pytest-xdist lets them ask, or load, for seconds more."""
        self.briefing.settings.stop()
        dismiss(self._loading)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a group that came to its end, and keep what a worker elsewhere wrote of it."""
        if report.when == "teardown":
            self._done.add(report.nodeid)
            self._count(report)
        lines = report.__dict__.pop(LINES, "")
        if lines:
            self._keep(report.node, lines)

    def _count(self, report: pytest.TestReport) -> None:
        """Ask nothing more when as many claims are broken as a run may have: with a baseline newly,
        and where anything is left to be asked.
        """
        baseline = self.briefing.expected.baseline
        before = baseline.seen if baseline else frozenset()
        for name, found in report.user_properties:
            if name == PROPERTY and isinstance(found, dict):
                failed = {claim for claim, status in found.items() if status == "fail"}
                self._failed |= failed - before
        most = self.briefing.settings.max_failures
        enough = most is not None and len(self._failed) >= most
        if enough and not self._enough and not self.complete:
            self._enough = f"{len(self._failed)} claims are broken, and {most} are enough"
            click.echo(f"note: {self._enough}: nothing more is asked", err=True)
            self._stop(self._enough)

    def _stop(self, why: str) -> None:
        if self._session is None:
            return
        spread = self._session.config.pluginmanager.get_plugin("dsession")
        (spread or self._session).shouldstop = why
        self.withdraw()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Keep what is left of what a worker wrote or said; take note of one that has died."""
        output = getattr(node, "workeroutput", None) or {}
        self.refused = self.refused or output.get(REFUSED, "")
        self.unwritable = self.unwritable or output.get(UNWRITABLE, "")
        self._keep(node, output.pop(LINES, ""))
        if output.get("shouldstop"):
            self.withdraw()
        if error and error != _INTERRUPTED:
            self._mourn(node)

    def _mourn(self, node: Any) -> None:
        self._dead += 1
        most = node.config.option.maxworkerrestart
        died = f"note: the worker {node.gateway.id} died"
        if most is not None and self._dead > int(most):
            click.echo(f"{died}, as {most} before it: none is started in its place", err=True)
        else:
            click.echo(f"{died}; what it had not answered is asked again", err=True)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool | None:
        """Say in a line what ends a run and is no defect: no disk, no worker that stays alive.

        Of a defect nothing is said that shows a secret.
        """
        if not isinstance(excinfo.value, (OSError, EOFError)) and not _nobody(excinfo.value):
            return _shielded(str(excinfo.getrepr()))
        self.broken = self.broken or _ended(excinfo.value)
        return True

    def _keep(self, node: Any, lines: str) -> None:
        """Write what a worker elsewhere has sent; where that cannot be done the run ends."""
        folder = self.briefing.settings.parts
        if not lines or self.unwritable:
            return
        try:
            with (folder / f"{node.gateway.id}.ndjson").open("a", encoding="utf-8") as part:
                part.write(lines)
        except OSError as trouble:
            self.unwritable = unwritable(folder, trouble)
            node.config.pluginmanager.get_plugin("dsession").shouldstop = self.unwritable
            self.withdraw()


def _shielded(text: str) -> bool | None:
    """Print a traceback that shows a secret, without it; of another say that nothing was done."""
    shown = told(text)
    if shown == text:
        return None
    click.echo(shown, err=True)
    return True


def _ended(trouble: BaseException) -> str:
    """Return why a run ended that came to no end."""
    if isinstance(trouble, EOFError):
        return f"{STILLBORN}: nothing more is asked"
    return str(trouble) if isinstance(trouble, OSError) else NOBODY


def _nobody(trouble: BaseException) -> bool:
    """Whether pytest-xdist ends because all workers are dead."""
    return isinstance(trouble, RuntimeError) and "no active workers" in str(trouble)
