"""Answers that hold something else than was sent."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object

NAMES = ("name", "description", "statement_descriptor", "lookup_key", "email")


@seams.objects("POST *")
def texts_cut(item: Object) -> Object:
    """Texts are cut after ten characters."""
    cut = {n: v[:10] for n, v in item.items() if n in NAMES and isinstance(v, str)}
    return {**item, **cut}


@seams.objects("POST /v1/link_account_sessions")
def arrays_added_to(item: Object) -> Object:
    """The last value of an array comes twice."""
    return {**item, "permissions": [*item["permissions"], *item["permissions"][-1:]]}
