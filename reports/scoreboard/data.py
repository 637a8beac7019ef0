"""scoreboard.json: the board for programs."""

from __future__ import annotations

import json
from typing import Any

from reports.formats.results import moment
from reports.scoreboard.badges import files
from reports.scoreboard.board import Board, Row, Server
from reports.scoreboard.causes import panels
from reports.scoreboard.tally import Tally

FILE = "scoreboard.json"
FORMAT = "assay-scoreboard-1"
_RUN = ("run", "base_url", "profile", "seed", "version", "api_version")


def render(board: Board) -> str:
    """Return the board as JSON."""
    return json.dumps(plain(board), indent=1, ensure_ascii=False) + "\n"


def plain(board: Board) -> dict[str, Any]:
    """Return the board as plain data; cells stand in the order of the servers."""
    return {
        "format": FORMAT, "claims": board.claims, "notes": list(board.notes),
        "servers": [_server(board, server) for server in board.servers],
        "rows": [_row(board, row) for row in board.rows],
    }  # fmt: skip


def _server(board: Board, server: Server) -> dict[str, Any]:
    header = server.ledger.header
    pairs = (("musts", "planned"), ("takings", "planned"), ("conformance", "judged"),
             ("coverage", "asked"))  # fmt: skip
    numbers = {}
    for name, of in pairs:
        part, whole = getattr(server, name)
        numbers["accepting" if name == "takings" else name] = {
            "judged" if name == "coverage" else "held": part, of: whole,
        }  # fmt: skip
    return {
        "name": server.name, "place": server.place, "result": server.word, "why": server.why,
        **{name: header.get(name) for name in _RUN}, "started": moment(header.get("started")),
        "complete": server.ledger.complete, "requests": len(server.ledger.exchanges),
        "numbers": numbers, "marks": list(server.marks), "absent": list(server.absent),
        "badge": files(board)[server.key],
        "causes": [
            {"row": panel.row.key, "title": cause.title, "numbers": cause.numbers,
             "claims": list(cause.claims), "more": cause.more}
            for panel in panels(board, server) for cause in panel.causes
        ],
    }  # fmt: skip


def _row(board: Board, row: Row) -> dict[str, Any]:
    told = {"key": row.key, "kind": row.kind, "name": row.name, "title": row.title,
            "resource": row.resource}  # fmt: skip
    cells = [_cell(server.cells[row.key]) for server in board.servers]
    return {**{name: value for name, value in told.items() if value}, "cells": cells}


def _cell(tally: Tally) -> dict[str, Any]:
    found = {"kept": tally.kept, "judged": tally.judged, "asked": tally.asked,
             "statuses": dict(tally.counts)}  # fmt: skip
    return {**found, "absent": True} if tally.absent else found
