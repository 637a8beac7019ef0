"""Chooses objects that show as much as possible between them: states, kinds, what is set at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from contracts.model import Field

# Entries of a page that are retrieved as well.
AS_READ = {"smoke": 4, "standard": 12, "thorough": 20}
Object = dict[str, Any]


def as_many(items: Sequence[Object], fields: Sequence[Field], count: int) -> list[Object]:
    """Return `count` of the objects, those that `various` chooses first: however much others show,
    as many are looked at.
    """
    chosen = various(items, fields, count)
    rest = [item for item in items if item not in chosen]
    return [*chosen, *rest][:count]


def various(items: Sequence[Object], fields: Sequence[Field], count: int) -> list[Object]:
    """Return at most `count` of the objects, each of which shows most of what none before did."""
    left = [(item, frozenset(_traits(item, fields))) for item in items]
    chosen: list[Object] = []
    seen: frozenset[str] = frozenset()
    while left and len(chosen) < count:
        item, traits = best = max(left, key=lambda pair: len(pair[1] - seen))
        if chosen and traits <= seen:
            break
        chosen.append(item)
        seen |= traits
        left.remove(best)
    return chosen


def _traits(item: Object, fields: Sequence[Field]) -> Iterator[str]:
    """Yield what an object shows: each field with its state, or with whether it holds anything."""
    for field in fields:
        value = item.get(field.name)
        if isinstance(value, dict) and field.children:
            yield from _traits(value, field.children)
        elif isinstance(value, list) and field.items is not None and field.items.children:
            yield f"{field.path}: {len(value) > 1}"
            for entry in value[:1]:
                yield from _traits(entry, field.items.children) if isinstance(entry, dict) else ()
        elif field.enum or isinstance(value, bool):
            yield f"{field.path}: {value}"
        else:
            yield f"{field.path}: {bool(value)}, plain {str(value).isascii()}"
