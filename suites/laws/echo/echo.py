"""What was sent is found again in the fields of the same names of the object (G-117)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Sample, otherwise, smallest
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms, samples
from suites.looking.echo import Difference, comparable, compare
from suites.looking.likeness import resembles
from suites.merit import SAME_BORN, STILL

UNSENT = "the answer shows it as well when it is not sent"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield what the claims about forms are about of which a field of the object shows anything."""
    for about in samples(operation, contracts) if operation.changes else ():
        if comparable(operation, contracts, about.given.form, about.given.row):
            yield about


@law(
    ACCEPTED,
    clause="",
    stands_on=("echo", "row.items", "row.references", "row.type", "row.values"),
    each=_each,
    taking=True,
)
def echo(forms: Forms, sample: Sample) -> Outcome:
    """What was sent is what the object shows: seen where it does not show it anyway."""
    lab, operation = forms.lab, forms.operation
    exchange = forms.taken(sample)
    found = _differences(forms, sample, exchange)
    if not found and operation.kind == "create" and lab.merit.same_born(operation):
        raise Unavailable(SAME_BORN, exchange)
    if not found and operation.kind == "update" and not lab.merit.stirs(operation):
        raise Unavailable(STILL, exchange)
    if not found and _shown_unsent(forms, sample, exchange):
        moved = _moved(forms, sample) if operation.kind == "update" else None
        if moved is None:
            raise Unavailable(UNSENT, exchange)
        found, exchange = moved
    if not found:
        return passed(exchange)
    promised = [difference for difference in found if not difference.probe]
    seen = "; ".join(str(difference) for difference in promised or found)
    return broken("what was sent, in the fields of the same names", seen, exchange,
                  level=None if promised else "probe")  # fmt: skip


def _differences(forms: Forms, sample: Sample, exchange: Exchange) -> list[Difference]:
    """Return how an answer differs from what was sent. Raises Unavailable."""
    found = compare(forms.operation, forms.lab.contracts, exchange, sample.row)
    if found is None:
        raise Unavailable("nothing that was sent has a field of the same name", exchange)
    return found


def _shown_unsent(forms: Forms, sample: Sample, exchange: Exchange) -> bool:
    """Whether an update or action that does not send a row answers with the same values."""
    operation = forms.operation
    if operation.kind == "create" or not sample.row:
        return False
    plain = _plain(forms, sample)
    sent = sample.row.partition("[")[0] in smallest(operation)
    if sent or not plain.accepted:
        return False
    return _differences(forms, sample, replace(exchange, response=plain.response)) == []


def _plain(forms: Forms, sample: Sample) -> Exchange:
    """Return the answer to the smallest form, to an object like the one that the sample went to."""
    lab, operation, own = forms.lab, forms.operation, sample.subject.rstrip("!")
    if own in ("", operation.subject.rstrip("!")):
        return forms.smallest()
    ids = lab.subject(operation, sample.subject, fresh=True)
    return lab.call(operation, lab.provision.fill(smallest(operation)), ids)


def _moved(forms: Forms, sample: Sample) -> tuple[list[Difference], Exchange] | None:
    """Send another value of a row and then the sample again; return what is not as it was sent.

    None when the other value is refused: then nothing shows that the row is read at all.
    """
    lab, operation, other = forms.lab, forms.operation, otherwise(forms.operation, sample)
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
