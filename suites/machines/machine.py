"""The machine that every lifecycle shares: it makes moves, follows the object, and judges.

After each move the answer is held against the table and against a small model; an object that a
move may refuse to change is read before and after it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import rule
from hypothesis.strategies import SearchStrategy

from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.likeness import observed, resembles, stale
from suites.looking.say import said, shown
from suites.machines.table import Expected, described, expected, unlike
from suites.machines.walk import Log, Over, Wrong
from suites.machines.walker import Body, EndedWalk, Invariant, Walker
from suites.objects.beginnings import Beginning

_TRIES = 5  # objects that are asked for before a target is given up
_PATIENCE = 4  # moves that are made in a state that nothing leaves
# A walk that Hypothesis makes of the simplest choices alone is one that does not begin.
BEGUN = st.sampled_from([False, *[True] * 19])
NOTHING: SearchStrategy[None] = st.none()
METADATA = st.sampled_from([{}, {}, {"a": "1"}, {"a": "1", "b": "é"}])
CHANGES = st.sampled_from([{"a": "2"}, {"b": "3"}, {"a": ""}, {"a": "1", "b": ""}, ""])


def promised(table: str, *, fields: str = "G-117", **own: Invariant) -> dict[str, Invariant]:
    """Return the invariants of a machine; `table` is the clause of its lifecycle's cells."""
    return {
        "moves": Invariant(table, "An allowed move leads where the table says, a final state "
                                  "is final."),
        "refusals": Invariant(table, "What the table refuses is refused, in the documented way."),
        "stays": Invariant("G-30", "What was refused changed nothing."),
        "reads": Invariant("G-117", "What is read is what was answered."),
        "constants": Invariant("G-118", "What never changes is the same after every move."),
        "metadata": Invariant("G-98", "Metadata merges by key, empty values delete."),
        "fields": Invariant(fields, "What was sent is what is there, what was not sent stays."),
        **own,
    }  # fmt: skip


class Choice(NamedTuple):
    """A move that a walk may choose next: how likely it is, what it does, what it is given."""

    weight: int
    make: Callable[[Any], None]
    given: SearchStrategy[Any] = NOTHING


class Machine(Walker):
    """One object on a walk. Subclasses add the moves and the model of their resource."""

    share: ClassVar[float] = 0.6  # of the walks of a profile: some lifecycles are simpler
    tiring: ClassVar[tuple[str, ...]]  # states that nothing leaves
    modelled: ClassVar[tuple[str, ...]] = ()  # fields whose value the model knows, not the table

    def __init__(self, lab: Lab, log: Log) -> None:
        super().__init__(lab, log)
        self._tired = 0

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
        with contextlib.suppress(EndedWalk):
            chosen.make(data.draw(chosen.given))

    def start(self, form: Body, to: tuple[str, ...]) -> None:
        """Create the object; `to` are the states that it may begin in."""
        self.metadata = dict(form.get(self.own) or {})
        exchange = self._created(form)
        if exchange is None:
            return
        self.going = True
        self.log.saw("create", self.walk)
        self.first = exchange.item
        with contextlib.suppress(EndedWalk):
            self._see(exchange, Expected(to))

    def _created(self, form: Body) -> Exchange | None:
        """Create the object of a form, or of one that serves instead; None when all were refused.

        Raises Over when what a form names cannot be had.
        """
        creation = self.lab.contracts.operation(f"{self.resource}.create")
        refused: list[Exchange] = []

        def sent(way: Beginning) -> Exchange:
            with self.lab.noting() as notes:
                filled = self.lab.provision.fill(dict(way.form))
            self.walk.exchanges += notes
            exchange = self.send("create", filled, {}, dict(way.form))
            if not resembles(exchange, creation):
                refused.append(exchange)
                raise Unavailable(said(exchange), exchange)
            return exchange

        try:
            return self.lab.provision.begun(creation, form, sent, at_once=True)
        except Unavailable as lacking:
            if not refused:
                raise Over(
                    str(lacking), *lacking.exchanges, blocked_by=lacking.blocked_by
                ) from None
        self._unmade(refused[0])
        return None

    def _unmade(self, exchange: Exchange) -> None:
        """Remember a creation that was not accepted. Raises Over after some of them."""
        self.log.refusals.append(exchange)
        if len(self.log.refusals) >= _TRIES and "create" not in self.log.earned:
            seen = observed(exchange) if exchange.accepted else said(exchange)
            blocker = f"{self.resource}.create.accepts"
            raise Over(f"no object can be made: {seen}", exchange, blocked_by=blocker)

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
        ids = {operation.path_parameters[-1].name: self.first["id"]}
        with self.lab.wrongly(not may.accepts):
            exchange = self.send(verb, form, ids)
        if self.lab.merit.absent(operation, exchange):
            return
        if not exchange.accepted:
            self._refused(exchange, may, before)
        elif not resembles(exchange, operation):
            self.judge(Wrong("moves", f"a {self.resource}", observed(exchange)))
        elif self.worn_out(exchange.item):
            self.going = False
        elif not may.accepts:
            wanted = described(may.refused)
            self.judge(Wrong("refusals", wanted, f"accepted: {self.state_of(exchange)}"))
        else:
            if done is not None:
                done(exchange.item)
            if self.own in form:
                self._merge(form[self.own])
            self._see(exchange, may)

    def look(self, _given: None = None) -> None:
        """Retrieve the object as a move of its own."""
        self.walk.steps.append("retrieve()")
        self.fresh = False
        self._look()

    def _merge(self, sent: Any) -> None:
        merged = {**self.metadata, **sent} if isinstance(sent, dict) else {}
        self.metadata = {name: value for name, value in merged.items() if value != ""}

    # -- judging -----------------------------------------------------------------------------

    def _see(self, exchange: Exchange, may: Expected) -> None:
        """Judge an accepted move and go on from what it answered."""
        if self.last:
            self.log.saw("accepted", self.walk)
        before, self.last, self.fresh = self.status, exchange.item, False
        final = (before,) if before in self.life.terminal else ()
        self._led(may.to or final)
        for name, value in may.sets.items():
            for wrong in self.same("moves", name, value, self.last):
                if name not in self.modelled:
                    self.judge(wrong)
        self.hold(self.last)
        if may.sure and self.walk.steps[1:]:
            self.log.saw("moves", self.walk)

    def _led(self, to: tuple[str, ...]) -> None:
        """Judge the state that a move has led to; where none is given, any will do."""
        if to and self.status not in to:
            field = self.life.field
            self.judge(Wrong("moves", f"{field} {' or '.join(to)}", f"{field} {self.status}"))

    def _refused(self, exchange: Exchange, may: Expected, before: Body) -> None:
        self.log.saw("refused", self.walk)
        if not may.refuses:
            wanted = f"status 200, then {' or '.join(may.to)}"
            self.judge(Wrong("moves", wanted, said(exchange)))
        self._documented(exchange, may)
        decline = self.lab.contracts.api.error.decline
        if decline is not None and exchange.status == decline.status:
            self._attempted(may, exchange)
            return
        self.fresh = False
        after = self.retrieve()
        for name in sorted(self.lasting(before, after)):
            if before.get(name) != after.get(name):
                was, now = shown(before.get(name)), shown(after.get(name))
                self.judge(Wrong("stays", f"{name} {was}, as before the refusal", f"{name} {now}"))
        self._carried(exchange, after)
        self.log.saw("stays", self.walk)
        self.last, self.fresh = after, True

    def _documented(self, exchange: Exchange, may: Expected) -> None:
        """Judge how a refusal is told."""
        if exchange.status >= 500:
            self.judge(Wrong("refusals", described(may.refused), said(exchange)))
        if may.sure:
            wrong = unlike(may.refused, exchange)
            if wrong:
                self.judge(Wrong("refusals", described(may.refused), wrong))
            self.log.saw("refusals", self.walk)

    def _carried(self, exchange: Exchange, after: Body) -> None:
        """Judge the copy of the object that an error carries: it is what is read now (G-28)."""
        copy = exchange.error_body.get(self.resource)
        if not isinstance(copy, dict):
            return
        for name in stale(copy, after, self.own):
            was, now = shown(copy[name]), shown(after[name])
            where = f"error.{self.resource}.{name}"
            self.judge(Wrong("refusals", f"{where} {now}, as it is read", f"{where} {was}"))

    def _attempted(self, may: Expected, exchange: Exchange) -> None:
        """Judge a refusal that records its attempt."""
        after = self.retrieve()
        if self.worn_out(after):
            self.going = False
            return
        before, self.last, self.fresh = self.last, after, True
        self._led(may.leaves)
        self.attempted(before)
        self.hold(after)
        self._carried(exchange, after)

    def worn_out(self, _body: Body) -> bool:
        """Whether the last move was one too many of its kind: nothing more can be told."""
        return False

    def attempted(self, before: Body) -> None:
        """Tell the model of a refusal that recorded its attempt."""

    def _look(self) -> None:
        """Read the object, unless that was just done, and hold it against what was answered."""
        if self.fresh or not self.going:
            return
        found = self.retrieve()
        for name in sorted(self.lasting(self.last) & {*found}):
            if not isinstance(found[name], dict | list) or name == self.own:
                for wrong in self.same("reads", name, self.last[name], found):
                    self.judge(wrong)
        self.log.saw("reads", self.walk)
        self.last, self.fresh = found, True
        self.hold(found)
