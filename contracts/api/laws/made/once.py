"""A capture makes one transaction (TX-08); others that a list shows are of other cards."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, held, law
from suites.looking.dig import id_of
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import TRANSACTION, capture, done


class Captured(NamedTuple):
    """A card, and the transaction of the one capture that was made of it."""

    lab: Lab
    card: str
    transaction: str


def _stand(lab: Lab, _operation: Operation) -> Captured:
    card = lab.provision.obtain("@issuing.card:active!")
    return Captured(lab, card, capture(lab, card, 1000))


@law(Family("made", called(f"{TRANSACTION}.list"), _stand), clause="TX-08")
def once(stood: Captured) -> Outcome:
    """A capture makes one transaction."""
    lab, card, name = stood
    page = done(lab, f"{TRANSACTION}.list", {"card": card})
    items = [item for item in page.entries or [] if isinstance(item, dict)]
    ids = [item.get("id") for item in items if id_of(item.get("card")) == card]
    return held(ids == [name], f"one transaction of the card, {name}",
                f"{len(ids)} of the card: {shown(ids)}", page)  # fmt: skip
