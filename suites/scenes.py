"""Scenes: a PaymentIntent is brought into a state, one more move is made, and rules judge it.

A scene is a row of a table: how the intent starts (a recipe's state, or the form that creates it),
the moves, and what has to be true after the last of them. A rule says what by dotted paths:

- `http` is the status of the last answer; without it the answer has to be the object itself;
- `error.code` is a part of the error of the last answer;
- `charge.paid` is a part of the latest charge, read with `expand`;
- every other path is a part of the intent, in the answer and read again.

A refusal is judged only when its `twin`, another scene, ends with an accepted move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from contracts.model import Level, Operation
from harness.exchange import Exchange
from suites.legacy import Claim
from suites.looking.likeness import stale

RESOURCE = "payment_intent"
CHARGE = "latest_charge"
Form = Mapping[str, Any]
Move = tuple[str, Form]


@dataclass(frozen=True, slots=True)
class Is:
    """What a value has to be when no constant says it; `test` sees the value and the play."""

    words: str
    test: Callable[[Any, Play], bool]

    def __str__(self) -> str:
        return self.words


class Rule(NamedTuple):
    """One claim about the last move: `topic.rule[.place]`, its clause, what holds, its level."""

    name: str
    clause: str
    wants: Mapping[str, Any]
    level: Level = "must"


@dataclass(frozen=True, slots=True)
class Scene:
    """How an intent starts, the moves after that, and what the last move is judged by.

    Without moves it is the creation itself that is judged. `given` is what has to be true before
    the last move; where it is not, nothing can be judged.
    """

    start: str | Form
    moves: tuple[Move, ...] = ()
    rules: tuple[Rule, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    twin: Scene | None = None
    deep: bool = False  # played by the thorough profile only

    @property
    def verb(self) -> str:
        """The operation that is judged."""
        return self.moves[-1][0] if self.moves else "create"

    @property
    def reads(self) -> bool:
        """Whether the intent is to be read again."""
        wants = {path for rule in self.rules for path in rule.wants}
        return any(path != "http" and not path.startswith("error.") for path in wants)

    @property
    def name(self) -> str:
        """The id of the scene's test: that of its first claim."""
        return f"{RESOURCE}.{self.verb}.{self.rules[0].name}"

    def claims(self, operation: Operation) -> list[tuple[Claim, Rule]]:
        """Return the claims of the scene."""
        return [
            (Claim(f"{operation.id}.{r.name}", r.clause, operation.title, r.level), r)
            for r in self.rules
        ]


@dataclass(frozen=True, slots=True)
class Play:
    """A scene that was played: the last answer, the intent read again, the exchanges."""

    id: str
    operation: Operation
    act: Exchange
    after: Exchange | None

    @property
    def intent(self) -> dict[str, Any]:
        """The intent as read again."""
        return self.after.body if self.after and self.after.accepted else {}

    @property
    def charge(self) -> Any:
        """The latest charge: an object, an id when it was not expanded, or None."""
        return self.intent.get(CHARGE)

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the evidence."""
        return (self.act, self.after) if self.after else (self.act,)


def params(scenes: Iterable[Scene]) -> list[ParameterSet]:
    """Return scenes as pytest parameters."""
    return [
        pytest.param(s, id=s.name, marks=pytest.mark.xdist_group(f"{RESOURCE}.{s.verb}"))
        for s in scenes
    ]


# -- what rules want ---------------------------------------------------------------------------


def one_of(*values: Any) -> Is:
    """Return what fits any of some values."""
    return Is(f"one of {', '.join(map(str, values))}", lambda found, _: found in values)


GIVEN = Is("given", lambda found, _: found not in (None, "", [], {}))
OWN_ID = Is("the id of the intent", lambda found, play: bool(found) and found == play.id)
AS_READ = Is(
    "the intent as it is read",
    lambda found, play: isinstance(found, dict) and not stale(found, play.intent),
)
ABSENT = Is("absent", lambda found, _: found is None)
REFUSED = {"http": 400, "error.type": "invalid_request_error"}
UNEXPECTED = {**REFUSED, "error.code": "payment_intent_unexpected_state"}

# -- forms and states that several suites name -------------------------------------------------

CARD: Form = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"]}
VISA: Form = {**CARD, "payment_method": "pm_card_visa"}
PAY: Form = {**VISA, "confirm": True}
HOLD: Form = {**PAY, "capture_method": "manual"}
NOTHING = {"amount_received": 0, "amount_capturable": 0}
UNPAID = {"amount_received": one_of(0, None), "latest_charge": ABSENT}
PAID = {"status": "succeeded", "amount": 2000, "amount_received": 2000, "amount_capturable": 0}
HELD = {"status": "requires_capture", "amount": 2000, "amount_received": 0,
        "amount_capturable": 2000}  # fmt: skip
