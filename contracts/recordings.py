"""Reads what recordings may hold beside the contracts (`recordings/facts.yaml` of an API)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from contracts.model import Resource
from contracts.model.recordings import Beside, Lists, Pattern, Recordings
from contracts.package import FACTS, RECORDINGS
from contracts.reader import Reader

_TEXTS = ("carried_since", "starts_since", "state", "until")
_LISTS = (
    "clocks", "everywhere", "kept", "kept_in_state", "kinds", "people", "rewritten", "undeclared",
)  # fmt: skip
_OWN_LISTS = (
    "always", "constant", "later", "lenient", "newer", "one_way", "open_ends", "optional",
    "passing", "renamed", "unshown",
)  # fmt: skip
_OWN_TABLES = ("fills_later", "former", "kept_in", "results", "stays", "unmoved", "unshown_in")
_NAMES_OF = {
    **dict.fromkeys(("always", "constant", "former", "later", "newer", "optional"), "field"),
    **dict.fromkeys(("patterns", "renamed", "unshown"), "field"),
    **dict.fromkeys(("kept_in", "one_way", "open_ends", "passing", "unshown_in"), "state"),
    **dict.fromkeys(("fills_later", "lenient", "results", "stays", "unmoved"), "verb"),
}


def read_recordings(folder: Path, resources: Iterable[Resource]) -> Recordings:
    """Read what the API below `folder` says of recordings, if it does. Raises ContractError."""
    file = folder / RECORDINGS / FACTS
    if not file.is_file():
        return Recordings()
    keys = Reader.open(folder, file).mapping({*_TEXTS, *_LISTS, "added", "gated", "resources"})
    known = {resource.name: resource for resource in resources}
    own = keys["resources"].mapping(known) if "resources" in keys else {}
    found: dict[str, Any] = {
        **{name: keys[name].text() for name in _TEXTS if name in keys},
        **{name: keys[name].texts() for name in _LISTS if name in keys},
    }
    if "gated" in keys:
        found["gated"] = {name: start.text() for name, start in keys["gated"].entries().items()}
    return Recordings(
        **found,
        added=_lists(keys["added"]) if "added" in keys else {},
        resources={name: _beside(entry, known[name]) for name, entry in own.items()},
        laws=tuple(sorted(file.parent.glob("*.py"))),
    )


def _beside(reader: Reader, resource: Resource) -> Beside:
    flags, texts = ("asked", "ordered"), ("since", "starts")
    keys = reader.mapping({*flags, *texts, *_OWN_LISTS, *_OWN_TABLES, "patterns"})
    _check(keys, resource)
    found: dict[str, Any] = {
        **{name: keys[name].boolean() for name in flags if name in keys},
        **{name: keys[name].text() for name in texts if name in keys},
        **{name: keys[name].texts() for name in _OWN_LISTS if name in keys},
        **{name: _lists(keys[name]) for name in _OWN_TABLES if name in keys},
    }
    patterns = keys["patterns"].entries().items() if "patterns" in keys else ()
    return Beside(**found, patterns={name: _pattern(entry) for name, entry in patterns})


def _check(keys: Mapping[str, Reader], resource: Resource) -> None:
    """Refuse names that the contract does not have. Raises ContractError."""
    fields = {field.name for field in resource.fields}
    states = set(resource.lifecycle.states) if resource.lifecycle else set()
    verbs = {operation.id.rpartition(".")[2] for operation in resource.operations}
    for name in keys.keys() & _NAMES_OF.keys():
        reader, known = keys[name], {"field": fields, "state": states, "verb": verbs}
        found = reader.entries() if name in (*_OWN_TABLES, "patterns") else reader.texts()
        stray = sorted(set(found) - known[_NAMES_OF[name]])
        if stray:
            raise reader.refuse(f"{stray[0]!r} is no {_NAMES_OF[name]} of {resource.name}")


def _lists(reader: Reader) -> Lists:
    return {name: values.texts() for name, values in reader.entries().items()}


def _pattern(reader: Reader) -> Pattern:
    keys = reader.mapping({"clause", "like", "says"}, {"clause", "like", "says"})
    return Pattern(keys["like"].text(), keys["says"].text(), keys["clause"].text())
