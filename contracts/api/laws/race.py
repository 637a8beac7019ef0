"""Races: of two moves of one object that exclude each other one wins, wherever they meet.

The other gets the refusal that it would get a moment later, or is told to come again (409, or 429
`lock_timeout`, G-20). What is read afterwards fits the winner, to the cent. A server that reads,
checks and writes in three steps lets both win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Law, Unavailable, broken, law, passed
from suites.looking.likeness import observed, resembles
from suites.looking.once import Once
from suites.looking.say import an, said, shown
from suites.machines.table import described, unlike
from suites.racing import at_once

COLUMN = "races"
ROUNDS = {"smoke": 1, "standard": 4, "thorough": 25}
_UNSAID = "unsubmitted"  # the state of an object that was made for a state with no name of its own


@dataclass(frozen=True, slots=True)
class Move:
    """One side of a race, and what the object holds when that side has won."""

    verb: str
    form: Mapping[str, Any]
    leaves: Mapping[str, Any]
    money: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Race:
    """Two moves of one object in a state; `clauses` by rule."""

    name: str
    resource: str
    state: str
    moves: tuple[Move, Move]
    clauses: Mapping[str, str]

    @property
    def id(self) -> str:
        """The start of the group's name."""
        return f"{self.title(0)}.{self.name}"

    def title(self, place: int) -> str:
        """Return the id of the operation of a move."""
        return f"{self.resource}.{self.moves[place].verb}"


def _clauses(first: str, **rest: str) -> dict[str, str]:
    return {"one_wins": first, "loser_refused": "G-20", "fits_winner": first, **rest}


def _taken(amount: int) -> dict[str, Any]:
    return {"amount": 2000, "amount_received": amount, "amount_capturable": 0}


def _capture(part: int) -> Move:
    return Move("capture", {"amount_to_capture": part}, {"status": "succeeded"}, _taken(part))


_PI, _HELD = "payment_intent", "requires_capture"
_CANCEL = Move("cancel", {}, {"status": "canceled"}, {"amount": 2000, "amount_received": 0})
_CONFIRM = Move("confirm", {}, {"status": "succeeded"}, _taken(2000))
_SUBMIT = Move("submit", {}, {"status": "submitted"})
RACES = (
    Race("captures", _PI, _HELD, (_capture(700), _capture(900)), _clauses("PI-47", sums="PI-47")),
    Race("cancel", _PI, _HELD, (_capture(700), _CANCEL), _clauses("PI-38", sums="PI-40")),
    Race("cancels", _PI, "requires_confirmation", (_CANCEL, _CANCEL), _clauses("PI-38")),
    Race("confirms", _PI, "requires_confirmation", (_CONFIRM, _CONFIRM),
         _clauses("PI-61", sums="PI-54")),
    Race("submits", "issuing.dispute", "complete", (_SUBMIT, _SUBMIT), _clauses("DI-22")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One race that was run: what was answered, what was read afterwards.

    `before` is how the object was made, and what it was; `busy` are the statuses that tell one to
    come again.
    """

    race: Race
    answers: tuple[Exchange, ...]
    after: Exchange
    before: tuple[Exchange, ...]
    contracts: Contracts
    busy: tuple[int, ...]

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything, in order."""
        return (*self.before, *self.answers, self.after)

    @property
    def lost(self) -> bool:
        """Whether something was not answered at all."""
        return any(exchange.response is None for exchange in (*self.answers, self.after))

    @property
    def told(self) -> bool:
        """Whether the round says anything: somebody won, or nobody was told to come again."""
        return bool(self.wins()) or all(a.status not in self.busy for a in self.answers)

    def wins(self) -> list[int]:
        """Return which of the moves were accepted."""
        return [place for place, answer in enumerate(self.answers) if answer.accepted]

    def winner(self) -> Move | None:
        """Return the move that won, if one did alone."""
        wins = self.wins()
        return self.race.moves[wins[0]] if len(wins) == 1 else None

    def left(self, wanted: Mapping[str, Any]) -> tuple[str, str]:
        """Return which field of the object is not as the winner leaves it."""
        for name, value in wanted.items():
            found = self.after.item.get(name)
            if found != value:
                return f"{name} {shown(value)}, of the winner", f"{name} {shown(found)}"
        return "", ""


# What a rule expects of a round and what was seen instead, or two empty texts.
Rule = Callable[[Round], tuple[str, str]]


def _one_wins(seen: Round) -> tuple[str, str]:
    """Of two moves that exclude each other one is accepted."""
    wins = seen.wins()
    if len(wins) != 1:
        return "one of the two accepted", " and ".join(said(answer) for answer in seen.answers)
    answer = seen.answers[wins[0]]
    if not resembles(answer, seen.contracts.operation(answer.operation)):
        return an(seen.race.resource), observed(answer)
    return "", ""


def _loser_refused(seen: Round) -> tuple[str, str]:
    """The other move gets the refusal that it would get a moment later."""
    wins = seen.wins()
    if len(wins) != 1 or seen.answers[1 - wins[0]].status in seen.busy:
        return "", ""
    answer, title = seen.answers[1 - wins[0]], seen.race.title(1 - wins[0])
    states = [value for move in seen.race.moves for value in move.leaves.values()]
    life = seen.contracts.resource(seen.race.resource).lifecycle
    for cell in life.transitions if life else ():
        if cell.operation == title and cell.state in states:
            wrong = unlike(cell.refused, answer)
            return (described(cell.refused), wrong) if wrong else ("", "")
    return "", ""


def _fits_winner(seen: Round) -> tuple[str, str]:
    """What is read afterwards is what the winner leaves."""
    move = seen.winner()
    return seen.left(move.leaves) if move else ("", "")


def _sums(seen: Round) -> tuple[str, str]:
    """The amounts that are read afterwards are those of the winner."""
    move = seen.winner()
    shows = seen.after.item
    return seen.left({n: v for n, v in move.money.items() if n in shows}) if move else ("", "")


class Course:
    """Rounds of one race, run when the first law needs them."""

    def __init__(self, lab: Lab, race: Race) -> None:
        self.lab = lab
        self.race = race
        known = lab.contracts.api.idempotency
        self._busy = known.busy if known else ()
        self._moves = [lab.contracts.operation(race.title(place)) for place in range(2)]
        self._rounds = Once(self._run_all)

    @property
    def rounds(self) -> list[Round]:
        """The rounds that say anything. Raises Unavailable when one cannot be run."""
        return self._rounds()

    def _run_all(self) -> list[Round]:
        found = [self._run() for _ in range(ROUNDS[self.lab.profile])]
        return [seen for seen in found if seen.told]

    def _run(self) -> Round:
        """Make an object, race for it, read it. Raises Unavailable when that cannot be done."""
        lab, race, first = self.lab, self.race, self._moves[0]
        with lab.standing(), lab.noting() as notes:
            ids = lab.subject(first, f"{race.resource}:{race.state}!", fresh=True)
            before = self._made(ids)
        messages = [
            lab.message("POST", _path(operation, ids), form=move.form, operation=operation.id)
            for operation, move in zip(self._moves, race.moves, strict=True)
        ]
        answers = at_once(lab, messages, knock=before.request.path)
        self._able(answers)
        after = lab.read(first, ids)
        if after is None:
            raise Unavailable(f"the {race.resource} cannot be read again")
        return Round(race, tuple(answers), after, (*notes, before), lab.contracts, self._busy)

    def _made(self, ids: Mapping[str, str]) -> Exchange:
        """Return the object as it is read before the race. Raises Unavailable."""
        lab, race = self.lab, self.race
        before, retrieve = lab.read(self._moves[0], ids), lab.reader(self._moves[0])
        if before is None or retrieve is None or not resembles(before, retrieve):
            blocker = f"{retrieve.id}.accepts" if retrieve else ""
            reason = f"the {race.resource} cannot be read"
            raise Unavailable(reason, *([before] if before else []), blocked_by=blocker)
        life = lab.contracts.resource(race.resource).lifecycle
        state = before.item.get(life.field) if life else None
        if life is None or state != (race.state if race.state in life.states else _UNSAID):
            reason = f"the {race.resource} made for it has status {shown(state)}"
            raise Unavailable(reason, before, blocked_by=f"{race.resource}.create.accepts")
        return before

    def _able(self, answers: list[Exchange]) -> None:
        """Raises Unavailable when the target does not do one of the moves at all."""
        forbidden = self.lab.contracts.api.auth.not_enabled
        for operation, answer in zip(self._moves, answers, strict=True):
            if answer.status in forbidden or self.lab.merit.absent(operation, answer):
                reason = f"the target does not do {operation.title} ({said(answer)})"
                raise Unavailable(reason, answer, blocked_by=f"{operation.id}.accepts")


def _path(operation: Operation, ids: Mapping[str, str]) -> str:
    """Return the path of a move with the id of the object."""
    return operation.path.replace(f"{{{operation.path_parameters[0].name}}}",
                                  next(iter(ids.values())))  # fmt: skip


def _about(_contracts: Contracts) -> Iterator[Race]:
    return iter(RACES)


RACED = Family("race", _about, Course, order=("one_wins", "loser_refused", "fits_winner", "sums"))


def _law(name: str, rule: Rule) -> Law:
    """Return the law that holds a rule against every round of a race."""

    def each(race: Race, contracts: Contracts) -> Iterator[About]:
        if name in race.clauses:
            operation = contracts.operation(race.title(0))
            yield About(operation, race.name, clause=race.clauses[name])

    def judge(course: Course) -> Outcome:
        for seen in course.rounds:
            expected, observed = rule(seen)
            if seen.lost or expected:
                return broken(expected or "an answer", observed, *seen.exchanges)
        decided = [seen for seen in course.rounds if seen.winner()]
        if name == "sums" and not any("amount_received" in s.after.item for s in decided):
            reason = "no race had one winner and an object that says what was received"
            raise Unavailable(reason, *_last(course.rounds))
        if not decided:
            reason = "no race had one winner" if course.rounds else "every race was put off"
            raise Unavailable(reason, *_last(course.rounds))
        return passed(*decided[-1].exchanges)

    judge.__doc__ = rule.__doc__
    return law(RACED, clause="G-20", each=each, name=f"race.{name}", sequence=True,
               chance=True)(judge)  # fmt: skip


def _last(rounds: list[Round]) -> tuple[Exchange, ...]:
    return rounds[-1].exchanges if rounds else ()


LAWS = (
    _law("one_wins", _one_wins), _law("loser_refused", _loser_refused),
    _law("fits_winner", _fits_winner), _law("sums", _sums),
)  # fmt: skip
