"""Runs the suites with pytest, in this process or spread over workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from assay.bundle_path import bundle
from assay.run.briefing import Briefing
from assay.run.controller import Controller
from assay.run.progress import Progress
from assay.run.surroundings import PYTEST, without
from assay.trouble import INCOMPLETE, USAGE, Stop
from suites.plan import Group
from suites.pool import weight

_INI = Path(__file__).parent.parent / "suites.ini"
_DEATHS = 4  # of workers for each there is: that many are replaced
_FINE = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


def arguments() -> list[str]:
    """Return what pytest is told for every run of the suites."""
    return [
        str(bundle() / "suites" / "test_groups.py"), "-c", str(_INI), "--rootdir", str(bundle()),
        "-p", "no:terminal", "-p", "assay.plugin", "-p", "no:cacheprovider",
        "-p", "no:tmpdir",  # a run leaves nothing outside its folder
        "-p", "no:unraisableexception",  # it looks for garbage twice, which takes as long as claims
        "--import-mode=importlib",
        "--disable-plugin-autoload",  # those of the user's environment know nothing of suites
        "--assert=plain",  # suites judge by verdicts: nothing needs the slow reading of each module
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class End:
    """How the suites ended: `complete` at their end, else `why` when no server was the reason."""

    complete: bool
    why: str = ""


def run_suites(run: Briefing, groups: Sequence[Group], *, quiet: bool = False) -> End:
    """Run the suites in this process, or spread over workers, and return how they ended.

    Raises Stop when pytest itself could not start.
    """
    settings = run.settings
    flags = arguments()
    if settings.workers > 1:
        most = str(_DEATHS * settings.workers)
        flags += ["-p", "xdist", "-n", str(settings.workers), "--dist", "load"]
        flags += ["--max-worker-restart", most]
    weights = {group.id: weight(group) for group in groups}
    progress = Progress(weights=weights, quiet=quiet)
    controller = Controller(run, len(groups))
    with without(PYTEST):
        code = _code(flags, progress, controller)
    progress.close()
    if code == pytest.ExitCode.USAGE_ERROR:
        raise Stop("pytest could not start the suites", USAGE)
    why = controller.unwritable or controller.broken
    return End(code in _FINE and controller.complete and not why, why)


def _code(flags: list[str], progress: Progress, controller: Controller) -> int:
    """Run pytest and return its exit code, also where it is interrupted while it ends.

    Raises Stop where it cannot begin.
    """
    try:
        return pytest.main(flags, plugins=[progress, controller])
    except KeyboardInterrupt:
        if not controller.begun:
            raise
        return pytest.ExitCode.INTERRUPTED
    except OSError as trouble:  # a working folder that is gone, no place for temporary files
        if controller.begun:
            raise
        text = f"the suites cannot be started: {trouble.strerror or trouble}"
        raise Stop(text, INCOMPLETE) from None
