"""What is refused changes nothing, except by a failed attempt such as a decline (G-30)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy

from sandbox.errors import ApiError
from sandbox.store import Store


@contextmanager
def unchanged(store: Store, ids: Iterable[str]) -> Iterator[None]:
    """Put the objects of these ids back to what they were when the body raises ApiError."""
    items = [item for item in map(store.find, ids) if item is not None]
    before = [(item, deepcopy(item), deepcopy(store.secrets[item["id"]])) for item in items]
    try:
        yield
    except ApiError as refusal:
        for item, kept, secrets in before if not refusal.attempt else ():
            item.clear()
            item.update(kept)
            store.secrets[item["id"]] = secrets
        raise
