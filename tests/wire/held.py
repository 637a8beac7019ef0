"""Holds the contracts against a sandbox behind changes, in this process."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from suites.law import Profile
from tests import running
from tests.wire.proxy import PUBLISHABLE, SECRET, serving
from tests.wire.tables import FAULTS, TOLERATED


@dataclass(frozen=True, slots=True)
class Held:
    """What a run found behind changes: complaints, each with its status, id and message."""

    names: tuple[str, ...]
    complaints: tuple[str, ...]
    judged: int
    requests: int
    statuses: dict[str, int]

    @property
    def noticed(self) -> bool:
        """Whether anything failed or was warned of."""
        return any(text.startswith(("fail", "warn")) for text in self.complaints)

    def told(self) -> str:
        """Return the lines for people."""
        head = "NOTICED" if self.noticed else "silent "
        names = " + ".join(self.names)
        first = f"{head} {names}: {self.requests} requests, {self.statuses}"
        return "\n".join([first, *(f"    {text[:300]}" for text in self.complaints[:8])])

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return dataclasses.asdict(self)


def held(names: Sequence[str], profile: Profile = "smoke", seed: int = 1) -> Held:
    """Run a profile against a fresh sandbox behind the changes of these names."""
    known = {**TOLERATED, **FAULTS}
    with serving(*(known[name] for name in names)) as (url, proxy):
        found = running.run(
            url, profile=profile, ids=proxy.ids(), key=SECRET, publishable=PUBLISHABLE,
            seed=seed,
        )  # fmt: skip
    verdicts = found.results["verdicts"]
    statuses: dict[str, int] = {}
    for verdict in verdicts:
        statuses[verdict["status"]] = statuses.get(verdict["status"], 0) + 1
    complaints = [f"{v['status']} {v['id']}: {v.get('message', '')}" for v in verdicts
                  if v["status"] in ("fail", "warn", "error")]  # fmt: skip
    judged = sum(statuses.get(name, 0) for name in ("pass", "fail", "warn", "noted"))
    return Held(tuple(names), tuple(complaints), judged, proxy.seen, statuses)
