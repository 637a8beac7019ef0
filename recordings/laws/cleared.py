"""Judges what an accepted request emptied: a value that was cleared is gone from the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts
from recordings.checks import Finding, shown
from recordings.entry import Entry, Rule
from recordings.laws.keys import replayed
from suites.looking.names import parts

_NOTHING: tuple[Any, ...] = (None, "", {}, [])


def cleared(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each value that was emptied and is shown all the same (G-42, G-99)."""
    changes = entry.operation.kind in ("update", "action") and entry.operation.shape == "object"
    if not changes or not entry.exchange.accepted or not entry.full or not entry.plain:
        return
    if entry.beside.asked or replayed(entry):
        return
    for name, value in entry.sent:
        path = parts(name)
        if value or path[0] in contracts.recordings.rewritten or not _clears(entry, name):
            continue
        found = _at(entry.exchange.body, path)
        if found not in _NOTHING:
            yield Finding(f"{name} is empty, as it was sent", shown(found), path[0])


def _clears(entry: Entry, name: str) -> bool:
    """Whether an empty text takes a value away: all that people keep, or one of a table."""
    if name == entry.own_texts:
        return True
    row = entry.operation.rows.get(name)
    return entry.near and row is not None and row.clearable


def _at(body: Any, path: list[str]) -> Any:
    for part in path:
        body = body.get(part) if isinstance(body, dict) else None
    return body


RULES = (Rule("sent_values", "G-42", cleared),)
