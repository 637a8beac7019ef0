"""Runs against a server that does something of its own in front of the sandbox."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from harness.config import Config
from harness.redaction import Keys
from tests.running import Outcome, run
from tests.suites.faults import Fault
from tests.suites.servers import Upstream, listening


def through(
    fault: Fault, globs: Iterable[str], sandbox: tuple[Config, Keys], folder: Path
) -> Outcome:
    """Hold the sandbox, with a fault in front of it, against the claims that match a glob."""
    only = [part for glob in globs for part in ("--only", glob)]
    upstream = Upstream(str(sandbox[0].base_url))
    with (
        contextlib.closing(upstream),
        listening(lambda call: fault(call, upstream)) as url,
    ):
        return run(url, *only, folder=folder, key=sandbox[1].secret)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return status, id and message of everything that was not found untestable."""
    return [
        (v["status"], v["id"], v["message"])
        for v in outcome.results["verdicts"] if v["status"] != "not_testable"
    ]  # fmt: skip
