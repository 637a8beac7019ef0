"""Reads `api.yaml`: the conventions of an API, checked against the values that hold them.

The keys of a section are the names of its value's fields (`contracts/model/api.py` and `wire.py`),
so a new wire fact is one field there and one line of YAML. Every section but the name may be left
out: what is not declared is not asked.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin, get_type_hints

from contracts.checking_named import check_named
from contracts.model import Api, Contracts
from contracts.model.wire import NAMED, Code
from contracts.naming import with_names
from contracts.near import hint as near
from contracts.patterns import faulty, tame
from contracts.reader import Reader
from contracts.situations import a_code

FILE = "api.yaml"
# keys that other modules read
OTHERS = ("default", "expandable", "like", "neighbours", "sets", "situations")
TEXTS, NUMBERS, STATUSES = tuple[str, ...], tuple[int, ...], dict[str, tuple[int, ...]]
CODES, OF_CODES = tuple[Code, ...], dict[Code, tuple[int, ...]]
RECORD = dict[str, str]
_GOES_ON = {"cursor": "after", "token": "token", "offset": "offset", "page": "page", "link": "next"}
_FILLED = re.compile(r"\{(\w+)\}")


def sections(value: type[Any]) -> dict[str, Any]:
    """Return name -> type of the fields of a value; X for what is X or None."""
    found = {}
    for name, hint in get_type_hints(value, include_extras=True).items():
        some = [x for x in get_args(hint) if x is not type(None)]
        found[name] = some[0] if type(None) in get_args(hint) else hint
    return found


def words(kind: Any) -> tuple[str, ...]:
    """Return the texts that a kind of value allows, itself or each of several, () for others."""
    if get_origin(kind) is tuple:
        return words(get_args(kind)[0])
    return tuple(filter(None, get_args(kind))) if get_origin(kind) is Literal else ()


def needed(value: type[Any]) -> list[str]:
    """Return the names of the fields that have no default."""
    missing = dataclasses.MISSING
    return [
        f.name for f in dataclasses.fields(value)
        if f.default is missing and f.default_factory is missing
    ]  # fmt: skip


def read_api(keys: dict[str, Reader]) -> Api:
    """Read the conventions from the keys of `api.yaml`. Raises ContractError."""
    known = {name: keys[name] for name in sections(Api) if name in keys}
    api = Api(**_values(known, Api))
    for check in (
        _check_guessed,
        _check_base,
        _check_auth,
        _check_id,
        _check_form,
        _check_error,
        _check_list,
    ):
        check(api, keys)
    return with_names(api)


def _check_guessed(api: Api, keys: dict[str, Reader]) -> None:
    """Check that what is guessed is a section."""
    known = [*sections(Api), *OTHERS]
    for item in keys["guessed"].items() if api.guessed else ():
        if item.text() not in known:
            raise item.refuse(f"{item.text()!r} is no section{near(item.text(), known)}")


def _check_base(api: Api, keys: dict[str, Reader]) -> None:
    """Check that a path begins with a slash, and that all names around it have a value."""
    for text in (api.base.prefix, api.base.suffix, api.auth.other):
        for name in _FILLED.findall(text):
            if name not in api.base.fixed:
                place = keys["auth" if text == api.auth.other else "base"]
                raise place.refuse(f"{{{name}}} has no value: write one under base.fixed")
    if api.base.prefix and not api.base.prefix.startswith("/"):
        raise keys["base"].entries()["prefix"].refuse("a prefix begins with a slash")


def _check_auth(api: Api, keys: dict[str, Reader]) -> None:
    if "auth" not in keys:
        return
    auth = keys["auth"].entries()
    for scheme in auth["schemes"].items() if "schemes" in auth else ():
        if scheme.text() in NAMED and not api.auth.name:
            raise scheme.refuse(f"{scheme.text()!r} needs the 'name' under which the key is sent")
    if "pattern" in auth:
        check_pattern(auth["pattern"])


def _check_id(api: Api, keys: dict[str, Reader]) -> None:
    if api.id.pattern:
        check_pattern(keys["id"].entries()["pattern"])


def check_pattern(reader: Reader) -> None:
    """Check a pattern that is held against whatever a server answers. Raises ContractError."""
    if reason := faulty(reader.text()):
        raise reader.refuse(reason)
    if not tame(reader.text()):
        raise reader.refuse("a repetition, or a choice, inside a repetition may take for ever")


def _check_form(api: Api, keys: dict[str, Reader]) -> None:
    if len(api.form.booleans) != 2:
        raise keys["form"].entries()["booleans"].refuse("expected two texts: of true and of false")


def _check_error(api: Api, keys: dict[str, Reader]) -> None:
    if "error" not in keys:
        return
    error = keys["error"].entries()
    if "invalid" in error:
        _some_of(error["invalid"], api.error.types)
    if api.error.told == "mark" and api.error.mark is None:
        raise error["told"].refuse("'mark' is missing: the field that tells a refusal")
    for kind in error["of_type"].entries() if "of_type" in error else ():
        if kind not in api.error.types:
            raise error["of_type"].refuse(f"{kind!r} is not one of the types")


def _check_list(api: Api, keys: dict[str, Reader]) -> None:
    """Check that a list says by what it goes on, and what tells that it does not."""
    if "list" not in keys:
        return
    entries, shape = keys["list"].entries(), api.list
    needed = _GOES_ON.get(shape.by, "")
    if "by" in entries and needed and not getattr(shape, needed):
        raise entries["by"].refuse(f"{shape.by!r} needs {needed!r}: how a list goes on by it")
    told = {"more": shape.more, "total": shape.total}.get(shape.end, shape.end)
    if "end" in entries and not told:
        raise entries["end"].refuse(f"{shape.end!r} needs {shape.end!r}: the field that says so")


def _some_of(reader: Reader, known: tuple[str, ...]) -> None:
    if reader.text() not in known:
        raise reader.refuse(f"{reader.text()!r} is not one of {', '.join(known)}")


def _value(reader: Reader, kind: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return _section(reader, kind)
    if get_origin(kind) is Literal:
        return reader.one_of(words(kind))
    if words(kind):
        return tuple(item.one_of(words(kind)) for item in reader.items() if reader.texts())
    readings: dict[Any, Callable[[Reader], Any]] = {
        str: Reader.text, int: Reader.integer, bool: Reader.boolean, TEXTS: Reader.texts,
        NUMBERS: Reader.statuses, STATUSES: _statuses, RECORD: _texts, Any: Reader.data,
        Code: a_code, CODES: Reader.words, OF_CODES: _statuses_of_codes,
    }  # fmt: skip
    return readings[kind](reader)


def _section(reader: Reader, kind: Any) -> Any:
    return kind(**_values(reader.mapping(sections(kind), needed(kind)), kind))


def _values(keys: dict[str, Reader], kind: type[Any]) -> dict[str, Any]:
    """Read the fields of a section. Raises ContractError."""
    hints = sections(kind)
    return {name: _value(entry, hints[name]) for name, entry in keys.items()}


def _statuses(reader: Reader) -> dict[str, tuple[int, ...]]:
    return {name: entry.statuses() for name, entry in reader.entries().items()}


def _statuses_of_codes(reader: Reader) -> dict[str, tuple[int, ...]]:
    return {name: entry.statuses() for name, entry in reader.entries(numbers=True).items()}


def _texts(reader: Reader) -> dict[str, str]:
    return {name: entry.text() for name, entry in reader.entries().items()}


def check_api(contracts: Contracts, keys: dict[str, Reader]) -> None:
    """Check what the conventions say of operations. Raises ContractError."""
    name = contracts.api.preflight
    fit = {o.id for o in contracts.operations if o.reads and not o.path_parameters}
    if name and name not in fit:
        raise keys["preflight"].refuse(f"{name!r} is no operation that needs no id, and reads")
    check_named(contracts, keys)
