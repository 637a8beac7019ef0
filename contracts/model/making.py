"""How objects are made, lists are filled, and values are found that an account takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make an object of `resource` in `state` ("default" when any will do).

    Strings of a form that start with "@" are replaced before sending: "@customer" is the id of an
    object made by the default recipe of that resource, "@issuing.card:active" by the one of that
    state; with a "!" at the end a fresh object is made for this form alone. "@now" is the unix
    time in seconds, "@unique" a text and "@unique.email" an address that no other form uses; the
    name of a choice stands for the value that the account takes.
    `pick` is a path of a list whose first element will do when nothing can be made (such an object
    is read, never changed). `prefers` names, by dotted path, the values that make an element of the
    list useful, the best first: the most useful element is taken. `again` brings an object back to
    the state after an update was accepted: some servers refuse an update that changes nothing.
    `shows` says, by dotted path, what an object shows that the configuration gives for it.
    `alternatives` are other steps to the same, tried in order where a call of those before was
    refused.
    """

    resource: str
    state: str
    steps: tuple[Step, ...] = ()
    pick: str = ""
    note: str = ""
    prefers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    again: Step | None = None
    shows: dict[str, Any] = field(default_factory=dict)
    alternatives: tuple[tuple[Step, ...], ...] = ()

    @property
    def ways(self) -> tuple[tuple[Step, ...], ...]:
        """Every list of steps that makes it, the preferred one first; none where no call does."""
        return (self.steps, *self.alternatives) if self.steps else ()


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a recipe. `path` may contain `{id}`: the id the first step returned."""

    method: str
    path: str
    form: dict[str, Any]
    status: tuple[int, ...] = ()  # of success; () where it is the usual one of the API
    save: str = ""  # dotted path in the response of the id to keep; "" keeps the earlier one
    shows: dict[str, Any] = field(default_factory=dict)  # dotted path -> value; else not to be had


@dataclass(frozen=True, slots=True)
class Population:
    """How to fill a list with objects that this run can tell from others.

    `filter` is sent with every page; a string "$name" in the form of `steps` is the value the
    filter has for `name`, "$name[is]" one inside it. Without steps the list is only read.
    """

    filter: dict[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    subject: str = ""  # "resource:state" of the object in the path, when it differs
    rich: bool = False  # what the steps make has as many references as the resource's `rich`


def named_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a filter by the names that steps may give: `status`, `status[is]`."""
    found = dict(values)
    for name, value in values.items():
        inner = value if isinstance(value, dict) else {}
        found |= {f"{name}[{key}]": one for key, one in inner.items()}
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that depends on the account: the first of some that a call takes.

    "$value" in the form of `step` is the value that is tried. A refusal that does not blame
    `refused` takes it, too; where none is taken, the first stands.
    """

    name: str  # "issuing.currency": what forms write behind the @
    values: tuple[Any, ...]  # in the order in which they are tried
    step: Step
    refused: str  # `param` of the error that means: not this one
    makes: str = ""  # "resource:state" of the object that an accepted call leaves
    source: str = ""  # "CA-15"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What makes a new object this run's own, and the filter of its list that finds it again."""

    filter: str  # row of the list, and row or field of the object
    form: dict[str, Any] = field(default_factory=dict)
