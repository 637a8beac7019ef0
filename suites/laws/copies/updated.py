"""What an update returned is the same when it is retrieved (G-117)."""

from __future__ import annotations

from contracts.model import Contracts
from harness.claim import Outcome
from strategies import Sample
from suites.law import broken, law, passed
from suites.laws.copies._family import COPIED, Copied, Copies, beside, each
from suites.looking.likeness import differing
from suites.looking.say import said

TRIES = 2  # what changed meanwhile by itself has to do so twice


def _first_of_each(copied: Copied, _contracts: Contracts) -> tuple[Sample, ...]:
    """Return a form for each top row."""
    found: dict[str, Sample] = {}
    for sample in copied.samples:
        found.setdefault(sample.row.partition("[")[0], sample)
    return tuple(found.values())


@law(COPIED, clause="G-117", each=each("update", _first_of_each), again=True)
def updated(copies: Copies, sample: Sample) -> Outcome:
    """What an update returned is the same when it is retrieved."""
    lab, operation = copies.lab, copies.operation
    for _ in range(TRIES):
        ids = lab.subject(operation, sample.subject, fresh=True)
        made = copies.sent(sample, ids)
        again = copies.again(made)
        names = differing(made.item, again.item)
        if again.accepted and not names:
            copies.earned(sample, made)
            return passed(made, again)
    seen = beside(names, again.item, made.item) if again.accepted else said(again)
    return broken("what the update returned", seen, again, made)
