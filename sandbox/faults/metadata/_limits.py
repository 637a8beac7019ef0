"""What is wrong with the limits of metadata in several faults."""

from __future__ import annotations

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
    row = route.operation.metadata if route.operation else ""
    kept = sent.get(row)
    if isinstance(kept, dict) and any(_large(kept)):
        raise invalid("It is too large.", row)
    return inner(route, sent)


def _large(metadata: Raw) -> tuple[bool, ...]:
    lengths = [(len(key), len(str(value))) for key, value in metadata.items()]
    return len(metadata) > 20, *(key > 30 or value > 300 for key, value in lengths)
