"""What a lifecycle table says of one move, in the form a walk needs: known for sure, or either.

Only cells of level `must` bind. Where a cell is a `should` or a `probe`, or where the table has
none, a server may do one thing or the other, and the walk goes on from what it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Lifecycle, Refusal
from harness.exchange import Exchange
from suites.looking.say import said


@dataclass(frozen=True, slots=True)
class Expected:
    """What a move may do: `to` are the statuses when it is accepted (none: any that can follow),
    `refused` is the documented refusal, `leaves` the statuses after a refusal that is an attempt.
    """

    to: tuple[str, ...] = ()
    accepts: bool = True  # it may be accepted
    refuses: bool = True  # it may be refused
    refused: Refusal | None = None
    leaves: tuple[str, ...] = ()
    sets: dict[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def sure(self) -> bool:
        """Whether only one outcome is right."""
        return self.accepts != self.refuses


def expected(
    life: Lifecycle, state: str, operation: str, labels: Sequence[str], *, to: tuple[str, ...] = ()
) -> Expected:
    """Return what the first cell with one of `labels` says; `to` is for moves without a cell."""
    for label in labels:
        for cell in life.transitions:
            if (cell.state, cell.operation, cell.label) != (state, operation, label):
                continue
            if cell.level != "must" or (cell.to and cell.refused):
                return Expected(source=cell.source)
            return Expected(
                cell.to, bool(cell.to), cell.refused is not None, cell.refused, cell.leaves,
                cell.sets, cell.source,
            )  # fmt: skip
    return Expected(to)


def unlike(refused: Refusal | None, exchange: Exchange) -> str:
    """Return how a refusal is not the documented one, or an empty text."""
    if refused is None:
        return ""
    wrong = bool(refused.status) and exchange.status not in refused.status
    for part in ("type", "code", "param"):
        wanted = getattr(refused, part)
        seen = exchange.code if part == "code" else exchange.error_body.get(part) or ""
        wrong = wrong or (wanted is not None and seen != wanted)
    return said(exchange) if wrong else ""


def described(refused: Refusal | None) -> str:
    """Return a documented refusal in words."""
    if refused is None:
        return "a refusal"
    parts = [" or ".join(map(str, refused.status))] if refused.status else []
    parts += [str(p) for p in (refused.type, refused.code) if p]
    parts += [f"param {refused.param}"] if refused.param else []
    return f"a refusal ({', '.join(parts)})" if parts else "a refusal"
