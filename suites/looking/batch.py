"""A batch of broken forms: each is sent when its twin is accepted, and is refused as documented.

A refusal proves something only when the valid form it was made of is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Violation
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.left import Left
from suites.looking.once import Once
from suites.looking.refusals import at_most, gravest, mismatches, refused
from suites.looking.unchanged import Unchanged
from suites.looking.violations import name_of
from suites.objects.spare import Spare


def asked_of(lab: Lab, violations: Sequence[Violation]) -> list[Violation]:
    """Return the violations that a claim of the group is about: a smoke run asks a few of many."""
    asked = {about.given for about in lab.about if isinstance(about.given, str)}
    return [violation for violation in violations if name_of(violation) in asked]


class Batch:
    """The violations of one operation, sent in their order when the first answer is asked for.

    The twins go first: they are accepted, so they change what they are sent to.
    """

    def __init__(self, lab: Lab, operation: Operation, violations: Sequence[Violation]) -> None:
        self._lab = lab
        self._operation = operation
        self._violations = violations
        for violation in violations:
            lab.merit.twin(operation, violation.base, violation.subject)
        lab.renew(operation)  # what an earlier refusal wrongly did would hide that it is done again
        self._object = Unchanged(lab, operation)
        self._left = Once(lambda: Left(lab, operation))
        self._spare = Spare(lab.provision)
        self._answers = Once(self._ask)

    def answer(self, name: str) -> Outcome:
        """Return what the answer to a violation says of its clause. Raises Unavailable."""
        found = self._answers()[name]
        if isinstance(found, Unavailable):
            raise found
        return found

    def unchanged(self) -> Outcome:
        """Return whether the refusals left their object as it was. Raises Unavailable."""
        self._answers()
        return self._object.outcome()

    def nothing_left(self) -> Outcome:
        """Return whether the refusals left no object behind. Raises Unavailable."""
        self._answers()
        return self._left().outcome()

    def _ask(self) -> dict[str, Outcome | Unavailable]:
        found: dict[str, Outcome | Unavailable] = {}
        if self._lab.profile != "smoke":  # a quick run leaves lists alone
            self._left()
        for violation in self._violations:
            try:
                found[name_of(violation)] = self._one(violation)
            except Unavailable as lacking:
                found[name_of(violation)] = lacking
        return found

    def _one(self, violation: Violation) -> Outcome:
        """Send a violation in each of its ways, up to a breach that nothing outranks.

        Raises Unavailable when its twin is not accepted.
        """
        twin = self._lab.merit.accepted(self._operation, violation.base, violation.subject)
        found: list[Outcome] = []
        for wrong in (violation, *violation.also):
            found.append(self._tried(wrong, twin))
            if not found[-1].holds and found[-1].level == "must":
                break
        return gravest(found)

    def _tried(self, violation: Violation, twin: Exchange) -> Outcome:
        """Send a broken form and judge the answer.

        One that is not the documented one is asked for again when something earlier had
        changed the object, or when the form named one that an earlier form had named: it may
        have spoken of the object, not of the form.
        """
        lab = self._lab
        situation = at_most(lab.contracts.situations[violation.situation], violation.level)
        exchange, ids = self._send(violation)
        wrong = exchange.refused and any(mismatches(exchange, situation, violation.params))
        if wrong and (self._spare.drop() or self._object.spoilt()):
            exchange, ids = self._send(violation)
        self._object.saw(violation, exchange)
        if self._lab.profile != "smoke":
            self._left().saw(violation, exchange)
        if not exchange.refused:  # what a broken form did to its object must not spoil the next
            lab.spent(ids)
        return refused(situation, violation.params, twin, exchange)

    def _send(self, violation: Violation) -> tuple[Exchange, dict[str, str]]:
        lab, operation = self._lab, self._operation
        ids = lab.subject(operation, violation.subject, fresh=False)
        form = self._spare.fill(violation.form)
        with lab.wrongly():
            exchange = lab.call(operation, form, ids)
        self._spare.answered(exchange)
        return exchange, ids
