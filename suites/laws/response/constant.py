"""What never changes of an object is shown the same by all answers of a run (G-118).

Suites look at an object before and after they change it; this remembers how it was first seen,
whichever group saw it: what was configured is used by many.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.firsts import constants
from suites.law import exchange_law
from suites.looking.dig import id_of
from suites.looking.say import shown
from suites.looking.walk import returned


def _lasts(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation shows objects of which something never changes."""
    made_now = operation.kind in ("create", "replace")  # nobody has seen it before
    return operation.shows and not made_now and bool(constants(operation, contracts))


@exchange_law(
    clause="G-118", stands_on=("kind", "object"), where=_lasts,
    recorded=False,  # recordings have a rule of their own, and ids that stand for many objects
)  # fmt: skip
def constant(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each such field that shows something else than when it was first seen.

    A value that is withheld is no other value.
    """
    names = constants(operation, contracts)
    for item in returned(exchange, operation):
        first = exchange.firsts.get(str(item.get(ID)))
        for name in names if first is not None else ():
            told = id_of(item.get(name))
            if first is None or name not in first.values or told is None:
                continue
            known = first.values[name]
            if told == known:
                yield None
            else:
                words = f"{name} {shown(known)}, as it was first seen"
                yield Finding(words, f"{name} {shown(told)}", name, exchange=first.exchange.id)
