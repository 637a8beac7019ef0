"""The sandbox's memory: objects by kind and id, in the order in which they were made."""

from __future__ import annotations

import contextlib
import random
import string
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sandbox.errors import ApiError, no_such

Object = dict[str, Any]
_ALPHABET = string.ascii_letters + string.digits
LETTERS = random.Random()  # its own: others may seed the shared one


@contextlib.contextmanager
def same_ids() -> Iterator[None]:
    """Make ids that are the same in each process: what stands from the start is named by them."""
    kept = LETTERS.getstate()
    LETTERS.seed(0)
    try:
        yield
    finally:
        LETTERS.setstate(kept)


def new_id(prefix: str, length: int = 24) -> str:
    """Return an id such as `ich_1MzFMzK8rOTlF7JtkMBKwD3g`."""
    return prefix + "".join(LETTERS.choices(_ALPHABET, k=length))


class Store:
    """Objects are plain JSON dictionaries; `secrets` holds what no response may show."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Object]] = defaultdict(dict)
        self._order: dict[str, list[str]] = defaultdict(list)
        self._place: dict[str, int] = {}
        self._kind_of: dict[str, str] = {}
        self._gone: set[str] = set()  # ids of what was removed
        self.made = 0  # objects, of all kinds, those that are gone among them
        self.secrets: dict[str, dict[str, Any]] = defaultdict(dict)

    @staticmethod
    def now() -> int:
        """Return the unix time in seconds."""
        return int(time.time())

    def insert(self, kind: str, item: Object) -> Object:
        """Keep a new object and return it."""
        self._kinds[kind][item["id"]] = item
        self.made += 1
        self._place[item["id"]] = len(self._order[kind])
        self._order[kind].append(item["id"])
        self._kind_of[item["id"]] = kind
        self._gone.discard(item["id"])
        return item

    def remove(self, id: str) -> None:  # noqa: A002
        """Forget an object; where it stood between others is not forgotten."""
        kind = self._kind_of.pop(id, "")
        self._gone.add(id)
        self._kinds[kind].pop(id, None)
        self.secrets.pop(id, None)

    def find(self, id: str) -> Object | None:  # noqa: A002 - the API's own word
        """Return the object with that id, of any kind, or None."""
        kind = self._kind_of.get(id)
        return self._kinds[kind].get(id) if kind else None

    def peek(self, kind: str, id: str) -> Object | None:  # noqa: A002
        """Return the object of `kind` with that id, or None."""
        return self._kinds[kind].get(id)

    def get(self, kind: str, id: str, param: str | None = None) -> Object:  # noqa: A002
        """Return an object named in a path. Raises the 404 of an unknown id."""
        found = self._kinds[kind].get(id)
        if found is None:
            raise self.missing(kind, id, param)
        return found

    def missing(self, kind: str, id: str, param: str | None = None) -> ApiError:  # noqa: A002
        """Return the refusal of an id in a path that names nothing, or nothing any more."""
        return no_such(kind, id, param, situation="gone" if id in self._gone else "")

    def reference(self, kind: str, id: str, param: str) -> Object:  # noqa: A002
        """Return an object named in a parameter. Raises the 400 of an unknown id."""
        found = self._kinds[kind].get(id)
        if found is None:
            raise no_such(kind, id, param, 400)
        return found

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of which there are objects."""
        return tuple(kind for kind, kept in self._kinds.items() if kept)

    def all(self, kind: str) -> Iterator[Object]:
        """Yield the objects of a kind, oldest first."""
        kept = self._kinds[kind]
        return (kept[name] for name in self._order[kind] if name in kept)

    def newest(self, kind: str) -> Iterator[Object]:
        """Yield the objects of a kind, newest first."""
        kept = self._kinds[kind]
        return (kept[name] for name in reversed(self._order[kind]) if name in kept)

    def place(self, id: str) -> int:  # noqa: A002
        """Return when, in the order of its kind, an object was made: 0 is the oldest."""
        return self._place[id]

    def count(self, kind: str) -> int:
        """Return how many objects of a kind there are."""
        return len(self._kinds[kind])

    def older(self, kind: str, id: str) -> Iterator[Object]:  # noqa: A002
        """Yield what follows `id` in a list that starts with the newest."""
        kept, order = self._kinds[kind], self._order[kind]
        places = range(self._place[id] - 1, -1, -1)
        return (kept[order[i]] for i in places if order[i] in kept)

    def newer(self, kind: str, id: str) -> Iterator[Object]:  # noqa: A002
        """Yield what stands above `id` in a list that starts with the newest, nearest first."""
        kept, order = self._kinds[kind], self._order[kind]
        places = range(self._place[id] + 1, len(order))
        return (kept[order[i]] for i in places if order[i] in kept)
