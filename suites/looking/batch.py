"""A batch of broken forms: each is sent when its twin is accepted, and is refused as documented.

A refusal proves something only when the valid form it was made of is accepted. Where that one is
refused though the operation works, how the broken one is refused is still promised: what is not as
documented is a breach, which follows from the refusal of the valid one; what is proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.model import Contracts, Operation, Situation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Violation, coverage, expansions
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.excuses import excuse
from suites.looking.left import Left
from suites.looking.likeness import resembles
from suites.looking.mentioned import Mentioned
from suites.looking.once import Once, per_operation
from suites.looking.refusals import at_most, gravest, mismatches, refused
from suites.looking.unchanged import Unchanged
from suites.looking.violations import name_of
from suites.objects.spare import Spare


def asked_of(lab: Lab, violations: Sequence[Violation]) -> list[Violation]:
    """Return the violations that a claim of the group is about: a smoke run asks a few of many."""
    asked = {about.given for about in lab.about if isinstance(about.given, str)}
    return [violation for violation in violations if name_of(violation) in asked]


def accepting(lab: Lab, operation: Operation, row: str) -> str:
    """Return the claim that a valid form with a row is accepted, "" where no form has it alone."""
    samples = _sampled(operation, lab.contracts)
    near = [(at, label) for at, label in samples if row == at or row.startswith(f"{at}[")]
    if not near:
        return ""
    best, label = max(near, key=lambda sample: len(sample[0]))
    return ".".join(filter(None, (operation.id, "accepts", best, label)))


@per_operation
def _sampled(operation: Operation, contracts: Contracts) -> tuple[tuple[str, str], ...]:
    """Return row and label of each valid form of the plan that has a row."""
    samples = coverage(operation, expand=expansions(contracts, operation))
    return tuple((sample.row, sample.label) for sample in samples if sample.row)


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
        self._mentioned = Mentioned(lab, operation)
        self._spare = Spare(lab.provision)
        self._sent = False  # whether a broken form was
        self._answers = Once(self._ask)

    def answer(self, name: str) -> Outcome:
        """Return what the answer to a violation says of its clause. Raises Unavailable."""
        found = self._answers()[name]
        if isinstance(found, Unavailable):
            raise found
        return found

    def unchanged(self) -> Outcome:
        """Return whether the refusals left their object as it was. Raises Unavailable."""
        self._looked()
        return self._object.outcome()

    def nothing_left(self) -> Outcome:
        """Return whether the refusals left no object behind. Raises Unavailable."""
        self._looked()
        return self._left().outcome()

    def mentioned(self) -> Outcome:
        """Return whether the refusals left what they name as it was. Raises Unavailable."""
        self._looked()
        return self._mentioned.outcome()

    def _looked(self) -> None:
        """Send all. Raises Unavailable where nothing could be sent: then nothing was taken."""
        for found in self._answers().values():
            if isinstance(found, Unavailable) and not self._sent:
                raise found

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

        Raises Unavailable when its twin is not accepted, and the refusal is as documented.
        """
        try:
            twin = self._lab.merit.accepted(
                self._operation, violation.base, self._subject(violation)
            )
        except Unavailable as lacking:
            return self._unproven(violation, lacking)
        return self._tried_each(violation, twin)

    def _subject(self, violation: Violation) -> str:
        """Return the object that a twin works on: for a row of the base, one that lacks it."""
        operation = self._operation
        based = operation.otherwise and violation.row.partition("[")[0] in operation.base
        return violation.subject or (operation.subject if based else "")

    def _unproven(self, violation: Violation, lacking: Unavailable) -> Outcome:
        """Judge a broken form whose twin is refused. Raises Unavailable where nothing is wrong."""
        root = accepting(self._lab, self._operation, violation.row)
        twin = self._lab.merit.twin(self._operation, violation.base, self._subject(violation))
        if not root or isinstance(twin, str) or not self._works(twin):
            raise lacking
        outcome = self._tried_each(violation, twin)
        if outcome.holds:
            raise Unavailable(str(lacking), *lacking.exchanges, blocked_by=root)
        return replace(outcome, root=root)

    def _works(self, twin: Exchange) -> bool:
        """Whether an operation works, and a refusal speaks of nothing but the form."""
        lab, operation = self._lab, self._operation
        if not twin.refused or twin.status == operation.attempt:
            return False
        least = lab.merit.minimal(operation)
        works = isinstance(least, Exchange) and resembles(least, operation)
        return works and not excuse(lab, operation, twin)

    def _tried_each(self, violation: Violation, twin: Exchange) -> Outcome:
        found: list[Outcome] = []
        situation = self._lab.contracts.situation
        also = [one for one in violation.also if situation(one.situation, self._operation)]
        for wrong in (violation, *also):
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
        situation = at_most(self._situation(violation), violation.level)
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

    def _situation(self, violation: Violation) -> Situation:
        """Return how a broken form is refused, for whichever of its flaws."""
        known = self._lab.contracts
        found = known.refusal(violation.situation, self._operation)
        also = violation.or_situation
        return found.either(known.situation(also, self._operation)) if also else found

    def _send(self, violation: Violation) -> tuple[Exchange, dict[str, str]]:
        self._sent = True
        lab, operation = self._lab, self._operation
        ids = lab.subject(operation, violation.subject, fresh=False)
        form = self._spare.fill(violation.form)
        if lab.profile != "smoke":
            self._mentioned.sees(form)
        with lab.wrongly():
            exchange = lab.call(operation, form, ids)
        self._spare.answered(exchange)
        self._mentioned.saw(violation, form, exchange)
        return exchange, ids
