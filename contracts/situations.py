"""Reads what the API answers in situations that do not depend on the endpoint.

A resource, or an operation, may say otherwise, part by part: what it does not name stays as it is
said above it, and a situation that is null there is not asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from contracts.model import LEVELS, Level, Resource, Situation
from contracts.near import MISTAKEN, hint
from contracts.reader import Reader

PARTS = ("status", "type", "code", "param")
PARAMS = ("name", "path", "none", "any")
NAMES = (
    "both_cursors", "boolean", "currency", "empty", "enum", "exclusive", "expanded_too_deep",
    "gone", "idempotency_key", "integer", "length", "malformed_query", "maximum", "minimum",
    "not_expandable", "pattern", "required", "required_nested", "shape", "trailing_slash",
    "unknown", "unknown_cursor", "unknown_id", "unknown_nested", "unknown_path",
    "unknown_reference", "unknown_token", "unknown_verb",
)  # fmt: skip
KEYS = frozenset({"clause", "code", "level", "levels", "param", "status", "type"})
Situations = dict[str, Situation]
KnownOf = Callable[[str], Mapping[str, Situation]]
Parts = dict[str, dict[str, Any] | None]  # of each situation what is said of it; None: not asked


def read_situations(reader: Reader) -> Situations:
    """Read `situations` of `api.yaml`. Raises ContractError."""
    found = {name: _parts(_known(name, entry)) for name, entry in reader.entries().items()}
    return {name: _made(name, parts) for name, parts in found.items()}


def read_parts(reader: Reader, known: Mapping[str, Situation]) -> Parts:
    """Read `situations` of a resource or an operation. Raises ContractError.

    One that `known` lacks is new, and holds there alone.
    """
    found: Parts = {}
    for name, entry in reader.entries().items():
        _known(name, entry)
        dropped = entry.is_nothing()
        if dropped and name not in known:
            raise entry.refuse(f"{name!r} is no situation that could be left out here")
        found[name] = None if dropped else _parts(entry)
    return found


def settled(resource: Resource, reader: Reader, known_of: KnownOf) -> Resource:
    """Return a resource whose operations know what is answered otherwise than elsewhere.

    `reader` stands on its file, `known_of` gives what holds under a set of conventions. Raises
    ContractError.
    """
    keys = reader.entries()
    verbs = keys["operations"].entries() if "operations" in keys else {}
    found = []
    for operation in resource.operations:
        known = known_of(operation.set)
        above = read_parts(keys["situations"], known) if "situations" in keys else {}
        own = verbs[operation.id.rpartition(".")[2]].entries().get("situations")
        parts = read_parts(own, {**known, **_of(known, above)}) if own is not None else {}
        differing = _differing(known, above, parts)
        found.append(replace(operation, situations=differing) if differing else operation)
    return replace(resource, operations=tuple(found))


def _known(name: str, reader: Reader) -> Reader:
    """Return the reader of a situation, unless its name is nearly one that laws ask about."""
    near = hint(name, NAMES, MISTAKEN)  # laws of a package have others
    if name not in NAMES and near:
        raise reader.refuse(f"{name!r} is no situation{near}")
    return reader


def _of(known: Mapping[str, Situation], parts: Parts) -> Situations:
    return {name: _made(name, said, known.get(name)) for name, said in parts.items() if said}


def _differing(known: Mapping[str, Situation], *levels: Parts) -> dict[str, Situation | None]:
    """Return the situations that some levels, the outer one first, say something of."""
    own: dict[str, Situation | None] = {}
    for parts in levels:
        for name, said in parts.items():
            above = own.get(name, known.get(name))
            own[name] = None if said is None else _made(name, said, above)
    return own


def _parts(reader: Reader) -> dict[str, Any]:
    """Return what is said of a situation: keys of it, those of `levels` among them."""
    keys = reader.mapping(KEYS)
    found: dict[str, Any] = {}
    if "clause" in keys:
        found["clause"] = keys["clause"].text()
    if "level" in keys:
        found["level"] = keys["level"].one_of(LEVELS)
    if "status" in keys:
        found["status"] = keys["status"].statuses()
    if "type" in keys:
        found["type"] = keys["type"].text()
    if "code" in keys:
        found["code"] = tuple(a_code(item) for item in keys["code"].items())
    if "param" in keys:
        found["param"] = keys["param"].one_of(PARAMS)
    if "levels" in keys:
        levels = keys["levels"].mapping(PARTS)
        found["levels"] = {part: value.one_of(LEVELS) for part, value in levels.items()}
    return found


def a_code(reader: Reader) -> str:
    """Return a code as texts compare: some APIs number theirs."""
    return reader.text() if reader.is_text() else str(reader.integer())


def _made(name: str, said: Mapping[str, Any], above: Situation | None = None) -> Situation:
    """Return a situation of what is said of it here, and above. What has no level is not judged;
    where nothing says levels, each part that is named binds as the situation does.
    """
    base = above or Situation(name)
    level = cast("Level", said.get("level", base.level))
    new = dict.fromkeys((part for part in PARTS if part in said and part not in base.levels), level)
    levels = said.get("levels", {}) if "levels" in said else new
    return Situation(
        name, said.get("clause", base.clause), level, said.get("status", base.status),
        said.get("type", base.type), said.get("code", base.code), said.get("param", base.param),
        {**base.levels, **levels},
    )  # fmt: skip
