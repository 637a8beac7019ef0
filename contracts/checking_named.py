"""Refuses names in `api.yaml` that nothing in the package has: rows, and values in paths.

Only what the file itself says is looked at: a preset speaks of APIs of many kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from contracts.model import Contracts, Operation
from contracts.near import MISTAKEN, hint
from contracts.reader import Reader

_FILE = "api.yaml"
_NAME = re.compile(r"\{(\w+)\}")
_PAGES = (("after",), ("before",), ("limit",), ("token", "row"), ("offset", "row"), ("page", "row"))


def check_named(contracts: Contracts, keys: Mapping[str, Reader]) -> None:
    """Check the names of the conventions beside `sets`, and of each set. Raises ContractError."""
    _check_part(keys, _of(contracts, ""))
    _check_fixed(keys)
    sets = keys["sets"].entries() if "sets" in keys else {}
    for name, entry in sets.items():
        _check_part(entry.entries(), _of(contracts, name))


def _of(contracts: Contracts, name: str) -> list[Operation]:
    """Return the operations of which a set speaks."""
    own = contracts.alike(name)
    return [operation for operation in contracts.operations if operation.set in own]


def _check_part(keys: Mapping[str, Reader], operations: list[Operation]) -> None:
    lists = [o for o in operations if o.kind == "list" and o.sent]
    searches = [o for o in operations if o.kind == "search"]
    for way in _PAGES:
        _check_row(keys, ("list", *way), lists, near=True)
    for word in ("query", "page"):
        _check_row(keys, ("search", word), searches)
    _check_row(keys, ("idempotency", "row"), [o for o in operations if not o.reads])


def _named(keys: Mapping[str, Reader], way: Iterable[str]) -> Reader | None:
    """Return where the file itself names a row, None where it does not."""
    here: Reader | None = None
    for word in way:
        inner = here.entries() if here is not None and here.is_mapping() else {}
        here = keys.get(word) if here is None else inner.get(word)
        if here is None or here.file != _FILE:
            return None
    return here if here is not None and here.is_text() and here.text() else None


def _check_row(
    keys: Mapping[str, Reader], way: Iterable[str], among: list[Operation], *, near: bool = False
) -> None:
    """Refuse a name that no operation of those that could have it has as a row.

    With `near` it is refused where it is nearly one: lists need not have all that they may have.
    """
    here = _named(keys, way)
    rows = {name for operation in among for name in operation.named}
    if here is None or not among or here.text() in rows:
        return
    alike = hint(here.text(), sorted(rows), MISTAKEN)
    if alike or not near:
        kinds = " or ".join(sorted({operation.kind for operation in among}))
        raise here.refuse(f"{here.text()!r} is a row of no {kinds}{alike}")


def _check_fixed(keys: Mapping[str, Reader]) -> None:
    """Refuse a fixed value of a name that stands in no path and in no key."""
    base, auth = (keys[n].entries() if n in keys else {} for n in ("base", "auth"))
    fixed = base.get("fixed")
    if fixed is None or fixed.file != _FILE or "like" in keys or not fixed.is_mapping():
        return
    sets = keys["sets"].entries().values() if "sets" in keys else ()
    texts = [base.get("prefix"), base.get("suffix"), auth.get("other")]
    for one in (entry.entries() for entry in sets):
        inner = [one[n].entries() if n in one else {} for n in ("base", "auth")]
        texts += [inner[0].get("prefix"), inner[0].get("suffix"), inner[1].get("other")]
    used = {name for one in _said(texts) for name in _NAME.findall(one)}
    for name, value in fixed.entries().items():
        if name not in used:
            raise value.refuse(
                f"{name!r} stands in no prefix, no suffix and no other part of a key"
            )


def _said(readers: Iterable[Reader | None]) -> Iterator[str]:
    yield from (one.text() for one in readers if one is not None and one.is_text())
