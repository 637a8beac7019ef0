"""Verdicts about several requests in order, and the shell script that repeats them.

Ids that were made on the way are variables, so the script runs against any server in its initial
state. Requests that were under way at the same time are started together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harness.exchange import Exchange

LONGEST = 60  # exchanges of one verdict that are shown
_SAVE = "tee /dev/stderr | jq -r .id"


def script(exchanges: Sequence[Exchange], base_url: str) -> str:
    """Return shell lines that repeat exchanges; needs curl, and jq for ids."""
    names: dict[str, str] = {}
    lines: list[str] = []
    started = False
    for place, exchange in enumerate(exchanges):
        rest = exchanges[place + 1 :]
        line = _with_names(exchange, names).curl(base_url)
        for name in names.values():
            line = line.replace(f"«{name}»", f"'\"${name}\"'")
        made = exchange.body.get("id")
        if isinstance(made, str) and made not in names and any(_uses(e, made) for e in rest):
            names[made] = _name(made, names)
            line = f"{names[made]}=$({line} | {_SAVE})"
        overlaps = bool(rest) and rest[0].started < exchange.started + exchange.seconds
        lines.append(f"{line} &" if overlaps or started else line)
        if started and not overlaps:
            lines.append("wait")
        started = overlaps
    return "\n".join(lines)


def _uses(exchange: Exchange, made: str) -> bool:
    request = exchange.request
    return any(made in text for text in (request.path, request.query, request.body))


def _name(made: str, names: dict[str, str]) -> str:
    prefix = made.partition("_")[0].upper()
    stem = f"{prefix}_ID" if prefix.isascii() and prefix.isidentifier() else "SOME_ID"
    count = sum(name.startswith(stem) for name in names.values())
    return f"{stem}{count + 1}" if count else stem


def _with_names(exchange: Exchange, names: dict[str, str]) -> Exchange:
    request = exchange.request
    for made, name in names.items():
        path, query, body = (
            text.replace(made, f"«{name}»") for text in (request.path, request.query, request.body)
        )
        request = replace(request, path=path, query=query, body=body)
    return replace(exchange, request=request)
