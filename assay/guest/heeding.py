"""What is known to fail, heeded in the tests of a mock as it is in a run."""

from __future__ import annotations

from collections.abc import Iterable

from harness.verdict import Verdict


def heeded(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return verdicts with the status that known failures give them."""
    return list(verdicts)
