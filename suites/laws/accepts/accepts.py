"""Valid forms are accepted: the smallest that works, then each row with each of its values."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Sample
from suites.guessed import check_lower_bound
from suites.law import ROWS, Unavailable, held, law
from suites.laws.accepts._family import ACCEPTED, Forms, samples
from suites.looking.excuses import check_excused
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.say import said
from suites.merit import ALIKE


@law(ACCEPTED, clause="", stands_on=ROWS, each=samples, broad=True, taking=True)
def accepts(forms: Forms, sample: Sample) -> Outcome:
    """A valid form is accepted, and answered with what the operation returns."""
    lab, operation = forms.lab, forms.operation
    exchange = forms.sent(sample)
    check_excused(lab, operation, exchange)
    check_lower_bound(operation, exchange, smallest=sample.form == forms.least)
    if exchange.status == operation.attempt:
        reason = f"the attempt was refused, as it may be ({said(exchange)})"
        raise Unavailable(reason, exchange)
    good = resembles(exchange, operation)
    if good and not lab.merit.lively(operation):
        raise Unavailable(ALIKE, exchange)
    return held(good, wanted(operation), _seen(forms, exchange), exchange)


def _seen(forms: Forms, exchange: Exchange) -> str:
    if exchange.accepted:
        return f"{said(exchange)}, {observed(exchange)}"
    return forms.lab.merit.told(forms.operation, exchange)
