"""What a scene is: an object is brought into a state, one more move is made, and rules judge it.

A scene is a row of a table: how the object starts (a recipe's state, or the form that creates it),
the moves, and what has to be true after the last of them. A rule says what by dotted paths:

- `http` is the status of the last answer; without it the answer has to be the object itself;
- `error.code` is a part of the error of the last answer;
- `<alias>.paid` is a part of the object that stands beside, read with it (see `Setting`);
- every other path is a part of the object, in the answer and read again.

A refusal is judged only when its `twin`, another scene, ends with an accepted move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.looking.likeness import stale

HTTP, ERROR = "http", "error"
Form = Mapping[str, Any]
Move = tuple[str, Form]


def _settled(_form: Form, _item: Mapping[str, Any]) -> str:
    """Let any object do."""
    return ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the scenes of one resource share.

    `beside` is the field that names an object which is read with it, `alias` what rules call that
    object. Refusals with one of the codes `lacking`, or that do not know what one of the rows
    `lent` names, speak of the account and not of the scene; `stand_ins` has, by what such a row
    names, a reference to an object that a recipe makes and that is as good. `unfit` says why an
    object that was made of a form is no start for a scene, "" when it is one.
    """

    resource: str
    beside: str = ""
    alias: str = ""
    lacking: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    unfit: Callable[[Form, Mapping[str, Any]], str] = _settled

    def creation(self, contracts: Contracts) -> Operation:
        """Return the operation that makes an object. Raises ValueError when there is none."""
        found = contracts.resource(self.resource).of_kind("create")
        if found is None:
            message = f"{self.resource} has scenes, and no operation that creates it"
            raise ValueError(message)
        return found

    def move(self, contracts: Contracts, verb: str) -> Operation:
        """Return the operation of a move. Raises KeyError."""
        return contracts.operation(f"{self.resource}.{verb}")


@dataclass(frozen=True, slots=True)
class Is:
    """What a value has to be when no constant says it; `test` sees the value and the play."""

    words: str
    test: Callable[[Any, Play], bool]

    def __str__(self) -> str:
        return self.words


class Rule(NamedTuple):
    """One claim about the last move: `topic.law[.place]`, its clause, what holds, its level."""

    name: str
    clause: str
    wants: Mapping[str, Any]
    level: Level = "must"

    @property
    def law(self) -> str:
        """The name of the law that the rule is a claim of."""
        return ".".join(self.name.split(".")[:2])

    @property
    def place(self) -> str:
        """The rest of its name."""
        return ".".join(self.name.split(".")[2:])


def _of_refusals(path: str) -> bool:
    """Whether a path of a rule leads to a part of a refusal."""
    return path == HTTP or path.startswith(f"{ERROR}.")


@dataclass(frozen=True, slots=True)
class Scene:
    """How an object starts, the moves after that, and what the last move is judged by.

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
    def reads(self) -> bool:
        """Whether the object is to be read again."""
        wants = {path for rule in self.rules for path in rule.wants}
        return any(not _of_refusals(path) for path in wants)

    @property
    def refused(self) -> bool:
        """Whether the last move is to be refused."""
        return any(_of_refusals(path) for rule in self.rules for path in rule.wants)

    def judged(self, setting: Setting, contracts: Contracts) -> Operation:
        """Return the operation that is judged."""
        if self.moves:
            return setting.move(contracts, self.moves[-1][0])
        return setting.creation(contracts)


@dataclass(frozen=True, slots=True)
class Play:
    """A scene that was played: the last answer, the object read again, the exchanges."""

    id: str
    setting: Setting
    operation: Operation
    act: Exchange
    after: Exchange | None

    @property
    def item(self) -> dict[str, Any]:
        """The object as read again."""
        return self.after.item if self.after and self.after.accepted else {}

    def aged(self, copied: dict[str, Any]) -> list[str]:
        """Return the names of what a copy shows otherwise than the object as read again."""
        return stale(copied, self.item, self.act.conventions.metadata)

    @property
    def beside(self) -> Any:
        """What stands beside it: an object, an id when it was not expanded, or None."""
        return self.item.get(self.setting.beside)

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the evidence."""
        return (self.act, self.after) if self.after else (self.act,)


# -- what rules want ---------------------------------------------------------------------------


def one_of(*values: Any) -> Is:
    """Return what fits any of some values."""
    return Is(f"one of {', '.join(map(str, values))}", lambda found, _: found in values)


GIVEN = Is("given", lambda found, _: found not in (None, "", [], {}))
ABSENT = Is("absent", lambda found, _: found is None)
OWN_ID = Is("the id of the object", lambda found, play: bool(found) and found == play.id)
AS_READ = Is(
    "the object as it is read",
    lambda found, play: isinstance(found, dict) and not play.aged(found),
)
