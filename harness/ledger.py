"""The raw record of a run: one JSON value a line, written as things happen.

A worker appends to a file of its own; the controller merges the files and writes the footer. A
ledger without a footer is an incomplete run, and what it holds still renders.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from harness.exchange import Exchange, Request, Response
from harness.verdict import ORDER, Verdict

FORMAT = "assay-ledger-1"
_FLUSH = 1.0  # seconds that a line may wait before it is on disk
_KEPT = 10  # exchanges that one verdict keeps


class LedgerError(Exception):
    """A file is no ledger. The text says which file, which line and what is wrong."""


def _line(kind: str, value: Mapping[str, Any]) -> str:
    return json.dumps({"kind": kind, **value}, separators=(",", ":")) + "\n"


def dump_exchange(exchange: Exchange) -> dict[str, Any]:
    """Return an exchange as plain data; a body that is not UTF-8 is base64."""
    record = asdict(replace(exchange, response=None))
    response = exchange.response
    if response is not None:
        record["response"] = {"status": response.status, "headers": dict(response.headers),
                              "truncated": response.truncated}  # fmt: skip
        try:
            record["response"]["body"] = response.body.decode()
        except UnicodeDecodeError:
            record["response"]["base64"] = base64.b64encode(response.body).decode()
    return record


def read_exchange(record: Mapping[str, Any]) -> Exchange:
    """Return the exchange that `dump_exchange` wrote. Raises KeyError or TypeError."""
    found = {key: value for key, value in record.items() if key not in ("kind", "response")}
    found["request"] = Request(**record["request"])
    answer, response = record["response"], None
    if answer is not None:
        body = base64.b64decode(answer["base64"]) if "base64" in answer else answer["body"].encode()
        response = Response(answer["status"], answer["headers"], body, answer["truncated"])
    return Exchange(**found, response=response)


class LedgerWriter:
    """Appends to one worker's ledger file."""

    def __init__(self, path: Path, worker: str) -> None:
        self.path = path
        self.worker = worker
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8", buffering=1 << 20)
        self._flushed = time.monotonic()
        self.requests = 0

    def header(self, value: Mapping[str, Any]) -> None:
        """Write what the run is: id, start, target, profile, seed, version."""
        self._write("header", {"format": FORMAT, **value})

    def exchange(self, exchange: Exchange) -> None:
        """Record an exchange."""
        self.requests += 1
        self._write("exchange", dump_exchange(exchange))

    def verdict(self, verdict: Verdict) -> None:
        """Record a verdict."""
        self._write("verdict", asdict(verdict))

    def created(self, resource: str, id: str) -> None:  # noqa: A002 - the API's own word
        """Record that this run made an object."""
        self._write("created", {"resource": resource, "id": id})

    def footer(self, value: Mapping[str, Any]) -> None:
        """Write that the run is complete."""
        self._write("footer", value)

    def _write(self, kind: str, value: Mapping[str, Any]) -> None:
        self._file.write(_line(kind, value))
        if time.monotonic() - self._flushed > _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Put everything on disk."""
        self._file.flush()
        self._flushed = time.monotonic()

    def close(self) -> None:
        """Flush and close."""
        self._file.close()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A loaded run. `verdicts` are rolled up: one for each id, the worst wins."""

    header: Mapping[str, Any] = field(default_factory=dict)
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    created: tuple[tuple[str, str], ...] = ()
    footer: Mapping[str, Any] | None = None

    @property
    def complete(self) -> bool:
        """Whether the run reached its end."""
        return self.footer is not None

    @property
    def totals(self) -> dict[str, int]:
        """Number of verdicts by status; every status is a key."""
        found = dict.fromkeys(ORDER, 0)
        for verdict in self.verdicts:
            found[verdict.status] += 1
        return {str(status): count for status, count in found.items()}


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file; a damaged last line is what an interrupted run leaves.

    Raises LedgerError when another line is damaged.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        broken = 0
        for number, line in enumerate(lines, 1):
            if broken:
                message = f"{path}:{broken}: not a ledger line; the file is damaged"
                raise LedgerError(message)
            try:
                record = json.loads(line)
            except ValueError:
                broken = number
                continue
            if not isinstance(record, dict) or "kind" not in record:
                broken = number
                continue
            yield record


def load_ledger(path: Path) -> Ledger:
    """Load one ledger file. Raises LedgerError when it is none, OSError when it is not there."""
    return collect(records(path), str(path))


def collect(lines: Iterable[dict[str, Any]], name: str) -> Ledger:
    """Build a ledger of records. Raises LedgerError on records that are not understood."""
    header: Mapping[str, Any] = {}
    footer: Mapping[str, Any] | None = None
    exchanges: dict[str, Exchange] = {}
    verdicts: list[Verdict] = []
    created: list[tuple[str, str]] = []
    for record in lines:
        kind = record["kind"]
        try:
            if kind == "exchange":
                found = read_exchange(record)
                exchanges[found.id] = found
            elif kind == "verdict":
                verdicts.append(_verdict(record))
            elif kind == "created":
                created.append((record["resource"], record["id"]))
            elif kind == "header":
                header = {key: value for key, value in record.items() if key != "kind"}
            elif kind == "footer":
                footer = {key: value for key, value in record.items() if key != "kind"}
            else:
                message = f"{name}: unknown kind of record {kind!r}"
                raise LedgerError(message)
        except (KeyError, TypeError, ValueError) as trouble:
            message = f"{name}: a record of kind {kind!r} is not understood: {trouble}"
            raise LedgerError(message) from None
    return Ledger(header, exchanges, roll_up(verdicts), tuple(created), footer)


def _verdict(record: Mapping[str, Any]) -> Verdict:
    found = {key: value for key, value in record.items() if key != "kind"}
    return Verdict(**{**found, "exchanges": tuple(found["exchanges"])})


def roll_up(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return one verdict for each id, sorted: the first of the worst, with all their exchanges."""
    worst: dict[str, Verdict] = {}
    for verdict in verdicts:
        known = worst.get(verdict.id)
        if known is None or ORDER.index(verdict.status) < ORDER.index(known.status):
            worst[verdict.id] = verdict
        elif known.status == verdict.status and len(known.exchanges) < _KEPT:
            joined = tuple(dict.fromkeys((*known.exchanges, *verdict.exchanges)))
            worst[verdict.id] = replace(known, exchanges=joined[:_KEPT])
    return tuple(worst[name] for name in sorted(worst))


def merge(paths: Iterable[Path], out: Path, header: Mapping[str, Any]) -> LedgerWriter:
    """Append the workers' files to a new ledger with `header`; return its writer, still open."""
    writer = LedgerWriter(out, "controller")
    writer.header(header)
    for path in sorted(paths):
        for record in records(path):
            kind = record.pop("kind")
            if kind == "exchange":
                writer.requests += 1
            if kind not in ("header", "footer"):
                writer._write(kind, record)
    return writer
