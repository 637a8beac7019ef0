"""A physical card that is shipped somewhere."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family
from suites.subjects import called

from .._issuing import CARD, SHIPPING, new_card


class Shipped(NamedTuple):
    """A physical card with an address."""

    lab: Lab
    operation: Operation
    card: Exchange


def _stand(lab: Lab, operation: Operation) -> Shipped:
    return Shipped(lab, operation, new_card(lab, type="physical", shipping=SHIPPING))


SHIPPED = Family("shipping", called(f"{CARD}.create"), _stand)
