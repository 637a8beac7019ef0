"""The object on a walk: how it is sent to and read, and what of it is held against a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple, NoReturn

from hypothesis.stateful import RuleBasedStateMachine

from contracts.model import Lifecycle
from harness.exchange import Exchange
from suites.lab import Lab
from suites.looking.likeness import observed, resembles
from suites.looking.say import said, shown
from suites.machines.walk import BrokenWalk, Log, Over, Walk, Wrong, words

Body = dict[str, Any]
_LIMITED = 429  # too many requests


class EndedWalk(Exception):  # noqa: N818 - not an error: nothing more can be said of this walk
    """The walk broke an invariant that is not judged now."""


class Invariant(NamedTuple):
    """What no walk may break: the clause that it can be looked up by, and what it says."""

    clause: str
    says: str


class Walker(RuleBasedStateMachine):
    """One object on a walk, and a small model of it."""

    resource: ClassVar[str]
    promises: ClassVar[Mapping[str, Invariant]]
    constants: ClassVar[tuple[str, ...]] = ()  # fields that never change, besides those of all
    hidden: ClassVar[tuple[str, ...]] = ()  # what every form holds, left out of the words

    def __init__(self, lab: Lab, log: Log) -> None:
        super().__init__()
        self.lab, self.log, self.walk = lab, log, Walk()
        life = lab.contracts.resource(self.resource).lifecycle
        if life is None:
            message = f"{self.resource} has no lifecycle"
            raise ValueError(message)
        self.life: Lifecycle = life
        words = lab.contracts.resource(self.resource).metadata
        self.own = words.row if words else ""  # field of its metadata
        self.first: Body = {}
        self.last: Body = {}  # the object as last seen
        self.metadata: dict[str, str] = {}
        self.going = False
        self.verb = ""  # the last move
        self.fresh = False  # whether `last` was read, not answered
        log.walks.append(self.walk)

    @property
    def status(self) -> str:
        """The state of the object as last seen."""
        return str(self.last.get(self.life.field))

    def state_of(self, exchange: Exchange) -> str:
        """Return in words which state an answer shows."""
        return f"{self.life.field} {shown(exchange.item.get(self.life.field))}"

    # -- what is wrong with it ---------------------------------------------------------------

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong with the object as seen; subclasses add laws of their own."""
        field, state = self.life.field, body.get(self.life.field)
        if state not in self.life.states:
            yield Wrong("moves", f"one of {', '.join(self.life.states)}", f"{field} {shown(state)}")
        for name in (*self.lab.contracts.api.object.lasting, *self.constants):
            yield from self.same("constants", name, self.first.get(name), body)
        if self.own in body:
            yield from self.same("metadata", self.own, self.metadata, body)

    def same(self, invariant: str, name: str, value: Any, body: Body) -> Iterator[Wrong]:
        """Yield a breach unless a field has a value."""
        found = body.get(name)
        if found != value or isinstance(found, bool) != isinstance(value, bool):
            yield Wrong(invariant, f"{name} {shown(value)}", f"{name} {shown(found)}")

    def lasting(self, *bodies: Body) -> set[str]:
        """Return the names of the fields of some readings that do not change by themselves."""
        return {name for body in bodies for name in body} - {*self.lab.contracts.api.object.moving}

    def hold(self, body: Body) -> None:
        """Hold the object as seen against the model."""
        for wrong in self.laws(body):
            self.judge(wrong)
        if self.walk.steps[1:]:
            self.log.saw("constants", self.walk)
        if self.metadata:
            self.log.saw("metadata", self.walk)

    def judge(self, wrong: Wrong) -> NoReturn:
        """End the walk: as a breach, or silently when this invariant is not judged now."""
        self.going = False
        self.walk.wrong = wrong
        if wrong.invariant in self.log.judged:
            self.log.broke(self.walk)
            raise BrokenWalk(wrong.invariant)
        raise EndedWalk

    # -- sending -----------------------------------------------------------------------------

    def send(
        self, verb: str, form: Body, ids: dict[str, str], told: Body | None = None
    ) -> Exchange:
        """Send a move, which is told in the words of the walk. Raises Over."""
        self.walk.steps.append(words(verb, told or form, self.hidden))
        return self._call(verb, form, ids)

    def _call(self, verb: str, form: Body, ids: dict[str, str]) -> Exchange:
        if self.log.sent >= self.log.limit:
            raise Over("the requests that walks may cost were used up")
        self.log.sent += 1
        exchange = self.lab.call(self.lab.contracts.operation(f"{self.resource}.{verb}"), form, ids)
        self.walk.exchanges.append(exchange)
        untold = (*self.lab.contracts.api.auth.forbidden, _LIMITED)
        if exchange.response is None or exchange.status in untold:
            raise Over(f"a move was answered with {said(exchange)}", exchange, ends=True)
        return exchange

    def retrieve(self) -> Body:
        """Read the object. Raises Over when the target cannot."""
        operation = self.lab.contracts.operation(f"{self.resource}.retrieve")
        found = self._call("retrieve", {}, {operation.path_parameters[-1].name: self.first["id"]})
        if self.lab.merit.absent(operation, found):
            reason = f"a move was answered with {said(found)}: the target has no such operation"
            raise Over(reason, found, blocked_by=operation.title, ends=True)
        if not resembles(found, operation):
            wrong = observed(found) if found.accepted else said(found)
            self.judge(Wrong("reads", f"the {self.resource}", wrong))
        return found.item
