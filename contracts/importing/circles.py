"""Which components of a document stand inside themselves: such a one ends, all others go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from contracts.importing.document import Node, NoTargetError

_MOST = 5_000  # components that are looked through for one


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A component as itself: no other is it, however alike, and it lives as long as it is held."""

    node: Node

    def __hash__(self) -> int:
        return id(self.node.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.node.value is self.node.value


def stands_in_itself(component: Node) -> bool:
    """Whether references inside a component lead back to it; also where that takes long to tell."""
    return _circular(_Held(component))


@lru_cache(maxsize=4096)
def _circular(held: _Held) -> bool:
    seen, left = set[_Held](), [held]
    while left and len(seen) < _MOST:
        new = _targets(left.pop()) - seen
        if held in new:
            return True
        seen |= new
        left += new
    return bool(left)


@lru_cache(maxsize=8192)
def _targets(held: _Held) -> frozenset[_Held]:
    return frozenset(map(_Held, _references(held.node)))


def _references(component: Node) -> Iterator[Node]:
    """Yield what the references inside a component lead to."""
    left: list[Any] = [component.value]
    while left:
        value = left.pop()
        left += value.values() if isinstance(value, dict) else value
        if isinstance(value, dict) and isinstance(value.get("$ref"), str):
            found = _followed(Node(value, component.pointer, component.resolver))
            if found is not None:
                yield found
        left = [one for one in left if isinstance(one, dict | list)]


def _followed(node: Node) -> Node | None:
    try:
        return node.reference()
    except NoTargetError:
        return None
