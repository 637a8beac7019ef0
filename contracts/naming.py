"""Names of fields, in tables and in answers that write them by a rule (`names.answered`).

Tables have them in small letters. What cannot be told from an answer again is refused: nobody
would ever see such a field.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from contracts.model import Api, Contracts
from contracts.reader import Reader

_FIELDS = ("id", "object", "created", "mode", "deleted")  # of `object`, that name a field
_SEVERAL = ("lasting", "moving", "beside")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_WRITTEN = {
    "camel": re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*"),
    "pascal": re.compile(r"([A-Z][a-z0-9]*)+"),
    "kebab": re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"),
}
_CAPITAL = re.compile(r"(?<!^)([A-Z])")


def misdotted(name: str) -> str:
    """Return why a name with dots leads to no field, "" where it may."""
    wrong = bool(name) and not all(name.split("."))
    return f"{name!r} is no name of a field: nothing stands between two dots" if wrong else ""


def ruled(name: str, rule: str) -> str:
    """Return a name of small letters as a rule writes it."""
    first, *rest = name.split("_")
    if rule == "kebab":
        return "-".join([first, *rest])
    start = first.capitalize() if rule == "pascal" else first
    return start + "".join(part.capitalize() for part in rest)


def answered(name: str, rule: str) -> str:
    """Return how a field is answered that a table calls `name`."""
    return ruled(name, rule) if rule in _WRITTEN and _PLAIN.fullmatch(name) else name


def outside(api: Api) -> tuple[str, ...]:
    """Return the fields of an object, as they are answered, that stand beside its attributes."""
    names = (api.object.id, api.object.object, *api.object.beside)
    return tuple(answered(name, api.names.answered) for name in names if name)


def read(name: str, rule: str) -> str:
    """Return what a table calls a field that is answered as `name`."""
    if rule not in _WRITTEN or not _WRITTEN[rule].fullmatch(name):
        return name
    return _CAPITAL.sub(r"_\1", name.replace("-", "_")).lower()


def with_names(api: Api) -> Api:
    """Return conventions whose fields have the names of tables, however they were written."""
    rule = api.names.answered
    if rule not in _WRITTEN:
        return api

    def told(name: str) -> str:
        return ".".join(read(part, rule) for part in name.split("."))

    shown: dict[str, Any] = {part: told(getattr(api.object, part)) for part in _FIELDS}
    shown |= {part: tuple(map(told, getattr(api.object, part))) for part in _SEVERAL}
    shape = replace(api.object, **shown)
    order, gone = told(api.list.order), told(api.delete.afterwards)
    return replace(
        api, object=shape, list=replace(api.list, order=order),
        delete=replace(api.delete, afterwards=gone),
    )  # fmt: skip


def check_names(contracts: Contracts, readers: list[Reader]) -> None:
    """Check that each field of a table can be told from an answer. Raises ContractError."""
    for resource, reader in zip(contracts.resources, readers, strict=True):
        rules = {contracts.of(o).api.names.answered for o in resource.operations}
        if len(rules) != 1:
            continue  # of several rules, one may show what another does not
        rule, table = rules.pop(), reader.entries()["fields"]
        for top in resource.fields if rule in _WRITTEN else ():
            wrong = next((f.name for f in top.walk() if f.name and _lost(f.name, rule)), "")
            if wrong:
                shown = answered(wrong, rule)
                raise table.entries()[top.name].refuse(
                    f"{wrong!r} is never seen: 'names' has fields answered in {rule}, where "
                    f"{shown!r} stands for {read(shown, rule)!r}; write that"
                )


def _lost(name: str, rule: str) -> bool:
    """Whether a field, as it is answered, is not told from the answer again."""
    return read(answered(name, rule), rule) != name
