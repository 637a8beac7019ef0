"""What one schema allows, as flat as a row: types, facts, what stands below, its others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.importing.document import Node

Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What one schema allows, without what stands below it.

    `types` has no null; `others` are what it may be instead, each a shape of its own.
    """

    pointer: str
    types: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    enum: tuple[Any, ...] | None = None
    properties: dict[str, Nodes] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    closed: bool = False
    extra: Nodes = ()  # of values under any other name
    items: Nodes = ()
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nullable: bool = False
    clearable: bool = False
    name: str = ""  # of the component it is
    targets: frozenset[int] = frozenset()  # what tells the components that it is made of
    circles: frozenset[int] = frozenset()  # those of them that stand inside themselves
    others: tuple[Shape, ...] = ()
    union: str = ""  # name of the component that offers it among others
    joined: bool = False  # which of its others is meant stands above it

    @property
    def type(self) -> str:
        """The one type it has; "" when any will do, or several."""
        return self.types[0] if len(self.types) == 1 else ""

    @property
    def whole(self) -> Iterator[Shape]:
        """Itself, and what it may be instead."""
        yield replace(self, others=())
        yield from self.others
