"""Races: of two moves of one object that exclude each other one wins, wherever they meet.

The other gets the refusal that it would get a moment later, or is told to come again (409, or 429
`lock_timeout`, G-20). What is read afterwards fits the winner, to the cent. A server that reads,
checks and writes in three steps lets both win.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import observed, resembles
from suites.looking.say import an, shown
from suites.machines.table import described, unlike
from suites.races import Entry, at_once

ROUNDS = {"standard": 4, "thorough": 25}
_LATER = (409, 429)  # "somebody else is at it", which is an answer to a race


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

    def claims(self, lab: Lab) -> dict[str, Claim]:
        """Return the claims that are asked for, by rule."""
        operation = lab.contracts.operation(f"{self.resource}.{self.moves[0].verb}")
        return {
            rule: Claim(f"{operation.id}.race.{rule}.{self.name}", clause, operation.title)
            for rule, clause in self.clauses.items()
            if lab.judge.asked(f"{operation.id}.race.{rule}.{self.name}")
        }


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


@dataclass(slots=True)
class Round:
    """One race that was run: who won, and what was read afterwards."""

    race: Race
    answers: list[Exchange]
    after: Exchange
    lab: Lab
    before: list[Exchange]  # how the object was made, and what it was

    @property
    def exchanges(self) -> list[Exchange]:
        """Everything, in order."""
        return [*self.before, *self.answers, self.after]

    def wins(self) -> list[int]:
        """Return which of the moves were accepted."""
        return [place for place, answer in enumerate(self.answers) if answer.accepted]

    def wrong(self, rule: str) -> tuple[str, str]:
        """Return what a rule expects and what was seen instead, or two empty texts."""
        wins = self.wins()
        if rule == "one_wins":
            return self._winners(wins)
        if len(wins) != 1:
            return "", ""
        if rule == "loser_refused":
            return self._loser(self.answers[1 - wins[0]], self.race.moves[1 - wins[0]].verb)
        move = self.race.moves[wins[0]]
        if rule == "sums":
            return self._left({n: v for n, v in move.money.items() if n in self.after.body})
        return self._left(move.leaves)

    def _winners(self, wins: list[int]) -> tuple[str, str]:
        both = " and ".join(said(answer) for answer in self.answers)
        if len(wins) != 1:
            return "one of the two accepted", both
        operation = self.lab.contracts.operation(self.answers[wins[0]].operation)
        if not resembles(self.answers[wins[0]], operation):
            return an(self.race.resource), observed(self.answers[wins[0]])
        return "", ""

    def _loser(self, answer: Exchange, verb: str) -> tuple[str, str]:
        if answer.status in _LATER:
            return "", ""
        states = [value for move in self.race.moves for value in move.leaves.values()]
        life = self.lab.contracts.resource(self.race.resource).lifecycle
        cells = life.transitions if life else ()
        for cell in cells:
            if cell.operation == f"{self.race.resource}.{verb}" and cell.state in states:
                wrong = unlike(cell.refused, answer)
                return (described(cell.refused), wrong) if wrong else ("", "")
        return "", ""

    def _left(self, wanted: Mapping[str, Any]) -> tuple[str, str]:
        for name, value in wanted.items():
            found = self.after.body.get(name)
            if found != value:
                return f"{name} {shown(value)}, of the winner", f"{name} {shown(found)}"
        return "", ""

    @property
    def told(self) -> bool:
        """Whether the round says anything: somebody won, or nobody was told to come again."""
        return bool(self.wins()) or all(a.status not in _LATER for a in self.answers)


@pytest.mark.parametrize(
    "race",
    [pytest.param(r, id=r.name, marks=pytest.mark.xdist_group(f"race.{r.name}")) for r in RACES],
)
def test_race(lab: Lab, race: Race) -> None:
    """One wins, the other is refused, and nothing is done twice."""
    claims = race.claims(lab)
    if not claims or lab.profile not in ROUNDS:
        return
    rounds: list[Round] = []
    for _ in range(ROUNDS[lab.profile]):
        try:
            found = _run(lab, race)
        except Unavailable as reason:
            for claim in claims.values():
                lab.untestable(claim, str(reason))
            return
        if found.told:
            rounds.append(found)
    for rule, claim in claims.items():
        _record(lab, claim, rule, rounds)


def _run(lab: Lab, race: Race) -> Round:
    """Make an object, race for it, read it. Raises Unavailable when that cannot be done."""
    operations = [lab.contracts.operation(f"{race.resource}.{m.verb}") for m in race.moves]
    with lab.noting() as notes:
        ids = lab.subject(operations[0], f"{race.resource}:{race.state}!", fresh=True)
    subject = next(iter(ids.values()))
    before = lab.read(operations[0], ids)
    retrieve = lab.reader(operations[0])
    if before is None or retrieve is None or not resembles(before, retrieve):
        raise Unavailable(f"the {race.resource} cannot be read")
    life = lab.contracts.resource(race.resource).lifecycle
    state = before.body.get("status")
    if life is None or state != (race.state if race.state in life.states else "unsubmitted"):
        raise Unavailable(f"the {race.resource} made for it has status {shown(state)}")
    entries = [Entry(o, subject, m.form) for o, m in zip(operations, race.moves, strict=True)]
    answers = at_once(lab, entries)
    for operation, answer in zip(operations, answers, strict=True):
        if answer.status == 403 or lab.absent(operation, answer):
            raise Unavailable(f"the target does not do {operation.title} ({said(answer)})")
    after = lab.read(operations[0], ids)
    if after is None:
        raise Unavailable(f"the {race.resource} cannot be read again")
    return Round(race, answers, after, lab, [*notes, before])


def _record(lab: Lab, claim: Claim, rule: str, rounds: list[Round]) -> None:
    for found in rounds:
        lost = [e for e in (*found.answers, found.after) if e.response is None]
        expected, seen = found.wrong(rule)
        if lost or expected:
            lab.broken(claim, expected or "an answer", seen, *found.exchanges)
            return
    decided = [found for found in rounds if len(found.wins()) == 1]
    if rule == "sums" and not any("amount_received" in found.after.body for found in decided):
        lab.untestable(claim, "no race had one winner and an object that says what was received")
    elif not decided:
        lab.untestable(claim, "no race had one winner" if rounds else "every race was put off")
    else:
        lab.passed(claim, *decided[-1].exchanges)
