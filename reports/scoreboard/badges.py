"""A badge for each server of a board, as the board counts: it quotes nobody."""

from __future__ import annotations

import re

from reports.formats.badge import drawn
from reports.scoreboard.board import Board, Server

FOLDER = "badges"
_UNFIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 60  # letters of a file's name


def badge(server: Server) -> str:
    """Return the badge of a server."""
    return drawn(*server.says)


def files(board: Board) -> dict[str, str]:
    """Return the file of each server's badge by its key: a name anywhere, and its own."""
    found: dict[str, str] = {}
    for server in sorted(board.servers, key=lambda server: server.name):
        slug = _UNFIT.sub("-", server.name.lower())[:_LONGEST].strip("-") or "server"
        name, number = f"{FOLDER}/{slug}.svg", 1
        while name in found.values():
            number += 1
            name = f"{FOLDER}/{slug}-{number}.svg"
        found[server.key] = name
    return found


def render(board: Board) -> dict[str, str]:
    """Return the texts of the badges by their files."""
    named = files(board)
    return {named[server.key]: badge(server) for server in board.servers}
