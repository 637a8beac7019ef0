"""The machine that every lifecycle shares: it sends moves, follows the object, and judges.

After each move the answer is held against the table and against a small model; an object that a
move may refuse to change is read before and after it. The invariants:

- `moves`: an allowed move is accepted and leads where the table says, a final state is final;
- `refusals`: what the table refuses is refused, in the documented way;
- `stays`: what was refused changed nothing (G-30);
- `reads`: what is read is what was answered (G-117);
- `constants`: id, object, created and livemode never change (G-118);
- `metadata`: merges by key, empty values delete (G-98, G-99);
- `fields`: what was sent is what is there, and what was not sent stays.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, NamedTuple, NoReturn

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from hypothesis.strategies import SearchStrategy

from contracts.model import Lifecycle
from harness.exchange import Exchange
from suites.legacy import Lab, said
from suites.looking.likeness import observed, resembles, stale
from suites.machines.table import Expected, described, expected, unlike
from suites.machines.walk import Breach, Log, Over, Walk, Wrong, words
from suites.law import Unavailable
from suites.looking.say import shown

Body = dict[str, Any]


class _Ended(Exception):  # noqa: N818 - not an error: nothing more can be said of this walk
    """The walk broke an invariant that is not judged now."""


_UNTOLD = (401, 403, 429)  # these say nothing about the lifecycle
_MOVING = ("updated",)
_TRIES = 5  # objects that are asked for before a target is given up
_PATIENCE = 4  # moves that are made in a state that nothing leaves
# A walk that Hypothesis makes of the simplest choices alone is one that does not begin.
BEGUN = st.sampled_from([False, *[True] * 19])
NOTHING: SearchStrategy[None] = st.none()
METADATA = st.sampled_from([{}, {}, {"a": "1"}, {"a": "1", "b": "é"}])
CHANGES = st.sampled_from([{"a": "2"}, {"b": "3"}, {"a": ""}, {"a": "1", "b": ""}, ""])


class Choice(NamedTuple):
    """A move that a walk may choose next: how likely it is, what it does, what it is given."""

    weight: int
    make: Callable[[Any], None]
    given: SearchStrategy[Any] = NOTHING


class Machine(RuleBasedStateMachine):
    """One object on a walk. Subclasses add the moves and the model of their resource."""

    resource: ClassVar[str]
    constants: ClassVar[tuple[str, ...]] = ("id", "object", "created", "livemode")
    hidden: ClassVar[tuple[str, ...]] = ()  # what every form holds, left out of the words
    share: ClassVar[float] = 0.6  # of the walks of a profile: some lifecycles are simpler
    tiring: ClassVar[tuple[str, ...]]  # states that nothing leaves

    def __init__(self, lab: Lab, log: Log) -> None:
        super().__init__()
        self.lab, self.log, self.walk = lab, log, Walk()
        life = lab.contracts.resource(self.resource).lifecycle
        if life is None:
            message = f"{self.resource} has no lifecycle"
            raise ValueError(message)
        self.life: Lifecycle = life
        self.first: Body = {}
        self.last: Body = {}  # the object as last seen
        self.metadata: dict[str, str] = {}
        self.going = False
        self.verb = ""  # the last move
        self._read = False  # whether `last` was read, not answered
        self._tired = 0
        log.walks.append(self.walk)

    @property
    def status(self) -> str:
        """The state of the object as last seen."""
        return str(self.last.get(self.life.field))

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong with the object as seen; subclasses add laws of their own."""
        state = body.get(self.life.field)
        if state not in self.life.states:
            yield Wrong("moves", f"one of {', '.join(self.life.states)}", f"status {shown(state)}")
        for name in self.constants:
            yield from self.same("constants", name, self.first.get(name), body)
        if "metadata" in body:
            yield from self.same("metadata", "metadata", self.metadata, body)

    def same(self, invariant: str, name: str, value: Any, body: Body) -> Iterator[Wrong]:
        """Yield a breach unless a field has a value."""
        found = body.get(name)
        if found != value or isinstance(found, bool) != isinstance(value, bool):
            yield Wrong(invariant, f"{name} {shown(value)}", f"{name} {shown(found)}")

    # -- moves -------------------------------------------------------------------------------

    def choices(self) -> Iterable[Choice]:
        """Return what may be done next; what leads on is likelier than what is refused."""
        raise NotImplementedError

    @rule(data=st.data())
    def step(self, data: Any) -> None:
        """Choose one move and make it."""
        self._tired += self.status in self.tiring
        if not self.going or self._tired > _PATIENCE:
            return
        every = [choice for choice in self.choices() for _ in range(choice.weight)]
        chosen: Choice = data.draw(st.sampled_from(every))
        with contextlib.suppress(_Ended):
            chosen.make(data.draw(chosen.given))

    def start(self, form: Body, to: tuple[str, ...]) -> None:
        """Create the object; `to` are the states that it may begin in."""
        with self.lab.noting() as notes:
            try:
                filled = self.lab.provision.fill(form)
            except Unavailable as reason:
                raise Over(str(reason)) from None
        self.walk.exchanges += notes
        self.metadata = dict(form.get("metadata") or {})
        exchange = self._send("create", filled, {}, form)
        if not resembles(exchange, self.lab.contracts.operation(f"{self.resource}.create")):
            self.log.refusals.append(exchange)
            if len(self.log.refusals) >= _TRIES and "create" not in self.log.earned:
                seen = observed(exchange) if exchange.accepted else said(exchange)
                raise Over(f"no object can be made: {seen}")
            return
        self.going = True
        self.log.saw("create", self.walk)
        self.first = exchange.body
        with contextlib.suppress(_Ended):
            self._see(exchange, Expected(to))

    def cell(self, verb: str, *labels: str, state: str = "", to: tuple[str, ...] = ()) -> Expected:
        """Return what the table says of a move from the state the object is in."""
        return expected(
            self.life, state or self.status, f"{self.resource}.{verb}", labels, to=to
        )  # fmt: skip

    def move(
        self, verb: str, form: Body, may: Expected, done: Callable[[Body], None] | None = None
    ) -> None:
        """Send a move and judge it; `done` tells the model what an accepted one has changed."""
        if may.refuses:
            self._look()
        before = self.last
        self.verb = verb
        operation = self.lab.contracts.operation(f"{self.resource}.{verb}")
        exchange = self._send(verb, form, {operation.path_parameters[0].name: self.first["id"]})
        if self.lab.absent(operation, exchange):
            return
        if not exchange.accepted:
            self._refused(exchange, may, before)
        elif not resembles(exchange, operation):
            self.judge(Wrong("moves", f"a {self.resource}", observed(exchange)))
        elif self.worn_out(exchange.body):
            self.going = False
        elif not may.accepts:
            wanted = described(may.refused)
            self.judge(Wrong("refusals", wanted, f"accepted: status {self._state(exchange)}"))
        else:
            if done is not None:
                done(exchange.body)
            if "metadata" in form:
                self._merge(form["metadata"])
            self._see(exchange, may)

    def look(self, _given: None = None) -> None:
        """Retrieve the object as a move of its own."""
        self.walk.steps.append("retrieve()")
        self._read = False
        self._look()

    def _merge(self, sent: Any) -> None:
        merged = {**self.metadata, **sent} if isinstance(sent, dict) else {}
        self.metadata = {name: value for name, value in merged.items() if value != ""}

    def _send(
        self, verb: str, form: Body, ids: dict[str, str], told: Body | None = None
    ) -> Exchange:
        self.walk.steps.append(words(verb, told or form, self.hidden))
        return self._call(verb, form, ids)

    def _call(self, verb: str, form: Body, ids: dict[str, str]) -> Exchange:
        if self.log.sent >= self.log.limit:
            raise Over("the requests that walks may cost were used up")
        self.log.sent += 1
        exchange = self.lab.call(self.lab.contracts.operation(f"{self.resource}.{verb}"), form, ids)
        self.walk.exchanges.append(exchange)
        if exchange.response is None or exchange.status in _UNTOLD:
            raise Over(said(exchange), exchange)
        return exchange

    # -- judging -----------------------------------------------------------------------------

    def _state(self, exchange: Exchange) -> str:
        return shown(exchange.body.get(self.life.field))

    def _see(self, exchange: Exchange, may: Expected) -> None:
        """Judge an accepted move and go on from what it answered."""
        if self.last:
            self.log.saw("accepted", self.walk)
        before, self.last, self._read = self.status, exchange.body, False
        final = (before,) if before in self.life.terminal else ()
        to = may.to or final
        if to and self.status not in to:
            words_ = " or ".join(to)
            self.judge(Wrong("moves", f"status {words_}", f"status {self.status}"))
        for name, value in may.sets.items():
            if not name.startswith("amount"):  # the table's own amounts; the model has the walk's
                for wrong in self.same("moves", name, value, self.last):
                    self.judge(wrong)
        self._hold(self.last)
        if may.sure and self.walk.steps[1:]:
            self.log.saw("moves", self.walk)

    def _refused(self, exchange: Exchange, may: Expected, before: Body) -> None:
        self.log.saw("refused", self.walk)
        if not may.refuses:
            wanted = f"status 200, then {' or '.join(may.to)}"
            self.judge(Wrong("moves", wanted, said(exchange)))
        if exchange.status >= 500:
            self.judge(Wrong("refusals", described(may.refused), said(exchange)))
        if may.sure:
            wrong = unlike(may.refused, exchange)
            if wrong:
                self.judge(Wrong("refusals", described(may.refused), wrong))
            self.log.saw("refusals", self.walk)
        if exchange.status == 402:
            self._attempted(may, exchange)
            return
        self._read = False
        after = self._retrieve()
        changed = sorted(
            name for name in {*before, *after} - set(_MOVING)
            if before.get(name) != after.get(name)
        )  # fmt: skip
        if changed:
            name = changed[0]
            was, now = shown(before.get(name)), shown(after.get(name))
            self.judge(Wrong("stays", f"{name} {was}, as before the refusal", f"{name} {now}"))
        self._carried(exchange, after)
        self.log.saw("stays", self.walk)
        self.last, self._read = after, True

    def _carried(self, exchange: Exchange, after: Body) -> None:
        """Judge the copy of the object that an error carries: it is what is read now (G-28)."""
        copy = exchange.error_body.get(self.resource)
        if not isinstance(copy, dict):
            return
        for name in stale(copy, after):
            was, now = shown(copy[name]), shown(after[name])
            where = f"error.{self.resource}.{name}"
            self.judge(Wrong("refusals", f"{where} {now}, as it is read", f"{where} {was}"))

    def _attempted(self, may: Expected, exchange: Exchange) -> None:
        """Judge a refusal that records its attempt."""
        after = self._retrieve()
        if self.worn_out(after):
            self.going = False
            return
        before, self.last, self._read = self.last, after, True
        if may.leaves and self.status not in may.leaves:
            wanted = " or ".join(may.leaves)
            self.judge(Wrong("moves", f"status {wanted}", f"status {self.status}"))
        self.attempted(before)
        self._hold(after)
        self._carried(exchange, after)

    def worn_out(self, _body: Body) -> bool:
        """Whether the last move was one too many of its kind: nothing more can be told."""
        return False

    def attempted(self, before: Body) -> None:
        """Tell the model of a refusal that recorded its attempt."""

    def _look(self) -> None:
        """Read the object, unless that was just done, and hold it against what was answered."""
        if self._read or not self.going:
            return
        found = self._retrieve()
        for name in sorted({*self.last} & {*found} - set(_MOVING)):
            if not isinstance(found[name], dict | list) or name == "metadata":
                for wrong in self.same("reads", name, self.last[name], found):
                    self.judge(wrong)
        self.log.saw("reads", self.walk)
        self.last, self._read = found, True
        self._hold(found)

    def _retrieve(self) -> Body:
        operation = self.lab.contracts.operation(f"{self.resource}.retrieve")
        found = self._call("retrieve", {}, {operation.path_parameters[0].name: self.first["id"]})
        if self.lab.absent(operation, found):
            raise Over(f"the target does not have the operation ({said(found)})", found)
        if not resembles(found, operation):
            wrong = observed(found) if found.accepted else said(found)
            self.judge(Wrong("reads", f"the {self.resource}", wrong))
        return found.body

    def _hold(self, body: Body) -> None:
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
            raise Breach(wrong.invariant)
        raise _Ended
