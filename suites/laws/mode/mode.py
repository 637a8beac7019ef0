"""All that a key is shown is of one mode: objects of the other are unknown to it (G-51, G-113).

A server of one's own may say that it is live; what it shows has to agree.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from contracts.model import Contracts, Field, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.likeness import resembles
from suites.looking.pages import fill
from suites.looking.walk import promised
from suites.objects.needed import needed

_NONE = "no object whose mode can be compared"
_ENOUGH = 2  # kinds of objects that are all of one mode: that is the usual one


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, the paths and values of the mode in it, and the mode that is usual."""

    answer: Exchange
    modes: list[tuple[str, bool]]
    usual: bool


def _moded(contracts: Contracts) -> Iterator[Operation]:
    """Yield the operations that return objects with a mode."""
    name = contracts.api.object.mode
    for operation in contracts.operations:
        if any(field.name == name for field in contracts.resource(operation.returns).fields):
            yield operation


def _modes(lab: Lab, exchange: Exchange | str, operation: Operation) -> list[tuple[str, bool]]:
    """Return the paths and values of the mode in an accepted answer, an object's own first.

    What else a server shows of its own accord, under names that no table has, is its own affair.
    """
    if isinstance(exchange, str) or not resembles(exchange, operation):
        return []
    mode = lab.contracts.api.object.mode
    found = [(leaf.bare, leaf.value)
             for leaf in promised(exchange, operation, lab.contracts, _moded_by(mode))
             if isinstance(leaf.value, bool)]  # fmt: skip
    return sorted(found, key=lambda one: one[0].count("."))


@cache
def _moded_by(mode: str) -> Callable[[Field], bool]:
    """Return what accepts the field of the mode."""
    return lambda field: field.name == mode


def _usual(lab: Lab) -> bool | None:
    """Return the mode of most kinds of objects that this run has made, or None.

    Those that were made anyway come first, then what needs least; no more are where enough agree.
    """
    made = [o for o in lab.contracts.operations if o.kind == "create"]
    found: Counter[bool] = Counter()
    for operation in sorted(made, key=partial(_cost, lab)):
        found.update(value for _, value in _modes(lab, lab.merit.minimal(operation), operation)[:1])
        if len(found) == 1 and found.total() == _ENOUGH:
            break
    ranks = found.most_common()
    unclear = not ranks or (len(ranks) > 1 and ranks[0][1] == ranks[1][1])
    return None if unclear else ranks[0][0]


def _cost(lab: Lab, operation: Operation) -> tuple[bool, int]:
    """Return what it takes to see what a creation makes, to sort by: least first."""
    return not lab.merit.tried(operation), len(needed(lab.contracts, operation))


def _stand(lab: Lab, operation: Operation) -> Shown:
    """Return what an operation shows. Raises Unavailable when no mode can be compared."""
    answer = lab.merit.minimal(operation)
    if operation.kind == "list" and not _modes(lab, answer, operation):
        with contextlib.suppress(Unavailable):
            answer = fill(lab, operation, 1).page()
    if isinstance(answer, str):
        raise Unavailable(f"{_NONE}: {answer}", blocked_by=f"{operation.id}.accepts")
    modes, usual = _modes(lab, answer, operation), _usual(lab)
    if not modes or usual is None:
        blocker = "" if resembles(answer, operation) else f"{operation.id}.accepts"
        raise Unavailable(_NONE, answer, blocked_by=blocker)
    return Shown(answer, modes, usual)


MODED = Family("mode", _moded, _stand, stands_on=("kind", "object"))


@law(MODED, clause="G-113", taking=True)
def mode(shown: Shown) -> Outcome:
    """An operation shows objects of the mode that all others show."""
    wrong = [path for path, value in shown.modes if value is not shown.usual]
    return held(not wrong, f"livemode {str(shown.usual).lower()} as everywhere",
                f"{', '.join(wrong[:2])} {str(not shown.usual).lower()}", shown.answer)  # fmt: skip
