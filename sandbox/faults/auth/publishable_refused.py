"""What a publishable key may not do."""

from __future__ import annotations

from contracts.model import Operation
from sandbox import seams
from sandbox.service import Reply


@seams.admission
def as_good_as_secret(_kind: str, _operation: Operation | None) -> None:
    """A publishable key may do everything."""


@seams.replies()
def bad_request(reply: Reply) -> Reply:
    """The refusal is a 400."""
    return seams.restated(reply, 401, 400)
