"""The one pytest module: an item is a group, claims that share requests.

An item is green when all its claims passed. What has one entry a verdict is rendered from the
ledger, not from pytest.
"""

from __future__ import annotations

from typing import Any

from suites.plan import Group


def test_group(group: Group, bench: Any) -> None:
    """Ask the claims of one group and record what was found."""
    bench.hold(group)
