"""YAML that others wrote: tags become plain data, nothing is executed, depth has a limit."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import yaml

# libyaml's tree builder recurses in C and dies of depth; this is far below what it bears.
_DEEPEST = 2_000
_FLOW = re.compile(r"[\[\]{}]")
_BLOCK = re.compile(rf"^ {{{_DEEPEST},}}\S|(?:[-?:] +){{{_DEEPEST},}}", re.MULTILINE)
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
        return list(yaml.load_all(text, Loader=_Plain))
    except (yaml.YAMLError, AttributeError) as trouble:
        message = f"not the YAML of a recording ({_where(trouble)})"
        raise ValueError(message) from None


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
