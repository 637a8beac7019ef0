"""What pytest makes of a group: which items ask one, and what their verdicts make them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assay.run.progress import PROPERTY, SENT
from harness.ledger import roll_up
from harness.verdict import Verdict
from suites.plan import Group


def groups_of(items: Iterable[pytest.Item]) -> list[Group]:
    """Return the groups that items ask, in their order."""
    found = (getattr(item, "callspec", None) for item in items)
    given = [spec.params.get("group") for spec in found if spec is not None]
    return [group for group in given if isinstance(group, Group)]


def count(item: pytest.Item, verdicts: list[Verdict], sent: int = 0) -> None:
    """Let whoever shows the progress of a run know of verdicts, and of requests that were sent."""
    item.user_properties.append((SENT, sent))
    item.user_properties.append((PROPERTY, {v.id: v.status for v in roll_up(verdicts)}))


def decide(verdicts: list[Verdict], base_url: str) -> None:
    """Let an item be green only when all that was asked of it passed."""
    failed = [v for v in verdicts if v.status in ("fail", "error")]
    if failed:
        lines = [f"{v.status} {v.id} ({v.clause}): {v.message}" for v in failed[:20]]
        head = f"{len(failed)} claims broken at {base_url}"
        pytest.fail("\n".join([head, *lines]), pytrace=False)
    others = [v for v in verdicts if v.status not in ("pass", "noted")]
    if others:
        pytest.skip(f"{len(others)} of {len(verdicts)}: {others[0].status} {others[0].message}")
    if not any(v.status == "pass" for v in verdicts):
        pytest.skip("probes only: what was seen is no pass" if verdicts else "nothing was judged")
