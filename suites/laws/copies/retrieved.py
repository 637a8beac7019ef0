"""What was created is the same when it is retrieved (G-116)."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Sample
from suites.law import Unavailable, broken, law, passed
from suites.laws.copies._family import COPIED, Copies, beside, each, place_of
from suites.looking.likeness import differing
from suites.looking.say import said


@law(
    COPIED, clause="G-116", each=each("create", lambda copied, _contracts: copied.samples),
    again=True,
)  # fmt: skip
def retrieved(copies: Copies, sample: Sample) -> Outcome:
    """What was created is the same when it is retrieved.

    What was made earlier costs no request, but time went by: a difference has to show itself in
    an object that is retrieved at once.
    """
    made = copies.known(sample, _earlier(copies, sample))
    again = copies.once(made)
    if not again.accepted or differing(made.item, again.item):
        made = copies.sent(sample, {})
        again = copies.again(made)
    names = differing(made.item, again.item)
    if not again.accepted or names:
        return _otherwise(copies, made, again, names)
    copies.earned(sample, made)
    copies.kept[place_of(sample)] = again
    return passed(made, again)


def _earlier(copies: Copies, sample: Sample) -> Exchange:
    """Return the answer to a form that may have been sent before. Raises Unavailable."""
    return copies.lab.merit.accepted(copies.operation, sample.form, sample.subject)


def _otherwise(copies: Copies, made: Exchange, again: Exchange, names: list[str]) -> Outcome:
    life = copies.life
    state = made.item.get(life.field) if life else None
    if life is not None and state in life.restless:
        raise Unavailable(f"it is {state}, and may be done any moment", made, again)
    seen = beside(names, again.item, made.item) if again.accepted else said(again)
    return broken("what create returned", seen, again, made)
