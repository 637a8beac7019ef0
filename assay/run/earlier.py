"""Reads what an earlier run has found: its folder, its results.json or its ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from assay.run.settings import LEDGER
from assay.run.shelf import follow
from harness.ledger import Ledger, LedgerError, load_ledger
from harness.verdict import ORDER, Level, Verdict
from reports.formats import results

_LEVELS: tuple[Level, ...] = ("must", "should", "probe")
_NAMES = frozenset(field.name for field in fields(Verdict)) - {"findings", "exchanges", "entry"}


class UnreadableError(Exception):
    """What was named is no run. The text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run that is over: what it was, its verdicts by id, and which groups its exchanges are of.

    `groups` is empty where results.json alone was read. `unreached` are claims that it did not
    come to.
    """

    path: Path
    header: Mapping[str, Any] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    complete: bool = True
    unreached: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)


def earlier(path: Path, *, whole: bool = False) -> Earlier:
    """Read a run. Raises UnreadableError.

    Of a folder that is results.json, or with `whole` the ledger, which takes longer and knows more.
    """
    folder = follow(path)
    if not folder.is_dir():
        return _results(path) if path.suffix == ".json" else _ledger(path)
    names = (LEDGER, results.FILE) if whole else (results.FILE, LEDGER)
    found = next((folder / name for name in names if (folder / name).is_file()), None)
    if found is None:
        message = f"{path} holds no {results.FILE} and no {LEDGER}: no run has ended there"
        raise UnreadableError(message)
    return _ledger(found) if found.name == LEDGER else _results(found)


def _ledger(path: Path) -> Earlier:
    try:
        found = load_ledger(path)
    except LedgerError as trouble:
        raise UnreadableError(str(trouble)) from None
    except OSError as trouble:
        raise _unread(path, trouble) from None
    if not found.header:
        message = f"{path} is no ledger: it does not say of which run"
        raise UnreadableError(message)
    return _of_ledger(path, found)


def _of_ledger(path: Path, found: Ledger) -> Earlier:
    groups = {name: exchange.group for name, exchange in found.exchanges.items()}
    verdicts = _by_id(found.verdicts)
    unreached = tuple(claim.id for claim in found.claims if claim.id not in verdicts)
    return Earlier(path, found.header, verdicts, found.complete, unreached, groups)


def _by_id(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the verdicts on claims by their ids: what the suite says of itself is none."""
    return {verdict.id: verdict for verdict in verdicts if verdict.operation}


def _results(path: Path) -> Earlier:
    try:
        found = json.loads(path.read_bytes())
    except OSError as trouble:
        raise _unread(path, trouble) from None
    except (ValueError, RecursionError):
        message = f"{path} is damaged: it is no JSON to its end"
        raise UnreadableError(message) from None
    said = found.get("format") if isinstance(found, dict) else None
    if said != results.FORMAT:
        what = f"in the format {said!r}" if said else "by something else"
        message = (
            f"{path} was written {what}, and this version of Assay reads {results.FORMAT}: "
            "make the run again"
        )
        raise UnreadableError(message)
    try:
        run = dict(found["run"])
        verdicts = _by_id(_verdict(record) for record in found["verdicts"])
        unreached = tuple(map(str, found["unreached"]))
        return Earlier(path, run, verdicts, bool(run["complete"]), unreached)
    except (AttributeError, KeyError, TypeError, ValueError) as trouble:
        message = f"{path} is damaged: a verdict in it is not understood: {trouble!r}"
        raise UnreadableError(message) from None


def _verdict(record: Mapping[str, Any]) -> Verdict:
    """Return a verdict of results.json, without its places.

    Raises KeyError, TypeError, ValueError.
    """
    texts = {name: record[name] for name in _NAMES if name in record}
    found = Verdict(**texts, exchanges=tuple(record["exchanges"]))
    if found.status not in ORDER or found.level not in _LEVELS or not isinstance(found.id, str):
        message = f"{found.id!r} is {found.status!r}"
        raise ValueError(message)
    return found


def _unread(path: Path, trouble: OSError) -> UnreadableError:
    return UnreadableError(f"{path} cannot be read: {trouble.strerror or trouble}")
