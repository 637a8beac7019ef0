"""YAML that others wrote: tags become plain data, nothing is executed, depth has a limit.

Values are made of the events of the parser, without a tree between: a document is given as in
`streams.py`, entry by entry.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import yaml

from recordings.read.streams import MOST, TOO_MANY, Part, Place

# What nests more deeply than this was not recorded.
_DEEPEST = 2_000
_FLOW = re.compile(r"[\[\]{}]")
_BLOCK = re.compile(rf"^ {{{_DEEPEST},}}\S|^ *(?:[-?:] +){{{_DEEPEST},}}", re.MULTILINE)
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KNOWN = "tag:yaml.org,2002:"
_MERGE = f"{_KNOWN}merge"
_SCALARS = yaml.constructor.SafeConstructor()


def documents(text: str, places: Collection[Place] = ()) -> Iterator[Part]:
    """Yield the entries of each document of a YAML text, and then the document.

    Raises ValueError when the text is not understood.
    """
    if _deep(text):
        message = "nested too deeply"
        raise ValueError(message)
    building = _Building(places)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            yield from building.take(event)
    except (yaml.YAMLError, AttributeError) as trouble:
        message = f"not the YAML of a recording ({_where(trouble)})"
        raise ValueError(message) from None


_NONE = object()  # no key, no value yet
_MERGING = object()  # the key whose maps are taken over


class _Open:
    """A map or a list that has begun; `count` is how many values are in it so far."""

    __slots__ = ("_key", "_mark", "_merged", "anchor", "count", "place", "streamed", "values")

    def __init__(self, event: Any, place: Place | None, places: Collection[Place]) -> None:
        self.values: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.place, self.anchor, self.count = place, event.anchor, 1
        self.streamed = isinstance(self.values, list) and place in places
        self._mark, self._key = event.start_mark, _NONE
        self._merged: list[Any] = []

    @property
    def wants_key(self) -> bool:
        """Whether what comes next is a key of a map."""
        return self._key is _NONE and isinstance(self.values, dict)

    def below(self) -> Place | None:
        """Return the place of what comes next, None where no list of entries can be."""
        if self.place is None or not isinstance(self._key, str):
            return None
        return (*self.place, self._key)

    def take(self, value: Any) -> None:
        """Add a value, or a key. Raises ConstructorError where a key cannot be one."""
        if isinstance(self.values, list):
            self.values.append(value)
        elif self._key is _NONE:
            if isinstance(value, dict | list):
                raise self._trouble("found unhashable key")
            self._key = value
        else:
            if self._key is _MERGING:
                self._merged += reversed(value) if isinstance(value, list) else [value]
            else:
                self.values[self._key] = value
            self._key = _NONE

    def ended(self) -> Any:
        """Return the map or list. Raises ConstructorError where it takes over what is no map."""
        if not self._merged:
            return self.values
        found: dict[Any, Any] = {}
        for one in self._merged:
            if not isinstance(one, dict):
                raise self._trouble("expected a mapping for merging")
            found.update(one)
        return {**found, **self.values}

    def _trouble(self, what: str) -> Exception:
        return yaml.constructor.ConstructorError(None, None, what, self._mark)


class _Building:
    """What is made of the events of a text."""

    def __init__(self, places: Collection[Place]) -> None:
        self._places = places
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}

    def take(self, event: Any) -> Iterator[Part]:
        """Yield what an event brings to an end: an entry, a document."""
        if isinstance(event, yaml.ScalarEvent):
            yield from self._made(event.anchor, self._scalar(event), 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            yield from self._made(done.anchor, done.ended(), done.count)
        elif isinstance(event, yaml.AliasEvent):
            yield from self._made(None, *self._named(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors = {}

    def _begin(self, event: Any) -> None:
        place = self._open[-1].below() if self._open else ()
        self._open.append(_Open(event, place, self._places))
        if event.anchor:
            self._anchors[event.anchor] = (_NONE, 0)

    def _named(self, event: Any) -> tuple[Any, int]:
        """Return what an alias stands for, and how many values that is."""
        if event.anchor not in self._anchors:
            raise yaml.composer.ComposerError(None, None, "found undefined alias", event.start_mark)
        value, count = self._anchors[event.anchor]
        if value is _NONE:  # what stands in itself is written out without end
            raise ValueError(TOO_MANY)
        return value, count

    def _scalar(self, event: Any) -> Any:
        tag, text = event.tag, event.value
        if tag is None and event.implicit[0]:
            tag = _tag(text)
        if tag == _MERGE:
            above = self._open[-1] if self._open else None
            return _MERGING if above is not None and above.wants_key else text
        make = _MAKERS.get(tag)
        return make(text) if make else text

    def _made(self, anchor: str | None, value: Any, count: int) -> Iterator[Part]:
        """Put a value where it belongs; yield it where that is a list of entries, or nowhere."""
        if anchor:
            self._anchors[anchor] = (value, count)
        if not self._open:
            yield None, value
            return
        above = self._open[-1]
        above.count += count
        if above.count > MOST:
            raise ValueError(TOO_MANY)
        if above.streamed:
            yield above.place, value
        else:
            above.take(value)


def _tag(text: str) -> str | None:
    """Return the tag that a plain text has by what it looks like; dates stay texts."""
    for tag, pattern in _LOOKS.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return None


_LOOKS: dict[str | None, list[tuple[str, re.Pattern[str]]]] = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in _LOADER.yaml_implicit_resolvers.items()
}


def _scalar_of(kind: str) -> Callable[[str], Any]:
    make = getattr(_SCALARS, f"construct_yaml_{kind}")
    return lambda text: make(yaml.ScalarNode(f"{_KNOWN}{kind}", text))


def _binary(text: str) -> bytes | str:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return text


_MAKERS: dict[str | None, Callable[[str], Any]] = {
    **{f"{_KNOWN}{kind}": _scalar_of(kind) for kind in ("null", "bool", "int", "float")},
    "!binary": _binary, f"{_KNOWN}binary": _binary,
}  # fmt: skip


def _where(trouble: Exception) -> str:
    mark = getattr(trouble, "problem_mark", None)
    problem = str(getattr(trouble, "problem", None) or type(trouble).__name__)[:80]
    return f"{problem}, line {mark.line + 1}" if mark else problem


def _deep(text: str) -> bool:
    depth = 0
    for bracket in _FLOW.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return _BLOCK.search(text) is not None
