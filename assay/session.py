"""Runs the suites with pytest, in this process or spread over workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.bundle_path import bundle
from assay.progress import Progress
from assay.settings import Settings
from assay.trouble import USAGE, Stop

_INI = Path(__file__).parent / "suites.ini"
_FINE = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


def run_suites(settings: Settings, allure: Path | None = None) -> bool:
    """Run the suites in this process, or spread over workers. Return whether they reached the end.

    Raises Stop when pytest itself could not start.
    """
    arguments = [
        str(bundle() / "suites"), "-c", str(_INI), "--rootdir", str(bundle()), "-p", "no:terminal",
        "-p", "assay.plugin", "-p", "no:cacheprovider", "--import-mode=importlib",
    ]  # fmt: skip
    if settings.workers > 1:
        arguments += ["-n", str(settings.workers), "--dist", "loadgroup"]
    if allure is not None:
        arguments += ["--alluredir", str(allure)]
    progress = Progress()
    code = pytest.main(arguments, plugins=[progress])
    progress.close()
    if code == pytest.ExitCode.USAGE_ERROR:
        raise Stop("pytest could not start the suites", USAGE)
    return code in (*_FINE, pytest.ExitCode.NO_TESTS_COLLECTED)
