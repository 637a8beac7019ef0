"""What is wrong with the limits of metadata in several faults."""

from __future__ import annotations

from contracts.model.api import Metadata
from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError, invalid
from sandbox.seams import Params
from sandbox.service import Route


def unlimited(inner: seams.Validate, route: Route, sent: Raw, words: str) -> Params:
    """Take metadata that would be refused with these words as if none had been sent."""
    try:
        return inner(route, sent)
    except ApiError as refusal:
        if words not in refusal.message:
            raise
        row = route.operation.metadata if route.operation else ""
        return inner(route, {name: value for name, value in sent.items() if name != row})


def smaller(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """Refuse the largest metadata that fits."""
    words = route.table.api.metadata if route.table else None
    kept = sent.get(words.row) if words else None
    if words and isinstance(kept, dict) and any(_large(kept, words)):
        raise invalid("It is too large.", words.row)
    return inner(route, sent)


def _large(kept: Raw, words: Metadata) -> tuple[bool, ...]:
    """Whether each part is well above half of what it may be."""
    key, value = words.key_length * 3 // 4, words.value_length * 3 // 5
    parts = (len(name) > key or len(str(text)) > value for name, text in kept.items())
    return len(kept) > words.keys * 2 // 5, *parts
