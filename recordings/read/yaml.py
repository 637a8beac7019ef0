"""YAML that others wrote: tags become plain data, nothing is executed, depth has a limit."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import yaml

# libyaml's tree builder recurses in C and dies of depth; this is far below what it bears.
_DEEPEST = 2_000
TOO_MANY = "more values than a recording has"
_FLOW = re.compile(r"[\[\]{}]")
_BLOCK = re.compile(rf"^ {{{_DEEPEST},}}\S|^ *(?:[-?:] +){{{_DEEPEST},}}", re.MULTILINE)
MOST = 1_000_000  # values of a file, each counted as often as aliases repeat it
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_LOADER):  # type: ignore[misc, valid-type] # the C loader has no annotations
    """The safe loader; an unknown tag is dropped, and dates stay the texts they are."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in _LOADER.yaml_implicit_resolvers.items()
}


def _untagged(loader: Any, _tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


def _binary(loader: Any, node: yaml.Node) -> bytes | str:
    text = str(loader.construct_scalar(node))
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return text


_Plain.add_multi_constructor("", _untagged)
_Plain.add_constructor("!binary", _binary)
_Plain.add_constructor("tag:yaml.org,2002:binary", _binary)


def documents(text: str) -> list[Any]:
    """Return the documents of a YAML text. Raises ValueError when it is not understood."""
    if _deep(text):
        message = "nested too deeply"
        raise ValueError(message)
    try:
        if crowded(text) and _many(text):
            raise ValueError(TOO_MANY)
        found = list(yaml.load_all(text, Loader=_Plain))
    except (yaml.YAMLError, AttributeError) as trouble:
        message = f"not the YAML of a recording ({_where(trouble)})"
        raise ValueError(message) from None
    if _spread(found) > MOST:
        raise ValueError(TOO_MANY)
    return found


def crowded(text: str) -> bool:
    """Whether a text may hold more values than fit into memory: more than enough signs of them."""
    return sum(map(text.count, ("[", "{", ",", "\n", " - "))) > MOST


def _many(text: str) -> bool:
    """Whether a text has too many values; they are counted without being made."""
    events = yaml.parse(text, Loader=_LOADER)
    values = (event for event in events if isinstance(event, yaml.NodeEvent))
    return any(count >= MOST for count, _ in enumerate(values))


def _spread(value: Any) -> int:
    """Return how many values there are where aliases are written out, more than `MOST` for many.

    An alias of what it stands in is written out without end.
    """
    sizes: dict[int, int] = {}
    waiting: list[tuple[Any, bool]] = [(value, False)]
    open_ones: set[int] = set()
    while waiting:
        found, done = waiting.pop()
        inner = _inner(found)
        if done:
            open_ones.discard(id(found))
            sizes[id(found)] = 1 + sum(sizes.get(id(one), 1) for one in inner)
        elif id(found) in open_ones:
            return MOST + 1
        elif inner and id(found) not in sizes:
            open_ones.add(id(found))
            waiting.append((found, True))
            waiting.extend((one, False) for one in inner if isinstance(one, (dict, list)))
    return sizes.get(id(value), 1)


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


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
