"""A list is not filtered by two kinds of customers at once (PI-03).

That they exclude each other is seen where the second kind alone is taken: an account that does not
know it refuses it beside the first as well.
"""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said
from suites.subjects import called

_NOBODY = "assay_unknown_id"


class Both(NamedTuple):
    """A list, and its answer to the two filters together."""

    lab: Lab
    operation: Operation
    answer: Exchange


def _stand(lab: Lab, operation: Operation) -> Both:
    form = lab.provision.fill({"customer": "@customer", "customer_account": _NOBODY})
    with lab.wrongly():
        return Both(lab, operation, lab.call(operation, form))


@law(Family("two_owners", called("payment_intent.list"), _stand), clause="PI-03", level="should")
def refused(stood: Both) -> Outcome:
    """A list is not filtered by two kinds of customers at once."""
    lab, operation, answer = stood
    if answer.accepted:
        return held(False, "a refusal of both together", said(answer), answer)
    with lab.wrongly():
        alone = lab.call(operation, {"customer_account": _NOBODY})
    if not alone.accepted:
        raise Unavailable("the second kind is refused alone as well", answer, alone)
    return held(answer.refused, "a refusal of both together", said(answer), answer, alone)
