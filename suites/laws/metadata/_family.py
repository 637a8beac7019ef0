"""What changes metadata: updates one after the other, or actions to an object that has some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Breach, Family, Unavailable, broken, passed
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.say import said, shown
from suites.merit import marked
from suites.objects.edited import Edited


@dataclass(frozen=True, slots=True)
class Effect:
    """What is sent for metadata, and what it holds then: `wanted`, without `gone`.

    `whole` says that it holds nothing else; `words` is what is expected, where not what is wanted.
    """

    sent: Any
    wanted: Mapping[str, str]
    gone: tuple[str, ...] = ()
    whole: bool = False
    words: str = ""

    @property
    def empties(self) -> bool:
        """Whether something is sent empty, in order to delete it."""
        return self.sent == "" or "" in self.sent.values()

    @property
    def full(self) -> Effect:
        """The same without what is empty: what shows that it is the empty text that is refused."""
        if not self.empties:
            return self
        sent = {k: v for k, v in self.sent.items() if v} if self.sent else {"assay_b": "9"}
        return Effect(sent, {**_BEFORE, **sent})

    def fits(self, exchange: Exchange) -> bool:
        """Whether an answer shows the effect."""
        own = metadata_of(exchange)
        if self.whole:
            return own == dict(self.wanted)
        return own.items() >= self.wanted.items() and not any(key in own for key in self.gone)


class Changing(Protocol):
    """What metadata is changed by; each law judges one step of it."""

    def done(self, step: str) -> tuple[Effect, tuple[Exchange, ...]]:
        """Return a step's effect, and the answers that have to show it. Raises Unavailable."""


# Each update finds what the one before has left.
_STEPS = {
    "set": Effect({"a": "1", "b": "two words"}, {"a": "1", "b": "two words"}),
    "merge": Effect({"b": "2", "c": "é"}, {"a": "1", "b": "2", "c": "é"}),
    "delete_key": Effect({"a": ""}, {"b": "2", "c": "é"}, gone=("a",)),
    "delete_beside": Effect({"b": "", "d": "4"}, {"c": "é", "d": "4"}, gone=("b",)),
    "delete_all": Effect("", {}, whole=True),
}
_BEFORE = {"assay_a": "1", "assay_b": "2", "assay_c": "3"}
_SENT = {"assay_a": "", "assay_b": "9", "assay_d": "x"}
_AFTER = {"assay_b": "9", "assay_c": "3", "assay_d": "x"}
_ACTED = {
    "merge": Effect(_SENT, _AFTER),
    **dict.fromkeys(
        ("delete_key", "delete_beside"),
        Effect(_SENT, {}, gone=("assay_a",), words=shown(_AFTER)),
    ),
    "delete_all": Effect("", {}, whole=True, words="none of the keys it had"),
}


class Updates:
    """The steps, sent to one object in their order: a step that is asked sends those before it."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._subject = Edited(lab, operation)
        self._left = list(_STEPS)
        self._answers: dict[str, tuple[Exchange, ...]] = {}
        self._trouble: Unavailable | None = None

    def done(self, step: str) -> tuple[Effect, tuple[Exchange, ...]]:
        """Return a step's effect, and the answers that have to show it. Raises Unavailable.

        Raises Breach where that is refused which differs from what was accepted by being empty.
        """
        while step not in self._answers:
            if self._trouble is not None:
                raise self._trouble
            self._take(self._left.pop(0))
        answers = self._answers[step]
        if answers[0].refused:
            raise _unemptied(_STEPS[step], *answers)
        return _STEPS[step], answers

    def _take(self, step: str) -> None:
        effect, subject = _STEPS[step], self._subject
        try:
            row = subject.operation.metadata
            answer = subject.sent({row: effect.sent})
            answers: tuple[Exchange, ...]
            if answer.refused and effect.empties:
                answers = answer, subject.prepare({row: _STEPS["merge"].sent})
            elif step == "delete_beside":  # what it shows was read again after the step before
                answers = (subject.accepted(answer),)
            else:
                answers = subject.accepted(answer), subject.read()
        except Unavailable as lacking:
            self._trouble = lacking
            return
        self._answers[step] = answers
        wrong = next((answer for answer in answers if not effect.fits(answer)), None)
        if step == "set" and wrong is not None:
            blocker = f"{self._subject.operation.id}.metadata.set"
            reason = "metadata that was set did not stay"
            self._trouble = Unavailable(reason, wrong, blocked_by=blocker)


class Actions:
    """An action, each time to a new object that an update gave metadata."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._lab = lab
        self._operation = operation
        self._update = next(filter(marked, lab.contracts.resource(operation.resource).operations))
        self._answers: dict[str, Once[tuple[Exchange, ...]]] = {}

    def done(self, step: str) -> tuple[Effect, tuple[Exchange, ...]]:
        """Return a step's effect, and the answers that have to show it. Raises Unavailable, Breach.

        Steps that send the same are judged by one action; where it is refused for what is empty,
        those that delete nothing are judged by one without that.
        """
        effect = _ACTED[step]
        answers = self._done(effect)
        if not answers[0].refused:
            return effect, answers
        full = self._done(effect.full)
        if effect.full is effect or full[0].refused:
            reason = f"the action was not accepted ({said(answers[0])})"
            raise Unavailable(reason, *answers, blocked_by=f"{self._operation.id}.accepts")
        if effect.gone or effect.whole:
            raise _unemptied(effect, answers[0], full[0])
        return effect.full, full

    def _done(self, effect: Effect) -> tuple[Exchange, ...]:
        return self._answers.setdefault(str(effect.sent), Once(partial(self._act, effect)))()

    def _act(self, effect: Effect) -> tuple[Exchange, ...]:
        lab, operation = self._lab, self._operation
        with lab.standing():
            ids = self._object()
            form = lab.provision.fill(smallest(operation))
        answer = lab.call(operation, {**form, operation.metadata: effect.sent}, ids)
        if answer.refused:
            return (answer,)
        after = lab.read(operation, ids)
        if not resembles(answer, operation) or after is None or not after.accepted:
            reason = f"the action was not accepted ({said(answer)})"
            raise Unavailable(reason, answer, blocked_by=f"{operation.id}.accepts")
        return answer, after

    def _object(self) -> dict[str, str]:
        """Return the ids of an object that an update gave metadata. Raises Unavailable."""
        lab, operation, update = self._lab, self._operation, self._update
        ids = lab.subject(operation, fresh=True)
        name = next(iter(ids.values()), "")
        if not name:
            raise Unavailable("nothing that is sent names the object of the action")
        lab.call(update, {update.metadata: _BEFORE}, {update.path_parameters[-1].name: name})
        before = lab.read(operation, ids)
        if before is None or not metadata_of(before).items() >= _BEFORE.items():
            evidence = () if before is None else (before,)
            reason = "metadata that an update set is not there to be changed"
            raise Unavailable(reason, *evidence, blocked_by=f"{update.id}.metadata.set")
        return ids


def _unemptied(effect: Effect, answer: Exchange, twin: Exchange) -> Breach:
    """Return the breach of a refusal to delete, where a twin with values was accepted."""
    wanted = effect.words or shown(effect.wanted)
    return Breach(f"{row_of(answer)} {wanted}", said(answer), answer, twin)


def metadata_of(exchange: Exchange) -> dict[str, Any]:
    """Return the metadata of the object that an answer shows; empty when it has none."""
    found = exchange.item.get(row_of(exchange))
    return found if isinstance(found, dict) else {}


def row_of(exchange: Exchange) -> str:
    """Return the field in which the API of an answer shows metadata."""
    return exchange.conventions.metadata


def judged(changing: Changing, step: str) -> Outcome:
    """Judge that each answer of a step shows its effect. Raises Unavailable."""
    effect, answers = changing.done(step)
    wrong = next((answer for answer in answers if not effect.fits(answer)), None)
    if wrong is None:
        return passed(*answers)
    wanted = effect.words or shown(effect.wanted)
    row = row_of(wrong)
    seen = f"{row} {shown(wrong.item.get(row))}"
    return broken(f"{row} {wanted}", seen, wrong, *(a for a in answers if a is not wrong))


def taking(contracts: Contracts) -> Iterator[Operation]:
    """Yield the operations that take metadata, where the API has such a thing."""
    yield from (operation for operation in contracts.operations if operation.metadata)


def _changing(contracts: Contracts) -> Iterator[Operation]:
    """Yield the updates with metadata, and the actions to what such an update can prepare."""
    for operation in taking(contracts):
        prepared = any(map(marked, contracts.resource(operation.resource).operations))
        if operation.kind == "update" or (operation.kind == "action" and prepared):
            yield operation


def _stand(lab: Lab, operation: Operation) -> Changing:
    return (Updates if operation.kind == "update" else Actions)(lab, operation)


CHANGED = Family(
    "metadata", _changing, _stand, order=("set", "merge", "delete_key", "delete_all"),
    stands_on=("kind",),
)  # fmt: skip
