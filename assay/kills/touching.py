"""Which groups of a plan a fault can touch at all: those of which it changes an answer.

The requests of a clean run are put to a broken sandbox again, in their order, without a client.
Ids and times are those of the clean run, so that answers can be compared byte by byte. A group all
of whose answers are the same sees nothing, and need not be held: that is nine tenths of the work.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from sandbox import store
from sandbox.errors import Dropped
from sandbox.service import Reply, Service

STARTED = int(time.time())  # the second at which every answer is given
_DRAWN = store.LETTERS  # what ids are drawn from


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a clean run as it reached the sandbox, and its answer."""

    group: str
    request: tuple[str, str, str, Mapping[str, str], bytes]
    reply: Reply


@contextmanager
def same_every_time(second: int = STARTED) -> Iterator[None]:
    """Let sandboxes that are made meanwhile draw the same ids and numbers, at the same second.

    What another process recorded is compared at the second of its recording.
    """
    _DRAWN.seed(0)
    with (
        patch.object(store.Store, "now", staticmethod(lambda: second)),
        patch.object(random.SystemRandom, "getrandbits", lambda _self, k: _DRAWN.getrandbits(k)),
    ):
        yield
    _DRAWN.seed()


def recorded(service: Service, group: Callable[[], str]) -> list[Asked]:
    """Return a list that is filled with what a service is asked from now on, and by which group."""
    found: list[Asked] = []
    inner = service.handle

    def handle(*request: Any) -> Reply:
        _DRAWN.seed(len(found) + 1)
        reply = inner(*request)
        found.append(Asked(group(), request, reply))
        return reply

    service.handle = handle  # type: ignore[method-assign, assignment]
    return found


def touched(
    service: Service, before: Sequence[Asked], bare: Callable[[Reply], Reply] = lambda found: found
) -> set[str]:
    """Return the groups that a broken service answers otherwise than the clean one did.

    `bare` takes away from an answer what does not count.
    """
    found: set[str] = set()
    for number, asked in enumerate(before, 1):
        if asked.group in found and asked.request[0] == "GET":
            continue
        _DRAWN.seed(number)
        answer = _answer(service, asked)
        if answer != asked.reply and (answer is None or bare(answer) != bare(asked.reply)):
            found.add(asked.group)
    return found


def _answer(service: Service, asked: Asked) -> Reply | None:
    """Return the answer of a service to a request, None when it gives none."""
    try:
        return service.handle(*asked.request)
    except Dropped:
        return None
