"""Merges what the workers of a run have written, and keeps what it writes for the end of the run.

To read a ledger again that was just written would take as long as many claims. The exchanges are
copied as the lines that they are; few are looked at by a report, and only these are read, from the
file: all of them are a lot of memory.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from harness.claim import Claim, Law
from harness.exchange import Exchange
from harness.ledger import (
    Ledger,
    LedgerError,
    LedgerWriter,
    header_of,
    roll_up,
)
from harness.part import further, ordered
from harness.records import read_exchange, read_verdict
from harness.verdict import Verdict

_EXCHANGE = '{"kind":"exchange",'
_NAMED = f'{_EXCHANGE}"id":'
_DECODER = json.JSONDecoder()
Settle = Callable[[list[Verdict], AbstractSet[str]], Iterable[Verdict]]


class Unread(Mapping[str, Exchange]):
    """Exchanges by their ids, each read from the file when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._places: dict[str, int] = {}

    def add(self, line: str, place: int) -> None:
        """Take the line of an exchange, and where it begins in the file.

        Raises ValueError when it does not begin with an id.
        """
        self._places[_name_of(line)] = place

    def __getitem__(self, name: str) -> Exchange:
        self._file.seek(self._places[name])
        record = json.loads(self._file.readline())
        return read_exchange({key: value for key, value in record.items() if key != "kind"})

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __del__(self) -> None:
        self._file.close()


def _name_of(line: str) -> str:
    name, _ = _DECODER.raw_decode(line, len(_NAMED))
    return str(name)


class Merged(LedgerWriter):
    """The ledger of a run, while it is written; `ledger` is what would be read of the file."""

    def __init__(self, out: Path) -> None:
        super().__init__(out, "controller")
        self._header: Mapping[str, Any] = {}
        self._footer: Mapping[str, Any] | None = None
        self._exchanges = Unread(out)
        self._end = out.stat().st_size
        self._verdicts: list[Verdict] = []
        self._laws: dict[str, Law] = {}
        self._claims: tuple[Claim, ...] = ()
        self._alone = False  # whether this is all that holds some of the exchanges

    def header(self, value: Mapping[str, Any]) -> None:
        """Write, and keep, what the run is."""
        super().header(value)
        self._header = header_of(value)

    def plan(self, laws: Iterable[Law], claims: Iterable[Claim]) -> None:
        """Write, and keep, what is asked."""
        self._laws = {law.name: law for law in laws}
        self._claims = tuple(claims)
        super().plan(self._laws.values(), self._claims)

    def copy(self, line: str) -> None:
        """Append, and keep, the line of an exchange, once."""
        if _name_of(line) in self._exchanges:
            return
        self._exchanges.add(line, self._end)
        super().copy(line)

    def verdict(self, verdict: Verdict) -> None:
        """Write, and keep, a verdict."""
        super().verdict(verdict)
        self._verdicts.append(verdict)

    def footer(self, value: Mapping[str, Any]) -> None:
        """Write, and keep, how the run ended."""
        super().footer(value)
        self._footer = value

    def take(self, path: Path) -> None:
        """Take away a file of which every line was copied."""
        self._file.flush()
        self._alone = True
        path.unlink()

    def discard(self) -> None:
        """Close what came to no end, and remove it unless nothing else holds what it does."""
        if not self._alone:
            super().discard()
            return
        with contextlib.suppress(OSError):
            self._file.close()

    def _put(self, line: str) -> None:
        super()._put(line)
        self._end += len(line) if line.isascii() else len(line.encode())

    def ledger(self) -> Ledger:
        """Return what was written."""
        if not self._file.closed:
            self._file.flush()
        return Ledger(self._header, self._exchanges, roll_up(self._verdicts), self._footer,
                      self._laws, self._claims)  # fmt: skip


def merge(
    paths: Iterable[Path],
    out: Path,
    header: Mapping[str, Any],
    laws: Iterable[Law] = (),
    claims: Iterable[Claim] = (),
    settle: Settle = lambda verdicts, _asked: roll_up(verdicts),
    *,
    moved: bool = False,
    before: Path | None = None,
) -> Merged:
    """Write a new ledger: header, plan, the workers' exchanges, one verdict a claim.

    `settle` rolls the parts of a verdict up, and adds what no worker could say; it is told the
    groups that were asked to their end. With `moved` files of workers are taken away as they are
    copied; `before` is such a ledger that came to no end, and holds what its workers' files lack.
    Returns the writer, still open. Raises OSError, and LedgerError when a worker's file is damaged
    before its last line; what was written is gone then, unless it was moved.
    """
    writer = Merged(out)
    try:
        writer.header(header)
        writer.plan(laws, claims)
        found = _taken(writer, paths, moved=moved)
        if before is not None and before.is_file():
            _taken(writer, (before,))
        for verdict in settle(*found):
            writer.verdict(verdict)
    except BaseException:
        writer.discard()
        raise
    return writer


def _taken(
    writer: Merged, paths: Iterable[Path], *, moved: bool = False
) -> tuple[list[Verdict], set[str]]:
    """Copy the exchanges of workers; return verdicts, and groups that were asked to the end."""
    verdicts: list[Verdict] = []
    asked: set[str] = set()
    for path in ordered(paths):
        for line, record in _lines(path) if moved or path.is_file() else ():
            if record is None:
                writer.copy(line)
            elif record["kind"] == "verdict":
                verdicts.append(read_verdict({k: v for k, v in record.items() if k != "kind"}))
            elif record["kind"] == "asked":
                asked.add(record["group"])
        if moved and further(path):
            writer.take(path)
    return verdicts, asked


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the lines of a worker's file, each with its record unless it is a whole exchange."""
    last = ""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if last:
                yield from _line_of(last, path)
            last = line
    if last.startswith(_EXCHANGE) and not last.endswith("}\n"):
        return  # what a worker that was killed left
    if last:
        with contextlib.suppress(LedgerError):
            yield from _line_of(last, path)


def _line_of(line: str, path: Path) -> Iterator[tuple[str, dict[str, Any] | None]]:
    if line.startswith(_EXCHANGE):
        yield line, None
        return
    try:
        record = json.loads(line)
        known = isinstance(record, dict) and "kind" in record
    except (ValueError, RecursionError):  # of too many levels
        known = False
    if not known:
        message = f"{path}: not a ledger line; the file is damaged: {line[:60]!r}"
        raise LedgerError(message)
    yield line, record
