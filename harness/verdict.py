"""Verdicts: a clause, an operation, a status and the evidence for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from harness.legible import line, plain

Status = Literal[
    "fail", "fixed", "warn", "error", "known", "pass", "noted", "not_testable", "not_supported"
]
Level = Literal["must", "should", "probe"]
# The worst first: rolled up, the first of these that occurs is the result. A breach that was seen
# outranks what could not be seen.
ORDER: tuple[Status, ...] = (
    "fail", "fixed", "warn", "error", "known", "pass", "noted", "not_testable", "not_supported",
)  # fmt: skip
BROKEN: tuple[Status, ...] = ("fail", "warn")  # a breach, by its level
# They say something about the target.
JUDGED: tuple[Status, ...] = ("pass", "fail", "warn", "known", "fixed")
SEEN: tuple[Status, ...] = (*BROKEN, "known")  # a breach, expected or not


@dataclass(frozen=True, slots=True)
class Finding:
    """One place at which a claim does not hold, such as a field's path or an element of a list.

    `level` and `clause`, where given, are those of the breach, when they are not the claim's.
    `once` says that it was seen once and not when it was asked again.
    """

    expected: str
    observed: str
    place: str = ""
    level: Level | None = None
    clause: str = ""
    exchange: str = ""  # id of the one that shows it
    once: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one clause for one operation.

    `id` is dotted: `<resource>.<operation>.<topic>[.<parameter>]`; `clause` is what it can be
    looked up by: a catalogue id such as `G-32` or a line such as `L345`; `operation` is the title,
    `POST /v1/issuing/cards/{card}`; `exchanges` are ids of ledger entries. `expected` and
    `observed` are filled when the verdict is not a pass; `law` is the name of the law that judged.
    """

    id: str
    clause: str
    operation: str
    level: Level
    status: Status
    message: str = ""
    exchanges: tuple[str, ...] = ()
    expected: str = ""
    observed: str = ""
    source: str = ""
    law: str = ""
    blocked_by: str = ""  # the claim or the call that stood in the way
    findings: tuple[Finding, ...] = ()
    more: int = 0  # findings that are not kept
    once: bool = False  # the breach was seen once, asked twice (`harness/twice.py`)
    root: str = ""  # where the chain of what blocks ends, or the breach that this follows from
    entry: str = ""  # the id of the entry of known failures that it is known, or fixed, by


def legible(verdict: Verdict) -> Verdict:
    """Return a verdict whose texts every file, terminal and log can show, each on one line.

    What a server sends is quoted in them (`harness/legible.py`).
    """
    texts = [getattr(verdict, name) for name in _QUOTING]
    texts += (getattr(finding, name) for finding in verdict.findings for name in _PLACED)
    return verdict if plain(texts) else rewritten(verdict, line, _QUOTING)


_TOLD = ("message", "expected", "observed")
_QUOTING = ("id", "blocked_by", "root", *_TOLD)
_PLACED = ("place", "expected", "observed")  # of a finding


def rewritten(
    verdict: Verdict, write: Callable[[str], str], names: Iterable[str] = _TOLD
) -> Verdict:
    """Return a verdict with its texts as `write` writes them; itself where they stay the same.

    Without `names` these are what it quotes: ids of claims are of the plan, not of a server.
    """
    other = _rewritten(verdict, names, write)
    findings = [_rewritten(finding, _PLACED, write) for finding in verdict.findings]
    if any(findings):
        pairs = zip(verdict.findings, findings, strict=True)
        other["findings"] = tuple(replace(finding, **texts) for finding, texts in pairs)
    return replace(verdict, **other) if other else verdict


def _rewritten(
    value: Verdict | Finding, names: Iterable[str], write: Callable[[str], str]
) -> dict[str, Any]:
    """Return the texts that have to be written otherwise, as they are written then."""
    texts = ((name, getattr(value, name)) for name in names)
    return {name: found for name, text in texts if text and (found := write(text)) != text}


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of several statuses; `not_testable` when there are none."""
    found = set(statuses)
    return next((status for status in ORDER if status in found), "not_testable")
