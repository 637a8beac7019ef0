"""Where an answer holds an object, or the entries of a list, and how laws know an object.

Laws know an object by `id`, a text, whatever the API calls it. Of an API that calls it so, answers
are read as they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

ID = "id"


class Seen(dict[str, Any]):
    """An object by the names that are used here; `raw` is what the answer shows."""

    __slots__ = ("raw",)

    def __init__(self, found: Mapping[str, Any], raw: dict[str, Any]) -> None:
        super().__init__(found)
        self.raw = raw


@dataclass(frozen=True, slots=True)
class Shape:
    """Where one operation's answers hold what they show. Names are dotted, "" is the body itself.

    `wrapper` is the name under which each entry of a list holds what is listed.
    """

    stands: str = ""
    items: str = "data"
    wrapper: str = ""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of an API's answers, by operation id where they are not the usual one.

    `id` is the field of an object's id, `whole` says that ids are whole numbers. `more` is the
    field that says whether a list goes on; `onward` the field of a token or a link, null on the
    last page. `within` is the field of an object below which all its fields stand but those of
    `outside`; laws know them as one.
    """

    id: str = ID
    whole: bool = False
    usual: Shape = field(default_factory=Shape)
    own: Mapping[str, Shape] = field(default_factory=dict, hash=False)
    more: str = "has_more"
    onward: str = ""
    within: str = ""
    outside: tuple[str, ...] = ()

    def of(self, operation: str) -> Shape:
        """Return the shape of an operation's answers."""
        return self.own.get(operation, self.usual)

    def told(self, operation: str) -> dict[str, Any]:
        """Return all that it takes to read the answers of one operation, as plain data."""
        shape = self.of(operation)
        found = {
            "stands": shape.stands,
            "wrapper": shape.wrapper,
            "onward": self.onward,
            "whole": self.whole,
            "within": self.within,
            "outside": list(self.outside),
        }
        kept = {name: value for name, value in found.items() if value}
        return {ID: self.id, "items": shape.items, "more": self.more, **kept}

    @classmethod
    def of_told(cls, told: Mapping[str, Any]) -> Shapes:
        """Return what reads answers as that did of which `told` was returned."""
        usual = Shape(told.get("stands", ""), told["items"], told.get("wrapper", ""))
        return cls(told[ID], told.get("whole", False), usual, more=told["more"],
                   onward=told.get("onward", ""), within=told.get("within", ""),
                   outside=tuple(told.get("outside", ())))  # fmt: skip

    def item(self, body: Any, operation: str) -> dict[str, Any]:
        """Return the object that an answer shows, or an empty one."""
        found = led(body, self.of(operation).stands)
        return self.named(found) if isinstance(found, dict) else {}

    def entries(self, body: Any, operation: str) -> list[Any] | None:
        """Return the entries of a list, or None when the answer is none."""
        shape = self.of(operation)
        found = led(body, shape.items)
        if not isinstance(found, list):
            return None
        if not shape.wrapper and not self._renames:
            return found
        return [self._entry(entry, shape.wrapper) for entry in found]

    def holding(self, body: Any, entries: list[Any], operation: str) -> Any:
        """Return the body of a list with other entries, which were read from it."""
        shape = self.of(operation)
        shown = [self._apart(e.raw) if isinstance(e, Seen) else e for e in entries]
        if shape.wrapper:
            shown = [{shape.wrapper: entry} for entry in shown]
        return _with(body, shape.items.split(".") if shape.items else [], shown)

    def goes_on(self, body: Any) -> Any:
        """Return what a list says of whether more follows: true or false where it says so."""
        if self.onward:
            return led(body, self.onward) not in (None, "", False)
        return led(body, self.more) if self.more else None

    @property
    def _renames(self) -> bool:
        return self.whole or self.id != ID or bool(self.within)

    def _entry(self, entry: Any, wrapper: str) -> Any:
        found = entry.get(wrapper) if wrapper and isinstance(entry, dict) else entry
        return self.named(found) if isinstance(found, dict) else found

    def named(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return an object with its id as a text under `id`."""
        if not self._renames:
            return item
        item = self._as_one(item)
        name = item.get(self.id)
        if isinstance(name, bool) or not isinstance(name, str | int):
            return Seen({k: v for k, v in item.items() if k != ID}, item)
        return Seen({**item, ID: str(name)}, item)

    def _as_one(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return an object as if all its fields stood in one place."""
        if not self.within:
            return item
        found = item.get(self.within)
        below = found if isinstance(found, dict) else {}
        inner = {name: value for name, value in below.items() if name not in self.outside}
        return {**{name: item[name] for name in self.outside if name in item}, **inner}

    def _apart(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return an object with its fields where an answer has them."""
        return apart(item, self.within, self.outside) if self.within else item


def apart(item: Mapping[str, Any], within: str, outside: Iterable[str]) -> dict[str, Any]:
    """Return an object all of whose fields but some stand below one."""
    beside = {name: item[name] for name in outside if name in item}
    return {**beside, within: {name: item[name] for name in item if name not in beside}}


def led(body: Any, pointer: str) -> Any:
    """Return what stands where a dotted name leads; "" leads to the body itself."""
    for name in pointer.split(".") if pointer else ():
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _with(body: Any, names: list[str], value: Any) -> Any:
    if not names:
        return value
    inner = body.get(names[0]) if isinstance(body, dict) else None
    return {**(body if isinstance(body, dict) else {}), names[0]: _with(inner, names[1:], value)}
