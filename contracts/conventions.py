"""Reads `api.yaml`: the conventions of an API, checked against the values that hold them.

The keys of a section are the names of its value's fields (`contracts/model/api.py`), so a new wire
fact is one field there and one line of YAML.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, get_args, get_type_hints

from contracts.model import Api, Contracts
from contracts.model import api as model
from contracts.reader import Reader

FILE = "api.yaml"
OTHERS = ("expandable", "neighbours", "situations")  # keys that other modules read
SCHEMES = ("bearer", "basic")
TEXTS, NUMBERS, STATUSES = tuple[str, ...], tuple[int, ...], dict[str, tuple[int, ...]]


def sections(value: type[Any]) -> dict[str, Any]:
    """Return name -> type of the fields of a value; X for what is X or None."""
    found = {}
    for name, hint in get_type_hints(value, vars(model)).items():
        some = [x for x in get_args(hint) if x is not type(None)]
        optional = type(None) in get_args(hint)
        found[name] = some[0] if optional else hint
    return found


def needed(value: type[Any]) -> list[str]:
    """Return the names of the fields that have no default."""
    missing = dataclasses.MISSING
    return [
        f.name for f in dataclasses.fields(value)
        if f.default is missing and f.default_factory is missing
    ]  # fmt: skip


def read_api(keys: dict[str, Reader]) -> Api:
    """Read the conventions from the keys of `api.yaml`. Raises ContractError."""
    hints = sections(Api)
    api = Api(**{name: _value(keys[name], hints[name]) for name in hints if name in keys})
    auth, error = keys["auth"].entries(), keys["error"].entries()
    for scheme in auth["schemes"].items():
        scheme.one_of(SCHEMES)
    _check_pattern(auth)
    _some_of(error["invalid"], api.error.types)
    for kind in error["of_type"].entries() if "of_type" in error else ():
        if kind not in api.error.types:
            raise error["of_type"].refuse(f"{kind!r} is not one of the types")
    return api


def _check_pattern(auth: dict[str, Reader]) -> None:
    if "pattern" not in auth:
        return
    try:
        re.compile(auth["pattern"].text())
    except re.error as trouble:
        raise auth["pattern"].refuse(f"no regular expression: {trouble}") from None


def _some_of(reader: Reader, known: tuple[str, ...]) -> None:
    if reader.text() not in known:
        raise reader.refuse(f"{reader.text()!r} is not one of {', '.join(known)}")


def _value(reader: Reader, kind: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return _section(reader, kind)
    readings = {str: Reader.text, int: Reader.integer, bool: Reader.boolean, TEXTS: Reader.texts,
                NUMBERS: Reader.integers, STATUSES: _statuses}  # fmt: skip
    return readings[kind](reader)


def _section(reader: Reader, kind: Any) -> Any:
    hints = sections(kind)
    keys = reader.mapping(hints, needed(kind))
    return kind(**{name: _value(entry, hints[name]) for name, entry in keys.items()})


def _statuses(reader: Reader) -> dict[str, tuple[int, ...]]:
    return {name: entry.integers() for name, entry in reader.entries().items()}


def check_api(contracts: Contracts, keys: dict[str, Reader]) -> None:
    """Check what the conventions say of operations. Raises ContractError."""
    name = contracts.api.preflight
    if name and name not in {o.id for o in contracts.operations if not o.path_parameters}:
        raise keys["preflight"].refuse(f"{name!r} is no operation that needs no id")
