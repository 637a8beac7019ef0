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
from harness.verdict import ORDER, Level, Status, Verdict
from reports.formats import results

_MOST = 500_000_000  # bytes: no run writes half of it
FAILING: tuple[Status, ...] = ("fail", "known")
_LEVELS: tuple[Level, ...] = ("must", "should", "probe")
_NAMES = frozenset(field.name for field in fields(Verdict)) - {"findings", "exchanges", "entry"}
_TEXTS = tuple(field.name for field in fields(Verdict) if field.type == "str")


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

    @property
    def failed(self) -> frozenset[str]:
        """The claims that failed, known or not."""
        return frozenset(name for name, v in self.verdicts.items() if v.status in FAILING)

    @property
    def seen(self) -> frozenset[str]:
        """The claims that failed, and those that were seen to break once: not new when they do."""
        return self.failed | {name for name, v in self.verdicts.items() if v.once}


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
    try:
        return _of_ledger(path, found)
    except (TypeError, ValueError) as trouble:
        message = f"{path} is damaged: a verdict in it is not understood: {trouble!r}"
        raise UnreadableError(message) from None


def _of_ledger(path: Path, found: Ledger) -> Earlier:
    groups = {name: exchange.group for name, exchange in found.exchanges.items()}
    verdicts = _by_id(found.verdicts)
    unreached = tuple(claim.id for claim in found.claims if claim.id not in verdicts)
    return Earlier(path, found.header, verdicts, found.complete, unreached, groups)


def _by_id(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the verdicts on claims by their ids: what the suite says of itself is none.

    Raises ValueError for one that is none.
    """
    return {verdict.id: verdict for verdict in map(_sound, verdicts) if verdict.operation}


def _sound(verdict: Verdict) -> Verdict:
    """Return a verdict that holds what a verdict holds. Raises ValueError."""
    texts = (getattr(verdict, name) for name in _TEXTS)
    known = verdict.status in ORDER and verdict.level in _LEVELS
    if not known or not all(isinstance(text, str) for text in (*texts, *verdict.exchanges)):
        message = f"{verdict.id!r} is {verdict.status!r}"
        raise ValueError(message)
    return verdict


def _results(path: Path) -> Earlier:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        message = f"{path} is no run: it is no file"
        raise UnreadableError(message)
    try:
        if path.stat().st_size > _MOST:
            message = f"{path} is no run: it is larger than {_MOST // 1_000_000} MB"
            raise UnreadableError(message)
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

    Raises KeyError, TypeError.
    """
    if not isinstance(record["exchanges"], list):
        message = "its exchanges are no list"
        raise TypeError(message)
    texts = {name: record[name] for name in _NAMES if name in record}
    return Verdict(**texts, exchanges=tuple(record["exchanges"]))


def _unread(path: Path, trouble: OSError) -> UnreadableError:
    return UnreadableError(f"{path} cannot be read: {trouble.strerror or trouble}")
