"""scoreboard.html: the board for people, one offline file without scripts.

Everything in it that a server, a user or a folder's name says is escaped by the template engine.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from reports.formats.results import moment
from reports.scoreboard.badges import badge
from reports.scoreboard.board import Board
from reports.scoreboard.causes import first, key_of, panels
from reports.templating import template

FILE = "scoreboard.html"
OPEN = 12  # operations up to which their rows, topics and all causes are shown at first


def render(board: Board) -> str:
    """Return the page of a board."""
    return template("scoreboard.html.j2").render(**_context(board))


def _context(board: Board) -> dict[str, Any]:
    operations = [row for row in board.operations if row.kind == "operation"]
    groups = [
        (row, [operation for operation in operations if operation.resource == row.name])
        for row in board.operations if row.kind == "resource"
    ]  # fmt: skip
    return {
        "board": board, "groups": groups, "unfolded": len(operations) <= OPEN, "key_of": key_of,
        "panels": {server.key: list(panels(board, server)) for server in board.servers},
        "first": {server.key: first(server) for server in board.servers},
        "badges": {s.key: Markup(badge(s)) for s in board.servers},  # noqa: S704 - numbers only
        "headers": {server.key: server.ledger.header for server in board.servers},
        "moment": moment,
    }  # fmt: skip
