"""The states of a resource and what moves it from one to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contracts.model.levels import Level


@dataclass(frozen=True, slots=True)
class Refusal:
    """The documented refusal of an operation: `None` means the source does not say.

    `code` and `param` may be "" which means "absent from the body"; no status: any refusal.
    """

    status: tuple[int, ...] = ()
    type: str | None = None
    code: str | None = None
    param: str | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One cell of a lifecycle: what `operation` does to an object in state `state`."""

    state: str
    operation: str  # operation id
    form: dict[str, Any] = field(default_factory=dict)  # what is sent, "@resource" for ids
    to: tuple[str, ...] = ()  # states allowed afterwards when it is accepted; empty when refused
    refused: Refusal | None = None  # the documented refusal, when it may be refused
    sets: dict[str, Any] = field(default_factory=dict)  # fields and their values afterwards
    level: Level = "must"
    source: str = ""  # "L891", "PI-44"
    label: str = ""  # tells several cells of one state and operation apart
    recipe: str = ""  # the recipe that makes the object, when it is not named like the state
    leaves: tuple[str, ...] = ()  # states allowed after a refusal that records its attempt


@dataclass(frozen=True, slots=True)
class Showing:
    """What a field holds while an object is in a state, whoever asks and whatever was done."""

    state: str
    field: str
    holds: str  # one of HOLDINGS
    level: Level = "must"
    source: str = ""  # "PI-41"


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The states of a resource and every cell of the status x operation matrix."""

    field: str  # the field that holds the state, usually "status"
    states: tuple[str, ...]
    terminal: tuple[str, ...]
    transitions: tuple[Transition, ...]
    shows: tuple[Showing, ...] = ()
    restless: tuple[str, ...] = ()  # states that go over into others by themselves
    withdrawn: tuple[str, ...] = ()  # states in which what may be null may be shown no more
    ends: str = ""  # the state in which an object is put away that nobody needs any more
