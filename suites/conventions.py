"""What the harness is told of an API: the names that it sends, and those it reads answers by."""

from __future__ import annotations

from contracts.model import Api
from harness.conventions import Conventions


def conventions(api: Api) -> Conventions:
    """Return the conventions of an API as the harness takes them."""
    return Conventions(
        version=api.headers.version, idempotency_key=api.headers.idempotency_key,
        items=api.list.items, more=api.list.more, envelope=api.error.envelope,
        code=api.error.code, locked=api.error.locked,
    )  # fmt: skip
