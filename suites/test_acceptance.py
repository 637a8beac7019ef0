"""Valid forms are accepted, and what was sent is echoed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import Sample, coverage, expansions, otherwise, smallest
from suites.excuses import excuse
from suites.law import Unavailable
from suites.legacy import ALIKE, SAME_BORN, Claim, Lab, said
from suites.looking.echo import Difference, compare
from suites.looking.likeness import observed, resembles, wanted
from suites.scope import operations
from suites.unchanged import STILL, stirs

# What the text calls an attempt may be refused although the form is valid (L499, L1023).
_ATTEMPTS = {
    "issuing.token.update": 400, "payment_intent.increment_authorization": 402,
}  # fmt: skip

UNSENT = "the answer shows it as well when it is not sent"


def _claim(operation: Operation, sample: Sample, topic: str) -> Claim:
    place = ".".join(filter(None, (sample.row, sample.label)))
    name = f"{operation.id}.{topic}" + (f".{place}" if place else "")
    return Claim(name, f"L{sample.source}", operation.title, "must", f"L{sample.source}")


@pytest.mark.parametrize("operation", operations(lambda _operation: True))
def test_acceptance(lab: Lab, operation: Operation) -> None:
    """The smallest working request is accepted, then each row with each of its values."""
    samples = coverage(operation, expand=expansions(lab.contracts, operation))
    first, *rest = samples
    twin = _send(lab, operation, first)
    rest = [sample for sample in rest if _wanted(lab, operation, sample)]
    if lab.profile == "smoke" or not rest:
        return
    good = isinstance(twin, Exchange) and resembles(twin, operation)
    reason = "" if good else lab.ready(operation)
    for sample in rest:
        claim = _claim(operation, sample, "accepts")
        if reason and lab.judge.asked(claim.id):
            lab.untestable(claim, reason)
        elif not reason:
            _send(lab, operation, sample)


def _wanted(lab: Lab, operation: Operation, sample: Sample) -> bool:
    accepts = _claim(operation, sample, "accepts").id
    return lab.judge.asked(accepts) or lab.judge.wanted(f"{operation.id}.echo")


def _send(lab: Lab, operation: Operation, sample: Sample) -> Exchange | None:
    claim = _claim(operation, sample, "accepts")
    if not _wanted(lab, operation, sample):
        return None
    twin = lab.twin(operation, sample.form, sample.subject)
    if isinstance(twin, str):
        lab.untestable(claim, twin)
        return None
    reason = excuse(lab, operation, twin)
    if reason:
        lab.untestable(claim, reason, twin)
        return None
    if twin.status == _ATTEMPTS.get(operation.id):
        lab.untestable(claim, f"the attempt was refused, as it may be ({said(twin)})", twin)
        return None
    good = resembles(twin, operation)
    if good and not lab.lively(operation):
        lab.untestable(claim, ALIKE, twin)
        return None
    seen = f"{said(twin)}, {observed(twin)}" if twin.accepted else lab.told_of(operation, twin)
    lab.held(claim, good, wanted(operation), seen, twin)
    if good and operation.method == "POST":
        _judge_echo(lab, operation, sample, twin)
    return twin


def _shown_unsent(lab: Lab, operation: Operation, sample: Sample, exchange: Exchange) -> bool:
    """Whether an update or action that does not send a row answers with the same values."""
    if operation.kind == "create" or not sample.row:
        return False
    plain = lab.minimal(operation)
    sent = sample.row.partition("[")[0] in smallest(operation)
    if sent or isinstance(plain, str) or not plain.accepted:
        return False
    return compare(operation, lab.contracts, replace(exchange, response=plain.response),
                   sample.row) == []  # fmt: skip


def _judge_echo(lab: Lab, operation: Operation, sample: Sample, exchange: Exchange) -> None:
    claim = _claim(operation, sample, "echo")
    if not lab.judge.asked(claim.id):
        return
    found = compare(operation, lab.contracts, exchange, sample.row)
    if found is None:
        return
    if not found and operation.kind == "create" and lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, exchange)
        return
    if not found and operation.kind == "update" and not stirs(lab, operation):
        lab.untestable(claim, STILL, exchange)
        return
    if not found and _shown_unsent(lab, operation, sample, exchange):
        moved = _moved(lab, operation, sample) if operation.kind == "update" else None
        if moved is None:
            lab.untestable(claim, UNSENT, exchange)
            return
        found, exchange = moved
    lab.held(claim, not found, "what was sent, in the fields of the same names",
             "; ".join(str(difference) for difference in found), exchange)  # fmt: skip


def _moved(
    lab: Lab, operation: Operation, sample: Sample
) -> tuple[list[Difference], Exchange] | None:
    """Send another value of a row and then the sample again; return what is not as it was sent.

    None when the other value is refused: then nothing shows that the row is read at all.
    """
    other = otherwise(operation, sample)
    if other is None:
        return None
    try:
        ids = lab.subject(operation, sample.subject, fresh=True)
        for form in (other, sample.form):
            exchange = lab.call(operation, lab.provision.fill(form), ids)
            found = compare(operation, lab.contracts, exchange, sample.row)
            if found is None or not resembles(exchange, operation):
                return None
            if found or form is sample.form:
                return found, exchange
    except Unavailable:
        pass
    return None
