"""A second line is printed on a card, and so a virtual one has none (CA-23)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, held, law
from suites.looking.say import said
from suites.subjects import called

from .._issuing import CARD, INVALID, SHIPPING, Bench, ask, bench, least, new_card

_LINE = {"second_line": "Assay Ltd"}
_ASKED = Family("second_line", called(f"{CARD}.create"), bench)


@law(_ASKED, clause="CA-23", level="should")
def physical(stood: Bench) -> Outcome:
    """A virtual card with a second line is refused."""
    lab, operation = stood
    twin = new_card(lab, type="physical", shipping=SHIPPING, **_LINE)
    with lab.wrongly():
        exchange = ask(lab, operation.id, {**least(lab, operation.id), "type": "virtual", **_LINE})
    good = exchange.status == INVALID
    return held(good, f"status {INVALID}", said(exchange), exchange, twin)
