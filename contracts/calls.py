"""Reads what is known of calls: what marks an object as this run's, what excuses a refusal.

Such words stand at the operation so that no general code names one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from contracts.model import LEVELS, Excuse, Foreign, Level, Own
from contracts.reader import Reader

CALLS = frozenset({
    "attempt", "excuses", "foreign", "guessed", "otherwise", "own", "publishable", "rare", "rich",
})  # fmt: skip
EXCUSE = frozenset({"because", "differs", "of", "sent", "shows", "status", "unsent"})
GUESSED = ("echo", "kind", "required")
FOREIGN = frozenset({"clause", "form", "level"})


def read_calls(keys: dict[str, Reader]) -> dict[str, Any]:
    """Return what the keys of CALLS say, as keyword arguments of `Operation`.

    Raises ContractError.
    """
    found: dict[str, Any] = {}
    for name in ("publishable", "rare"):
        if name in keys:
            found[name] = keys[name].boolean()
    if "attempt" in keys:
        found["attempt"] = _status(keys["attempt"])
    if "otherwise" in keys:
        found["otherwise"] = keys["otherwise"].text()
    if "rich" in keys:
        found["rich"] = keys["rich"].record()
    if "guessed" in keys:
        found["guessed"] = tuple(item.one_of(GUESSED) for item in keys["guessed"].items())
    if "own" in keys:
        found["own"] = _own(keys["own"])
    if "foreign" in keys:
        found["foreign"] = tuple(f for entry in keys["foreign"].items() for f in _foreign(entry))
    if "excuses" in keys:
        found["excuses"] = tuple(_excuse(entry) for entry in keys["excuses"].items())
    return found


def _status(reader: Reader) -> int:
    if not 400 <= reader.integer() < 500:
        raise reader.refuse("expected the status of a refusal, 400 to 499")
    return reader.integer()


def _own(reader: Reader) -> Own:
    keys = reader.mapping({"filter", "form"}, {"filter"})
    return Own(keys["filter"].text(), keys["form"].record() if "form" in keys else {})


def _foreign(reader: Reader) -> Iterator[Foreign]:
    """Read one entry; each row of its `form` is a value of its own."""
    keys = reader.mapping(FOREIGN, {"clause", "form"})
    level = cast("Level", keys["level"].one_of(LEVELS)) if "level" in keys else "must"
    if not keys["form"].entries():
        raise keys["form"].refuse("the form has no row")
    for name, row in keys["form"].entries().items():
        inner = row
        while inner.is_mapping():
            below = list(inner.entries().values())
            if len(below) != 1:
                raise inner.refuse("expected one row on each level, for one is foreign")
            inner = below[0]
        yield Foreign({name: row.data()}, keys["clause"].text(), level)


def _excuse(reader: Reader) -> Excuse:
    keys = reader.mapping(EXCUSE, {"because", "of"})
    if "shows" not in keys and "differs" not in keys:
        raise reader.refuse("an excuse says what the object 'shows', or in what it 'differs'")
    return Excuse(
        of=keys["of"].text(),
        because=keys["because"].text(),
        sent=keys["sent"].record() if "sent" in keys else {},
        unsent=keys["unsent"].texts() if "unsent" in keys else (),
        shows=keys["shows"].record() if "shows" in keys else {},
        differs=keys["differs"].record() if "differs" in keys else {},
        status=_status(keys["status"]) if "status" in keys else 400,
    )
