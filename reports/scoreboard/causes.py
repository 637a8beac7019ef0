"""Why a server does not keep what a row asks: the causes behind it, a bounded part of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.legible import line
from harness.verdict import Verdict
from reports.answers import answer_line, cut, request_line
from reports.fixing import Cause, Causes
from reports.scoreboard.board import Board, Row, Server
from reports.scoreboard.tally import Tally

MOST = 12  # causes of one row
CLAIMS = 12  # that one cause names
_WIDE = 240  # characters of a request, of an answer, and of a title
_FINE = ("pass", "fixed", "noted")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cause with the request that shows it and its answer, "" where none does."""

    title: str
    numbers: str
    request: str
    answer: str
    claims: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Panel:
    """What a server does not keep of a row: `key` is where its cell leads."""

    key: str
    row: Row
    tally: Tally
    causes: tuple[Shown, ...]
    more: int


def key_of(server: Server, row: Row) -> str:
    """Return the place on the page of a server's panel for a row."""
    return f"{server.key}-{row.key}"


def first(server: Server) -> list[Shown]:
    """Return what a server's own run says is to be done next: a few causes."""
    return [_shown(server, cause) for cause in Causes(server.ledger).fixes.first]


def panels(board: Board, server: Server) -> Iterator[Panel]:
    """Yield the panels of a server, of the rows of which it does not keep all."""
    verdicts = {verdict.id: verdict for verdict in server.ledger.verdicts}
    causes = Causes(server.ledger)
    for row in board.rows:
        tally = server.cells[row.key]
        if tally.kept == tally.asked:
            continue
        found: list[Cause] = []
        if row.kind != "resource":  # its operations tell them
            told = (verdicts.get(claim.id) for claim in row.claims)
            found = causes.of(v for v in told if v is not None and v.status not in _FINE)
        shown = tuple(_shown(server, cause) for cause in found[:MOST])
        yield Panel(key_of(server, row), row, tally, shown, max(0, len(found) - MOST))


def _shown(server: Server, cause: Cause) -> Shown:
    exchange = server.ledger.exchanges.get(cause.exchange)
    claims: tuple[Verdict, ...] = (*cause.broken, *cause.following, *cause.blocked)
    names = tuple(line(f"{verdict.id} {verdict.status}") for verdict in claims)
    request, answer = "", ""
    if exchange is not None:
        request = request_line(exchange, _WIDE)
        answer = answer_line(exchange, cause.fields, _WIDE)
    return Shown(cut(line(cause.title), _WIDE), cause.numbers, request, answer, names[:CLAIMS],
                 max(0, len(names) - CLAIMS))  # fmt: skip
