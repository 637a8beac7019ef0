"""Judges what was expanded: where an object was asked for there is no id (G-87)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from recordings.checks import Finding, shown
from recordings.entry import Entry, Rule, real
from suites.looking.names import head


def expanded(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that was to be expanded and holds an id still."""
    if not entry.near or not entry.full or not entry.plain or not entry.exchange.accepted:
        return
    fields = {field.name for field in entry.resource.fields if field.expandable}
    for name in _asked(entry):
        kept = [item[name] for item in entry.items if name in fields and real(item.get(name))]
        if kept:
            yield Finding(f"{name} is the object {kept[0]}", shown(kept[0]), name)


def _asked(entry: Entry) -> Iterator[str]:
    """Yield the fields at the top of an object that a request wanted expanded, each once."""
    start = "data." if entry.operation.many else ""
    paths = [value for name, value in entry.sent if head(name) == entry.expanding]
    found = (path.removeprefix(start).partition(".")[0] for path in paths if path.startswith(start))
    yield from dict.fromkeys(found)


RULES = (Rule("expanded", "G-87", expanded),)
