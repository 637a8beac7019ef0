"""What a worker has of objects: those it made, those that are used up, those it could not make."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from suites.law import Unavailable
from suites.objects.scarce import Scarce


@dataclass(slots=True)
class Stock:
    """Objects by "resource:state", shared by the groups of a worker.

    `configured` are ids that the user gave: `spent` those that were given out to be used up, `worn`
    one that is; `turn` is where the worker begins with them. `lock` is held while objects are made,
    `scarce` has what a group holds that uses what was configured, until it ends.
    """

    configured: Mapping[str, tuple[str, ...]]
    made: dict[tuple[str, bool], str] = field(default_factory=dict)
    spent: dict[str, set[str]] = field(default_factory=dict)
    worn: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Unavailable] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    choices: dict[str, Any] = field(default_factory=dict)  # what was chosen, by its name
    ways: dict[str, int] = field(default_factory=dict)  # which steps of a recipe worked
    listed: dict[str, str] = field(default_factory=dict)  # what lists answered, to be read alone
    unannounced: dict[str, Unavailable] = field(default_factory=dict)  # by id: what it lacks
    places: dict[str, str] = field(default_factory=dict)  # by id: the path by which it was made
    forms: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # texts of that call
    turn: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    scarce: Scarce = field(default_factory=Scarce)

    def beside(self) -> Stock:
        """Return one for groups that are asked beside these: only what was configured is shared."""
        return Stock(self.configured, spent=self.spent, moved=self.moved, worn=self.worn,
                     ways=self.ways, turn=self.turn, scarce=self.scarce)  # fmt: skip

    def forget(self, found: str) -> None:
        """Let an object that something was done to not be the one that the next law changes."""
        self.made = {k: v for k, v in self.made.items() if v != found or not k[1]}

    def lose(self, found: str) -> None:
        """Let an object that was deleted be nobody's any more."""
        self.made = {k: v for k, v in self.made.items() if v != found}

    def renew(self, name: str) -> None:
        """Let the next object that is going to be changed be a new one, where calls make them."""
        self.made.pop((name, True), None)
