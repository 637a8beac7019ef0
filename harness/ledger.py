"""The raw record of a run: one JSON value a line, written as things happen.

A worker appends to a file of its own, each exchange on disk before the next request is sent, and
says which groups it has asked to their end; the controller merges the files and writes the footer.
A ledger without a footer is an incomplete run, and what it holds still renders.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import Any

from harness.claim import Claim, Law
from harness.exchange import Exchange
from harness.ration import ROOM, Ration, shortened
from harness.records import dump_exchange, filled, read_claim, read_exchange, read_verdict
from harness.reference import Reference
from harness.sound import sound, told
from harness.twice import seen_again
from harness.verdict import ORDER, Verdict

FORMAT = "assay-ledger-2"
_FOOTER = b'{"kind":"footer",'
_KEPT = 10  # exchanges, and findings, that one verdict keeps of several parts


class LedgerError(Exception):
    """A file is no ledger. The text says which file, which line and what is wrong."""


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def _line(kind: str, value: Mapping[str, Any]) -> str:
    return _ENCODE({"kind": kind, **value}) + "\n"


def header_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the header that says what a run is, with the format that it is written in."""
    return {"format": FORMAT, **value}


def written(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a loaded ledger, without its references."""
    yield _line("header", header_of(ledger.header))
    yield from (_line("law", filled(law)) for law in ledger.laws.values())
    yield from (_line("claim", filled(claim)) for claim in ledger.claims)
    yield from (_line("exchange", dump_exchange(e)) for e in ledger.exchanges.values())
    yield from (_line("verdict", filled(verdict)) for verdict in ledger.verdicts)
    if ledger.footer is not None:
        yield _line("footer", ledger.footer)


def _reference(reference: Reference) -> str:
    """Return the line of what the reference server answered."""
    answer = dump_exchange(reference.answer) if reference.answer is not None else None
    return _line("reference", {
        "exchange": reference.exchange, "answer": answer, "why": reference.why,
        "steps": reference.steps,
    })  # fmt: skip


def with_references(path: Path, references: Iterable[Reference]) -> None:
    """Append references to a ledger that is written, behind its footer.

    Nothing is copied, and what is cut short is a last line that nobody reads. Raises OSError.
    """
    size = path.stat().st_size
    try:
        with path.open("ab") as out:
            out.writelines(_reference(r).encode() for r in references)
    except OSError:
        with contextlib.suppress(OSError):
            os.truncate(path, size)
        raise


class LedgerWriter:
    """Appends to one worker's ledger file. `room` is what long records may take, in bytes.

    What cannot be written raises OSError, now or later.
    """

    def __init__(self, path: Path, worker: str, room: int = ROOM) -> None:
        self.path = path
        self._ration = Ration(room)
        self.worker = worker
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8", buffering=1 << 20)
        self.requests = 0

    def header(self, value: Mapping[str, Any]) -> None:
        """Write what the run is: id, start, target, profile, seed, version."""
        self._write("header", header_of(value))

    def exchange(self, exchange: Exchange) -> None:
        """Record an exchange, on disk: a worker may die at the next one."""
        self.requests += 1
        record = dump_exchange(exchange)
        line = _line("exchange", record)
        response = exchange.response
        cut = response is not None and bool(response.sha256)
        granted = self._ration.grants(len(line), trimmed=cut)
        self._record(line if granted else _line("exchange", shortened(record)))

    def _record(self, line: str) -> None:
        self._put(line)
        self._file.flush()

    def verdict(self, verdict: Verdict) -> None:
        """Record a verdict, or one part of it: the worst part of all workers wins."""
        self._write("verdict", filled(verdict))

    def asked(self, group: str) -> None:
        """Record that a group was asked to its end, on disk, behind all that it found."""
        self._write("asked", {"group": group})
        self._file.flush()

    def plan(self, laws: Iterable[Law], claims: Iterable[Claim]) -> None:
        """Record what is asked: the laws with what reports need of them, then the claims."""
        for law in laws:
            self._write("law", filled(law))
        for claim in claims:
            self._write("claim", filled(claim))

    def copy(self, line: str) -> None:
        """Append the line of an exchange that a worker has written."""
        self.requests += 1
        self._put(line)

    def footer(self, value: Mapping[str, Any]) -> None:
        """Write how the run ended: what was planned and answered, and what was not reached."""
        self._write("footer", value)

    def _write(self, kind: str, value: Mapping[str, Any]) -> None:
        self._put(_line(kind, value))

    def _put(self, line: str) -> None:
        self._file.write(line)

    def close(self) -> None:
        """Put everything on disk, and close."""
        self._file.close()

    def discard(self) -> None:
        """Close what could not be written, and remove it."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A loaded run. `verdicts` are rolled up: one for each id, the worst wins."""

    header: Mapping[str, Any] = field(default_factory=dict)
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    footer: Mapping[str, Any] | None = None
    laws: Mapping[str, Law] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)  # by the run's exchange

    @property
    def complete(self) -> bool:
        """Whether the run reached its end: a run that was cut short may still have a footer."""
        return self.footer is not None and self.footer.get("complete") is not False

    def column(self, verdict: Verdict) -> str:
        """Return where reports show a verdict, "" where its law is not known."""
        law = self.laws.get(verdict.law)
        return law.column if law else ""

    @property
    def totals(self) -> dict[str, int]:
        """Number of verdicts by status; every status is a key."""
        found = dict.fromkeys(ORDER, 0)
        for verdict in self.verdicts:
            found[verdict.status] += 1
        return {str(status): count for status, count in found.items()}


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file; a damaged last line is what an interrupted run leaves.

    Raises LedgerError when another line is damaged, or when it is no file.
    """
    if path.exists() and not path.is_file():  # a pipe would be waited for
        message = f"{path} is no ledger: it is no file"
        raise LedgerError(message)
    with path.open(encoding="utf-8", errors="replace") as lines:
        broken = 0
        for number, line in enumerate(lines, 1):
            if broken:
                message = f"{path}:{broken}: not a ledger line; the file is damaged"
                raise LedgerError(message)
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):  # of too many levels
                broken = number
                continue
            if not isinstance(record, dict) or "kind" not in record:
                broken = number
                continue
            yield record


def finished(path: Path) -> bool:
    """Whether a file is a ledger to its end: it has a whole footer. Raises OSError.

    Behind that stand references alone, the last of them perhaps cut short.
    """
    if not path.is_file():
        return False
    with path.open("rb") as lines:
        return any(line.startswith(_FOOTER) and line.endswith(b"}\n") for line in lines)


def load_ledger(path: Path) -> Ledger:
    """Load one ledger file. Raises LedgerError when it is none, OSError when it is not there."""
    return collect(records(path), str(path))


def collect(lines: Iterable[dict[str, Any]], name: str) -> Ledger:
    """Build a ledger of records. Raises LedgerError on records that are not understood."""
    header: Mapping[str, Any] = {}
    footer: Mapping[str, Any] | None = None
    exchanges: dict[str, Exchange] = {}
    laws: dict[str, Law] = {}
    claims: list[Claim] = []
    verdicts: list[Verdict] = []
    references: dict[str, Reference] = {}
    for record in lines:
        kind, found = record["kind"], {k: v for k, v in record.items() if k != "kind"}
        try:
            if kind == "exchange":
                exchange = read_exchange(found)
                exchanges[exchange.id] = exchange
            elif kind == "verdict":
                verdicts.append(sound(read_verdict(found)))
            elif kind == "claim":
                claims.append(sound(read_claim(found)))
            elif kind == "law":
                laws[found["name"]] = sound(Law(**found))
            elif kind == "reference":
                answer = read_exchange(found["answer"]) if found.get("answer") else None
                references[found["exchange"]] = sound(Reference(**{**found, "answer": answer}))
            elif kind == "header":
                header = told(_known_format(found, name))
            elif kind == "footer":
                footer = told(found)
            else:
                message = f"{name}: unknown kind of record {kind!r}"
                raise LedgerError(message)
        except (AttributeError, KeyError, TypeError, ValueError) as trouble:
            message = f"{name}: a record of kind {kind!r} is not understood: {trouble}"
            raise LedgerError(message) from None
    return Ledger(
        header, exchanges, roll_up(verdicts), footer, laws, tuple(claims), references
    )  # fmt: skip


def _known_format(header: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a header. Raises LedgerError when another version of Assay has written it."""
    found = header.get("format")
    if found != FORMAT:
        message = (
            f"{name} is written in the format {found!r}, and this version of Assay reads {FORMAT}: "
            "render it with the version that wrote it, or make the run again"
        )
        raise LedgerError(message)
    return header


def roll_up(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return one verdict for each id, sorted: the first of the worst, with all their exchanges.

    What two parts saw at one place was not seen once.
    """
    parts: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        parts.setdefault(verdict.id, []).append(verdict)
    return tuple(reduce(_worse, seen_again(parts[name])) for name in sorted(parts))


def _worse(known: Verdict, other: Verdict) -> Verdict:
    """Return the worse of two parts of one verdict, or both in one."""
    if known.status == other.status:
        return _joined(other, known) if known.once and not other.once else _joined(known, other)
    return min(known, other, key=lambda verdict: ORDER.index(verdict.status))


def _joined(known: Verdict, other: Verdict) -> Verdict:
    """Return two parts of one verdict with the exchanges and findings of both, up to a number."""
    exchanges = tuple(dict.fromkeys((*known.exchanges, *other.exchanges)))
    places = {finding.place for finding in known.findings}
    findings = (*known.findings, *(f for f in other.findings if f.place not in places))
    left = max(0, len(findings) - _KEPT)
    return replace(
        known, exchanges=exchanges[:max(_KEPT, len(known.exchanges))], findings=findings[:_KEPT],
        more=known.more + other.more + left,
    )  # fmt: skip
