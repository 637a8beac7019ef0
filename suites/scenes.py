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
from suites.lab import Claim, Lab, said
from suites.likeness import observed, resembles
from suites.provision import Unavailable, dig
from suites.tables import shown

RESOURCE = "payment_intent"
_CHARGE = "latest_charge"
_NO_FIELD = "(no such field)"
# What an account that lacks a way to pay says; nothing follows for the rule that wanted to use it.
_LACKING = ("payment_method_unactivated", "payment_method_not_available", "account_invalid")
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
        return self.intent.get(_CHARGE)

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the evidence."""
        return (self.act, self.after) if self.after else (self.act,)


def params(scenes: Iterable[Scene]) -> list[ParameterSet]:
    """Return scenes as pytest parameters."""
    return [
        pytest.param(s, id=s.name, marks=pytest.mark.xdist_group(f"{RESOURCE}.{s.verb}"))
        for s in scenes
    ]


def judge(lab: Lab, scene: Scene) -> None:
    """Play a scene and record what it says about each of its claims that is asked for."""
    operation = lab.contracts.operation(f"{RESOURCE}.{scene.verb}")
    asked = [(claim, rule) for claim, rule in scene.claims(operation) if lab.judge.asked(claim.id)]
    if lab.profile == "smoke" or not asked:
        return
    try:
        if scene.twin is not None:
            _prove_twin(lab, scene.twin)
        play = perform(lab, scene)
    except Unavailable as reason:
        for claim, _ in asked:
            lab.untestable(claim, str(reason))
        return
    for claim, rule in asked:
        _record(lab, claim, rule, play)


def _prove_twin(lab: Lab, twin: Scene) -> None:
    """Raises Unavailable when the valid request is not accepted."""
    operation = lab.contracts.operation(f"{RESOURCE}.{twin.verb}")
    if isinstance(twin.start, str) and len(twin.moves) == 1:
        found = lab.twin(operation, twin.moves[0][1], f"{RESOURCE}:{twin.start}!")
    elif not twin.moves and not isinstance(twin.start, str):
        found = lab.twin(operation, twin.start)
    else:
        found = perform(lab, twin).act
    if isinstance(found, str):
        raise Unavailable(found)
    if not resembles(found, operation):
        raise Unavailable(f"its twin, a valid request, was not accepted ({said(found)})")


def perform(lab: Lab, scene: Scene) -> Play:
    """Play a scene. Raises Unavailable when the last move cannot be reached."""
    create = lab.contracts.operation(f"{RESOURCE}.create")
    if not isinstance(scene.start, str) and not scene.moves:
        act = _send(lab, create, scene.start)
        known = act.body.get("id") if act.accepted else dig(act.error_body, "payment_intent.id")
        name = known if isinstance(known, str) else ""
        return _ended(lab, create, name, act, reads=scene.reads)
    name = begin(lab, scene.start)
    for verb, form in scene.moves[:-1]:
        operation = lab.contracts.operation(f"{RESOURCE}.{verb}")
        _settled(_send(lab, operation, form, name), operation)
    _check_given(lab, scene, name)
    verb, form = scene.moves[-1]
    operation = lab.contracts.operation(f"{RESOURCE}.{verb}")
    return _ended(lab, operation, name, _send(lab, operation, form, name), reads=scene.reads)


def begin(lab: Lab, start: str | Form) -> str:
    """Return the id of a new intent. Raises Unavailable."""
    if isinstance(start, str):
        return lab.provision.obtain(f"@{RESOURCE}:{start}!", changing=True)
    create = lab.contracts.operation(f"{RESOURCE}.create")
    made = _send(lab, create, start)
    _settled(made, create)
    return str(made.body["id"])


def _send(lab: Lab, operation: Operation, form: Form, name: str = "") -> Exchange:
    ids = {row.name: name for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(dict(form)), ids)


def _settled(exchange: Exchange, operation: Operation) -> None:
    """Raises Unavailable when a move that leads to the one that is judged fails."""
    if not resembles(exchange, operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        raise Unavailable(f"a step towards it, {operation.title}, was not accepted ({seen})")


def _check_given(lab: Lab, scene: Scene, name: str) -> None:
    before = Play(name, _retrieve(lab), *(_read(lab, name),) * 2) if scene.given else None
    for path, value in scene.given.items():
        found = _look(path, before) if before else None
        if before and not _fits(value, found, before):
            raise Unavailable(f"{path} is {shown(found)}, not {value}")


def _retrieve(lab: Lab) -> Operation:
    return lab.contracts.operation(f"{RESOURCE}.retrieve")


def _read(lab: Lab, name: str) -> Exchange:
    """Read an intent with its latest charge; as it is where that cannot be expanded."""
    retrieve = _retrieve(lab)
    found = _send_read(lab, retrieve, name, {"expand": [_CHARGE]})
    return found if found.status != 400 else _send_read(lab, retrieve, name, {})


def _send_read(lab: Lab, retrieve: Operation, name: str, query: Form) -> Exchange:
    return lab.call(retrieve, query, {retrieve.path_parameters[0].name: name})


def _ended(lab: Lab, operation: Operation, name: str, act: Exchange, *, reads: bool) -> Play:
    """Return the play. Raises Unavailable when the answer says that the target lacks something."""
    error = act.error_body
    if lab.absent(operation, act):
        raise Unavailable(f"the target does not have the operation ({said(act)})")
    lacking = act.status == 400 and error.get("code") in _LACKING
    unknown = error.get("code") == "resource_missing" and error.get("param") == "payment_method"
    unknown = unknown or (act.status == 404 and not operation.path_parameters)
    if act.status == 403 or lacking or unknown:
        raise Unavailable(f"the target cannot do what it takes ({said(act)})")
    return Play(name, operation, act, _read(lab, name) if name and reads else None)


def _look(path: str, play: Play, body: Mapping[str, Any] | None = None) -> Any:
    """Return what a dotted path of a rule leads to, by default in the intent read again."""
    root, _, rest = path.partition(".")
    if path == "http":
        return play.act.status
    if root == "error":
        return dig(play.act.error_body, rest)
    if root == "charge":
        return dig(play.charge, rest)
    shown_in = play.intent if body is None else body
    return dig(shown_in, path) if root in shown_in else _NO_FIELD


def _fits(value: Any, found: Any, play: Play) -> bool:
    if isinstance(value, Is):
        return value.test(None if found is _NO_FIELD else found, play)
    return bool(found == value) and isinstance(found, bool) == isinstance(value, bool)


def _record(lab: Lab, claim: Claim, rule: Rule, play: Play) -> None:
    if any(path.startswith("charge.") for path in rule.wants) and isinstance(play.charge, str):
        lab.untestable(claim, f"{_CHARGE} was not expanded", *play.exchanges())
        return
    wrong = _kind_of_wrong(rule, play)
    for path, value in rule.wants.items():
        if wrong:
            break
        wrong = _wrong(path, value, play)
    words = [f"{path} {_words(value)}" for path, value in rule.wants.items()]
    lab.held(claim, not wrong, ", ".join(words), wrong, *play.exchanges())


def _kind_of_wrong(rule: Rule, play: Play) -> str:
    """Return how the answer is no answer of the kind that a rule is about."""
    if "http" in rule.wants or any(path.startswith("error.") for path in rule.wants):
        wrong = not play.act.refused
    else:
        wrong = not resembles(play.act, play.operation)
    if not wrong:
        return ""
    return f"accepted: {observed(play.act)}" if play.act.accepted else said(play.act)


def _wrong(path: str, value: Any, play: Play) -> str:
    """Return where a path leads to another value, in the answer or in the intent read again."""
    found = _look(path, play)
    if not _fits(value, found, play):
        where = "" if path == "http" or path.startswith(("error.", "charge.")) else " when read"
        return f"{path} {shown(found)}{where} ({said(play.act)})"
    if not play.act.accepted or path.startswith("charge."):
        return ""
    found = _look(path, play, play.act.body)
    return "" if _fits(value, found, play) else f"{path} {shown(found)} in the answer"


def _words(value: Any) -> str:
    return str(value) if isinstance(value, Is) else shown(value)


# -- what rules want ---------------------------------------------------------------------------


def one_of(*values: Any) -> Is:
    """Return what fits any of some values."""
    return Is(f"one of {', '.join(map(str, values))}", lambda found, _: found in values)


GIVEN = Is("given", lambda found, _: found not in (None, "", [], {}))
OWN_ID = Is("the id of the intent", lambda found, play: bool(found) and found == play.id)
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
