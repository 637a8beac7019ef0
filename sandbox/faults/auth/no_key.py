"""Requests without a key."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply


@seams.keys
def let_in(inner: seams.Kind, header: str) -> str:
    """Who has no key may do everything."""
    return inner(header) if header else "secret"


@seams.replies()
def forbidden(reply: Reply) -> Reply:
    """Who has no key is told 403."""
    return seams.restated(reply, 401, 403)
