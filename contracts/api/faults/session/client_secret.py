"""The secrets of sessions."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/link_account_sessions")
def shared(item: Object) -> Object:
    """All sessions have one secret."""
    change = {"client_secret": "fcsess_secret_one_for_all"}
    return {**item, **change}
