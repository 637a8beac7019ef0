"""What changed since an earlier run: the baseline that was named, or the run before this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from reports.formats.results import moment

MOST = 200  # claims that are listed of each kind
_KINDS = {
    "new": "newly broken", "mended": "mended", "unjudged": "judged before, and not any more",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """How a run compares with an earlier one.

    `started` is a time in ISO 8601; `kinds` are words, how many claims and the first of them;
    `before` is how many claims were broken already; `notes` in what the earlier run was another.
    """

    what: str
    run: str
    started: str
    kinds: tuple[tuple[str, int, tuple[str, ...]], ...]
    before: int
    notes: tuple[str, ...]


def changes(ledger: Ledger) -> Changes | None:
    """Return what changed since the run that a ledger's footer was held against, if any."""
    footer = ledger.footer or {}
    for name, what in (("baseline", "the baseline"), ("previous", "the run before")):
        found: Mapping[str, Any] | None = footer.get(name)
        if found:
            return _told(what, found)
    return None


def _told(what: str, found: Mapping[str, Any]) -> Changes:
    listed = ((words, tuple(found.get(name) or ())) for name, words in _KINDS.items())
    kinds = tuple((words, len(ids), ids[:MOST]) for words, ids in listed if ids)
    started = found.get("started")
    return Changes(
        what, str(found.get("run") or ""), moment(started) or str(started or ""), kinds,
        len(found.get("before") or ()), tuple(found.get("notes") or ()),
    )  # fmt: skip
