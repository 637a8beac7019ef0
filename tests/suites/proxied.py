"""Runs against a server that does something of its own in front of a sandbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from harness.siblings import Siblings
from sandbox.auth import SECRET
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.faults import Fault
from tests.suites.servers import Reference


def through(
    fault: Fault, globs: Iterable[str], *, seeded: bool = False, siblings: Siblings | None = None
) -> Outcome:
    """Hold a new sandbox, with a fault in front of it, against the claims that match a glob.

    `seeded` gives the run the ids of what no call can make; `siblings` are other workers.
    """
    reference = Reference()
    ids: Mapping[str, Sequence[str]] = reference.ids if seeded else {}
    with answering(lambda call: fault(call, reference)) as url:
        return run(url, *globs, ids=ids, key=SECRET, siblings=siblings)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return status, id and message of everything that was not found untestable."""
    return [
        (v["status"], v["id"], v["message"])
        for v in outcome.results["verdicts"] if v["status"] != "not_testable"
    ]  # fmt: skip
