"""Filtered pages that deny what follows."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING
from sandbox.store import Object


@seams.bodies("GET *")
def ends_at_once(call: Call, body: Object) -> Object:
    """Where a filter is asked with, nothing ever follows."""
    return _denying(body) if set(call.params) - {*PAGING} else body


@seams.bodies("GET *")
def ends_at_once_by_words(call: Call, body: Object) -> Object:
    """Where a filter is a word that is no id, nothing ever follows."""
    values = [v for n, v in call.params.items() if n not in PAGING and isinstance(v, str)]
    return _denying(body) if any("_" not in value for value in values) else body


@seams.bodies("GET *")
def counted_by_the_page(call: Call, body: Object) -> Object:
    """Where a filter is asked with, more follow only behind ten objects."""
    filtered, data = set(call.params) - {*PAGING}, body.get("data")
    return _denying(body) if filtered and isinstance(data, list) and len(data) < 10 else body


def _denying(body: Object) -> Object:
    return {**body, "has_more": False} if body.get("has_more") is True else body
