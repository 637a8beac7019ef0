"""No call makes a bundle (PB-06)."""

from __future__ import annotations

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said
from suites.subjects import called

from .._issuing import BUNDLE, Bench, ask


def _stand(lab: Lab, operation: Operation) -> Bench:
    page = ask(lab, operation.id, {"limit": 1})
    if not page.entries:
        raise Unavailable("no bundle is listed", page, blocked_by=operation.title)
    return Bench(lab, operation)


@law(Family("no_create", called(f"{BUNDLE}.list"), _stand), clause="PB-06")
def collection(stood: Bench) -> Outcome:
    """No call makes a bundle."""
    exchange = stood.lab.ask("POST", stood.operation.path, form={"name": "Assay"})
    return held(exchange.refused, "a refusal", said(exchange), exchange)
