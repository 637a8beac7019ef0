"""Objects stand newest first (G-65, G-66); those of one second in any order."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise

from contracts.model import Contracts, Operation
from contracts.model.api import TIMES
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, held, law
from suites.laws.pagination._family import PAGED
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined, shown
from suites.looking.times import SECONDS, seconds

SECOND = 1.05  # what tells one `created` from the next
_DAY = 86_400  # seconds: a clock that is further from ours is another
_SURE = 0.02  # by which one clock may be behind the other


def _ordered(operation: Operation, contracts: Contracts) -> bool:
    """Whether newest first is promised, or the convention for lists of made objects (PI-01)."""
    order = contracts.api.list.order
    dated = any(f.name == order for f in contracts.resource(operation.returns).fields)
    made = operation.population is not None and bool(operation.population.steps)
    return dated and (operation.ordered or made)


@law(PAGED, clause="G-65", where=_ordered)
@steady(2)
def newest_first(read: Reading) -> Outcome:
    """Objects stand newest first.

    One more is made once, of a later second where all are of one. Raises Unavailable when it is
    not.
    """
    page, times = _seen(read)
    if times and not _at_once(times) and not read.grown:  # whether they are is up to the clock
        page, times = _grown(read)
    for pause in _pauses(times[0] if times else None):
        if _at_once(times):
            time.sleep(pause)
            page, times = _grown(read)
    if _at_once(times) and _dated(times):
        raise Unavailable(f"all objects of the list have {_field(read)} {times[0]}", page)
    good = _dated(times) and times == sorted(times, reverse=True)  # type: ignore[type-var]
    name = _field(read)
    return held(good, f"`{name}` never rises along the list", _rise(name, times), page)


def _at_once(times: Sequence[object]) -> bool:
    """Whether all objects have one and the same time, whatever a server shows for it."""
    return bool(times) and all(seen == times[0] for seen in times)


def _field(read: Reading) -> str:
    """Return the field by which the newest stand first."""
    return read.lab.contracts.api.list.order


def _dated(times: Sequence[object]) -> bool:
    """Whether all are times of one sort: seconds, or texts that sort as their times do."""
    return all(type(seen) is int for seen in times) or all(type(seen) is str for seen in times)


def _grown(read: Reading) -> tuple[Exchange, list[object]]:
    read.grown = True
    with contextlib.suppress(Unavailable):
        read.shelf.add()
    return _seen(read)


def _seen(read: Reading) -> tuple[Exchange, list[object]]:
    page = read.shelf.page(limit=100)
    name = _field(read)
    field = read.lab.contracts.resource(read.operation.returns).field(name)
    form = field.format if field is not None and field.format in TIMES else SECONDS
    times = [item.get(name) for item in data_of(page)]
    if form == SECONDS or None in [seconds(seen, form) for seen in times]:
        return page, times
    return page, [int(seconds(seen, form) or 0) for seen in times]


def _pauses(created: object) -> Iterator[float]:
    """Yield how long to wait until another object is of a later second than one made just now.

    Where the clock of the target seems to be ours, the second ends when it does here; it is another
    clock all the same, and so a whole second is waited for when that was too short.
    """
    now = time.time()
    left = SECOND
    if isinstance(created, int) and abs(created - int(now)) <= _DAY:
        left = created + 1 - now
    if -1 < left <= 1:
        yield max(left, 0) + _SURE
    yield SECOND


def _rise(name: str, times: Sequence[object]) -> str:
    """Say where the newer stands below the older."""
    for place, (above, below) in enumerate(pairwise(times)):
        if not _dated([above, below]) or above < below:  # type: ignore[operator]
            return f"{name} {shown(above)}, then {shown(below)} (places {place} and {place + 1})"
    return f"{name}: {joined(times)}"
